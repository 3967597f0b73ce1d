package vn.sogoc.verification;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.register.legacy.Coverage;

/**
 * How much of old register books is covered at all, said beside every number that was not found.
 *
 * @param url where the coverage of every institution is
 * @param keeper who said it, where the number begins with the prefix of an institution
 * @param lines by kind, as the keeper signed them
 */
@Schema(name = "NotFoundCoverage")
record CoverageResponse(String url, @Nullable String keeper, @Nullable List<Line> lines) {

  /** Books of one issuer and kind. */
  @Schema(name = "NotFoundCoverageLine")
  record Line(String issuer, String kind, int yearFrom, int yearTo, int percent) {}

  static CoverageResponse of(VerificationAnswer answer, String address) {
    return new CoverageResponse(
        address + "/coverage",
        answer.coverage().map(said -> "iss_" + said.statement().keeper()).orElse(null),
        answer.coverage().map(CoverageResponse::lines).orElse(null));
  }

  private static List<Line> lines(Coverage.Said said) {
    return said.statement().lines().stream()
        .map(l -> new Line("iss_" + l.issuer(), l.kind(), l.yearFrom(), l.yearTo(), l.percent()))
        .toList();
  }
}
