package vn.sogoc.web;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.legacy.CopyView;
import vn.sogoc.register.legacy.LegacyIds;
import vn.sogoc.register.legacy.Withdrawals;

/** How a signed copy of a page is taken back, by two persons. */
@Path("/me/book-pages/{id}/copies/{copy}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class LegacyCopyPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Withdrawals withdrawals;

  LegacyCopyPages(Screens screens, CurrentActor actors, Withdrawals withdrawals) {
    this.screens = screens;
    this.actors = actors;
    this.withdrawals = withdrawals;
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> ask(
      @PathParam("id") String id,
      @PathParam("copy") String copy,
      @RestForm @DefaultValue("") String reason) {
    PublicId page = LegacyIds.page(id);
    CopyView asked = withdrawals.ask(actors.require(), page, LegacyIds.copy(copy), reason);
    return back(page, asked);
  }

  @POST
  @Path("approval")
  @RolesAllowed({Roles.APPROVE, Roles.SIGN})
  @Operation(hidden = true)
  public RestResponse<Void> approve(
      @PathParam("id") String id,
      @PathParam("copy") String copy,
      @RestForm @DefaultValue("") String hash) {
    PublicId page = LegacyIds.page(id);
    CopyView gone =
        withdrawals.approve(actors.require(), page, LegacyIds.copy(copy), LegacyIds.hash(hash));
    return back(page, gone);
  }

  @POST
  @Path("rejection")
  @Operation(hidden = true)
  public RestResponse<Void> reject(@PathParam("id") String id, @PathParam("copy") String copy) {
    PublicId page = LegacyIds.page(id);
    return back(page, withdrawals.reject(actors.require(), page, LegacyIds.copy(copy)));
  }

  private RestResponse<Void> back(PublicId page, CopyView copy) {
    return screens.seeOther(LegacyPagePages.path(page) + "#copy-" + copy.line());
  }

  /** The copies of a page as they are shown. */
  List<LegacyPageScreen.Copy> of(Ui ui, Actor actor, PublicId page) {
    boolean approves = ui.can(Role.APPROVE) || ui.can(Role.SIGN);
    return withdrawals.ofPage(actor, page).stream()
        .map(
            copy ->
                new LegacyPageScreen.Copy(
                    copy.line(),
                    copy.name(),
                    LegacyPagePages.path(page) + "/copies/" + copy.id(),
                    copy.withdrawn()
                        .map(why -> ui.t("web.legacy.copy.gone", why))
                        .or(
                            () ->
                                copy.waiting()
                                    .map(w -> ui.t("web.legacy.copy.waits", w.by(), w.reason())))
                        .orElse(""),
                    copy.withdrawn().isPresent() || copy.waiting().isPresent(),
                    copy.waiting().isPresent(),
                    approves
                        ? copy.waiting()
                            .filter(w -> !w.byYou())
                            .map(w -> w.content().hex())
                            .orElse("")
                        : ""))
        .toList();
  }
}
