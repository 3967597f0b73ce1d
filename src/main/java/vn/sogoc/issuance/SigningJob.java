package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.issuance.SigningSteps.Point;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Person;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.JobGroup;
import vn.sogoc.platform.jobs.JobGroupHandler;
import vn.sogoc.platform.jobs.JobRun;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.register.NewEntry;

/**
 * Reserve → sign → record → publish. Each step commits with the position of the job, under its
 * fence; a run that was cut off goes on from there with the same numbers. So does a new job after
 * one that failed: signatures that were not recorded are void and made again, what is recorded is
 * only published.
 */
@ApplicationScoped
class SigningJob implements JobGroupHandler {
  static final String KIND = "issuance.sign";

  static final String SIGN = "sign";
  private static final String RECORD = "record";
  private static final String PUBLISH = "publish";
  static final String LOG = "log";
  static final String DONE = "done";

  /** Heads are signed and cosigned in about this time. */
  static final Duration UNTIL_LOGGED = Duration.ofMillis(60);

  /** How long a worker waits for the head itself; a cohort is sequenced in some seconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  static final Duration LONGEST_LOGGING = Duration.ofSeconds(30);

  /** A record's time of issue is not far from when it is signed. */
  private static final Duration LONGEST_SIGNING = Duration.ofHours(6);

  /** So many chunks of a run are signed before another institution's job may come first. */
  private static final int CHUNKS_AT_LEAST = 8;

  private final SigningWork work;
  private final SigningGroup group;
  private final RecordSigning recordSigning;
  private final RecordCheck check;
  private final IssuanceLists lists;
  private final RowThreads threads;
  private final BatchClaims records;
  private final SigningSteps steps;
  private final IssuanceConfig config;
  private final Clock clock;

  SigningJob(
      SigningWork work,
      SigningGroup group,
      RecordSigning recordSigning,
      RecordCheck check,
      IssuanceLists lists,
      RowThreads threads,
      BatchClaims records,
      SigningSteps steps,
      IssuanceConfig config,
      Clock clock) {
    this.work = work;
    this.group = group;
    this.recordSigning = recordSigning;
    this.check = check;
    this.lists = lists;
    this.threads = threads;
    this.records = records;
    this.steps = steps;
    this.config = config;
    this.clock = clock;
  }

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public int mostItems() {
    return SigningGroup.MOST_ROWS;
  }

  @Override
  public int mostJobs() {
    return SigningGroup.MOST_BATCHES;
  }

  @Override
  public void runTogether(JobGroup jobs) {
    group.run(jobs);
  }

