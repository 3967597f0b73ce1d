package vn.sogoc.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

/** The door to jobs: submit one, look at one. */
@ApplicationScoped
public class Jobs {
  private final JobRepository repository;
  private final PublicIds ids;
  private final Clock clock;
  private final Event<JobSubmitted> submitted;

  Jobs(JobRepository repository, PublicIds ids, Clock clock, Event<JobSubmitted> submitted) {
    this.repository = repository;
    this.ids = ids;
    this.clock = clock;
    this.submitted = submitted;
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
        new JobView.Failure(JobProblem.CANCELLED.slug(), JobProblem.CANCELLED.status(), ""));
  }

  /** A job of the actor's institution. */
  @Transactional
  public JobView get(Actor actor, PublicId id) {
    return repository
        .findByIdOptional(JobEntity.uuidOf(id))
        .filter(
            job -> actor.actsFor(job.institutionId) || actor.hasAt(Role.OPERATE, job.institutionId))
        .map(job -> job.view(clock.instant()))
        .orElseThrow(() -> new Refusal(JobProblem.NOT_FOUND, "no such job"));
  }
}
