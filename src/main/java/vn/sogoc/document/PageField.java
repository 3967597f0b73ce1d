package vn.sogoc.document;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Field;
import vn.sogoc.credential.Kind;

/**
 * What of a record can be placed on a page. Each is text; that in English is a field of its own,
 * because a form has its own place for it.
 */
public enum PageField {
  STATE("state", null),
  STATE_EN("state.en", null),
  MOTTO("motto", null),
  MOTTO_EN("motto.en", null),
  ISSUER("issuer", null),
  ISSUER_EN("issuer.en", null),
  TITLE("title", null),
  TITLE_EN("title.en", null),
  HOLDER("holder", null),
  BIRTH("birth", null),
  BIRTH_EN("birth.en", null),
  SEX("sex", Field.SEX),
  SEX_EN("sex.en", Field.SEX),
  PROGRAMME("programme", Field.PROGRAMME),
  PROGRAMME_EN("programme.en", Field.PROGRAMME),
  SPECIALISATION("specialisation", Field.SPECIALISATION),
  SPECIALISATION_EN("specialisation.en", Field.SPECIALISATION),
  RANKING("ranking", Field.RANKING),
  RANKING_EN("ranking.en", Field.RANKING),
  MODE("mode", Field.MODE),
  MODE_EN("mode.en", Field.MODE),
  GRADUATION_YEAR("graduationYear", Field.GRADUATION_YEAR),
  DECISION("decision", null),
  DECISION_EN("decision.en", null),
  EXPIRES("expires", Field.EXPIRES),
  EXPIRES_EN("expires.en", Field.EXPIRES),
  PLACE_DATE("placeDate", null),
  PLACE_DATE_EN("placeDate.en", null),
  SIGNS_AS("signsAs", null),
  SIGNER_TITLE("signerTitle", null),
  SIGNER_TITLE_EN("signerTitle.en", null),
  SIGNER("signer", null),
  SERIAL("serial", null),
  REGISTER("register", null);

  private final String code;
  private final @Nullable Field claim;

  PageField(String code, @Nullable Field claim) {
    this.code = code;
    this.claim = claim;
  }

  /** The name in forms, in JSON and in what is approved. */
  public String code() {
    return code;
  }

  /** The claim it comes from; empty where every record has it. */
  public Optional<Field> claim() {
    return Optional.ofNullable(claim);
  }

  /** Whether it is the English of another one. */
  public boolean isEnglish() {
    return code.endsWith(".en");
  }

  /** Whether it is the same on every page of an institution, and printed on its blanks already. */
  public boolean isOfPaper() {
    return switch (this) {
      case STATE, STATE_EN, MOTTO, MOTTO_EN, ISSUER, ISSUER_EN, TITLE, TITLE_EN -> true;
      default -> false;
    };
  }

  /** Whether records of the kind have it. */
  public boolean isOf(Kind kind) {
    return claim == null || kind.allows(claim);
  }

  /** Those that records of a kind have. */
  public static List<PageField> of(Kind kind) {
    return Arrays.stream(values()).filter(field -> field.isOf(kind)).toList();
  }

  /** The field of that code. */
  public static Optional<PageField> ofCode(String code) {
    return Arrays.stream(values()).filter(field -> field.code.equals(code)).findFirst();
  }
}
