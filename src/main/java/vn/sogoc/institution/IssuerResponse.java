package vn.sogoc.institution;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * An issuer as the public sees it.
 *
 * @param id {@code iss_<number>}
 * @param number public number
 * @param name in Vietnamese
 * @param nameEn in English
 * @param domain web domain
 * @param kinds what it may issue, and when
 */
@Schema(name = "Issuer")
record IssuerResponse(
    String id, int number, String name, String nameEn, String domain, List<Right> kinds) {
  /** The right to issue a kind. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "IssuerRight")
  record Right(String kind, LocalDate from, @Nullable LocalDate until, String basis) {}

  /** A key in its history; {@code certificate} is PEM-free base64 of the DER. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "IssuerKey")
  record Key(
      String kid,
      String purpose,
      KeyState state,
      Instant from,
      Instant until,
      @Nullable Instant since,
      String spki,
      String certificate) {}

  static IssuerResponse of(InstitutionStatement statement) {
    InstitutionFacts f = statement.facts();
    return new IssuerResponse(
        "iss_" + f.id(),
        f.id(),
        f.nameVi(),
        f.nameEn(),
        f.domain(),
        statement.accreditations().stream()
            .map(a -> new Right(a.kind(), a.from(), a.until(), a.basis()))
            .toList());
  }
}
