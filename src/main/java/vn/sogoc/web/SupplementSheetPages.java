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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.supplement.DraftView;
import vn.sogoc.issuance.supplement.SheetSigning;
import vn.sogoc.issuance.supplement.SheetView;
import vn.sogoc.issuance.supplement.Sheets;
import vn.sogoc.issuance.supplement.SupplementFiles;
import vn.sogoc.issuance.supplement.SupplementIds;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Problems;
import vn.sogoc.platform.jobs.JobState;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.register.supplement.SupplementView;
import vn.sogoc.register.supplement.SupplementWithdrawals;

/** A list of supplements: looked at, approved by a second person, signed, and what was signed. */
@Path("/me/supplement-lists/{id}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class SupplementSheetPages {
  static final String WORDS = "web.supplement.progress.";

  private static final int ON_A_PAGE = 25;

  private final Screens screens;
  private final CurrentActor actors;
  private final Sheets sheets;
  private final SheetSigning signing;
  private final SupplementFiles files;
  private final SupplementWithdrawals supplements;
  private final Jobs jobs;
  private final Problems problems;

  SupplementSheetPages(
      Screens screens,
      CurrentActor actors,
      Sheets sheets,
      SheetSigning signing,
      SupplementFiles files,
      SupplementWithdrawals supplements,
      Jobs jobs,
      Problems problems) {
    this.screens = screens;
    this.actors = actors;
    this.sheets = sheets;
    this.signing = signing;
    this.files = files;
    this.supplements = supplements;
    this.jobs = jobs;
    this.problems = problems;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance look(
      @PathParam("id") String id,
      @QueryParam("after") @DefaultValue("") String after,
      @QueryParam("job") @DefaultValue("") String job) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    SheetView sheet = sheets.get(actor, SupplementIds.sheet(id));
    int from = after.matches("[0-9]{1,4}") ? Integer.parseInt(after) : 0;
    boolean isSigned = sheet.state() == SheetView.State.RECORDED;
    List<DraftView> drafts =
        isSigned ? List.of() : sheets.drafts(actor, sheet.id(), from, ON_A_PAGE + 1);
    List<SupplementView> signed =
        isSigned ? supplements.ofSheet(actor, sheet.id().key(), from, ON_A_PAGE + 1) : List.of();
    boolean hasMore = Math.max(drafts.size(), signed.size()) > ON_A_PAGE;
    return Templates.supplementList(
        ui,
        new SupplementSheetScreen(
            path(sheet.id()),
            SupplementListPages.path(sheet.batch()),
            ui.t("web.supplement.state." + sheet.state().code()),
            SupplementListPages.tone(sheet.state()),
            ui.t("web.supplement.next." + sheet.state().code()),
            pairs(ui, sheet),
            isWaiting(sheet) ? sheet.content().hex() : null,
            mayApprove(ui, sheet),
            !isSigned && sheet.state() != SheetView.State.DISCARDED,
            sheet.warnings() == 0
                ? ""
                : ui.t("web.supplement.warnings", ui.shown().count(sheet.warnings())),
            drafts.stream()
                .limit(ON_A_PAGE)
                .map(d -> SupplementWords.draft(ui, path(sheet.id()), d))
                .toList(),
            signed.stream().limit(ON_A_PAGE).map(s -> signed(ui, s)).toList(),
            hasMore ? path(sheet.id()) + "?after=" + (from + ON_A_PAGE) : null,
            work(ui, actor, job)),
        screens.words(
            ui, WORDS, Map.of("minutes", ui.t("web.minutes"), "seconds", ui.t("web.seconds"))));
  }

  @GET
  @Path("rows/{line: [0-9]+}/page.pdf")
  @Produces("application/pdf")
  @Operation(hidden = true)
  public RestResponse<byte[]> preview(@PathParam("id") String id, @PathParam("line") int line) {
    return SupplementFilePages.pdf(files.preview(actors.require(), SupplementIds.sheet(id), line));
  }

  @POST
  @Path("approval")
  @RolesAllowed(Roles.SIGN)
  @Operation(hidden = true)
  public RestResponse<Void> approve(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String hash,
      @RestForm @DefaultValue("") String seen) {
    PublicId sheet = SupplementIds.sheet(id);
    PublicId job =
        signing.approve(actors.require(), sheet, SupplementIds.hash(hash), seen.equals("yes"));
    return screens.seeOther(path(sheet) + "?job=" + job);
  }

  @POST
  @Path("discard")
  @Operation(hidden = true)
  public RestResponse<Void> discard(@PathParam("id") String id) {
    SheetView gone = sheets.discard(actors.require(), SupplementIds.sheet(id));
    return screens.seeOther(SupplementListPages.path(gone.batch()));
  }

  private static boolean isWaiting(SheetView sheet) {
    return sheet.state() == SheetView.State.WAITING || sheet.state() == SheetView.State.APPROVED;
  }

  private static boolean mayApprove(Ui ui, SheetView sheet) {
    return isWaiting(sheet) && ui.can(Role.SIGN) && !sheet.byYou();
  }

  private static List<ResultView.Pair> pairs(Ui ui, SheetView sheet) {
    List<ResultView.Pair> pairs = new ArrayList<>();
    pairs.add(pair(ui, "persons", ui.shown().count(sheet.persons())));
    pairs.add(pair(ui, "courses", ui.shown().count(sheet.courses())));
    pairs.add(
        pair(ui, "uploaded", sheet.uploadedBy() + ", " + ui.shown().time(sheet.uploadedAt())));
    sheet.recordedAt().ifPresent(at -> pairs.add(pair(ui, "recorded", ui.shown().time(at))));
    return pairs;
  }

  private static ResultView.Pair pair(Ui ui, String key, String value) {
    return new ResultView.Pair(ui.t("web.supplement." + key), value, null);
  }

  private static SupplementSheetScreen.Signed signed(Ui ui, SupplementView one) {
    boolean approves = ui.can(Role.APPROVE) || ui.can(Role.SIGN);
    boolean isGone = one.withdrawn().isPresent();
    String state = isGone ? "gone" : one.standing() ? "counts" : "replaced";
    return new SupplementSheetScreen.Signed(
        one.line(),
        one.name(),
        one.studentCode() + " · " + one.serialNumber() + " · " + one.revision(),
        SupplementFilePages.path(one.id()),
        ui.t("web.supplement.one." + state),
        isGone ? "bad" : one.standing() ? "good" : "calm",
        one.withdrawn()
            .map(why -> ui.t("web.supplement.gone", why))
            .or(() -> one.waiting().map(w -> ui.t("web.supplement.gone.waits", w.by(), w.reason())))
            .orElse(""),
        isGone || one.waiting().isPresent(),
        approves
            ? one.waiting().filter(w -> !w.byYou()).map(w -> w.content().hex()).orElse("")
            : "");
  }

  private LegacyPageScreen.@Nullable Work work(Ui ui, Actor actor, String id) {
    Optional<JobView> job = PublicId.parse("job", id).map(one -> jobs.get(actor, one));
    return job.filter(one -> one.state() != JobState.DONE).map(one -> work(ui, one)).orElse(null);
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

  static String path(PublicId sheet) {
    return "/me/supplement-lists/" + sheet;
  }
}
