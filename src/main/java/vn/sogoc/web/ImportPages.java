package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.imports.Commitment;
import vn.sogoc.issuance.imports.ImportForm;
import vn.sogoc.issuance.imports.ImportProblem;
import vn.sogoc.issuance.imports.ImportState;
import vn.sogoc.issuance.imports.ImportView;
import vn.sogoc.issuance.imports.Imports;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** Lists on their way to a batch: all of them, the form for a new one, and one wherever it is. */
@Path("/me/imports")
@RolesAllowed(Roles.PREPARE)
@Produces(MediaType.TEXT_HTML)
class ImportPages {
  private static final int PAGE = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final Imports imports;
  private final ImportLooks looks;

  ImportPages(Screens screens, CurrentActor actors, Imports imports, ImportLooks looks) {
    this.screens = screens;
    this.actors = actors;
    this.imports = imports;
    this.looks = looks;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    List<ImportView> found =
        imports.list(actors.require(), after.isEmpty() ? null : id(after), PAGE + 1);
    List<ImportView> page = found.subList(0, Math.min(PAGE, found.size()));
    return Templates.imports(
        ui,
        new ImportsScreen(
            page.stream().map(list -> looks.line(ui, list)).toList(),
            found.size() > PAGE ? "/me/imports?after=" + page.getLast().id() : null));
  }

  @GET
  @Path("new")
  @Operation(hidden = true)
  public TemplateInstance form(@QueryParam("like") @DefaultValue("") String like) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    @Nullable ImportView before = like.isEmpty() ? null : imports.get(actor, id(like));
    return Templates.importFile(ui, ImportHeader.steps(ui, "file"), looks.form(ui, actor, before));
  }

  @POST
  @Consumes(MediaType.MULTIPART_FORM_DATA)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> upload(@BeanParam ImportForm form) {
    ImportView list = imports.upload(actors.require(), form.toCommand()).list();
    return screens.seeOther(path(list.id()));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> one(@PathParam("id") String id) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    ImportView list = imports.get(actor, id(id));
    PublicId batch = list.batch();
    if (list.state() == ImportState.UPLOADED) {
      return screens.seeOther(path(list.id()) + "/columns");
    }
    if (batch != null) {
      return screens.seeOther(BatchPages.path(batch));
    }
    ImportScreen screen = looks.screen(ui, actor, list);
    return RestResponse.ok(
        Templates.importList(
            ui,
            screen,
            screens.words(
                ui,
                screen.words(),
                Map.of("minutes", ui.t("web.minutes"), "seconds", ui.t("web.seconds")))));
  }

  @POST
  @Path("{id}/commit")
  @Operation(hidden = true)
  public RestResponse<Void> commit(@PathParam("id") String id) {
    PublicId list = id(id);
    return screens.seeOther(
        switch (imports.commit(actors.require(), list)) {
          case Commitment.Made made -> BatchPages.path(made.batch());
          case Commitment.Begun ignored -> path(list);
        });
  }

  @POST
  @Path("{id}/discard")
  @Operation(hidden = true)
  public RestResponse<Void> discard(@PathParam("id") String id) {
    imports.discard(actors.require(), id(id));
    return screens.seeOther("/me/imports");
  }

  /** The page of a list. */
  static String path(PublicId list) {
    return "/me/imports/" + list;
  }

  /** The list that a path names. */
  static PublicId id(String text) {
    return PublicId.parse("imp", text)
        .orElseThrow(() -> new Refusal(ImportProblem.NOT_FOUND, "no such import"));
  }
}
