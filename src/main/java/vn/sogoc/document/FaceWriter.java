package vn.sogoc.document;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Field;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Score;
import vn.sogoc.credential.Term;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * Puts a record into words. What the record does not say is not said: no mode without a mode, a
 * birth date only as far as it is known, no English that the record or the catalogue does not have.
 */
final class FaceWriter {
  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
  private static final String DEPUTY = "Phó ";
  private static final String KT = "KT";
  private static final String ACTING = "Q";

  private final Messages messages;

  FaceWriter(Messages messages) {
    this.messages = messages;
  }

  Face write(CredentialRecord record, IssuerNames issuer, String host, boolean test) {
    return write(
        record.claims(),
        same(record.serialNumber()),
        same(record.registerNumber()),
        issuer,
        host,
        test ? testWords() : null);
  }

  /** What a page would say, of claims that have no numbers yet. */
  Face specimen(Claims claims, IssuerNames issuer, String host) {
    BilingualText later = words("specimen.number");
    return write(claims, later, later, issuer, host, words("specimen"));
  }

  /** What a file of claims is called by viewers. */
  String nameOf(Claims claims) {
    return messages.get(
        Lang.VI, "document.name-of", claims.kind().label().vi(), claims.fullName().value());
  }

  /** What the code is, for those who cannot see it. */
  BilingualText alternative(String host) {
    return words("qr.alternative", same(host));
  }

  /** What a page of an instance for tests says. */
  BilingualText testWords() {
    return words("test");
  }

  /** The word that is printed across a specimen. */
  BilingualText specimenWord() {
    return words("specimen.word");
  }

  private Face write(
      Claims claims,
      BilingualText serialNumber,
      BilingualText registerNumber,
      IssuerNames issuer,
      String host,
      @Nullable BilingualText notValid) {
    boolean diploma = claims.kind().document() == Kind.Document.DIPLOMA;
    BilingualText specialisation = claims.specialisation();
    Term title = claims.signerTitle();
    return new Face(
        words("state"),
        words("motto"),
        new BilingualText(capitals(issuer.vi()), issuer.en()),
        words(diploma ? "confers" : "confers.certificate"),
        words(diploma ? "upon" : "upon.certificate"),
        capitals(claims.kind().label()),
        subject(claims, diploma),
        specialisation == null ? null : words("specialisation", specialisation),
        claims.fullName().value(),
        claims.school(),
        facts(claims, diploma),
        List.of(
            new Face.Fact(words("serial"), serialNumber),
            new Face.Fact(words("register"), registerNumber)),
        claims.scores().stream().map(FaceWriter::score).toList(),
        new Face.Fact(words("score.skill"), words("score.value")),
        words("place-date", claims.place().label(), day(claims.issueDate())),
        signsAs(claims.signsAs(), title),
        signerTitle(claims.signsAs(), title),
        claims.signerName(),
        words("qr.caption"),
        alternative(host),
        host,
        notValid,
        nameOf(claims));
  }

  private @Nullable BilingualText subject(Claims claims, boolean diploma) {
    Programme programme = claims.programme();
    if (programme != null) {
      return words(diploma ? "programme" : "programme.certificate", programme.label());
    }
    Term language = claims.language();
    Term level = claims.level();
    if (language == null) {
      return null;
    }
    return level == null ? language.label() : words("level.of", language.label(), level.label());
  }

  private List<Face.Fact> facts(Claims claims, boolean diploma) {
    List<Face.Fact> facts = new ArrayList<>();
    add(facts, "birth", date(claims.birthDate()));
    add(facts, "sex", label(claims.sex()));
    add(facts, "exam-session", plain(claims.examSession()));
    add(facts, "exam-board", plain(claims.examBoard()));
    add(facts, "exam-date", optionalDay(claims.examDate()));
    add(facts, diploma ? "ranking" : "ranking.certificate", label(claims.ranking()));
    add(facts, "mode", label(claims.mode()));
    Integer year = claims.graduationYear();
    add(facts, "graduation", plain(year == null ? null : year.toString()));
    add(
        facts,
        "decision",
        words("decision.value", same(claims.decisionNumber()), day(claims.decisionDate())));
    LocalDate expires = claims.expires();
    if (expires != null) {
      add(facts, "expires", day(expires));
    } else if (claims.kind().allows(Field.EXPIRES) && !diploma) {
      add(facts, "expires", words("expires.never"));
    }
    return facts;
  }

