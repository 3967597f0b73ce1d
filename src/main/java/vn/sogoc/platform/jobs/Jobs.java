package vn.sogoc.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** The door to jobs: submit one, look at one. */
@ApplicationScoped
public class Jobs {
  private static final long WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final JobRepository repository;
  private final PublicIds ids;
  private final Clock clock;
  private final Event<JobSubmitted> submitted;
  private final Trail trail;

  Jobs(
      JobRepository repository,
      PublicIds ids,
      Clock clock,
      Event<JobSubmitted> submitted,
      Trail trail) {
    this.repository = repository;
    this.ids = ids;
    this.clock = clock;
    this.submitted = submitted;
    this.trail = trail;
  }

  /**
   * Queues a job, in the caller's transaction where there is one. While a job of the same kind and
   * subject lives or has ended well, that one is returned instead: two submissions have one effect.
   *
   * @param institutionId the institution that owns the job
   * @param subject what the job is about, such as the identifier of a batch
   * @param total how many items there are
   */
  @Transactional
  public PublicId submit(Actor actor, String kind, int institutionId, String subject, long total) {
    PublicId id = ids.next(JobEntity.ID_KIND);
    JobEntity job = new JobEntity();
    job.id = JobEntity.uuidOf(id);
    job.institutionId = institutionId;
    job.kind = kind;
    job.subject = subject;
    job.requestedBy = actor.accountId();
    job.total = total;
    job.createdAt = clock.instant();
    if (!repository.insert(job)) {
      return repository
          .live(kind, subject)
          .map(live -> JobEntity.publicId(live.id))
          .orElseThrow(() -> new IllegalStateException("the job that was in the way is gone"));
    }
    submitted.fire(new JobSubmitted());
    return id;
  }

  /**
   * Gives up a job, in the caller's transaction: a run of it writes nothing more. Locks the job's
   * row before anything else of the transaction should be locked, as a commit of the job does.
   *
   * @return whether it is at an end without a result now; false where its effect is recorded
   */
  @Transactional
  public boolean cancel(PublicId id) {
    return repository.cancel(
        JobEntity.uuidOf(id),
        clock.instant(),
        new JobView.Failure(
            JobProblem.CANCELLED.slug(), JobProblem.CANCELLED.status(), "", List.of()));
  }

  /** Whether a node works at a job of at least so many items; what can wait then waits. */
  @Transactional
  public boolean isRunning(long items) {
    return repository.isRunning(items);
  }

  /** A job of the actor's institution. */
  @Transactional
  public JobView get(Actor actor, PublicId id) {
    return find(actor, id).view(clock.instant());
  }

  /**
   * A job once it is at its end, or how far it is when the time is over. Outside of any
   * transaction: each look is one of its own.
   */
  @Transactional(TxType.NEVER)
  public JobView await(Actor actor, PublicId id, Duration most) {
    long until = System.nanoTime() + most.toNanos();
    JobView job = get(actor, id);
    while (!job.state().isFinished()
        && System.nanoTime() - until < 0
        && !Thread.currentThread().isInterrupted()) {
      LockSupport.parkNanos(WAIT_NANOS);
      job = get(actor, id);
    }
    return job;
  }

  /**
   * Lets a job rest. Whoever runs it writes nothing more; what its last commit saved stays. Asked
   * again it is paused still.
   *
   * @throws Refusal {@code job-state} where its effect is recorded, or it is at an end; {@code
   *     forbidden} for whoever neither asked for it, signs at its institution nor operates the
   *     registry
   */
  @Transactional
  public JobView pause(Actor actor, PublicId id) {
    JobEntity job = theirs(actor, id);
    boolean done = repository.pause(job.id);
    return told(actor, id, "pause", done, JobState.PAUSED);
  }

  /** Lets a job that rests go on from its last commit. Asked again it goes on still. */
  @Transactional
  public JobView resume(Actor actor, PublicId id) {
    JobEntity job = theirs(actor, id);
    boolean done = repository.resume(job.id);
    if (done) {
      submitted.fire(new JobSubmitted());
    }
    return told(actor, id, "resume", done, JobState.QUEUED, JobState.RUNNING, JobState.RECORDED);
  }

  private JobView told(Actor actor, PublicId id, String verb, boolean done, JobState... after) {
    JobEntity job = find(actor, id);
    repository.getEntityManager().refresh(job);
    JobView view = job.view(clock.instant());
    if (!List.of(after).contains(view.state())) {
      throw new Refusal(JobProblem.STATE, "the job is " + view.state().code());
    }
    if (done) {
      trail.tell(
          new Deed(
              actor.as(Role.SIGN, Role.PREPARE, Role.OPERATE),
              "job." + verb,
              job.institutionId,
              id.toString(),
              Deed.hash(job.kind, job.subject, view.done())));
    }
    return view;
  }

  private JobEntity theirs(Actor actor, PublicId id) {
    JobEntity job = find(actor, id);
    boolean may =
        actor.accountId().equals(job.requestedBy)
            || actor.hasAt(Role.SIGN, job.institutionId)
            || actor.hasAt(Role.OPERATE, job.institutionId);
    if (!may) {
      throw new Refusal(HttpProblem.FORBIDDEN, "the job is somebody else's");
    }
    return job;
  }

  private JobEntity find(Actor actor, PublicId id) {
    return repository
        .findByIdOptional(JobEntity.uuidOf(id))
        .filter(
            job -> actor.actsFor(job.institutionId) || actor.hasAt(Role.OPERATE, job.institutionId))
        .orElseThrow(() -> new Refusal(JobProblem.NOT_FOUND, "no such job"));
  }
}
