package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.office.Invitation;
import vn.sogoc.institution.office.Invitations;
import vn.sogoc.institution.office.OfficeProblem;
import vn.sogoc.institution.office.People;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalProblem;
import vn.sogoc.platform.proposals.Proposals;

/** The office of an institution: people, ways in, and what waits for a second person. */
@Path("/me/office")
@RolesAllowed({Roles.OPERATE, Roles.AUDIT})
@Produces(MediaType.TEXT_HTML)
class OfficePages {
  private final Screens screens;
  private final CurrentActor actors;
  private final OfficeLooks looks;
  private final People people;
  private final Invitations invitations;
  private final Proposals proposals;

  OfficePages(
      Screens screens,
      CurrentActor actors,
      OfficeLooks looks,
      People people,
      Invitations invitations,
      Proposals proposals) {
    this.screens = screens;
    this.actors = actors;
    this.looks = looks;
    this.people = people;
    this.invitations = invitations;
    this.proposals = proposals;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance office(@QueryParam("at") @DefaultValue("") String at) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    @Nullable Integer shown = actor.institutionId();
    if (!at.isEmpty()) {
      shown = institution(at);
    }
    return Templates.office(ui, looks.office(ui, actor, shown));
  }

  @POST
  @Path("invitations")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> invite(
      @RestForm @DefaultValue("") String at,
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String email,
      @RestForm @Nullable List<String> roles) {
    Set<Role> wanted = EnumSet.noneOf(Role.class);
    for (String code : roles == null ? List.<String>of() : roles) {
      wanted.add(role(code));
    }
    return seeInvitation(
        invitations.invite(actors.require(), institution(at), name, email, wanted));
  }

  @GET
  @Path("invitations/{id}")
  @Operation(hidden = true)
  public TemplateInstance invitation(@PathParam("id") String id) {
    return shown(id, null, null);
  }

  /** Shown this once, so there is no other page to lead to: asked again, there is another link. */
  @POST
  @Path("invitations/{id}/link")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public TemplateInstance link(@PathParam("id") String id) {
    return shown(id, invitations.link(actors.require(), invitationId(id)), null);
  }

  /** As the link. */
  @POST
  @Path("invitations/{id}/code")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public TemplateInstance code(@PathParam("id") String id) {
    return shown(id, null, invitations.code(actors.require(), invitationId(id)));
  }

  @POST
  @Path("invitations/{id}/revocation")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> revoke(@PathParam("id") String id) {
    return seeInvitation(invitations.revoke(actors.require(), invitationId(id)));
  }

  @GET
  @Path("people/{at}/{account}")
  @Operation(hidden = true)
  public TemplateInstance person(@PathParam("at") String at, @PathParam("account") String account) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    int institution = institution(at);
    return Templates.person(
        ui, looks.person(ui, actor, institution, people.get(actor, institution, account(account))));
  }

  @POST
  @Path("people/{at}/{account}/roles")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> give(
      @PathParam("at") String at,
      @PathParam("account") String account,
      @RestForm @DefaultValue("") String role) {
    return screens.seeOther(
        "/me/office/proposals/"
            + people
                .giveRole(actors.require(), institution(at), account(account), role(role))
                .id());
  }

  @POST
  @Path("people/{at}/{account}/roles/{role}/end")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> take(
      @PathParam("at") String at,
      @PathParam("account") String account,
      @PathParam("role") String role) {
    people.takeRole(actors.require(), institution(at), account(account), role(role));
    return screens.seeOther("/me/office/people/" + at + "/" + account);
  }

  @POST
  @Path("people/{at}/{account}/end")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> disable(
      @PathParam("at") String at, @PathParam("account") String account) {
    people.disable(actors.require(), institution(at), account(account));
    return screens.seeOther("/me/office/people/" + at + "/" + account);
  }

  @POST
  @Path("people/{at}/{account}/recovery")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> recover(
      @PathParam("at") String at, @PathParam("account") String account) {
    return seeInvitation(people.recover(actors.require(), institution(at), account(account)));
  }

  @GET
  @Path("proposals/{id}")
  @Operation(hidden = true)
  public TemplateInstance proposal(@PathParam("id") String id) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    return Templates.proposal(ui, looks.proposal(ui, actor, proposals.get(actor, proposalId(id))));
  }

  @POST
  @Path("proposals/{id}/approval")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> approve(
      @PathParam("id") String id, @RestForm @DefaultValue("") String contentHash) {
    if (!contentHash.matches("[0-9a-f]{64}")) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "the form does not say what is approved");
    }
    Proposal approved =
        proposals.approve(actors.require(), proposalId(id), Digest.ofHex(contentHash));
    return screens.seeOther(
        approved.subject().startsWith("inv_")
            ? "/me/office/invitations/" + approved.subject()
            : "/me/office/proposals/" + id);
  }

  @POST
  @Path("proposals/{id}/rejection")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> reject(@PathParam("id") String id) {
    proposals.reject(actors.require(), proposalId(id));
    return screens.seeOther("/me/office/proposals/" + id);
  }

  private TemplateInstance shown(String id, @Nullable String link, @Nullable String code) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    Invitation found = invitations.get(actor, invitationId(id));
    return Templates.invitation(ui, looks.invitation(ui, actor, found, link, code));
  }

  private RestResponse<Void> seeInvitation(Invitation one) {
    return screens.seeOther("/me/office/invitations/" + one.id());
  }

  /** The institution that a path names. */
  static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(InstitutionProblem.INSTITUTION_UNKNOWN, "no such institution");
    }
    return Integer.parseInt(id.substring(4));
  }

  private static PublicId invitationId(String id) {
    return id("inv", id, new Refusal(OfficeProblem.INVITATION_UNKNOWN, "no such invitation"));
  }

  private static PublicId account(String id) {
    return id("acc", id, new Refusal(OfficeProblem.PERSON_UNKNOWN, "nobody has this id"));
  }

  private static PublicId proposalId(String id) {
    return id("pro", id, new Refusal(ProposalProblem.UNKNOWN, "no such proposal"));
  }

  private static PublicId id(String kind, String id, Refusal otherwise) {
    return PublicId.parse(kind, id).orElseThrow(() -> otherwise);
  }

  private static Role role(String code) {
    return Role.ofCode(code).orElseThrow(() -> Proposals.refused("roles", "known roles"));
  }
}
