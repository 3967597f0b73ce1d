package vn.sogoc.status;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.Regime;

/**
 * The grounds of decisions, from {@code /catalogue/grounds.json}; a fault in it ends the start. The
 * rules of the day of the decision say what it rests on, those of the day of issue what the
 * credential is.
 */
@ApplicationScoped
class Grounds {
  private static final String FILE = "/catalogue/grounds.json";
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build();

  /** The file as it is written. */
  record Table(int version, List<Row> grounds) {}

  /** A line of it. */
  record Row(
      String code,
      String type,
      String vi,
      String en,
      Set<String> fields,
      Set<String> follows,
      Map<String, String> bases) {}

  private final Catalogue catalogue;
  private final Map<String, Ground> grounds = new HashMap<>();

  Grounds(Catalogue catalogue) {
    this.catalogue = catalogue;
    for (Row row : read().grounds()) {
      Ground ground =
          new Ground(
              row.code(),
              DecisionType.ofCode(row.type()).orElseThrow(() -> wrong(row, "type")),
              new BilingualText(row.vi(), row.en()),
              row.fields(),
              row.follows(),
              row.bases());
      check(row, ground);
      if (grounds.put(key(ground.type(), ground.code()), ground) != null) {
        throw wrong(row, "code stands twice");
      }
    }
  }

  /** The ground of a type with this code. */
  Optional<Ground> find(DecisionType type, String code) {
    return Optional.ofNullable(grounds.get(key(type, code)));
  }

  /** The codes of a type, sorted. */
  List<String> codes(DecisionType type) {
    return grounds.values().stream()
        .filter(g -> g.type() == type)
        .map(Ground::code)
        .sorted()
        .toList();
  }

  /** What a decision of that day about a credential of that kind rests on. */
  Optional<String> basis(Ground ground, Kind kind, LocalDate day) {
    return catalogue.regimes().stream()
        .filter(r -> !day.isBefore(r.validFrom()))
        .filter(r -> r.validUntil() == null || !day.isAfter(r.validUntil()))
        .filter(r -> ground.bases().containsKey(r.code()))
        // a kind that is no longer issued is corrected under the rules of today
        .min(
            Comparator.<Regime>comparingInt(r -> r.kinds().contains(kind.code()) ? 0 : 1)
                .thenComparingInt(Regime::number))
        .map(r -> Objects.requireNonNull(ground.bases().get(r.code())));
  }

  private void check(Row row, Ground ground) {
    boolean corrects = ground.type() == DecisionType.CORRECTION;
    if (corrects == ground.fields().isEmpty()) {
      throw wrong(row, "fields");
    }
    if (!ground.fields().stream().allMatch(name -> CorrectableField.ofKey(name).isPresent())) {
      throw wrong(row, "fields");
    }
    if (ground.bases().isEmpty()
        || !ground.bases().keySet().stream().allMatch(r -> catalogue.regime(r).isPresent())) {
      throw wrong(row, "bases");
    }
  }

  private static Table read() {
    try (InputStream content = Grounds.class.getResourceAsStream(FILE)) {
      return JSON.readValue(Objects.requireNonNull(content, FILE), Table.class);
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue: grounds", e);
    }
  }

  private static String key(DecisionType type, String code) {
    return type.code() + "/" + code;
  }

  private static IllegalStateException wrong(Row row, String what) {
    return new IllegalStateException("catalogue: grounds: " + row.code() + ": " + what);
  }
}
