package vn.sogoc.issuance;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** What a list takes of a quota; {@code over} is how many rows are more than are left. */
@Schema(name = "BatchQuota")
public record QuotaStandingResponse(
    @Schema(description = "a national code, or * for all programmes together") String programme,
    int year,
    int places,
    long used,
    int batch,
    long over,
    @Schema(description = "whether the ministry released just this batch") boolean released) {
  /** The standing as it is shown. */
  public static QuotaStandingResponse of(QuotaStanding one) {
    return new QuotaStandingResponse(
        one.programme(),
        one.year(),
        one.places(),
        one.used(),
        one.batch(),
        one.over(),
        one.released());
  }
}