  private void add(List<Face.Fact> facts, String key, @Nullable BilingualText value) {
    if (value != null) {
      facts.add(new Face.Fact(words(key), value));
    }
  }

  /**
   * "KT. HIỆU TRƯỞNG" stands above "PHÓ HIỆU TRƯỞNG" (Decree 30/2020, annex I); "Q." stands before
   * the title itself. The head's title is the deputy's without its first word.
   */
  static @Nullable BilingualText signsAs(@Nullable Term form, Term title) {
    if (form == null || form.code().equals(ACTING)) {
      return null;
    }
    boolean deputy = form.code().equals(KT) && title.vi().startsWith(DEPUTY);
    String head = deputy ? " " + title.vi().substring(DEPUTY.length()) : "";
    return new BilingualText(capitals(form.vi() + head), form.en());
  }

  static BilingualText signerTitle(@Nullable Term form, Term title) {
    if (form == null || !form.code().equals(ACTING)) {
      return new BilingualText(capitals(title.vi()), title.en());
    }
    String vi = form.vi() + " " + title.vi();
    String en = title.en().isEmpty() ? "" : form.en() + " " + title.en();
    return new BilingualText(capitals(vi), en);
  }

  private static Face.Fact score(Score score) {
    BigDecimal value = score.value();
    return new Face.Fact(
        score.skill().label(),
        new BilingualText(value.toPlainString().replace('.', ','), value.toPlainString()));
  }

  BilingualText date(PartialDate date) {
    return switch (date.precision()) {
      case DAY -> day(date.earliest());
      case MONTH ->
          new BilingualText(
              messages.get(
                  Lang.VI, "document.date.month", month(Lang.VI, date.earliest()), date.year()),
              messages.get(
                  Lang.EN, "document.date.month", month(Lang.EN, date.earliest()), date.year()));
      case YEAR ->
          new BilingualText(
              messages.get(Lang.VI, "document.date.year", date.year()),
              messages.get(Lang.EN, "document.date.year", date.year()));
    };
  }

  @Nullable BilingualText optionalDay(@Nullable LocalDate date) {
    return date == null ? null : day(date);
  }

  /** Days below ten and the months one and two have two digits (Decree 30/2020, annex I). */
  BilingualText day(LocalDate date) {
    int day = date.getDayOfMonth();
    return new BilingualText(
        messages.get(
            Lang.VI,
            "document.date.day",
            day < 10 ? "0" + day : Integer.toString(day),
            month(Lang.VI, date),
            date.getYear()),
        messages.get(Lang.EN, "document.date.day", day, month(Lang.EN, date), date.getYear()));
  }

  private String month(Lang lang, LocalDate date) {
    return messages.get(lang, "document.months").split(",")[date.getMonthValue() - 1];
  }

  BilingualText words(String key) {
    return new BilingualText(
        messages.get(Lang.VI, "document." + key), messages.get(Lang.EN, "document." + key));
  }

  /** A phrase with its parts; without English where a part has none. */
  BilingualText words(String key, BilingualText... parts) {
    Object[] vi = new Object[parts.length];
    Object[] en = new Object[parts.length];
    boolean english = true;
    for (int i = 0; i < parts.length; i++) {
      vi[i] = parts[i].vi();
      en[i] = parts[i].en();
      english &= parts[i].isBilingual();
    }
    return new BilingualText(
        messages.get(Lang.VI, "document." + key, vi),
        english ? messages.get(Lang.EN, "document." + key, en) : "");
  }

  static @Nullable BilingualText label(@Nullable Term term) {
    return term == null ? null : term.label();
  }

  private static @Nullable BilingualText plain(@Nullable String text) {
    return text == null ? null : new BilingualText(text, "");
  }

  /** A number or name that is the same in both languages. */
  static BilingualText same(String text) {
    return new BilingualText(text, text);
  }

  static BilingualText capitals(BilingualText text) {
    return new BilingualText(capitals(text.vi()), text.en());
  }

  private static String capitals(String text) {
    return text.toUpperCase(VIETNAMESE);
  }
}
