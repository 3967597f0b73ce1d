package vn.sogoc.holder;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.QrText;
import vn.sogoc.issuance.supplement.SupplementFiles;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.register.RegisterProblem;

/** What was issued to me, for programs. */
@Path("/api/v1/me/credentials")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class HolderResource {
  /** One of my credentials. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "MyCredential")
  record Mine(
      String id,
      boolean own,
      String kind,
      String kindLabel,
      String fullName,
      String dateOfBirth,
      @Nullable String programme,
      String serialNumber,
      String registerNumber,
      String issueDate,
      String issuer,
      String qr,
      String document,
      @Schema(description = "where the supplement that counts is; none where it has none")
          @Nullable String supplement,
      @Schema(description = "whether I said that it is not mine") boolean disputed) {}

  /** All of them. */
  @Schema(name = "MyCredentialList")
  record MineList(List<Mine> data) {}

  private final Holdings holdings;
  private final CurrentActor actor;
  private final CurrentRequest request;
  private final String address;

  HolderResource(
      Holdings holdings, CurrentActor actor, CurrentRequest request, PlatformConfig platform) {
    this.holdings = holdings;
    this.actor = actor;
    this.request = request;
    this.address = platform.address().toString();
  }

  @GET
  @RolesAllowed(Roles.HOLDER)
  @Operation(
      operationId = "listMyCredentials",
      summary = "What was issued to me",
      description = "My own credentials, and those of the children I act for.")
  @APIResponse(responseCode = "200", description = "My credentials")
  public MineList all() {
    return new MineList(holdings.of(actor.require()).stream().map(this::mine).toList());
  }

  @GET
  @Path("/{id}/document.pdf")
  @RolesAllowed(Roles.HOLDER)
  @Produces("application/pdf")
  @Operation(operationId = "getMyDocument", summary = "The page of one of my credentials")
  @APIResponse(responseCode = "200", description = "PDF, A4 landscape")
  @APIResponse(responseCode = "404", description = "No such credential of mine")
  @APIResponse(responseCode = "409", description = "It is not in a published list yet")
  public RestResponse<byte[]> document(@PathParam("id") String id) {
    PublicId credential = credential(id);
    return RestResponse.ResponseBuilder.ok(
            holdings.pdf(holdings.one(actor.require(), credential)).toArray())
        .header("Content-Disposition", "inline; filename=\"" + credential + ".pdf\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  @GET
  @Path("/{id}/supplement.pdf")
  @RolesAllowed(Roles.HOLDER)
  @Produces("application/pdf")
  @Operation(
      operationId = "getMySupplement",
      summary = "The supplement of one of my diplomas, with its signed bytes attached")
  @APIResponse(responseCode = "200", description = "PDF, A4")
  @APIResponse(responseCode = "404", description = "No such diploma of mine, or no supplement")
  @APIResponse(responseCode = "409", description = "It is not in the log yet")
  public RestResponse<byte[]> supplement(@PathParam("id") String id) {
    SupplementFiles.File file = holdings.supplement(actor.require(), credential(id));
    return RestResponse.ResponseBuilder.ok(file.content().toArray())
        .header("Content-Disposition", "inline; filename=\"" + file.name() + "\"")
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Idempotent
  @Path("/{id}/dispute")
  @RolesAllowed(Roles.HOLDER)
  @Operation(
      operationId = "disputeMyCredential",
      summary = "Say that a credential in my name is not mine",
      description =
          "I did not study there, or it is about somebody else. The institution and the registry are"
              + " told at once; the credential stays as it is until they decide.")
  @APIResponse(responseCode = "204", description = "They are told; said again, nothing changes")
  @APIResponse(responseCode = "404", description = "No such credential of mine")
  public void dispute(@PathParam("id") String id) {
    holdings.dispute(actor.require(), credential(id));
  }

  private static PublicId credential(String id) {
    return PublicId.parse(CredentialRecord.ID_KIND, id)
        .orElseThrow(
            () ->
                new Refusal(
                    RegisterProblem.CREDENTIAL_UNKNOWN, "No credential of yours has this id."));
  }

  private Mine mine(Holding holding) {
    CredentialRecord record = holding.record();
    Programme programme = record.claims().programme();
    return new Mine(
        record.id().toString(),
        holding.own(),
        record.claims().kind().code(),
        record.claims().kind().label().in(request.lang()),
        record.claims().fullName().value(),
        record.claims().birthDate().toString(),
        programme == null ? null : programme.vi(),
        record.serialNumber(),
        record.registerNumber(),
        record.claims().issueDate().toString(),
        holding.issuer().nameVi(),
        QrText.address(address, holding.cose()),
        "/api/v1/me/credentials/" + record.id() + "/document.pdf",
        holdings.hasSupplement(holding)
            ? "/api/v1/me/credentials/" + record.id() + "/supplement.pdf"
            : null,
        holdings.isDisputed(holding));
  }
}
