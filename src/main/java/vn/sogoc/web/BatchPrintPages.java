package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.template.Printers;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.blanks.BatchBlanks;
import vn.sogoc.issuance.blanks.BlankText;
import vn.sogoc.issuance.blanks.Blanks;
import vn.sogoc.issuance.prints.PrintForm;
import vn.sogoc.issuance.prints.PrintProblem;
import vn.sogoc.issuance.prints.PrintView;
import vn.sogoc.issuance.prints.Prints;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.jobs.JobView;

/** The files in which the documents of a batch leave together. */
@Path("/me/batches/{id}/prints")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class BatchPrintPages {

  private final Screens screens;
  private final CurrentActor actors;
  private final BatchLists lists;
  private final Batches batches;
  private final Prints prints;
  private final BatchBlanks blanks;
  private final Blanks stock;
  private final Printers printers;

  BatchPrintPages(
      Screens screens,
      CurrentActor actors,
      BatchLists lists,
      Batches batches,
      Prints prints,
      BatchBlanks blanks,
      Blanks stock,
      Printers printers) {
    this.screens = screens;
    this.actors = actors;
    this.lists = lists;
    this.batches = batches;
    this.prints = prints;
    this.blanks = blanks;
    this.stock = stock;
    this.printers = printers;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@PathParam("id") String id) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    BatchView view = batches.get(actor, batch);
    List<PrintView> known = prints.of(actor, batch);
    List<BatchBlanks.Allocation> with = blanks.of(actor, batch);
    boolean isForBlanks = prints.isForBlanks(actor, batch);
    List<Choice> settings =
        isForBlanks
            ? printers.of(actor, view.institution()).stream()
                .map(one -> Choice.of(one.id().toString(), one.name()))
                .toList()
            : List.of();
    int parts = prints.parts(view.rows());
    int most = (view.rows() + parts - 1) / parts;
    List<PrintsScreen.Part> shown = new ArrayList<>();
    for (int part = 1; part <= parts; part++) {
      int number = part;
      List<PrintsScreen.Line> lines = new ArrayList<>();
      for (PrintForm form : PrintForm.values()) {
        if (form == PrintForm.OVERPRINT && !isForBlanks) {
          continue;
        }
        lines.add(
            line(
                ui,
                form,
                known.stream()
                    .filter(one -> one.part() == number && one.form() == form)
                    .findFirst()));
      }
      shown.add(
          new PrintsScreen.Part(
              part, ui.t("web.prints.part", part, parts, ui.shown().count(most)), lines));
    }
    return Templates.prints(
        ui,
        new PrintsScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            shown,
            settings,
            with.stream()
                .map(
                    one ->
                        new PrintsScreen.Allocated(
                            one.ranges(), ui.t("web.prints.blanks.left", one.left())))
                .toList(),
            stock.all(actor).stream()
                .filter(one -> one.kind().equals(view.kind()) && one.free() > 0)
                .map(
                    one ->
                        Choice.of(
                            one.id().toString(),
                            ui.t(
                                "web.prints.blanks.series",
                                BlankText.series(one),
                                ui.shown().count(one.free()))))
                .toList(),
            ui.can(Role.PREPARE) && view.state() == BatchState.DONE,
            with.stream().anyMatch(one -> one.left() > 0),
            "" + view.rows()));
  }

  @POST
  @Path("/blanks")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<Void> allocate(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String series,
      @RestForm @DefaultValue("") String count) {
    PublicId batch = BatchPages.id(id);
    blanks.allocate(
        actors.require(), batch, Blanks.series(series), BlankForm.number(count), Optional.empty());
    return screens.seeOther(BatchPages.path(batch) + "/prints");
  }

  @POST
  @Path("/blanks/return")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<Void> giveBack(@PathParam("id") String id) {
    PublicId batch = BatchPages.id(id);
    blanks.giveBack(actors.require(), batch);
    return screens.seeOther(BatchPages.path(batch) + "/prints");
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> ask(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String form,
      @RestForm @DefaultValue("1") String part,
      @RestForm @DefaultValue("") String onBlanks,
      @RestForm @DefaultValue("") String printer) {
    PrintForm wanted =
        PrintForm.ofCode(form)
            .orElseThrow(
                () -> new Refusal(PrintProblem.REFUSED, "form: expected zip, pdf or overprint"));
    int number = part.matches("[1-9][0-9]{0,5}") ? Integer.parseInt(part) : 0;
    PrintView made =
        prints.ask(
            actors.require(),
            BatchPages.id(id),
            new Prints.Wanted(
                wanted,
                number,
                onBlanks.equals("yes") ? Prints.OnBlanks.YES : Prints.OnBlanks.NO,
                printer));
    return screens.seeOther(path(made));
  }

  private static PrintsScreen.Line line(Ui ui, PrintForm form, Optional<PrintView> print) {
    return new PrintsScreen.Line(
        form.code(),
        ui.t(PrintPages.WORDS + "form." + form.code()),
        ui.t(PrintPages.WORDS + "what." + form.code()),
        form == PrintForm.OVERPRINT,
        print.flatMap(one -> PrintPages.setting(ui, one)).orElse(null),
        print.map(one -> state(ui, one)).orElse(null),
        print.map(BatchPrintPages::path).orElse(null));
  }

  private static @Nullable String state(Ui ui, PrintView print) {
    JobView job = print.job();
    if (print.file().isPresent()) {
      return ui.t("web.prints.ready", ui.shown().time(print.expires()));
    }
    return job == null ? null : ui.t(PrintPages.WORDS + "doing." + PrintPages.doing(job));
  }

  private static String path(PrintView print) {
    return "/me/prints/" + print.id();
  }
}
