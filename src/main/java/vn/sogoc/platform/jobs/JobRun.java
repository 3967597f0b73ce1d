package vn.sogoc.platform.jobs;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;

/**
 * One node's hold on one job. Used by one thread; everything it writes goes through {@link
 * #commit}.
 */
public final class JobRun {
  /** What is saved with each commit. */
  record Position(
      String step,
      long total,
      long done,
      long failed,
      boolean recorded,
      @Nullable String resultUrl) {}

  private final JobLedger ledger;
  private final Instant began;
  private final UUID uuid;
  private final String kind;
  private final String subject;
  private final int institutionId;
  private final UUID requestedBy;
  private final long epoch;
  private final int attempt;
  private volatile boolean stopping;
  private volatile boolean givingWay;
  private boolean left;
  private Duration rest = Duration.ZERO;
  private Position position;

  JobRun(JobLedger ledger, JobEntity job, Instant began) {
    this.ledger = ledger;
    this.began = began;
    this.uuid = job.id;
    this.kind = job.kind;
    this.subject = job.subject;
    this.institutionId = job.institutionId;
    this.requestedBy = job.requestedBy;
    this.epoch = job.epoch;
    this.attempt = job.attempts;
    this.position =
        new Position(
            job.step,
            job.total,
            job.done,
            job.failed,
            JobState.RECORDED.code().equals(job.state),
            job.resultUrl);
  }

  /** The job. */
  public PublicId id() {
    return JobEntity.publicId(uuid);
  }

  /** What the job is about, as it was submitted. */
  public String subject() {
    return subject;
  }

  /** The institution that owns the job. */
  public int institutionId() {
    return institutionId;
  }

  /** The account that submitted the job. */
  public UUID requestedBy() {
    return requestedBy;
  }

  /** Rises with every claim; a write under an older one is refused. */
  public long epoch() {
    return epoch;
  }

  /** The step of the last commit; empty at the first start. */
  public String step() {
    return position.step();
  }

  /** How many items the last commit counted as finished. */
  public long done() {
    return position.done();
  }

  /**
   * Runs work in one new transaction that holds the job's row. Where the work throws, nothing of it
   * and nothing of the position is kept.
   *
   * @throws LeaseLost where another node owns the job by now, before the work is run
   */
  public void commit(Consumer<Commit> work) {
    proceed();
    position =
        ledger.commit(
            this,
            () -> {
              Commit commit = new Commit(position);
              work.accept(commit);
              return commit.next;
            });
  }

  /**
   * Ends the run with {@link LeaseLost} where this node is stopping; long work outside transactions
   * asks now and then.
   */
  public void proceed() {
    if (stopping || Thread.currentThread().isInterrupted()) {
      throw new LeaseLost("this node stops");
    }
  }

  /**
   * Ends the run with {@link LeaseLost} where another institution's jobs wait for a worker. Long
   * work asks where it can go on cheaply from its last commit; nothing is lost.
   */
  public void giveWay() {
    proceed();
    if (givingWay) {
      throw new LeaseLost("another institution's job comes first now");
    }
  }

  /**
   * Ends the run with {@link LeaseLost}: what it waits for is outside, and its worker has other
   * work meanwhile. It goes on from its last commit after the pause.
   */
  public void comeBack(Duration pause) {
    proceed();
    throw new LeaseLost("it comes back", pause);
  }

  void stop() {
    stopping = true;
  }

  void askToGiveWay() {
    givingWay = true;
  }

  Position position() {
    return position;
  }

  Commit beginCommit() {
    return new Commit(position);
  }

  void saved(Position next) {
    position = next;
  }

  /** The job was ended, or given back, by the group it was run in. */
  void left() {
    left = true;
  }

  void restsFor(Duration pause) {
    left = true;
    rest = pause;
  }

  boolean isLeft() {
    return left;
  }

  /** How long the job rests that was given back; zero where it was not. */
  Duration rest() {
    return rest;
  }

  Instant began() {
    return began;
  }

  UUID uuid() {
    return uuid;
  }

  String kind() {
    return kind;
  }

  /** Whether it is small, and nothing went wrong with it since it last got on. */
  boolean mayBeTogether(int items) {
    return attempt == 1 && position.total() <= items;
  }

  int attempt() {
    return attempt;
  }

  /** What the running transaction will save about the job. */
  public static final class Commit {
    private Position next;

    Commit(Position next) {
      this.next = next;
    }

    Position next() {
      return next;
    }

    /** Where a resumed run goes on. */
    public void moveTo(String step) {
      next =
          new Position(
              step, next.total(), next.done(), next.failed(), next.recorded(), next.resultUrl());
    }

    /** How many items are finished. */
    public void done(long items) {
      next =
          new Position(
              next.step(), next.total(), items, next.failed(), next.recorded(), next.resultUrl());
    }

    /** How many items there are, where that was not known when the job was submitted. */
    public void total(long items) {
      next =
          new Position(
              next.step(), items, next.done(), next.failed(), next.recorded(), next.resultUrl());
    }

    /** How many of the finished items failed. */
    public void failed(long items) {
      next =
          new Position(
              next.step(), next.total(), next.done(), items, next.recorded(), next.resultUrl());
    }

    /** From this commit on the effect is durable, and the job shows as {@code recorded}. */
    public void recorded(String resultUrl) {
      next = new Position(next.step(), next.total(), next.done(), next.failed(), true, resultUrl);
    }
  }
}
