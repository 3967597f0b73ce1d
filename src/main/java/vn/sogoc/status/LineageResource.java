package vn.sogoc.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.ratelimit.PublicRead;

/** What happened to a credential, for everybody who has its identifier. */
@Path("/api/v1/credentials/{id}/lineage")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
@PublicRead
class LineageResource {
  private final Lineages lineages;

  LineageResource(Lineages lineages) {
    this.lineages = lineages;
  }

  /** The lineage on the wire. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Lineage")
  record Answer(
      String credential,
      String issuer,
      String kind,
      @Schema(description = "in_force, corrected, superseded, revoked, suspended or unclear")
          String status,
      @Nullable Instant since,
      List<Happened> events,
      @Nullable String supersedes,
      @Nullable String supersededBy) {
    static Answer of(Lineage lineage) {
      return new Answer(
          lineage.credential().toString(),
          "iss_" + lineage.institution(),
          lineage.kind(),
          lineage.status().code(),
          lineage.status().effective().orElse(null),
          lineage.events().stream().map(Happened::of).toList(),
          lineage.supersedes().map(PublicId::toString).orElse(null),
          lineage.supersededBy().map(PublicId::toString).orElse(null));
    }
  }

  /** An event, with the decision it rests on. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "LineageEvent")
  record Happened(
      String type, Instant at, @Nullable String decisionNumber, @Nullable LocalDate decisionDate) {
    static Happened of(Lineage.Event event) {
      return new Happened(
          event.type(),
          event.at(),
          event.decision().map(Lineage.Basis::number).orElse(null),
          event.decision().map(Lineage.Basis::date).orElse(null));
    }
  }

  @GET
  @PermitAll
  @Operation(
      operationId = "getLineage",
      summary = "What happened to a credential since it was issued",
      description =
          "Kinds and times of events, numbers of the decisions behind them, what came before and"
              + " after. No personal data: what a correction changed, the holder and the institution"
              + " see. The identifier stands in the signed record.")
  @APIResponse(responseCode = "200", description = "The issued event first")
  @APIResponse(responseCode = "404", description = "No credential has this identifier")
  public Answer one(@PathParam("id") String id) {
    return Answer.of(lineages.of(CredentialDecisionResource.credential(id)));
  }
}
