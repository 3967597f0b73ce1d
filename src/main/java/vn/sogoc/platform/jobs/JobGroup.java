package vn.sogoc.platform.jobs;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** One node's hold on several jobs of a kind. Used by one thread. */
public final class JobGroup {
  private final JobLedger ledger;
  private final JobWaits waits;
  private final List<JobRun> runs;
  private final Runnable next;

  JobGroup(JobLedger ledger, JobWaits waits, List<JobRun> runs, Runnable next) {
    this.next = next;
    this.waits = waits;
    this.ledger = ledger;
    this.runs = List.copyOf(runs);
  }

  /** From here on this group waits for something outside; the next one may begin. */
  public void onlyWaits() {
    next.run();
  }

  /** The jobs. */
  public List<JobRun> runs() {
    return runs;
  }

  /** One job's part in a transaction that several share. */
  public record Part(JobRun run, JobRun.Commit commit) {}

  /**
   * Runs work in one new transaction that holds the rows of these jobs. Where the work throws,
   * nothing of it and nothing of any position is kept.
   *
   * @throws LeaseLost where another node owns one of the jobs by now, before the work is run
   */
  public void commit(List<JobRun> some, Consumer<List<Part>> work) {
    if (!some.isEmpty()) {
      some.forEach(JobRun::proceed);
      saved(some, ledger.commit(some, () -> positions(some, work)));
    }
  }

  /** The same for the last transaction of these jobs: they have ended well with it. */
  public void end(List<JobRun> some, Consumer<List<Part>> work) {
    if (!some.isEmpty()) {
      some.forEach(JobRun::proceed);
      saved(some, ledger.end(some, () -> positions(some, work)));
      some.forEach(JobRun::left);
      some.forEach(run -> waits.ended(run.uuid()));
    }
  }

  private static List<JobRun.Position> positions(List<JobRun> some, Consumer<List<Part>> work) {
    List<Part> parts = new ArrayList<>(some.size());
    some.forEach(run -> parts.add(new Part(run, run.beginCommit())));
    work.accept(parts);
    return parts.stream().map(part -> part.commit().next()).toList();
  }

  private static void saved(List<JobRun> some, List<JobRun.Position> positions) {
    for (int i = 0; i < some.size(); i++) {
      some.get(i).saved(positions.get(i));
    }
  }

  /** Lets jobs rest that wait for something outside; each goes on from its last commit. */
  public void comeBack(List<JobRun> some, Duration pause) {
    if (!some.isEmpty()) {
      ledger.rest(some, pause);
      some.forEach(run -> run.restsFor(pause));
    }
  }
}
