package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.institution.office.Acceptance;
import vn.sogoc.institution.office.Invitation;
import vn.sogoc.institution.office.OfficeProblem;
import vn.sogoc.kernel.ProblemType;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.AccessProblem;
import vn.sogoc.platform.access.CurrentActor;

/**
 * Where a link leads whoever was invited. The secret is in the fragment, which a script moves into
 * the form; without one it is typed or pasted. It is never part of an address that is asked for.
 */
@Path("/invitation")
@PermitAll
@Produces(MediaType.TEXT_HTML)
class InvitedPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Acceptance acceptance;

  InvitedPages(Screens screens, CurrentActor actors, Acceptance acceptance) {
    this.screens = screens;
    this.actors = actors;
    this.acceptance = acceptance;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance form() {
    return Templates.invited(screens.ui(), InvitedScreen.empty());
  }

  @POST
  @Operation(hidden = true)
  public TemplateInstance look(@RestForm @DefaultValue("") String link) {
    Ui ui = screens.ui();
    return Templates.invited(ui, screen(ui, link, "", null));
  }

  @POST
  @Path("acceptance")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> accept(
      @RestForm @DefaultValue("") String link,
      @RestForm @DefaultValue("") String code,
      @RestForm @DefaultValue("") String username,
      @RestForm @DefaultValue("") String password,
      @RestForm @DefaultValue("") String again) {
    Ui ui = screens.ui();
    if (!password.equals(again)) {
      return wrong(ui, link, username, "again", ui.t("web.invited.again.wrong"));
    }
    try {
      acceptance.accept(actors.find(), link, new Acceptance.Accepted(username, password, code));
    } catch (Refusal refusal) {
      String field = field(refusal.type());
      if (field == null) {
        throw refusal;
      }
      return wrong(ui, link, username, field, ui.t("problem." + refusal.type().slug() + ".cure"));
    }
    return screens.seeOther("/login?welcome=1");
  }

  /** What is corrected in the form itself; all else has a page of its own. */
  private static @Nullable String field(ProblemType type) {
    if (type == OfficeProblem.INVITATION_CODE_WRONG) {
      return "code";
    }
    if (type == AccessProblem.ACCOUNT_EXISTS || type == AccessProblem.ACCOUNT_INVALID) {
      return "username";
    }
    return null;
  }

  private RestResponse<TemplateInstance> wrong(
      Ui ui, String link, String username, String field, String sentence) {
    return ResponseBuilder.<TemplateInstance>create(422)
        .entity(
            Templates.invited(
                ui, screen(ui, link, username, new NumberForm.FieldFault(field, sentence))))
        .build();
  }

  private InvitedScreen screen(
      Ui ui, String link, String username, NumberForm.@Nullable FieldFault fault) {
    Invitation found = acceptance.look(actors.find(), link);
    return new InvitedScreen(
        link.substring(link.indexOf('#') + 1).strip(),
        ui.of(acceptance.institution(found.institution())),
        found.name(),
        found.roles().stream().sorted().map(role -> ui.t("web.role." + role.code())).toList(),
        ui.shown().time(found.expires()),
        found.isRecovery(),
        username,
        fault);
  }
}
