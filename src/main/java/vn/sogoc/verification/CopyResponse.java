package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.register.legacy.KeyedRow;
import vn.sogoc.register.legacy.RegisterCopy;

/**
 * An electronic copy made from a register book, as whoever typed its number and name sees it: what
 * the paper in their hand says, who keeps the book, and what the copy rests on. It is no diploma
 * that was issued digitally, and stands in another place of the answer than one.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "RegisterCopy")
public record CopyResponse(
    @Schema(description = "always register_copy") String form,
    String kind,
    DocumentResponse.Words kindLabel,
    @Nullable String serialNumber,
    @Nullable String registerNumber,
    String fullName,
    @Schema(description = "the year alone, unless you typed the whole date")
        @Nullable String dateOfBirth,
    @Schema(description = "as far as the book says it: a day, a month or a year")
        @Nullable String issueDate,
    @Nullable Integer graduationYear,
    Institution issuer,
    @Schema(description = "who keeps the book and signed the copy") Institution keeper,
    @Schema(description = "when the copy was made") String copiedAt,
    @Schema(enumeration = {"equal", "decided", "agreed"}) String basis,
    @Schema(description = "SHA-256 of the picture of the page") String pageImage,
    @Schema(description = "SHA-256 of the signed copy") String digest) {

  /** From the trust register. */
  @Schema(name = "RegisterCopyInstitution")
  public record Institution(String id, String name, String nameEn, String domain) {
    static Institution of(vn.sogoc.institution.InstitutionFacts facts) {
      return new Institution("iss_" + facts.id(), facts.nameVi(), facts.nameEn(), facts.domain());
    }
  }

  /** What may be shown of a copy, and no more. */
  public static CopyResponse of(VerificationAnswer.ShownCopy shown) {
    RegisterCopy copy = shown.found().copy();
    KeyedRow row = copy.row();
    Optional<PartialDate> birth = row.birth().known();
    return new CopyResponse(
        "register_copy",
        row.kind(),
        new DocumentResponse.Words(shown.found().kind().vi(), shown.found().kind().en()),
        none(row.serialNumber()),
        none(row.registerNumber()),
        row.fullName().value(),
        birth.map(b -> shown.withBirth() ? b.toString() : Integer.toString(b.year())).orElse(null),
        row.issued().known().map(Object::toString).orElse(none(row.issued().printed())),
        row.graduationYear(),
        Institution.of(shown.found().issuer()),
        Institution.of(shown.found().keeper()),
        copy.issuedAt().toString(),
        copy.basis().name().toLowerCase(java.util.Locale.ROOT),
        copy.image().hex(),
        shown.found().digest().hex());
  }

  private static @Nullable String none(String text) {
    return text.isEmpty() ? null : text;
  }
}
