package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchDue;
import vn.sogoc.issuance.BatchReviews;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.blanks.BatchBlanks;
import vn.sogoc.issuance.delivery.Sheets;
import vn.sogoc.issuance.imports.ImportState;
import vn.sogoc.issuance.imports.ImportView;
import vn.sogoc.issuance.imports.Imports;
import vn.sogoc.issuance.prints.PrintForm;
import vn.sogoc.issuance.prints.PrintView;
import vn.sogoc.issuance.prints.Prints;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

/**
 * From a list to diplomas in people's hands in four steps, as they stand now: where it is the
 * visitor's turn there is one button, and where it is not, the sentence says whose turn it is.
 */
@ApplicationScoped
class HomeSteps {
  private static final int NEWEST = 50;
  private static final int MOST_DUE = 10;

  private final Imports imports;
  private final Batches batches;
  private final BatchReviews reviews;
  private final Prints prints;
  private final BatchBlanks blanks;
  private final Sheets sheets;

  HomeSteps(
      Imports imports,
      Batches batches,
      BatchReviews reviews,
      Prints prints,
      BatchBlanks blanks,
      Sheets sheets) {
    this.imports = imports;
    this.batches = batches;
    this.reviews = reviews;
    this.prints = prints;
    this.blanks = blanks;
    this.sheets = sheets;
  }

  /**
   * What is to be done.
   *
   * @param due batches that are not issued, with little time left or none; the least first
   */
  record Now(List<StepLine> steps, List<StepLine> due) {
    static final Now NOTHING = new Now(List.of(), List.of());
  }

  Now of(Ui ui, Actor actor) {
    List<BatchView> newest = batches.list(actor, null, NEWEST);
    return new Now(steps(ui, actor, newest), due(ui, newest));
  }

  private List<StepLine> steps(Ui ui, Actor actor, List<BatchView> newest) {
    List<StepLine> steps = new ArrayList<>();
    if (ui.can(Role.PREPARE)) {
      steps.add(list(ui, actor));
    } else {
      steps.add(
          new StepLine(ui.t("web.step.list"), ui.t("web.step.list.others"), "calm", null, ""));
    }
    steps.add(approve(ui, actor, in(newest, BatchState.DRAFT)));
    steps.add(sign(ui, actor, in(newest, BatchState.APPROVED)));
    if (ui.can(Role.PREPARE)) {
      steps.add(print(ui, actor, in(newest, BatchState.DONE)));
    }
    return steps;
  }

  private static List<StepLine> due(Ui ui, List<BatchView> newest) {
    record Pressing(BatchView batch, BatchDue due) {}
    return newest.stream()
        .flatMap(one -> one.due().stream().map(due -> new Pressing(one, due)))
        .filter(one -> !one.due().isIssued() && one.due().state() != BatchDue.State.OK)
        .sorted(Comparator.comparing((Pressing one) -> one.due().dueOn()))
        .limit(MOST_DUE)
        .map(
            one -> {
              DueLine line = DueLine.of(ui, one.due());
              return new StepLine(
                  line.state(),
                  line.sentence(),
                  line.tone(),
                  BatchPages.path(one.batch().id()),
                  ui.t("web.me.due.open", one.batch().decisionNumber()));
            })
        .toList();
  }

  private StepLine list(Ui ui, Actor actor) {
    List<ImportView> open =
        imports.list(actor, null, NEWEST).stream().filter(one -> isOpen(one.state())).toList();
    String title = ui.t("web.step.list");
    if (open.isEmpty()) {
      return new StepLine(
          title, ui.t("web.step.list.none"), "calm", "/me/imports/new", ui.t("web.imports.new"));
    }
    ImportView first = open.getFirst();
    String rows = ui.shown().count(first.counts().rows());
    String sentence =
        switch (first.state()) {
          case FAULTY ->
              ui.t("web.step.list.faulty", rows, ui.shown().count(first.counts().faulty()));
          case READY -> ui.t("web.step.list.ready", rows);
          default -> ui.t("web.step.list.reading", first.fileName());
        };
    return new StepLine(
        title,
        sentence + others(ui, open.size()),
        first.state() == ImportState.READY ? "good" : "warn",
        ImportPages.path(first.id()),
        ui.t("web.step.list.do." + (first.state() == ImportState.FAULTY ? "fix" : "go")));
  }

