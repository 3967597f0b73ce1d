package vn.sogoc.institution.office;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalResponse;
import vn.sogoc.platform.proposals.Proposals;

/** Ways into an institution's office, and who supervises it. */
@Path("/api/v1")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Office")
class InvitationResource {
  private final Invitations invitations;
  private final Supervisions supervisions;
  private final CurrentActor actor;

  InvitationResource(Invitations invitations, Supervisions supervisions, CurrentActor actor) {
    this.invitations = invitations;
    this.supervisions = supervisions;
    this.actor = actor;
  }

  /** Whom to invite. */
  @Schema(name = "InvitationRequest")
  record Wanted(
      @Schema(required = true, minLength = 2, maxLength = 120) @Nullable String name,
      @Schema(
              maxLength = 254,
              description =
                  "where the link is mailed once the second person approved; sealed until then, and"
                      + " forgotten afterwards")
          @Nullable String email,
      @Schema(
              required = true,
              description = "one or more of prepare, approve, sign, operate, verify, audit")
          @Nullable List<String> roles) {}

  /** Which institution supervises. */
  @Schema(name = "SupervisionRequest")
  record Supervised(
      @Schema(required = true, pattern = "^iss_[1-9][0-9]{0,8}$") @Nullable String supervisor) {}

  @POST
  @Path("/institutions/{id}/invitations")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "inviteSomebody",
      summary = "Invite somebody to work at an institution",
      description =
          "As somebody who runs its office, that of the institution that supervises it, or the"
              + " registry. Another person approves; then a link, shown to you, and a code, shown to"
              + " them, let the invited person in together.")
  @APIResponse(
      responseCode = "201",
      description = "The invitation, which waits for another person",
      content = @Content(schema = @Schema(implementation = OfficeResponse.OfInvitation.class)))
  @APIResponse(responseCode = "403", description = "Not your office")
  @APIResponse(responseCode = "404", description = "No such institution")
  @APIResponse(responseCode = "409", description = "The institution was stopped")
  @APIResponse(responseCode = "422", description = "Name, address or roles do not stand")
  public RestResponse<OfficeResponse.OfInvitation> invite(
      @PathParam("id") String id, @Nullable Wanted body) {
    if (body == null) {
      throw Proposals.refused("name", "a JSON object with name and roles");
    }
    Invitation made =
        invitations.invite(
            actor.require(),
            Numbers.institution(id),
            body.name(),
            body.email(),
            roles(body.roles()));
    return created(made, invitations.proposal(made));
  }

  @GET
  @Path("/institutions/{id}/invitations")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "listInvitations", summary = "Ways into an office, newest first")
  @APIResponse(responseCode = "200", description = "At most 200")
  @APIResponse(responseCode = "403", description = "Not your office")
  @APIResponse(responseCode = "404", description = "No such institution")
  public OfficeResponse.Invitations all(@PathParam("id") String id) {
    return new OfficeResponse.Invitations(
        invitations.of(actor.require(), Numbers.institution(id)).stream()
            .map(one -> OfficeResponse.OfInvitation.of(one, proposal(invitations.proposal(one))))
            .toList());
  }

  @GET
  @Path("/invitations/{id}")
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "getInvitation", summary = "One way in")
  @APIResponse(responseCode = "200", description = "The invitation")
  @APIResponse(responseCode = "404", description = "None of your office")
  public OfficeResponse.OfInvitation one(@PathParam("id") String id) {
    Invitation found = invitations.get(actor.require(), invitation(id));
    return OfficeResponse.OfInvitation.of(found, proposal(invitations.proposal(found)));
  }

  @POST
  @Path("/invitations/{id}/link")
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "showInvitationLink",
      summary = "A new link, shown to whoever invited, this once",
      description =
          "The link before ends. It takes no Idempotency-Key, because its answer is kept nowhere:"
              + " asked again, there is another one.")
  @APIResponse(responseCode = "200", description = "The link")
  @APIResponse(responseCode = "403", description = "Somebody else invited")
  @APIResponse(responseCode = "404", description = "None of your office")
  @APIResponse(responseCode = "409", description = "It has ended")
  public OfficeResponse.Link link(@PathParam("id") String id) {
    return new OfficeResponse.Link(invitations.link(actor.require(), invitation(id)));
  }

  @POST
  @Path("/invitations/{id}/code")
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "showInvitationCode",
      summary = "A new code, shown to whoever approved, this once",
      description = "The code before ends; as with the link, asked again there is another one.")
  @APIResponse(responseCode = "200", description = "The code")
  @APIResponse(responseCode = "403", description = "Somebody else approved, or nobody yet")
  @APIResponse(responseCode = "404", description = "None of your office")
  @APIResponse(responseCode = "409", description = "It has ended")
  public OfficeResponse.Code code(@PathParam("id") String id) {
    return new OfficeResponse.Code(invitations.code(actor.require(), invitation(id)));
  }

  @POST
  @Path("/invitations/{id}/revocation")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(operationId = "revokeInvitation", summary = "Take an invitation back, at once")
  @APIResponse(responseCode = "200", description = "The invitation, revoked")
  @APIResponse(responseCode = "404", description = "None of your office")
  @APIResponse(responseCode = "409", description = "It has ended")
  public OfficeResponse.OfInvitation revoke(@PathParam("id") String id) {
    Invitation revoked = invitations.revoke(actor.require(), invitation(id));
    return OfficeResponse.OfInvitation.of(revoked, proposal(invitations.proposal(revoked)));
  }

  @POST
  @Path("/institutions/{id}/supervision")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForSupervision",
      summary = "Ask for an institution to be supervised by another, such as a department",
      description =
          "By operators of the registry. Whoever runs the office of the supervisor then runs that"
              + " of the institution too.")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "403", description = "You are no operator of the registry")
  @APIResponse(responseCode = "404", description = "No such institution")
  @APIResponse(responseCode = "409", description = "It is the registry's own institution")
  @APIResponse(responseCode = "422", description = "No other institution is named")
  public RestResponse<ProposalResponse> supervise(
      @PathParam("id") String id, @Nullable Supervised body) {
    String supervisor = body == null ? null : body.supervisor();
    Proposal made =
        supervisions.ask(
            actor.require(),
            Numbers.institution(id),
            Numbers.institution(supervisor == null ? "" : supervisor));
    return ResponseBuilder.<ProposalResponse>created(URI.create("/api/v1/proposals/" + made.id()))
        .entity(ProposalResponse.of(made))
        .build();
  }

  @POST
  @Path("/institutions/{id}/supervision/end")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "endSupervision",
      summary = "End the supervision of an institution, at once",
      description = "By one operator of the registry.")
  @APIResponse(responseCode = "204", description = "Nobody supervises it now")
  @APIResponse(responseCode = "403", description = "You are no operator of the registry")
  @APIResponse(responseCode = "404", description = "No such institution")
  @APIResponse(responseCode = "409", description = "Nobody supervises it")
  public void endSupervision(@PathParam("id") String id) {
    supervisions.end(actor.require(), Numbers.institution(id));
  }

  /** Without the address, which no kept reply holds. */
  static RestResponse<OfficeResponse.OfInvitation> created(
      Invitation made, Optional<Proposal> proposal) {
    return ResponseBuilder.<OfficeResponse.OfInvitation>created(
            URI.create("/api/v1/invitations/" + made.id()))
        .entity(OfficeResponse.OfInvitation.of(made, proposal(proposal)).withoutEmail())
        .build();
  }

  private static @Nullable String proposal(Optional<Proposal> of) {
    return of.map(p -> p.id().toString()).orElse(null);
  }

  private static PublicId invitation(String id) {
    return PublicId.parse(InvitationEntity.ID_KIND, id).orElseThrow(Invitations::unknown);
  }

  private static Set<Role> roles(@Nullable List<String> codes) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String code : codes == null ? List.<String>of() : codes) {
      roles.add(
          Role.ofCode(code == null ? "" : code)
              .orElseThrow(() -> Proposals.refused("roles", "known roles")));
    }
    return roles;
  }
}
