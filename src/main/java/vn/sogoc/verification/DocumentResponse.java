package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Term;
import vn.sogoc.institution.InstitutionFacts;

/**
 * The fields of a record, to be compared with the paper. Who asked by number and name sees what the
 * public list shows; who holds the record sees what it says. The personal number and ethnicity are
 * in no record.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Document")
public record DocumentResponse(
    String kind,
    Words kindLabel,
    String serialNumber,
    String registerNumber,
    String fullName,
    String dateOfBirth,
    @Nullable Words sex,
    String issueDate,
    @Nullable Integer graduationYear,
    Issuer issuer,
    @Nullable String decisionNumber,
    @Nullable String decisionDate,
    @Nullable Words programme,
    @Nullable String programmeCode,
    @Nullable Words specialisation,
    @Nullable Words ranking,
    @Nullable Words mode,
    @Nullable Words level,
    @Nullable List<ScoreLine> scores,
    @Nullable String examDate,
    @Nullable String expires,
    @Nullable String school,
    @Nullable String signerName,
    @Nullable Words signerTitle,
    @Nullable Words signsAs,
    @Nullable String place,
    String lineage) {

  /** The same in both languages. */
  @Schema(name = "BilingualText")
  public record Words(String vi, String en) {
    static Words of(BilingualText text) {
      return new Words(text.vi(), text.en());
    }

    static @Nullable Words of(@Nullable Term term) {
      return term == null ? null : of(term.label());
    }
  }

  /** One line of a score table. */
  @Schema(name = "DocumentScore")
  public record ScoreLine(Words skill, String value) {}

  /**
   * Who issued, from the trust register; {@code keeper} is there where somebody else keeps its
   * register now.
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "DocumentIssuer")
  public record Issuer(
      String id, String name, String nameEn, String domain, @Nullable KeeperNow keeper) {}

  /** Who keeps the issuer's register now, and since which day. */
  @Schema(name = "RegisterKeeper")
  public record KeeperNow(String id, String name, String nameEn, String domain, String since) {}

  /** What may be shown of a record, and no more. */
  public static DocumentResponse of(VerificationAnswer.Shown shown) {
    return switch (shown.disclosure()) {
      case CARRIED -> carried(shown.record(), issuer(shown));
      case ASKED_WITH_BIRTH ->
          asked(shown.record(), issuer(shown), shown.record().claims().birthDate().toString());
      case ASKED ->
          asked(
              shown.record(),
              issuer(shown),
              Integer.toString(shown.record().claims().birthDate().year()));
    };
  }

  private static DocumentResponse asked(CredentialRecord record, Issuer issuer, String birth) {
    Claims c = record.claims();
    return new DocumentResponse(
        c.kind().code(),
        Words.of(c.kind().label()),
        record.serialNumber(),
        record.registerNumber(),
        c.fullName().value(),
        birth,
        null,
        c.issueDate().toString(),
        c.graduationYear(),
        issuer,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        lineage(record));
  }

  private static DocumentResponse carried(CredentialRecord record, Issuer issuer) {
    Claims c = record.claims();
    Optional<Programme> programme = Optional.ofNullable(c.programme());
    return new DocumentResponse(
        c.kind().code(),
        Words.of(c.kind().label()),
        record.serialNumber(),
        record.registerNumber(),
        c.fullName().value(),
        c.birthDate().toString(),
        Words.of(c.sex()),
        c.issueDate().toString(),
        c.graduationYear(),
        issuer,
        c.decisionNumber(),
        c.decisionDate().toString(),
        programme.map(p -> Words.of(p.label())).orElse(null),
        programme.map(Programme::code).orElse(null),
        Optional.ofNullable(c.specialisation()).map(Words::of).orElse(null),
        Words.of(c.ranking()),
        Words.of(c.mode()),
        Words.of(c.level()),
        c.scores().isEmpty()
            ? null
            : c.scores().stream()
                .map(s -> new ScoreLine(Words.of(s.skill().label()), s.value().toPlainString()))
                .toList(),
        Optional.ofNullable(c.examDate()).map(Object::toString).orElse(null),
        Optional.ofNullable(c.expires()).map(Object::toString).orElse(null),
        c.school(),
        c.signerName(),
        Words.of(c.signerTitle()),
        Words.of(c.signsAs()),
        c.place().label().vi(),
        lineage(record));
  }

  /** What happened to it since; there is no personal data there. */
  private static String lineage(CredentialRecord record) {
    return "/api/v1/credentials/" + record.id() + "/lineage";
  }

  private static Issuer issuer(VerificationAnswer.Shown shown) {
    InstitutionFacts issuer = shown.issuer();
    KeeperNow keeper =
        shown
            .keeper()
            .map(
                kept ->
                    new KeeperNow(
                        "iss_" + kept.by().id(),
                        kept.by().nameVi(),
                        kept.by().nameEn(),
                        kept.by().domain(),
                        kept.since().toString()))
            .orElse(null);
    return new Issuer(
        "iss_" + issuer.id(), issuer.nameVi(), issuer.nameEn(), issuer.domain(), keeper);
  }
}