  private StepLine approve(Ui ui, Actor actor, List<BatchView> drafts) {
    String title = ui.t("web.step.approve");
    if (drafts.isEmpty()) {
      return new StepLine(title, ui.t("web.step.approve.none"), "calm", null, "");
    }
    @Nullable BatchView mine = null;
    for (BatchView one : drafts) {
      if (mine == null && ui.can(Role.APPROVE) && !reviews.part(actor, one.id()).isPreparer()) {
        mine = one;
      }
    }
    BatchView shown = mine == null ? drafts.getFirst() : mine;
    return new StepLine(
        title,
        ui.t(
                mine == null ? "web.step.approve.others" : "web.step.approve.mine",
                ui.shown().count(shown.rows()),
                shown.decisionNumber(),
                shown.prepared().name())
            + others(ui, drafts.size()),
        "warn",
        mine == null ? null : BatchPages.path(mine.id()) + "/approval",
        ui.t("web.batch.action.draft"));
  }

  private StepLine sign(Ui ui, Actor actor, List<BatchView> approved) {
    String title = ui.t("web.step.sign");
    if (approved.isEmpty()) {
      return new StepLine(title, ui.t("web.step.sign.none"), "calm", null, "");
    }
    @Nullable BatchView mine = null;
    for (BatchView one : approved) {
      if (mine == null
          && ui.can(Role.SIGN)
          && !one.heldByDispute()
          && reviews.part(actor, one.id()).isSigner()) {
        mine = one;
      }
    }
    BatchView shown = mine == null ? approved.getFirst() : mine;
    return new StepLine(
        title,
        ui.t(
                mine == null ? "web.step.sign.others" : "web.step.sign.mine",
                ui.shown().count(shown.rows()),
                shown.decisionNumber(),
                shown.signer().name())
            + others(ui, approved.size()),
        "warn",
        mine == null ? null : BatchPages.path(mine.id()) + "/signing",
        ui.t("web.batch.action.approved"));
  }

  /** The newest batch that is issued and was not handed out: its file is one press away. */
  private StepLine print(Ui ui, Actor actor, List<BatchView> done) {
    String title = ui.t("web.step.print");
    if (done.isEmpty() || isHandedOut(actor, done.getFirst())) {
      return new StepLine(title, ui.t("web.step.print.none"), "calm", null, "");
    }
    BatchView newest = done.getFirst();
    String path = BatchPages.path(newest.id()) + "/prints";
    String sentence =
        ui.t("web.step.print.mine", ui.shown().count(newest.rows()), newest.decisionNumber());
    Optional<PrintView> kept =
        prints.of(actor, newest.id()).stream()
            .filter(one -> one.form() != PrintForm.ZIP)
            .findFirst();
    if (kept.isPresent()) {
      return new StepLine(
          title, sentence, "good", "/me/prints/" + kept.get().id(), ui.t("web.step.print.open"));
    }
    // where there is something to choose, a part or blanks, the button leads to the choice
    boolean isPlain =
        prints.parts(newest.rows()) == 1
            && blanks.of(actor, newest.id()).isEmpty()
            && !prints.isForBlanks(actor, newest.id());
    return isPlain
        ? new StepLine(
            title, sentence, "good", path, ui.t("web.step.print.make"), PrintForm.PDF.code())
        : new StepLine(title, sentence, "good", path, ui.t("web.prints.link"));
  }

  private boolean isHandedOut(Actor actor, BatchView batch) {
    return sheets.newest(actor, batch.id()).filter(one -> !one.isUndone()).isPresent();
  }

  private static String others(Ui ui, int all) {
    return all == 1 ? "" : " " + ui.t("web.step.others", ui.shown().count(all - 1));
  }

  private static boolean isOpen(ImportState state) {
    return switch (state) {
      case UPLOADED, READING, FAULTY, READY -> true;
      case COMMITTED, DISCARDED -> false;
    };
  }

  private static List<BatchView> in(List<BatchView> all, BatchState state) {
    return all.stream().filter(one -> one.state() == state).toList();
  }
}
