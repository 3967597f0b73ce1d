package vn.sogoc.verification.incidents;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.http.Page;
import vn.sogoc.platform.idempotency.Idempotent;

/** Good signatures that are not in the register, for the institution whose key they bear. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Incidents")
class IncidentResource {
  private static final int LARGEST_PAGE = 200;

  private final Incidents incidents;
  private final CurrentActor actor;

  IncidentResource(Incidents incidents, CurrentActor actor) {
    this.incidents = incidents;
    this.actor = actor;
  }

  /** An incident on the wire. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "Incident")
  record Response(
      String id,
      String institution,
      @Schema(description = "SHA-256 of the signed record; nothing else of it is kept")
          String digest,
      @Schema(description = "the key that signed it") String kid,
      @Schema(description = "the check that failed, such as registered.unknown") String reason,
      Instant firstSeen,
      @Schema(description = "the last day it was shown, of those that are kept")
          @Nullable LocalDate lastDay,
      @Schema(description = "on how many days it was shown, of those that are kept") int days,
      @Nullable Acknowledgement acknowledged) {
    static Response of(Incident incident) {
      return new Response(
          incident.id().toString(),
          "iss_" + incident.institution(),
          incident.digest().hex(),
          incident.key().toString(),
          incident.reason(),
          incident.firstSeen(),
          incident.days().isEmpty() ? null : incident.days().getLast(),
          incident.days().size(),
          incident
              .acknowledged()
              .map(a -> new Acknowledgement(a.name(), a.at(), a.note()))
              .orElse(null));
    }
  }

  /** Who looked into it. */
  @Schema(name = "IncidentAcknowledgement")
  record Acknowledgement(String name, Instant at, String note) {}

  /** What a person says about it. */
  @Schema(name = "IncidentAcknowledgementRequest")
  record Note(@Schema(required = true, minLength = 3, maxLength = 500) @Nullable String note) {}

  @GET
  @Path("/institutions/{id}/incidents")
  @RolesAllowed({Roles.APPROVE, Roles.SIGN, Roles.OPERATE, Roles.AUDIT})
  @Operation(
      operationId = "listIncidents",
      summary = "Good signatures that are not in the register, newest first",
      description =
          "A record that bears a valid signature of the institution's key and was never registered,"
              + " or when the key was not valid: somebody else may have the key. Each record once,"
              + " however often it is shown.")
  @APIResponse(responseCode = "200", description = "A page of incidents")
  @APIResponse(responseCode = "403", description = "Not your institution")
  public Page<Response> all(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("limit") @DefaultValue("50") int limit) {
    int size = Page.size(limit, LARGEST_PAGE);
    return Page.of(
        incidents.page(actor.require(), institution(id), cursor(after), size + 1),
        size,
        Response::of,
        incident -> incident.id().toString());
  }

  @POST
  @Idempotent
  @Path("/incidents/{id}/acknowledgement")
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.APPROVE, Roles.SIGN, Roles.OPERATE})
  @Operation(
      operationId = "acknowledgeIncident",
      summary = "Say that you looked into an incident, and what came of it",
      description = "Once; it is never edited.")
  @APIResponse(responseCode = "200", description = "The incident with your note")
  @APIResponse(responseCode = "404", description = "No such incident in your institution")
  @APIResponse(responseCode = "409", description = "Somebody has acknowledged it")
  @APIResponse(responseCode = "422", description = "The note does not stand")
  public Response acknowledge(@PathParam("id") String id, @Nullable Note body) {
    PublicId incident = PublicId.parse(Incidents.KIND, id).orElseThrow(Incidents::unknown);
    return Response.of(
        incidents.acknowledge(actor.require(), incident, body == null ? null : body.note()));
  }

  private static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(
          InstitutionProblem.INSTITUTION_UNKNOWN, "An issuer is iss_ and its number.");
    }
    return Integer.parseInt(id.substring(4));
  }

  private static @Nullable PublicId cursor(String after) {
    return after.isEmpty()
        ? null
        : PublicId.parse(Incidents.KIND, after)
            .orElseThrow(
                () -> new Refusal(HttpProblem.CURSOR_INVALID, "no incident has this identifier"));
  }
}
