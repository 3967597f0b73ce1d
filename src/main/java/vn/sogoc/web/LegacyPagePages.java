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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
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
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Problems;
import vn.sogoc.platform.jobs.JobState;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.register.legacy.KeyedRow;
import vn.sogoc.register.legacy.Keying;
import vn.sogoc.register.legacy.LegacyIds;
import vn.sogoc.register.legacy.LegacyProblem;
import vn.sogoc.register.legacy.PageSigning;
import vn.sogoc.register.legacy.PageView;
import vn.sogoc.register.legacy.Pages;

/** A page of an old register book: its picture beside the form, row by row, by keyboard alone. */
@Path("/me/book-pages/{id}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class LegacyPagePages {
  static final String WORDS = "web.legacy.progress.";

  /** What stays the same from one row to the next on most pages. */
  private static final List<String> CARRIED =
      List.of("graduationYear", "issued", "kind", "signerName", "signerTitle");

  private final Screens screens;
  private final CurrentActor actors;
  private final Pages pages;
  private final Keying keying;
  private final PageSigning signing;
  private final Jobs jobs;
  private final Problems problems;
  private final Catalogue catalogue;
  private final LegacyCopyPages copies;

  LegacyPagePages(
      Screens screens,
      CurrentActor actors,
      Pages pages,
      Keying keying,
      PageSigning signing,
      Jobs jobs,
      Problems problems,
      Catalogue catalogue,
      LegacyCopyPages copies) {
    this.copies = copies;
    this.screens = screens;
    this.actors = actors;
    this.pages = pages;
    this.keying = keying;
    this.signing = signing;
    this.jobs = jobs;
    this.problems = problems;
    this.catalogue = catalogue;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance look(
      @PathParam("id") String id,
      @QueryParam("line") @DefaultValue("") String line,
      @QueryParam("job") @DefaultValue("") String job) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PageView page = pages.get(actor, LegacyIds.page(id));
    Keying.Mine mine = keying.mine(actor, page.id());
    int chosen = line.matches("[0-9]{1,2}") ? Integer.parseInt(line) : next(mine.rows());
    return screen(ui, actor, page, mine, chosen, row(mine.rows(), chosen), List.of(), job);
  }

  @GET
  @Path("image")
  @Produces("image/png") // a JPEG says so itself
  @Operation(hidden = true)
  public RestResponse<byte[]> image(@PathParam("id") String id) {
    Pages.Picture picture = pages.picture(actors.require(), LegacyIds.page(id));
    return ResponseBuilder.ok(picture.content().toArray())
        .type(picture.mediaType())
        .header("Cache-Control", "no-store")
        .build();
  }

  @POST
  @Path("rows/{line: [0-9]+}")
  @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> save(
      @PathParam("id") String id, @PathParam("line") int line, @BeanParam LegacyRowForm form) {
    PublicId page = LegacyIds.page(id);
    Map<String, String> typed = form.typed();
    try {
      Keying.Mine mine = keying.save(actors.require(), page, line, typed);
      return screens.seeOther(path(page) + "?line=" + next(mine.rows()));
    } catch (Refusal refusal) {
      if (refusal.type() != LegacyProblem.ROW_REFUSED || refusal.faults().isEmpty()) {
        throw refusal;
      }
      return wrong(page, line, typed, refusal);
    }
  }

  private RestResponse<TemplateInstance> wrong(
      PublicId id, int line, Map<String, String> typed, Refusal refusal) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PageView page = pages.get(actor, id);
    Keying.Mine mine = keying.mine(actor, id);
    return ResponseBuilder.<TemplateInstance>create(422)
        .entity(screen(ui, actor, page, mine, line, typed, LegacyWords.faults(ui, refusal), ""))
        .build();
  }

  @POST
  @Path("rows/{line: [0-9]+}/removal")
  @Operation(hidden = true)
  public RestResponse<Void> remove(@PathParam("id") String id, @PathParam("line") int line) {
    PublicId page = LegacyIds.page(id);
    keying.remove(actors.require(), page, line);
    return screens.seeOther(path(page));
  }

  @POST
  @Path("completion")
  @Operation(hidden = true)
  public RestResponse<Void> close(@PathParam("id") String id) {
    PublicId page = LegacyIds.page(id);
    keying.close(actors.require(), page);
    return screens.seeOther(path(page));
  }

  @POST
  @Path("request")
  @Operation(hidden = true)
  public RestResponse<Void> ask(@PathParam("id") String id) {
    PublicId page = LegacyIds.page(id);
    signing.ask(actors.require(), page);
    return screens.seeOther(path(page));
  }

  @POST
  @Path("signing")
  @RolesAllowed(Roles.SIGN)
  @Operation(hidden = true)
  public RestResponse<Void> sign(
      @PathParam("id") String id, @RestForm @DefaultValue("") String hash) {
    PublicId page = LegacyIds.page(id);
    PublicId job = signing.approve(actors.require(), page, LegacyIds.hash(hash));
    return screens.seeOther(path(page) + "?job=" + job);
  }

  @POST
  @Path("rejection")
  @Operation(hidden = true)
  public RestResponse<Void> reject(@PathParam("id") String id) {
    PublicId page = LegacyIds.page(id);
    signing.reject(actors.require(), page);
    return screens.seeOther(path(page));
  }

  private TemplateInstance screen(
      Ui ui,
      Actor actor,
      PageView page,
      Keying.Mine mine,
      int line,
      Map<String, String> typed,
      List<NumberForm.FieldFault> faults,
      String job) {
    List<Choice> kinds = LegacyBookPages.kinds(ui, catalogue);
    String stage = stage(page, mine);
    boolean standing = stage.equals("sign");
    Optional<PageSigning.Standing> stands =
        standing ? Optional.of(signing.standing(actor, page.id())) : Optional.empty();
    boolean asked = page.state() == PageView.State.ASKED;
    boolean byYou = page.asked().filter(PageView.Asked::byYou).isPresent();
    boolean approved = page.state() == PageView.State.APPROVED;
    return Templates.legacyPage(
        ui,
        new LegacyPageScreen(
            path(page.id()),
            LegacyBookPages.path(page.book()),
            page.title(),
            page.number(),
            stage,
            ui.t("web.legacy.stage." + (stage.equals("sign") ? page.state().code() : stage)),
            Math.clamp(line, 1, Keying.MOST_LINES),
            stage.equals("key") ? LegacyWords.fields(ui, typed, kinds) : List.of(),
            faults,
            stands
                .map(
                    s ->
                        s.lines().stream()
                            .map(l -> row(ui, l.number(), l.standing().orElseThrow(), kinds))
                            .toList())
                .orElseGet(
                    () ->
                        mine.rows().entrySet().stream()
                            .map(e -> row(ui, e.getKey(), e.getValue(), kinds))
                            .toList()),
            stands.map(s -> s.content().hex()).orElse(null),
            standing && !asked && !approved,
            standing && ui.can(Role.SIGN) && (approved || (asked && !byYou)),
            standing && asked,
            stage.equals("done") ? copies.of(ui, actor, page.id()) : List.of(),
            work(ui, actor, job)),
        screens.words(
            ui, WORDS, Map.of("minutes", ui.t("web.minutes"), "seconds", ui.t("web.seconds"))));
  }

  /** Whoever is done waits for the other one; where both are, nobody keys any more. */
  private static String stage(PageView page, Keying.Mine mine) {
    return switch (page.state()) {
      case KEYING ->
          mine.done()
                  || (page.keyers().size() == 2
                      && page.keyers().stream().noneMatch(PageView.Keyer::you))
              ? "wait"
              : "key";
      case DIFFERS -> "compare";
      case AGREED, ASKED, APPROVED -> "sign";
      case RECORDED -> "done";
      case REPLACED -> "replaced";
    };
  }

  private LegacyPageScreen.@Nullable Work work(Ui ui, Actor actor, String id) {
    return PublicId.parse("job", id)
        .map(job -> jobs.get(actor, job))
        .filter(job -> job.state() != JobState.DONE)
        .map(job -> work(ui, job))
        .orElse(null);
  }

  private LegacyPageScreen.Work work(Ui ui, JobView job) {
    JobView.Failure failure = job.failure();
    return new LegacyPageScreen.Work(
        job.id().toString(),
        ui.t(WORDS + "doing." + (job.step().isEmpty() ? "queued" : job.step())),
        JobProgress.sentence(ui, WORDS, job),
        job.done(),
        job.total(),
        failure == null
            ? null
            : ProblemView.explaining(
                ui, failure.slug(), problems.faults(failure.faults(), ui.lang())));
  }

  private static LegacyPageScreen.Row row(Ui ui, int line, KeyedRow row, List<Choice> kinds) {
    return new LegacyPageScreen.Row(
        line,
        row.fullName().value(),
        row.serialNumber() + " · " + row.registerNumber(),
        LegacyWords.pairs(ui, row, kinds));
  }

  /** What the form begins with: what was keyed of the line, or what rows have in common. */
  private static Map<String, String> row(SortedMap<Integer, KeyedRow> rows, int line) {
    KeyedRow keyed = rows.get(line);
    if (keyed != null) {
      return keyed.words();
    }
    Map<String, String> begun = new HashMap<>();
    rows.values().stream()
        .reduce((before, last) -> last)
        .map(KeyedRow::words)
        .ifPresent(
            last -> CARRIED.forEach(field -> begun.put(field, last.getOrDefault(field, ""))));
    return begun;
  }

  private static int next(SortedMap<Integer, KeyedRow> rows) {
    return Math.min(Keying.MOST_LINES, last(rows) + 1);
  }

  private static int last(SortedMap<Integer, KeyedRow> rows) {
    return rows.isEmpty() ? 0 : rows.lastKey();
  }

  static String path(PublicId page) {
    return "/me/book-pages/" + page;
  }
}
