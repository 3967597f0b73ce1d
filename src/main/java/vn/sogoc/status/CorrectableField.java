package vn.sogoc.status;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.Term;
import vn.sogoc.kernel.Refusal;

/**
 * The fields that civil status can change. What the issuer itself decided (programme, ranking,
 * numbers, dates of the decision) is never corrected: an error in it is reissued.
 */
enum CorrectableField {
  FULL_NAME("fullName"),
  DATE_OF_BIRTH("dateOfBirth"),
  SEX("sex");

  private final String key;

  CorrectableField(String key) {
    this.key = key;
  }

  /** The name in the API. */
  String key() {
    return key;
  }

  static Optional<CorrectableField> ofKey(String key) {
    return Arrays.stream(values()).filter(f -> f.key.equals(key)).findFirst();
  }

  /** What the signed record says; empty where it says nothing. */
  Optional<String> in(Claims claims) {
    return switch (this) {
      case FULL_NAME -> Optional.of(claims.fullName().value());
      case DATE_OF_BIRTH -> Optional.of(claims.birthDate().toString());
      case SEX -> code(claims.sex());
    };
  }

  /** A typed value in the one form it is kept in; empty where it is none. */
  Optional<String> read(String typed, Catalogue catalogue) {
    try {
      return switch (this) {
        case FULL_NAME -> Optional.of(PersonName.parse(typed).value());
        case DATE_OF_BIRTH -> Optional.of(PartialDate.parse(typed.strip()).toString());
        case SEX -> catalogue.find(catalogue.sexes(), typed).map(Term::code);
      };
    } catch (Refusal e) {
      return Optional.empty();
    }
  }

  private static Optional<String> code(@Nullable Term term) {
    return Optional.ofNullable(term).map(Term::code);
  }
}
