package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What has to hold between the rows of the catalogue; a fault ends the start. */
final class CatalogueRules {
  private CatalogueRules() {}

  static void check(Catalogue catalogue) {
    unique("kind number", catalogue.kinds(), Kind::number);
    unique("kind code", catalogue.kinds(), Kind::code);
    unique("kind mark", catalogue.kinds(), Kind::mark);
    unique("regime number", catalogue.regimes(), Regime::number);
    unique("regime code", catalogue.regimes(), Regime::code);
    catalogue.regimes().forEach(r -> checkRegime(catalogue, r));
    catalogue.kinds().forEach(k -> checkKind(catalogue, k));
    catalogue.provinces().forEach(p -> checkProvince(catalogue, p));
  }

  private static void checkRegime(Catalogue catalogue, Regime regime) {
    Set<String> named = new HashSet<>(regime.kinds());
    named.addAll(regime.publication().onRequest());
    regime.deadlines().forEach(d -> named.addAll(d.kinds()));
    for (String kind : named) {
      require(catalogue.kind(kind).isPresent(), regime.code() + " names no kind: " + kind);
    }
    for (Regime other : catalogue.regimes()) {
      if (!other.equals(regime)
          && overlap(
              regime.validFrom(), regime.validUntil(), other.validFrom(), other.validUntil())) {
        for (String kind : regime.kinds()) {
          require(
              !other.kinds().contains(kind),
              kind + " has two regimes at once: " + regime.code() + " and " + other.code());
        }
      }
    }
  }

  private static void checkKind(Catalogue catalogue, Kind kind) {
    for (String regime : kind.rankings().keySet()) {
      require(catalogue.regime(regime).isPresent(), kind.code() + " names no regime: " + regime);
    }
    for (String regime : kind.modes().keySet()) {
      require(catalogue.regime(regime).isPresent(), kind.code() + " names no regime: " + regime);
    }
    for (Field field : kind.required()) {
      require(!kind.optional().contains(field), kind.code() + " requires and allows " + field);
    }
    boolean expiry = kind.validity().rule() == Kind.Validity.Rule.NONE;
    require(expiry != kind.allows(Field.EXPIRES), kind.code() + ": expires and validity differ");
    require(
        (kind.validity().rule() == Kind.Validity.Rule.REQUIRED) == kind.requires(Field.EXPIRES),
        kind.code() + ": expires and validity differ");
    require(
        kind.levels().isEmpty() != kind.allows(Field.LEVEL), kind.code() + ": level without words");
    require(
        kind.skills().isEmpty() != kind.allows(Field.SCORES),
        kind.code() + ": scores without words");
    require(!kind.issuers().isEmpty(), kind.code() + ": nobody issues it");
  }

  private static void checkProvince(Catalogue catalogue, Province province) {
    LocalDate until = province.validUntil();
    for (Province other : catalogue.provinces()) {
      require(
          other.equals(province)
              || other.code() != province.code()
              || !overlap(province.validFrom(), until, other.validFrom(), other.validUntil()),
          "province code " + province.code() + " has two meanings at once");
    }
    for (int successor : province.successors()) {
      require(
          until != null && catalogue.province(successor, until.plusDays(1)).isPresent(),
          "province " + province.code() + " has no successor " + successor);
    }
  }

  private static boolean overlap(
      @Nullable LocalDate from,
      @Nullable LocalDate until,
      @Nullable LocalDate otherFrom,
      @Nullable LocalDate otherUntil) {
    boolean endsBefore = until != null && otherFrom != null && until.isBefore(otherFrom);
    boolean beginsAfter = from != null && otherUntil != null && from.isAfter(otherUntil);
    return !endsBefore && !beginsAfter;
  }

  private static <T> void unique(String what, List<T> rows, Function<T, Object> key) {
    Set<Object> seen = new HashSet<>();
    for (T row : rows) {
      require(seen.add(key.apply(row)), what + " stands twice: " + key.apply(row));
    }
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalStateException("catalogue: " + otherwise);
    }
  }
}
