package vn.sogoc.report;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** How much is issued, for everyone. */
@Path("/api/v1/issued-counts")
@PublicData
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Publications")
@PublicRead
class IssuedCountResource {
  private static final int FIRST_YEAR = 1945;
  private static final int LAST_YEAR = 2199;

  private final IssuedCounts counts;
  private final Clock clock;

  IssuedCountResource(IssuedCounts counts, Clock clock) {
    this.counts = counts;
    this.clock = clock;
  }

  /** Of one institution and kind. */
  @Schema(name = "IssuedCount")
  record Response(
      String issuer,
      String kind,
      @Schema(description = "year of the issue date") int year,
      @Schema(description = "sum of the counts in the signed headers of its published lists")
          long issued,
      long lists,
      List<Quota> quotas) {
    static Response of(IssuedCount one) {
      return new Response(
          "iss_" + one.institution(),
          one.kind(),
          one.year(),
          one.issued(),
          one.lists(),
          one.quotas().stream()
              .map(q -> new Quota(q.programme(), q.places(), q.decisionNumber()))
              .toList());
    }
  }

  /** What the ministry allows. */
  @Schema(name = "IssuedCountQuota")
  record Quota(
      @Schema(description = "a national code, or * for all programmes together") String programme,
      int places,
      String decisionNumber) {}

  /** All of a year. */
  @Schema(name = "IssuedCountList")
  record Many(List<Response> data) {}

  @GET
  @PermitAll
  @Operation(
      operationId = "listIssuedCounts",
      summary = "How many credentials were issued in a year, beside the quotas",
      description = "By institution and kind, from the published lists. No personal data.")
  @APIResponse(responseCode = "200", description = "Every institution and kind of the year")
  @APIResponse(responseCode = "400", description = "Issuer or year have another form")
  public Many all(
      @QueryParam("issuer") @DefaultValue("") String issuer,
      @QueryParam("year") @DefaultValue("0") int year) {
    int of = year == 0 ? LegalDay.of(clock.instant()).getYear() : year;
    if (of < FIRST_YEAR || of > LAST_YEAR) {
      throw refused("year", FIRST_YEAR + " to " + LAST_YEAR, "" + year);
    }
    return new Many(counts.of(number(issuer), of).stream().map(Response::of).toList());
  }

  private static int number(String issuer) {
    if (issuer.isEmpty()) {
      return 0;
    }
    if (!issuer.matches("iss_[1-9][0-9]{0,8}")) {
      throw refused("issuer", "iss_101", issuer);
    }
    return Integer.parseInt(issuer.substring(4));
  }

  private static Refusal refused(String parameter, String expected, String found) {
    return new Refusal(
        HttpProblem.MALFORMED_REQUEST,
        "the parameter " + parameter + " is not as expected",
        List.of(new Refusal.Fault("parameter_format", 0, parameter, expected, found)));
  }
}
