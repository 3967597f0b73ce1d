package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vn.sogoc.issuance.SigningSteps.Point;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Person;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.JobHandler;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.register.StagedEntry;

/**
 * Reserve → sign → record → publish. Each step commits with the position of the job, under its
 * fence; a run that was cut off goes on from there with the same numbers. So does a new job after
 * one that failed: signatures that were not recorded are void and made again, what is recorded is
 * only published.
 */
@ApplicationScoped
class SigningJob implements JobHandler {
  static final String KIND = "issuance.sign";

  private static final String SIGN = "sign";
  private static final String RECORD = "record";
  private static final String PUBLISH = "publish";
  private static final String DONE = "done";
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int MOST_WAITS = 1500;

  private final SigningWork work;
  private final RecordSigning recordSigning;
  private final RecordCheck check;
  private final IssuanceLists lists;
  private final RowThreads threads;
  private final SigningSteps steps;
  private final IssuanceConfig config;
  private final Clock clock;

  SigningJob(
      SigningWork work,
      RecordSigning recordSigning,
      RecordCheck check,
      IssuanceLists lists,
      RowThreads threads,
      SigningSteps steps,
      IssuanceConfig config,
      Clock clock) {
    this.work = work;
    this.recordSigning = recordSigning;
    this.check = check;
    this.lists = lists;
    this.threads = threads;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    PublicId batch = BatchIds.batch(run.subject());
    UUID id = batch.key();
    if (run.step().isEmpty()) {
      begin(run, batch, id);
    }
    if (run.step().equals(SIGN)) {
      sign(run, batch, id);
    }
    Optional<ListRows> rows = Optional.empty();
    if (run.step().equals(RECORD)) {
      rows = Optional.of(record(run, batch, id));
    }
    if (run.step().equals(PUBLISH)) {
      publish(run, batch, id, rows);
    }
  }

  private void begin(JobRun run, PublicId batch, UUID id) {
    steps.reached(Point.BEFORE_RESERVE, batch);
    run.commit(
        commit -> {
          if (work.isRecorded(id)) {
            commit.recorded(url(batch));
            commit.moveTo(PUBLISH);
          } else {
            work.reserve(id, clock.instant());
            commit.moveTo(SIGN);
          }
        });
    steps.reached(Point.AFTER_RESERVE, batch);
  }

  private void sign(JobRun run, PublicId batch, UUID id) {
    work.requireAuthority(id);
    check.requireApproved(work.reserved(id));
    RecordSigning.Session session = recordSigning.open(work.reserved(id), clock.instant());
    if (!session.continues(work.firstStaged(id))) {
      // Another key than the staged rows', or one that was not yet valid at their time: those
      // signatures are void.
      run.commit(
          commit -> {
            work.restart(id, clock.instant());
            commit.done(0);
          });
      session = recordSigning.open(work.reserved(id), clock.instant());
    }
    // While one chunk is written the next is signed.
    RowThreads.Begun<StagedEntry> begun = begin(session, id, (int) run.done());
    while (run.done() < session.size()) {
      run.giveWay();
      int from = (int) run.done();
      List<StagedEntry> signed = begun.join();
      begun = begin(session, id, from + signed.size());
      run.commit(
          commit -> {
            work.stage(signed);
            commit.done(from + signed.size());
            steps.reached(Point.INSIDE_CHUNK, batch);
          });
      steps.reached(Point.AFTER_CHUNK, batch);
    }
    run.commit(commit -> commit.moveTo(RECORD));
  }

  private RowThreads.Begun<StagedEntry> begin(
      RecordSigning.Session session, UUID id, int position) {
    return session.sign(work.rows(id, position, config.chunk()));
  }

  /** Records a batch, and gives what is left to publish of it. */
  private ListRows record(JobRun run, PublicId batch, UUID id) {
    steps.reached(Point.BEFORE_RECORD, batch);
    work.requireAuthority(id);
    ListRows rows = new ListRows(work.size(id));
    RecordCheck.Checked checked = check.of(work.reserved(id), page -> take(page, rows));
    steps.reached(Point.CHECKED, batch);
    Instant now = clock.instant();
    run.commit(
        commit -> {
          work.record(id, checked, now);
          commit.recorded(url(batch));
          commit.moveTo(PUBLISH);
          steps.reached(Point.INSIDE_RECORD, batch);
        });
    steps.reached(Point.AFTER_RECORD, batch);
    return rows;
  }

  /**
   * Publishes the list of a recorded batch.
   *
   * @param checked its rows, where this run recorded it; otherwise what waits is read again
   */
  private void publish(JobRun run, PublicId batch, UUID id, Optional<ListRows> checked) {
    steps.reached(Point.BEFORE_PUBLISH, batch);
    work.requireAuthority(id);
    PublishedList list =
        lists.ofBatch(id).orElseGet(() -> publish(run, id, checked.orElseGet(() -> rows(id))));
    steps.reached(Point.AFTER_PUBLISH, batch);
    awaitLogged(run, list);
    run.commit(
        commit -> {
          work.done(id, clock.instant());
          commit.done(work.size(id));
          commit.moveTo(DONE);
        });
    steps.reached(Point.AFTER_DONE, batch);
  }

  /** Before the list is out the registry knows who its people are. */
  private PublishedList publish(JobRun run, UUID id, ListRows rows) {
    List<Person> holders = rows.holders();
    for (int from = 0; from < holders.size(); from += config.chunk()) {
      List<Person> page = holders.subList(from, Math.min(holders.size(), from + config.chunk()));
      run.commit(commit -> work.registerHolders(run.institutionId(), page));
    }
    return lists.publish(id, rows.draft(), clock.instant());
  }

  private ListRows rows(UUID id) {
    ListRows rows = new ListRows(work.size(id));
    check.signed(id, page -> take(page, rows));
    return rows;
  }

  private void take(List<RecordCheck.Signed> page, ListRows rows) {
    rows.add(
        page, threads.each(page, signed -> lists.row(signed.record(), signed.digest())).join());
  }

  /**
   * Issued means logged under a cosigned head. The list's entry follows those of its credentials,
   * so where it is covered they are. Without a quorum of witnesses the job stays recorded.
   */
  private void awaitLogged(JobRun run, PublishedList list) {
    for (int i = 0; !lists.isLogged(list); i++) {
      if (i == MOST_WAITS) {
        throw new Refusal(
            HttpProblem.UNAVAILABLE, "the log has no cosigned head over the batch yet");
      }
      run.proceed();
      LockSupport.parkNanos(WAIT_NANOS);
      if (Thread.currentThread().isInterrupted()) {
        throw new Refusal(HttpProblem.UNAVAILABLE, "the service is stopping");
      }
    }
  }

  private static String url(PublicId batch) {
    return "/api/v1/batches/" + batch;
  }
}
