package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Refusal;

/**
 * A decision is used once: what was signed under it names its graduates, and nobody is added later.
 * Where it stands in several lists each says how many it names in all; the least of what was signed
 * counts, so that no later list makes it longer, whichever node's clock was behind. Numbers of
 * decisions begin anew each year, so the same number of another year is another decision.
 */
@ApplicationScoped
class DecisionUse {
  private final BatchRepository batches;

  DecisionUse(BatchRepository batches) {
    this.batches = batches;
  }

  /**
   * What lists under a decision come to, those that were signed or are being signed.
   *
   * @param total the least of what they say the decision names; null where none says it
   */
  record Used(long rows, @Nullable Integer total) {
    /** How many rows more there may be, with a list that says the same of itself. */
    long left(@Nullable Integer stated, int rowCount) {
      List<Integer> totals =
          Stream.of(total, stated).filter(java.util.Objects::nonNull).sorted().toList();
      if (rows > 0 && total == null) {
        return 0;
      }
      return totals.isEmpty() ? rowCount : totals.getFirst() - rows;
    }
  }

  /**
   * That a list may still be made under its decision. Asked again when it is signed: somebody else
   * may be first.
   *
   * @throws Refusal {@code decision-used} where it names no more graduates
   */
  void requireRoom(Frame frame, int rowCount) {
    Used used =
        batches.used(
            frame.institution(),
            DecisionKey.of(frame.decisionNumber()),
            frame.kind().code(),
            frame.decisionDate());
    require(used, frame.decisionNumber(), frame.decisionTotal(), rowCount);
  }

  /** The same in the transaction that begins the signing; nobody else begins one meanwhile. */
  void use(BatchEntity batch) {
    LocalDate date = batch.decisionDate;
    batches.holdDecision(batch.institutionId, batch.decisionKey, batch.kind, date.getYear());
    Used used = batches.used(batch.institutionId, batch.decisionKey, batch.kind, date);
    require(used, batch.decisionNumber, batch.decisionTotal, batch.rowCount);
  }

  private static void require(Used used, String number, @Nullable Integer stated, int rowCount) {
    long left = used.left(stated, rowCount);
    if (rowCount <= left) {
      return;
    }
    throw new Refusal(
        IssuanceProblem.DECISION_USED,
        used.rows() == 0
            ? "decision %s is said to name %d graduates, and the list has %d"
                .formatted(number, left, rowCount)
            : "under decision %s %d were signed already; %d more can be, and the list has %d"
                .formatted(number, used.rows(), Math.max(0, left), rowCount));
  }
}
