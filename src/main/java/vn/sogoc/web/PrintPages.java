package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.document.Printing;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.prints.PrintProblem;
import vn.sogoc.issuance.prints.PrintView;
import vn.sogoc.issuance.prints.Prints;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Problems;
import vn.sogoc.platform.jobs.JobView;

/** One file of documents: how far it is, and where it is to be had. */
@Path("/me/prints/{id}")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class PrintPages {
  static final String WORDS = "web.print.";
  private static final List<String> STEPS = List.of("draw", "bind");

  private final Screens screens;
  private final CurrentActor actors;
  private final BatchLists lists;
  private final Batches batches;
  private final Prints prints;
  private final Problems problems;

  PrintPages(
      Screens screens,
      CurrentActor actors,
      BatchLists lists,
      Batches batches,
      Prints prints,
      Problems problems) {
    this.screens = screens;
    this.actors = actors;
    this.lists = lists;
    this.batches = batches;
    this.prints = prints;
    this.problems = problems;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("id") String id) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PrintView print =
        prints.get(
            actor,
            PublicId.parse("prn", id)
                .orElseThrow(() -> new Refusal(PrintProblem.NOT_FOUND, "no such print")));
    BatchView view = batches.get(actor, print.batch());
    JobView job = print.job();
    if (job == null) {
      throw new Refusal(PrintProblem.NOT_FOUND, "nothing makes the print");
    }
    JobView.Failure failure = job.failure();
    return Templates.print(
        ui,
        new PrintScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            ui.t(WORDS + "form." + print.form().code()),
            print.form().code(),
            print.part(),
            setting(ui, print).orElse(null),
            JobProgress.outcome(job),
            job.done(),
            job.total(),
            JobProgress.percent(job),
            ui.t(WORDS + "doing." + doing(job)),
            JobProgress.sentence(ui, WORDS, job),
            JobProgress.steps(ui, WORDS, STEPS, job),
            failure == null || print.file().isPresent()
                ? null
                : ProblemView.explaining(
                    ui, failure.slug(), problems.faults(failure.faults(), ui.lang())),
            job.id().toString(),
            print.file().map(file -> file(ui, print, file)).orElse(null),
            print.leftOut() == 0
                ? null
                : ui.t(WORDS + "left-out", ui.shown().count(print.leftOut()))),
        screens.words(
            ui, WORDS, Map.of("minutes", ui.t("web.minutes"), "seconds", ui.t("web.seconds"))));
  }

  /** With which setting of a printer it is put onto blanks, in words. */
  static Optional<String> setting(Ui ui, PrintView print) {
    return print
        .setting()
        .map(
            one -> {
              Printing printing = one.printing();
              String name = one.printer() == null ? ui.t(WORDS + "exact") : one.printer();
              return ui.t(
                  WORDS + "setting",
                  name,
                  ui.shown().decimal(PrinterPages.number(printing.right())),
                  ui.shown().decimal(PrinterPages.number(printing.down())),
                  ui.shown().decimal(PrinterPages.number(printing.stretch())));
            });
  }

  private static PrintScreen.File file(Ui ui, PrintView print, PrintView.File file) {
    return new PrintScreen.File(
        "/api/v1/prints/" + print.id() + "/content",
        ui.t(WORDS + "size", ui.shown().count(Math.max(1, file.size() / 1024))),
        file.digest().hex(),
        ui.shown().time(print.expires()));
  }

  /** What a job does now, as a word. */
  static String doing(JobView job) {
    return switch (job.state()) {
      case QUEUED -> "queued";
      case PAUSED -> "paused";
      case FAILED -> "failed";
      case DONE -> "done";
      case RUNNING, RECORDED -> STEPS.contains(job.step()) ? job.step() : "queued";
    };
  }
}
