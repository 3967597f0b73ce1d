package vn.sogoc.institution;

import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.MalformedCertificate;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.http.PublicData;
import vn.sogoc.platform.ratelimit.PublicRead;

/** Who issues, for everyone: registry facts and key histories. */
@Path("/api/v1/issuers")
@PublicData
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Issuers")
@PublicRead
class IssuerResource {
  private static final int LARGEST_PAGE = 200;

  /** The key history of one issuer, and the signed statement it stands in. */
  @Schema(name = "IssuerKeyHistory")
  record KeyHistory(String issuer, int version, String statement, List<IssuerResponse.Key> keys) {}

  private final TrustRegister trust;

  IssuerResource(TrustRegister trust) {
    this.trust = trust;
  }

  @GET
  @PermitAll
  @Operation(operationId = "listIssuers", summary = "All issuers, by number")
  @APIResponse(responseCode = "200", description = "A page of issuers")
  @APIResponse(responseCode = "400", description = "No number after which, or no size of a page")
  public Page<IssuerResponse> all(
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        trust.statements(after.isEmpty() ? 0 : number(after), size + 1),
        size,
        IssuerResponse::of,
        statement -> "iss_" + statement.facts().id());
  }

  @GET
  @Path("/{id}")
  @PermitAll
  @Operation(operationId = "getIssuer", summary = "One issuer")
  @APIResponse(responseCode = "200", description = "The issuer")
  @APIResponse(responseCode = "404", description = "No such issuer")
  public IssuerResponse one(@PathParam("id") String id) {
    return IssuerResponse.of(trust.statement(number(id)));
  }

  @GET
  @Path("/{id}/keys")
  @PermitAll
  @Operation(
      operationId = "getIssuerKeys",
      summary = "The key history of an issuer",
      description = "Every key it ever had, and the statement by the trust-list key that says so.")
  @APIResponse(responseCode = "200", description = "The keys")
  @APIResponse(responseCode = "404", description = "No such issuer")
  public KeyHistory keys(@PathParam("id") String id) {
    InstitutionStatement statement = trust.statement(number(id));
    return new KeyHistory(
        "iss_" + statement.facts().id(),
        statement.version(),
        trust.signed(statement.facts().id()).base64Url(),
        statement.keys().stream().map(IssuerResource::key).toList());
  }

  private static IssuerResponse.Key key(InstitutionKey k) {
    Base64.Encoder base64 = Base64.getEncoder();
    return new IssuerResponse.Key(
        k.id().toString(),
        k.purpose(),
        k.state(),
        k.from(),
        k.until(),
        k.since(),
        base64.encodeToString(spki(k).toArray()),
        base64.encodeToString(k.certificate().toArray()));
  }

  private static Bytes spki(InstitutionKey key) {
    try {
      return Certificates.parse(key.certificate()).spki();
    } catch (MalformedCertificate e) {
      throw new IllegalStateException("a checked statement holds certificates", e);
    }
  }

  /** The number in {@code iss_101}. */
  static int number(String id) {
    return Optional.of(id)
        .filter(text -> text.matches("iss_[1-9][0-9]{0,8}"))
        .map(text -> Integer.parseInt(text.substring(4)))
        .orElseThrow(
            () ->
                new Refusal(
                    InstitutionProblem.INSTITUTION_UNKNOWN, "An issuer is iss_ and its number."));
  }
}
