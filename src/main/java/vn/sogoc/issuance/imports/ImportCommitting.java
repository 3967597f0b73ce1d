package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import vn.sogoc.issuance.imports.ImportSteps.Point;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;

/**
 * Makes the batch of a long list in one transaction, which is the job's own: a run that was cut off
 * has made nothing, and a second one finds what the first has made.
 */
@ApplicationScoped
class ImportCommitting implements JobHandler {
  static final String KIND = "issuance.commit";

  private static final String COMMIT = "commit";

  private final CommitStore store;
  private final ImportSteps steps;
  private final Clock clock;

  ImportCommitting(CommitStore store, ImportSteps steps, Clock clock) {
    this.store = store;
    this.steps = steps;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    String[] subject = run.subject().split("\\.", 2);
    PublicId list = ImportIds.of(subject[0]);
    int reading = Integer.parseInt(subject[1]);
    run.commit(commit -> commit.moveTo(COMMIT));
    steps.reached(Point.BEFORE_COMMIT, list);
    run.commit(
        commit -> {
          CommitStore.Made made =
              store.commitAsked(run.institutionId(), list, reading, clock.instant());
          commit.done(made.rows());
          commit.recorded("/api/v1/batches/" + made.batch());
          steps.reached(Point.INSIDE_COMMIT, list);
        });
    steps.reached(Point.AFTER_COMMIT, list);
  }
}
