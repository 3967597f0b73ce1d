package vn.sogoc.institution.office;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.Mandate;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalResponse;

/** Who may sign for an institution, and on which days. */
@Path("/api/v1/institutions/{id}/mandates")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Office")
class MandateResource {
  private final MandateOffice office;
  private final CurrentActor actor;

  MandateResource(MandateOffice office, CurrentActor actor) {
    this.office = office;
    this.actor = actor;
  }

  /** A mandate. */
  @Schema(name = "Mandate")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfMandate(
      String id,
      String name,
      String titleVi,
      String titleEn,
      List<String> kinds,
      LocalDate from,
      @Nullable LocalDate until,
      String decisionNumber,
      LocalDate decisionDate,
      @Schema(description = "empty for the head") String signsAs,
      @Schema(description = "the personal key; without, nothing can be signed within it")
          @Nullable String kid) {
    static OfMandate of(Mandate m) {
      return new OfMandate(
          PublicId.of(MandateTerms.ID_KIND, m.id()).toString(),
          m.personName(),
          m.titleVi(),
          m.titleEn(),
          m.kinds().stream().sorted().toList(),
          m.from(),
          m.until(),
          m.decisionNumber(),
          m.decisionDate(),
          m.signsAs(),
          m.key().map(Object::toString).orElse(null));
    }
  }

  /** In the order of their first days. */
  @Schema(name = "MandateList")
  record Many(List<OfMandate> data) {}

  /** A last day. */
  @Schema(name = "MandateEndRequest")
  record Ended(@Schema(required = true, format = "date") @Nullable String last) {}

  @GET
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "listMandates", summary = "Who may sign for an institution, and when")
  @APIResponse(responseCode = "200", description = "All of them, past ones too")
  @APIResponse(responseCode = "403", description = "Not your office")
  @APIResponse(responseCode = "404", description = "No such institution")
  public Many all(@PathParam("id") String id) {
    return new Many(
        office.of(actor.require(), Numbers.institution(id)).stream().map(OfMandate::of).toList());
  }

  @POST
  @Idempotent
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForMandate",
      summary = "Ask for a mandate: of a head, a deputy, or for some days of absence",
      description =
          "With the decision it rests on. Another person approves; neither of the two may be the one"
              + " it is for. Of a change of head, the mandate that is named in replaces ends the day"
              + " before. A batch that names a signer whose mandate is over is not signed by anybody"
              + " else: it is prepared again.")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "403", description = "Not your office, or it is for you")
  @APIResponse(responseCode = "404", description = "Nobody there has this identifier")
  @APIResponse(
      responseCode = "409",
      description =
          "There would be two heads on one day, the key is another person's, the account was ended,"
              + " or too much waits already")
  @APIResponse(responseCode = "422", description = "A field is wrong, or the mandate is over")
  public RestResponse<ProposalResponse> ask(
      @PathParam("id") String id, @BeanParam MandateForm form) {
    return created(office.ask(actor.require(), Numbers.institution(id), form.toCommand()));
  }

  @POST
  @Path("/{mandate}/end")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(operationId = "askForMandateEnd", summary = "Ask for a mandate to end on a day")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "403", description = "Not your office, or it is yours")
  @APIResponse(responseCode = "404", description = "No such mandate")
  @APIResponse(responseCode = "422", description = "No day on which it could end")
  public RestResponse<ProposalResponse> end(
      @PathParam("id") String id, @PathParam("mandate") String mandate, @Nullable Ended body) {
    return created(
        office.askEnd(
            actor.require(),
            Numbers.institution(id),
            mandate(mandate),
            body == null ? null : body.last()));
  }

  @GET
  @Path("/documents/{digest}")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Produces("application/octet-stream")
  @Operation(operationId = "getMandateDocument", summary = "The decision a mandate rests on")
  @APIResponse(
      responseCode = "200",
      description = "The file as it was uploaded",
      content =
          @Content(
              mediaType = "application/octet-stream",
              schema = @Schema(type = SchemaType.STRING, format = "binary")))
  @APIResponse(responseCode = "403", description = "Not your office")
  @APIResponse(responseCode = "404", description = "No such document")
  public RestResponse<byte[]> document(
      @PathParam("id") String id, @PathParam("digest") String digest) {
    if (!digest.matches("[0-9a-f]{64}")) {
      throw new Refusal(OfficeProblem.MANDATE_UNKNOWN, "no such document of a mandate");
    }
    MandateOffice.Document found =
        office.document(actor.require(), Numbers.institution(id), Digest.ofHex(digest));
    String ending = found.mediaType().substring(found.mediaType().indexOf('/') + 1);
    return ResponseBuilder.ok(found.content().toArray())
        .header(
            "Content-Disposition",
            "attachment; filename=\"mandate-" + digest.substring(0, 12) + "." + ending + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  private static RestResponse<ProposalResponse> created(Proposal made) {
    return ResponseBuilder.<ProposalResponse>created(URI.create("/api/v1/proposals/" + made.id()))
        .entity(ProposalResponse.of(made))
        .build();
  }

  private static PublicId mandate(String id) {
    return PublicId.parse(MandateTerms.ID_KIND, id)
        .orElseThrow(() -> new Refusal(OfficeProblem.MANDATE_UNKNOWN, "no such mandate"));
  }
}
