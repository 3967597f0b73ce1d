package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.BitSet;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;

/**
 * Writes a signed list down, a chunk of rows in each transaction. A run that was cut off goes on
 * after the last one; a row that has its event already gets no second one.
 */
@ApplicationScoped
class SheetJob implements JobHandler {
  static final String KIND = "issuance.delivery-sheet";

  private static final String RECORD = "record";
  private static final String DONE = "done";
  private static final int CHUNK = 100;

  private final SheetStore store;

  SheetJob(SheetStore store) {
    this.store = store;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    PublicId id =
        PublicId.parse(SheetEntity.ID_KIND, run.subject())
            .orElseThrow(() -> new Refusal(DeliveryProblem.NOT_DELIVERED, "no such list"));
    if (run.step().isEmpty()) {
      run.commit(commit -> commit.moveTo(RECORD));
    }
    if (run.step().equals(RECORD)) {
      SheetStore.Plan plan = store.plan(id);
      BitSet except = plan.except();
      while (run.done() < plan.rows()) {
        run.giveWay();
        int from = (int) run.done();
        int wanted = Math.min(CHUNK, plan.rows() - from);
        run.commit(
            commit -> {
              store.record(id, from, wanted, except);
              commit.done(from + wanted);
            });
      }
      run.commit(
          commit -> {
            store.end(id);
            commit.moveTo(DONE);
          });
    }
    if (!run.step().equals(DONE)) {
      throw new IllegalStateException("a step that this node does not know: " + run.step());
    }
  }
}
