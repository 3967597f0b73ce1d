package vn.sogoc.document;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Programme;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * The words of each field that an institution's own page may place. What the record does not say is
 * not there, and English that nobody wrote is not there either.
 */
final class FieldWriter {
  private final FaceWriter words;
  private final Messages messages;

  FieldWriter(FaceWriter words, Messages messages) {
    this.words = words;
    this.messages = messages;
  }

  /** What a record says. */
  Map<PageField, String> of(CredentialRecord record, IssuerNames issuer) {
    Map<PageField, String> values = of(record.claims(), issuer);
    values.put(PageField.SERIAL, record.serialNumber());
    values.put(PageField.REGISTER, record.registerNumber());
    return values;
  }

  /** What claims say that have no numbers yet. */
  Map<PageField, String> specimen(Claims claims, IssuerNames issuer) {
    Map<PageField, String> values = of(claims, issuer);
    values.put(PageField.SERIAL, messages.get(Lang.VI, "document.specimen.number"));
    values.put(PageField.REGISTER, messages.get(Lang.VI, "document.specimen.number"));
    return values;
  }

  /**
   * A holder whom there is not, for a preview.
   *
   * @param longest whether every text is as long as they come
   * @param day of issue
   */
  Map<PageField, String> sample(
      BilingualText title, IssuerNames issuer, boolean longest, LocalDate day) {
    Map<PageField, String> values = new EnumMap<>(PageField.class);
    for (PageField field : PageField.values()) {
      String key = "document.sample." + field.code();
      if (longest) {
        messages.find(Lang.VI, key + ".long").ifPresent(text -> values.put(field, text));
      }
      if (!values.containsKey(field)) {
        messages.find(Lang.VI, key).ifPresent(text -> values.put(field, text));
      }
    }
    state(values);
    put(values, PageField.ISSUER, PageField.ISSUER_EN, issuer(issuer));
    put(values, PageField.TITLE, PageField.TITLE_EN, FaceWriter.capitals(title));
    String place = messages.get(Lang.VI, "document.sample.place");
    put(
        values,
        PageField.PLACE_DATE,
        PageField.PLACE_DATE_EN,
        words.words("place-date", new BilingualText(place, place), words.day(day)));
    return values;
  }

  private Map<PageField, String> of(Claims claims, IssuerNames issuer) {
    Map<PageField, String> values = new EnumMap<>(PageField.class);
    state(values);
    put(values, PageField.ISSUER, PageField.ISSUER_EN, issuer(issuer));
    put(values, PageField.TITLE, PageField.TITLE_EN, FaceWriter.capitals(claims.kind().label()));
    values.put(PageField.HOLDER, claims.fullName().value());
    put(values, PageField.BIRTH, PageField.BIRTH_EN, words.date(claims.birthDate()));
    put(values, PageField.SEX, PageField.SEX_EN, FaceWriter.label(claims.sex()));
    Programme programme = claims.programme();
    put(
        values,
        PageField.PROGRAMME,
        PageField.PROGRAMME_EN,
        programme == null ? null : programme.label());
    put(values, PageField.SPECIALISATION, PageField.SPECIALISATION_EN, claims.specialisation());
    put(values, PageField.RANKING, PageField.RANKING_EN, FaceWriter.label(claims.ranking()));
    put(values, PageField.MODE, PageField.MODE_EN, FaceWriter.label(claims.mode()));
    Integer year = claims.graduationYear();
    if (year != null) {
      values.put(PageField.GRADUATION_YEAR, year.toString());
    }
    put(
        values,
        PageField.DECISION,
        PageField.DECISION_EN,
        words.words(
            "decision.value",
            FaceWriter.same(claims.decisionNumber()),
            words.day(claims.decisionDate())));
    put(values, PageField.EXPIRES, PageField.EXPIRES_EN, words.optionalDay(claims.expires()));
    put(
        values,
        PageField.PLACE_DATE,
        PageField.PLACE_DATE_EN,
        words.words("place-date", claims.place().label(), words.day(claims.issueDate())));
    BilingualText as = FaceWriter.signsAs(claims.signsAs(), claims.signerTitle());
    if (as != null) {
      values.put(PageField.SIGNS_AS, as.vi());
    }
    put(
        values,
        PageField.SIGNER_TITLE,
        PageField.SIGNER_TITLE_EN,
        FaceWriter.signerTitle(claims.signsAs(), claims.signerTitle()));
    values.put(PageField.SIGNER, claims.signerName());
    return values;
  }

  private void state(Map<PageField, String> values) {
    put(values, PageField.STATE, PageField.STATE_EN, words.words("state"));
    put(values, PageField.MOTTO, PageField.MOTTO_EN, words.words("motto"));
  }

  private static BilingualText issuer(IssuerNames issuer) {
    return FaceWriter.capitals(new BilingualText(issuer.vi(), issuer.en()));
  }

  private static void put(
      Map<PageField, String> values,
      PageField vietnamese,
      PageField english,
      @Nullable BilingualText text) {
    if (text == null) {
      return;
    }
    values.put(vietnamese, text.vi());
    if (text.isBilingual()) {
      values.put(english, text.en());
    }
  }
}
