package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;

/**
 * The batches of an institution, newest first, to look at.
 *
 * @param apiDocs whether the description of the API is served here, so that a link leads somewhere
 * @param next path of the page after, null on the last
 */
public record BatchesScreen(List<Line> lines, boolean apiDocs, @Nullable String next) {
  public BatchesScreen {
    lines = List.copyOf(lines);
  }

  /**
   * A batch.
   *
   * @param tone colour family of the state
   * @param deeds who did what and when, in order
   */
  public record Line(
      String decision,
      String decisionDate,
      String kind,
      String rows,
      String state,
      String tone,
      List<Deed> deeds) {

    static Line of(Ui ui, BatchView batch, String kind) {
      List<Deed> deeds = new ArrayList<>();
      deeds.add(Deed.of(ui, "prepared", batch.prepared()));
      BatchView.Deed approved = batch.approved();
      if (approved != null) {
        deeds.add(Deed.of(ui, "approved", approved));
      }
      BatchView.Deed signed = batch.signed();
      if (signed != null) {
        deeds.add(Deed.of(ui, "signed", signed));
      }
      return new Line(
          batch.decisionNumber(),
          ui.shown().date(batch.decisionDate()),
          kind,
          ui.shown().count(batch.rows()),
          ui.t("web.batch.state." + batch.state().code()),
          tone(batch.state()),
          deeds);
    }

    private static String tone(BatchState state) {
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
    static Deed of(Ui ui, String what, BatchView.Deed deed) {
      return new Deed(ui.t("web.batch.deed." + what), deed.name(), ui.shown().time(deed.at()));
    }
  }
}
