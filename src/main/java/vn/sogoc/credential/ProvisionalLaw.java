package vn.sogoc.credential;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which kinds hold only until the diploma of the same person and decision is issued, and by which
 * law: {@code /catalogue/provisional.json}. A fault in it ends the start.
 */
public final class ProvisionalLaw {
  private static final String FILE = "/catalogue/provisional.json";

  /** The file as it is written. */
  record Table(int version, List<Row> kinds) {}

  /** A line of it. */
  record Row(String code, String endedBy, Map<String, String> bases) {}

  private final Map<String, Map<String, String>> bases;

  private ProvisionalLaw(Map<String, Map<String, String>> bases) {
    this.bases = bases;
  }

  /** As it is written, its codes held against the catalogue. */
  public static ProvisionalLaw of(Catalogue catalogue) {
    Table table = read();
    for (Row row : table.kinds()) {
      boolean isKnown =
          catalogue.kind(row.code()).isPresent()
              && row.endedBy().equals("diploma")
              && !row.bases().isEmpty()
              && row.bases().keySet().stream().allMatch(r -> catalogue.regime(r).isPresent());
      if (!isKnown) {
        throw new IllegalStateException("catalogue: provisional: " + row.code());
      }
    }
    return new ProvisionalLaw(
        table.kinds().stream().collect(Collectors.toUnmodifiableMap(Row::code, Row::bases)));
  }

  /** The codes of the kinds that end so. */
  public Set<String> kinds() {
    return bases.keySet();
  }

  /** Whether credentials of the kind end when the diploma is issued. */
  public boolean isProvisional(Kind kind) {
    return bases.containsKey(kind.code());
  }

  /** Whether credentials of the kind end those. */
  public boolean ends(Kind kind) {
    return kind.document() == Kind.Document.DIPLOMA && !isProvisional(kind);
  }

  /** The kind that is issued meanwhile. */
  public String meanwhile() {
    return bases.keySet().stream().sorted().findFirst().orElseThrow();
  }

  /** What the end of a credential of a kind rests on, under the regime of the diploma. */
  public Optional<String> basis(String kind, String regime) {
    Map<String, String> of = bases.getOrDefault(kind, Map.of());
    return Optional.ofNullable(of.get(regime)).or(() -> of.values().stream().sorted().findFirst());
  }

  private static Table read() {
    try (InputStream content = ProvisionalLaw.class.getResourceAsStream(FILE)) {
      return JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readValue(Objects.requireNonNull(content, FILE), Table.class);
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue: provisional", e);
    }
  }
}
