package vn.sogoc.institution.office;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
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
import vn.sogoc.platform.trail.Doer;

/** Who works at an institution, and what each may do. */
@Path("/api/v1/institutions/{id}/people")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Office")
class PeopleResource {
  private final People people;
  private final Invitations invitations;
  private final CurrentActor actor;

  PeopleResource(People people, Invitations invitations, CurrentActor actor) {
    this.people = people;
    this.invitations = invitations;
    this.actor = actor;
  }

  /** A role. */
  @Schema(name = "RoleRequest")
  record Wanted(
      @Schema(required = true, description = "prepare, approve, sign, operate, verify or audit")
          @Nullable String role) {}

  @GET
  @RolesAllowed({Roles.OPERATE, Roles.AUDIT})
  @Operation(operationId = "listPeople", summary = "Who works at an institution, by name")
  @APIResponse(responseCode = "200", description = "All of them, ended accounts too")
  @APIResponse(responseCode = "403", description = "Not your office")
  @APIResponse(responseCode = "404", description = "No such institution")
  public OfficeResponse.People all(@PathParam("id") String id) {
    return new OfficeResponse.People(
        people.of(actor.require(), Numbers.institution(id)).stream()
            .map(OfficeResponse.Person::of)
            .toList());
  }

  @POST
  @Path("/{account}/roles")
  @Idempotent
  @Consumes(MediaType.APPLICATION_JSON)
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForRole",
      summary = "Ask for a role for somebody",
      description =
          "Nothing changes until another person approves the contentHash of the answer; neither of"
              + " the two may be the one it is for.")
  @APIResponse(
      responseCode = "201",
      description = "The proposal, which waits for another person",
      content = @Content(schema = @Schema(implementation = ProposalResponse.class)))
  @APIResponse(responseCode = "403", description = "Not your office, or it is for you")
  @APIResponse(responseCode = "404", description = "Nobody there has this identifier")
  @APIResponse(responseCode = "409", description = "The role is held, or the account was ended")
  @APIResponse(responseCode = "422", description = "No role that an office gives")
  public RestResponse<ProposalResponse> give(
      @PathParam("id") String id, @PathParam("account") String account, @Nullable Wanted body) {
    Proposal made =
        people.giveRole(
            actor.require(),
            Numbers.institution(id),
            account(account),
            role(body == null ? null : body.role()));
    return ResponseBuilder.<ProposalResponse>created(URI.create("/api/v1/proposals/" + made.id()))
        .entity(ProposalResponse.of(made))
        .build();
  }

  @DELETE
  @Path("/{account}/roles/{role}")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(operationId = "takeRole", summary = "Take a role away, at once")
  @APIResponse(responseCode = "200", description = "The person as they are now")
  @APIResponse(responseCode = "403", description = "Not your office")
  @APIResponse(responseCode = "404", description = "Nobody there has this identifier")
  @APIResponse(responseCode = "409", description = "The role is not held, or the account was ended")
  public OfficeResponse.Person take(
      @PathParam("id") String id,
      @PathParam("account") String account,
      @PathParam("role") String role) {
    return OfficeResponse.Person.of(
        people.takeRole(actor.require(), Numbers.institution(id), account(account), role(role)));
  }

  @POST
  @Path("/{account}/disablement")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "disablePerson",
      summary = "End an account: its sessions and keys, at once and for good")
  @APIResponse(responseCode = "200", description = "The person as they are now")
  @APIResponse(responseCode = "403", description = "Not your office, or yourself")
  @APIResponse(responseCode = "404", description = "Nobody there has this identifier")
  @APIResponse(responseCode = "409", description = "The account was ended already")
  public OfficeResponse.Person disable(
      @PathParam("id") String id, @PathParam("account") String account) {
    return OfficeResponse.Person.of(
        people.disable(actor.require(), Numbers.institution(id), account(account)));
  }

  @POST
  @Path("/{account}/recovery")
  @Idempotent
  @RolesAllowed(Roles.OPERATE)
  @Operation(
      operationId = "askForRecovery",
      summary = "Ask for a way to a new password for somebody who lost theirs",
      description =
          "Another person approves; then a link, shown to you, and a code, shown to them, set a new"
              + " password together. The old one stays until then.")
  @APIResponse(
      responseCode = "201",
      description = "The way in, which waits for another person",
      content = @Content(schema = @Schema(implementation = OfficeResponse.OfInvitation.class)))
  @APIResponse(responseCode = "403", description = "Not your office, or it is for you")
  @APIResponse(responseCode = "404", description = "Nobody there has this identifier")
  @APIResponse(responseCode = "409", description = "The account was ended")
  public RestResponse<OfficeResponse.OfInvitation> recover(
      @PathParam("id") String id, @PathParam("account") String account) {
    Invitation made = people.recover(actor.require(), Numbers.institution(id), account(account));
    return InvitationResource.created(made, invitations.proposal(made));
  }

  private static PublicId account(String id) {
    return PublicId.parse(Doer.ID_KIND, id).orElseThrow(People::unknown);
  }

  private static Role role(@Nullable String code) {
    return Role.ofCode(code == null ? "" : code)
        .orElseThrow(
            () -> Proposals.refused("role", "prepare, approve, sign, operate, verify or audit"));
  }
}
