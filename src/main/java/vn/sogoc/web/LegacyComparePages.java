package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.legacy.Compared;
import vn.sogoc.register.legacy.KeyedRow;
import vn.sogoc.register.legacy.LegacyIds;
import vn.sogoc.register.legacy.LegacyProblem;
import vn.sogoc.register.legacy.PageView;
import vn.sogoc.register.legacy.Pages;
import vn.sogoc.register.legacy.Reconciling;

/** Where two entries of a page differ, field by field, and what is decided about it. */
@Path("/me/book-pages/{id}/comparison")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class LegacyComparePages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Pages pages;
  private final Reconciling reconciling;
  private final Catalogue catalogue;

  LegacyComparePages(
      Screens screens,
      CurrentActor actors,
      Pages pages,
      Reconciling reconciling,
      Catalogue catalogue) {
    this.screens = screens;
    this.actors = actors;
    this.pages = pages;
    this.reconciling = reconciling;
    this.catalogue = catalogue;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance look(@PathParam("id") String id) {
    return screen(LegacyIds.page(id), 0, Map.of(), List.of());
  }

  @POST
  @Path("{line: [0-9]+}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> decide(
      @PathParam("id") String id, @PathParam("line") int line, @BeanParam LegacyRowForm form) {
    PublicId page = LegacyIds.page(id);
    boolean isNone = "none".equals(form.what);
    Map<String, String> typed = form.typed();
    try {
      Compared compared =
          reconciling.decide(actors.require(), page, line, isNone ? null : typed, form.reason);
      return screens.seeOther(
          LegacyPagePages.path(page) + (compared.isSettled() ? "" : "/comparison"));
    } catch (Refusal refusal) {
      if (refusal.type() != LegacyProblem.ROW_REFUSED || refusal.faults().isEmpty()) {
        throw refusal;
      }
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(screen(page, line, typed, LegacyWords.faults(screens.ui(), refusal)))
          .build();
    }
  }

  @POST
  @Path("{line: [0-9]+}/agreement")
  @Operation(hidden = true)
  public RestResponse<Void> agree(
      @PathParam("id") String id, @PathParam("line") int line, @RestForm int version) {
    PublicId page = LegacyIds.page(id);
    Compared compared = reconciling.agree(actors.require(), page, line, version);
    return screens.seeOther(
        LegacyPagePages.path(page) + (compared.isSettled() ? "" : "/comparison"));
  }

  private TemplateInstance screen(
      PublicId id, int wrong, Map<String, String> typed, List<NumberForm.FieldFault> faults) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PageView page = pages.get(actor, id);
    Compared compared = reconciling.compare(actor, id);
    List<Choice> kinds = LegacyBookPages.kinds(ui, catalogue);
    boolean open = page.state() == PageView.State.DIFFERS || page.state() == PageView.State.AGREED;
    return Templates.legacyCompare(
        ui,
        new LegacyCompareScreen(
            LegacyPagePages.path(id),
            LegacyPagePages.path(id) + "/image",
            page.title(),
            page.number(),
            page.keyers().get(0).name(),
            page.keyers().get(1).name(),
            compared.lines().stream()
                .filter(l -> !l.differences().isEmpty())
                .map(
                    l ->
                        line(
                            ui,
                            actor,
                            page,
                            l,
                            kinds,
                            open,
                            l.number() == wrong ? typed : null,
                            l.number() == wrong ? faults : List.of()))
                .toList()));
  }

  private static LegacyCompareScreen.Line line(
      Ui ui,
      Actor actor,
      PageView page,
      Compared.Line line,
      List<Choice> kinds,
      boolean open,
      @Nullable Map<String, String> typed,
      List<NumberForm.FieldFault> faults) {
    Map<String, String> first = words(line.first());
    Map<String, String> second = words(line.second());
    Optional<Compared.Decided> decided = line.decided();
    boolean isKeyer = page.keyers().stream().anyMatch(PageView.Keyer::you);
    boolean mayAgree =
        open
            && isKeyer
            && decided
                .filter(d -> !d.isStanding() && !actor.personId().equals(d.person()))
                .isPresent();
    Map<String, String> begun =
        typed != null
            ? typed
            : decided
                .flatMap(Compared.Decided::row)
                .map(KeyedRow::words)
                .orElse(first.isEmpty() ? second : first);
    return new LegacyCompareScreen.Line(
        line.number(),
        line.differences().stream()
            .map(
                field ->
                    new LegacyCompareScreen.Cell(
                        LegacyWords.label(ui, field),
                        cell(ui, field, first, kinds),
                        cell(ui, field, second, kinds)))
            .filter(c -> !c.first().equals(c.second()))
            .toList(),
        decided.map(d -> sentence(ui, d)).orElse(null),
        mayAgree ? decided.orElseThrow().version() : 0,
        open ? LegacyWords.fields(ui, begun, kinds) : List.of(),
        open && !line.isSettled(),
        faults);
  }

  private static String sentence(Ui ui, Compared.Decided d) {
    String what = ui.t("web.legacy.decided." + (d.row().isPresent() ? "row" : "none"), d.by());
    String state =
        d.agreed()
            .map(name -> ui.t("web.legacy.decided.agreed", name))
            .orElseGet(() -> d.isStanding() ? "" : ui.t("web.legacy.decided.waits"));
    return what + " " + ui.t("web.legacy.decided.reason", d.reason()) + " " + state;
  }

  private static Map<String, String> words(Optional<KeyedRow> row) {
    return row.map(KeyedRow::words).orElseGet(Map::of);
  }

  private static String cell(Ui ui, String field, Map<String, String> words, List<Choice> kinds) {
    if (words.isEmpty()) {
      return field.equals("fullName") ? ui.t("web.legacy.no-row") : "";
    }
    String text = LegacyWords.shown(ui, field, words.getOrDefault(field, ""), kinds);
    return text.isEmpty() ? ui.t("web.legacy.empty") : text;
  }
}