  @Override
  public void run(JobRun run) {
    PublicId batch = BatchIds.batch(run.subject());
    UUID id = batch.key();
    if (run.step().isEmpty()) {
      begin(run, batch, id);
    }
    if (run.step().equals(RECORD)) {
      work.requireAuthority(id);
      if (isStale(id)) {
        run.commit(commit -> commit.moveTo(SIGN)); // it rested where all was signed
      }
    }
    if (run.step().equals(SIGN)) {
      sign(run, batch, id);
    }
    Optional<RowsToPublish> rows = Optional.empty();
    if (run.step().equals(RECORD)) {
      rows = Optional.of(record(run, batch, id));
    }
    if (run.step().equals(PUBLISH)) {
      publish(run, batch, id, rows);
    }
    if (run.step().equals(LOG)) {
      await(run, batch, id);
    }
    if (!run.step().equals(DONE)) { // of a later version, or written by hand: no end is reached
      throw new IllegalStateException("a step that this node does not know: " + run.step());
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
    if (isStale(id)
        || !recordSigning
            .open(work.reserved(id), clock.instant())
            .continues(work.firstStaged(id))) {
      // Another key than the staged rows', one that was not yet valid at their time, or a time of
      // issue that has gone stale while the job rested: those signatures are void.
      run.commit(
          commit -> {
            work.restart(id, clock.instant());
            commit.done(0);
          });
    }
    Reserved reserved = work.reserved(id);
    int from = (int) run.done();
    Map<Integer, Digest> approved = check.requireApproved(reserved, from, config.chunk());
    RecordSigning.Session session = recordSigning.open(reserved, clock.instant());
    // While one chunk is written the next is signed.
    RowThreads.Begun<StagedRecords.Staged> begun = begin(session, reserved, approved, from);
    for (int chunks = 1; run.done() < session.size(); chunks++) {
      if (chunks % CHUNKS_AT_LEAST == 0) {
        run.giveWay();
      }
      int at = (int) run.done();
      List<StagedRecords.Staged> signed = begun.join();
      begun = begin(session, reserved, approved, at + signed.size());
      run.commit(
          commit -> {
            work.stage(id, run.institutionId(), signed);
            commit.done(at + signed.size());
            steps.reached(Point.INSIDE_CHUNK, batch);
          });
      steps.reached(Point.AFTER_CHUNK, batch);
    }
    run.commit(commit -> commit.moveTo(RECORD));
  }

  /** Whether the time of issue is too far from now to be signed or recorded under. */
  private boolean isStale(UUID id) {
    return work.reserved(id).iat().plus(LONGEST_SIGNING).isBefore(clock.instant());
  }

  private RowThreads.Begun<StagedRecords.Staged> begin(
      RecordSigning.Session session,
      Reserved reserved,
      Map<Integer, Digest> approved,
      int position) {
    return session.sign(check.approvedChunk(reserved, approved, position, config.chunk()));
  }

  /** Records a batch, and gives what is left to publish of it. */
  private RowsToPublish record(JobRun run, PublicId batch, UUID id) {
    steps.reached(Point.BEFORE_RECORD, batch);
    work.requireAuthority(id);
    RowsToPublish rows = new RowsToPublish(work.size(id));
    run.commit(
        commit -> {
          work.record(id, work.staged(id), page -> take(page, rows));
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
   * @param checked its rows, where this run recorded it; otherwise the register is read
   */
  private void publish(JobRun run, PublicId batch, UUID id, Optional<RowsToPublish> checked) {
    steps.reached(Point.BEFORE_PUBLISH, batch);
    work.requireAuthority(id);
    work.requireRecorded(id);
    endProvisional(run, id);
    if (lists.ofBatch(id).isEmpty()) {
      publish(run, id, checked.orElseGet(() -> rows(id)));
    }
    steps.reached(Point.AFTER_PUBLISH, batch);
    run.commit(commit -> commit.moveTo(LOG));
  }

  /** Temporary certificates end with the diploma; cut off, it goes on with those that are left. */
  private void endProvisional(JobRun run, UUID id) {
    boolean[] isMore = {true};
    while (isMore[0]) {
      run.commit(commit -> isMore[0] = work.endProvisional(id, clock.instant()));
    }
  }

  /**
   * Issued means logged under a cosigned head. The list's entry follows those of its credentials,
   * so where it is covered they are. Without a quorum of witnesses the job stays recorded;
   * meanwhile its worker does something else.
   */
  private void await(JobRun run, PublicId batch, UUID id) {
    work.requireRecorded(id);
    PublishedList list =
        lists
            .ofBatch(id)
            .orElseThrow(
                () -> new Refusal(IssuanceProblem.AUTHORITY_MISSING, "no list was published"));
    lists.awaitLogged(List.of(list), PATIENCE);
    if (!lists.isLogged(list)) {
      if (list.publishedAt().plus(LONGEST_LOGGING).isBefore(clock.instant())) {
        throw new Refusal(
            HttpProblem.UNAVAILABLE, "the log has no cosigned head over the batch yet");
      }
      run.comeBack(UNTIL_LOGGED);
    }
    run.commit(
        commit -> {
          work.done(id, clock.instant());
          commit.done(work.size(id));
          commit.moveTo(DONE);
        });
    steps.reached(Point.AFTER_DONE, batch);
  }

  /** Before the list is out the registry knows who its people are. */
  private void publish(JobRun run, UUID id, RowsToPublish rows) {
    for (int from = 0; from < rows.size(); from += config.chunk()) {
      List<Person> page = rows.holders(from, Math.min(rows.size(), from + config.chunk()));
      run.commit(commit -> work.registerHolders(run.institutionId(), page));
    }
    lists.publish(id, rows.draft(), clock.instant());
  }

  private RowsToPublish rows(UUID id) {
    RowsToPublish rows = new RowsToPublish(work.size(id));
    work.recorded(
        id,
        page ->
            rows.add(
                threads
                    .each(page, row -> row(row.person(), records.of(row.cose()), row.digest()))
                    .join()));
    return rows;
  }

  private void take(List<NewEntry> page, RowsToPublish rows) {
    rows.add(
        threads
            .each(
                page,
                entry -> row(entry.person(), entry.record().record(), entry.record().digest()))
            .join());
  }

  private RowsToPublish.Row row(UUID person, CredentialRecord record, Digest digest) {
    return new RowsToPublish.Row(person, record.claims(), lists.row(record, digest));
  }

  static String url(PublicId batch) {
    return "/api/v1/batches/" + batch;
  }
}
