package vn.sogoc.platform.jobs;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import vn.sogoc.kernel.Refusal;

/** The transactions that workers make on the job table: each one stands alone. */
@ApplicationScoped
class JobLedger {
  private static final int LONGEST_COMMIT = 1800;

  private final JobRepository repository;
  private final JobGroupRepository groups;
  private final JobsConfig config;
  private final Clock clock;

  JobLedger(JobRepository repository, JobGroupRepository groups, JobsConfig config, Clock clock) {
    this.repository = repository;
    this.groups = groups;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The next job for a node, or none. A job that was claimed too often without progress ends here
   * as failed.
   */
  @Transactional(TxType.REQUIRES_NEW)
  Optional<JobRun> claim(Map<String, JobHandler> handlers, String node) {
    Optional<JobEntity> claimed =
        repository.claim(List.copyOf(handlers.keySet()), node, config.lease());
    if (claimed.isPresent() && claimed.get().attempts > config.attempts()) {
      JobEntity job = claimed.get();
      repository.finish(
          job.id,
          job.epoch,
          JobState.FAILED,
          clock.instant(),
          new JobView.Failure(
              JobProblem.GAVE_UP.slug(),
              JobProblem.GAVE_UP.status(),
              "no progress in " + config.attempts() + " attempts",
              List.of()));
      return Optional.empty();
    }
    return claimed.map(job -> new JobRun(this, job, clock.instant()));
  }

  /** Others that can be done together with a small job that was just claimed. */
  @Transactional(TxType.REQUIRES_NEW)
  List<JobRun> claimMore(JobGroupHandler together, String node) {
    return groups
        .claimMore(
            together.kind(), together.mostItems(), together.mostJobs() - 1, node, config.lease())
        .stream()
        .map(job -> new JobRun(this, job, clock.instant()))
        .toList();
  }

  /** The same as the other for several runs: all of them, or none. */
  @Transactional(TxType.REQUIRES_NEW)
  @TransactionConfiguration(timeout = LONGEST_COMMIT)
  List<JobRun.Position> commit(List<JobRun> runs, Supplier<List<JobRun.Position>> work) {
    List<JobRun.Position> next = locked(runs, work);
    groups.save(runs, next, config.lease());
    return next;
  }

  private List<JobRun.Position> locked(List<JobRun> runs, Supplier<List<JobRun.Position>> work) {
    if (!groups.lock(runs)) {
      throw new LeaseLost("one of " + runs.size() + " jobs has another epoch");
    }
    return work.get();
  }

  /** The same as the last transaction of these runs. */
  @Transactional(TxType.REQUIRES_NEW)
  @TransactionConfiguration(timeout = LONGEST_COMMIT)
  List<JobRun.Position> end(List<JobRun> runs, Supplier<List<JobRun.Position>> work) {
    List<JobRun.Position> next = locked(runs, work);
    groups.finish(runs, next, clock.instant());
    return next;
  }

  @Transactional(TxType.REQUIRES_NEW)
  void rest(List<JobRun> runs, Duration pause) {
    groups.rest(runs, pause);
  }

  /**
   * One transaction of a run: lock and compare the epoch, do the work, save the position. A
   * national cohort is recorded in one, so it may take longer than a request's.
   */
  @Transactional(TxType.REQUIRES_NEW)
  @TransactionConfiguration(timeout = LONGEST_COMMIT)
  JobRun.Position commit(JobRun run, Supplier<JobRun.Position> work) {
    if (!repository.lock(run.uuid(), run.epoch())) {
      throw new LeaseLost("job " + run.id() + " has another epoch than " + run.epoch());
    }
    JobRun.Position next = work.get();
    repository.save(
        run.uuid(),
        run.epoch(),
        next.recorded() ? JobState.RECORDED.code() : JobState.RUNNING.code(),
        next.step(),
        next.total(),
        next.done(),
        next.failed(),
        next.resultUrl(),
        config.lease());
    return next;
  }

  /** Whether jobs of somebody wait for whom nobody works. */
  @Transactional(TxType.REQUIRES_NEW)
  boolean othersWait(List<String> kinds) {
    return repository.othersWait(kinds);
  }

  @Transactional(TxType.REQUIRES_NEW)
  void renew(JobRun run) {
    repository.renew(run.uuid(), run.epoch(), config.lease());
  }

  @Transactional(TxType.REQUIRES_NEW)
  void release(JobRun run, Duration delay, int attempts) {
    repository.release(run.uuid(), run.epoch(), delay, attempts);
  }

  @Transactional(TxType.REQUIRES_NEW)
  void done(JobRun run) {
    repository.finish(run.uuid(), run.epoch(), JobState.DONE, clock.instant(), null);
  }

  @Transactional(TxType.REQUIRES_NEW)
  void failed(JobRun run, Refusal refusal) {
    repository.finish(
        run.uuid(),
        run.epoch(),
        JobState.FAILED,
        clock.instant(),
        new JobView.Failure(
            refusal.type().slug(), refusal.type().status(), refusal.detail(), refusal.faults()));
  }
}
