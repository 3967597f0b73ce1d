package vn.sogoc.credential.supplement;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.Regime;

/**
 * Which kinds have a supplement under which regime, and by which law: {@code
 * /catalogue/supplements.json}. A fault in it ends the start.
 */
public final class SupplementLaw {
  private static final String FILE = "/catalogue/supplements.json";

  /** The file as it is written. */
  record Table(int version, List<Row> kinds) {}

  /** A line of it. */
  record Row(List<String> codes, Map<String, String> bases) {}

  private final Map<String, Map<String, String>> bases;

  private SupplementLaw(Map<String, Map<String, String>> bases) {
    this.bases = Map.copyOf(bases);
  }

  /** As it is written, its codes held against the catalogue. */
  public static SupplementLaw of(Catalogue catalogue) {
    Map<String, Map<String, String>> bases = new HashMap<>();
    for (Row row : read().kinds()) {
      for (String code : row.codes()) {
        boolean isKnown =
            catalogue
                    .kind(code)
                    .filter(kind -> kind.document() == Kind.Document.DIPLOMA)
                    .filter(kind -> kind.vqfLevel() >= 1)
                    .isPresent()
                && !row.bases().isEmpty()
                && row.bases().keySet().stream()
                    .allMatch(
                        r -> catalogue.regime(r).filter(g -> g.kinds().contains(code)).isPresent());
        if (!isKnown || bases.put(code, row.bases()) != null) {
          throw new IllegalStateException("catalogue: supplements: " + code);
        }
      }
    }
    return new SupplementLaw(bases);
  }

  /** By which clause a diploma of the kind has a supplement; empty where none asks for one. */
  public Optional<String> basis(Kind kind, Regime regime) {
    return Optional.ofNullable(bases.getOrDefault(kind.code(), Map.of()).get(regime.code()));
  }

  private static Table read() {
    try (InputStream content = SupplementLaw.class.getResourceAsStream(FILE)) {
      return JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .build()
          .readValue(Objects.requireNonNull(content, FILE), Table.class);
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue: supplements", e);
    }
  }
}
