package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;

/**
 * The batches of an institution, newest first.
 *
 * @param canPrepare whether the visitor may bring a list in
 * @param apiDocs whether the description of the API is served here, so that a link leads somewhere
 * @param next path of the page after, null on the last
 */
public record BatchesScreen(
    List<Line> lines, boolean canPrepare, boolean apiDocs, @Nullable String next) {
  public BatchesScreen {
    lines = List.copyOf(lines);
  }

  /**
   * A batch.
   *
   * @param path of the page of the batch
   * @param tone colour family of the state
   * @param due until when it must be issued, or whether it was in time; null where nothing says
   * @param deeds who did what and when, in order
   */
  public record Line(
      String path,
      String decision,
      String decisionDate,
      String kind,
      String rows,
      String state,
      String tone,
      @Nullable DueLine due,
      List<Deed> deeds) {

    static Line of(Ui ui, BatchView batch, String kind) {
      return new Line(
          BatchPages.path(batch.id()),
          batch.decisionNumber(),
          ui.shown().date(batch.decisionDate()),
          kind,
          ui.shown().count(batch.rows()),
          ui.t("web.batch.state." + batch.state().code()),
          tone(batch.state()),
          DueLine.strictest(ui, batch).orElse(null),
          Deed.all(ui, batch));
    }

    static String tone(BatchState state) {
      return switch (state) {
        case FAULTY -> "bad";
        case DRAFT, APPROVED -> "warn";
        case SIGNING, RECORDED, DISCARDED, VOIDED -> "calm";
        case DONE -> "good";
      };
    }
  }

  /** One step of a batch. */
  public record Deed(String what, String name, String at) {
    static List<Deed> all(Ui ui, BatchView batch) {
      List<Deed> deeds = new ArrayList<>();
      deeds.add(of(ui, "prepared", batch.prepared()));
      BatchView.Deed approved = batch.approved();
      if (approved != null) {
        deeds.add(of(ui, "approved", approved));
      }
      BatchView.Deed signed = batch.signed();
      if (signed != null) {
        deeds.add(of(ui, "signed", signed));
      }
      BatchView.Voiding voiding = batch.voiding();
      if (voiding != null) {
        deeds.add(of(ui, "void-asked", voiding.asked()));
        BatchView.Deed confirmed = voiding.approved();
        if (confirmed != null) {
          deeds.add(of(ui, "voided", confirmed));
        }
      }
      return deeds;
    }

    private static Deed of(Ui ui, String what, BatchView.Deed deed) {
      return new Deed(ui.t("web.batch.deed." + what), deed.name(), ui.shown().time(deed.at()));
    }
  }
}
