package vn.sogoc.platform.jobs;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.FlushModeType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code job}. The lease lives in columns that only these statements touch. */
@ApplicationScoped
class JobRepository implements PanacheRepositoryBase<JobEntity, UUID> {

  Optional<JobEntity> live(String kind, String subject) {
    return find("kind = ?1 and subject = ?2 and state <> 'failed'", kind, subject)
        .firstResultOptional();
  }

  /** Inserts a queued job; false where one of the same kind and subject lives or has ended well. */
  boolean insert(JobEntity job) {
    return getEntityManager()
            .createNativeQuery(
                """
                insert into job (id, institution_id, kind, subject, requested_by, state, step, total, done, failed,
                  epoch, attempts, created_at)
                values (:id, :institution, :kind, :subject, :account, 'queued', '', :total, 0, 0, 0, 0, :created)
                on conflict (kind, subject) where state <> 'failed' do nothing""")
            .setFlushMode(
                FlushModeType.COMMIT) // it asks nothing of what the caller has not written yet
            .setParameter("id", job.id)
            .setParameter("institution", job.institutionId)
            .setParameter("kind", job.kind)
            .setParameter("subject", job.subject)
            .setParameter("account", job.requestedBy)
            .setParameter("total", job.total)
            .setParameter("created", job.createdAt)
            .executeUpdate()
        == 1;
  }

  /**
   * Takes a job that nobody holds, with a new epoch and lease: one that is recorded and wants only
   * its end; otherwise one of the institution for which the fewest run now, and of those the
   * oldest, so that nobody waits behind one large sender. Joins the caller's transaction.
   */
  Optional<JobEntity> claim(List<String> kinds, String node, Duration lease) {
    List<?> ids =
        getEntityManager()
            .createNativeQuery(
                """
                select id from job
                where state in ('queued', 'running', 'recorded') and kind in (:kinds)
                  and available_at <= now() and (lease_until is null or lease_until < now())
                order by state <> 'recorded', (
                  select count(*) from job r where r.institution_id = job.institution_id
                    and r.state in ('running', 'recorded') and r.lease_until >= now()), available_at, id
                limit 1 for update skip locked""",
                UUID.class)
            .setParameter("kinds", kinds)
            .getResultList();
    if (ids.isEmpty()) {
      return Optional.empty();
    }
    UUID id = (UUID) ids.getFirst();
    getEntityManager()
        .createNativeQuery(
            """
            update job set epoch = epoch + 1, attempts = attempts + 1, owner = :node,
              lease_until = now() + :lease * interval '1 millisecond',
              started_at = coalesce(started_at, now()),
              state = case state when 'queued' then 'running' else state end
            where id = :id""")
        .setParameter("node", node)
        .setParameter("lease", lease.toMillis())
        .setParameter("id", id)
        .executeUpdate();
    return findByIdOptional(id);
  }

  /** Whether a job waits of an institution for which nobody works now. */
  boolean othersWait(List<String> kinds) {
    return !getEntityManager()
        .createNativeQuery(
            """
            select 1 from job
            where state in ('queued', 'running', 'recorded') and kind in (:kinds)
              and available_at <= now() and (lease_until is null or lease_until < now())
              and not exists (select from job r where r.institution_id = job.institution_id
                and r.state in ('running', 'recorded') and r.lease_until >= now())
            limit 1""",
            Integer.class)
        .setParameter("kinds", kinds)
        .getResultList()
        .isEmpty();
  }

  /** Whether somebody works at a job of so many items now. */
  boolean isRunning(long items) {
    return !getEntityManager()
        .createNativeQuery(
            """
            select 1 from job
            where state in ('running', 'recorded') and total >= :items and lease_until >= now() limit 1""",
            Integer.class)
        .setParameter("items", items)
        .getResultList()
        .isEmpty();
  }

  /** Lets a job rest of which nothing is recorded yet; false where it is in another state. */
  boolean pause(UUID id) {
    return getEntityManager()
            .createNativeQuery(
                """
                update job set state = 'paused', epoch = epoch + 1, lease_until = null, owner = null
                where id = :id and state in ('queued', 'running')""")
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Lets a job that rests go on; false where it is in another state. */
  boolean resume(UUID id) {
    return getEntityManager()
            .createNativeQuery(
                """
                update job set state = 'queued', attempts = 0, available_at = now()
                where id = :id and state = 'paused'""")
            .setParameter("id", id)
            .executeUpdate()
        == 1;
  }

  /** Locks the row until the transaction ends; false where another epoch owns it. */
  boolean lock(UUID id, long epoch) {
    return !getEntityManager()
        .createNativeQuery(
            "select id from job where id = :id and epoch = :epoch and state in ('running', 'recorded') for update",
            UUID.class)
        .setParameter("id", id)
        .setParameter("epoch", epoch)
        .getResultList()
        .isEmpty();
  }

  /** Saves the position of a run whose row is locked, and renews the lease. */
  void save(
      UUID id,
      long epoch,
      String state,
      String step,
      long total,
      long done,
      long failed,
      @Nullable String url,
      Duration lease) {
    int rows =
        getEntityManager()
            .createNativeQuery(
                """
                update job set state = :state, step = :step, total = :total, done = :done, failed = :failed,
                  result_url = cast(:url as text), attempts = 0,
                  lease_until = clock_timestamp() + :lease * interval '1 millisecond'
                where id = :id and epoch = :epoch""")
            .setParameter("state", state)
            .setParameter("step", step)
            .setParameter("total", total)
            .setParameter("done", done)
            .setParameter("failed", failed)
            .setParameter("url", url)
            .setParameter("lease", lease.toMillis())
            .setParameter("id", id)
            .setParameter("epoch", epoch)
            .executeUpdate();
    if (rows != 1) {
      throw new LeaseLost("job " + JobEntity.publicId(id) + " has another epoch than " + epoch);
    }
  }

  /**
   * Renews a lease. A row that its own run holds locked is passed over: that run renews it by
   * committing.
   */
  void renew(UUID id, long epoch, Duration lease) {
    getEntityManager()
        .createNativeQuery(
            """
            update job set lease_until = now() + :lease * interval '1 millisecond'
            where id = (select id from job where id = :id and epoch = :epoch and state in ('running', 'recorded')
              and owner is not null for update skip locked)""")
        .setParameter("lease", lease.toMillis())
        .setParameter("id", id)
        .setParameter("epoch", epoch)
        .executeUpdate();
  }

  /**
   * Gives a job back, to be claimed again after the delay; no effect where another epoch owns it.
   *
   * @param attempts how many attempts without progress count at most, so that waiting for something
   *     outside is no failure
   */
  void release(UUID id, long epoch, Duration delay, int attempts) {
    getEntityManager()
        .createNativeQuery(
            """
            update job set lease_until = null, owner = null, attempts = least(attempts, :attempts),
              available_at = now() + :delay * interval '1 millisecond'
            where id = :id and epoch = :epoch and state in ('running', 'recorded')""")
        .setParameter("delay", delay.toMillis())
        .setParameter("attempts", attempts)
        .setParameter("id", id)
        .setParameter("epoch", epoch)
        .executeUpdate();
  }

  /**
   * Ends a job of which nothing is recorded, whoever runs it: the new epoch makes that run write
   * nothing more. Waits for a commit of it that is under way.
   *
   * @return whether the job is failed now, by this or before
   */
  boolean cancel(UUID id, Instant now, JobView.Failure failure) {
    getEntityManager()
        .createNativeQuery(
            """
            update job set state = 'failed', epoch = epoch + 1, finished_at = :now, lease_until = null, owner = null,
              problem_slug = :slug, problem_status = :status, problem_detail = :detail
            where id = :id and state in ('queued', 'running', 'paused')""")
        .setParameter("now", now)
        .setParameter("slug", failure.slug())
        .setParameter("status", failure.status())
        .setParameter("detail", failure.detail())
        .setParameter("id", id)
        .executeUpdate();
    return !getEntityManager()
        .createNativeQuery(
            "select id from job where id = :id and state = 'failed' for update", UUID.class)
        .setParameter("id", id)
        .getResultList()
        .isEmpty();
  }

  /** Ends a job; no effect where another epoch owns it. */
  void finish(UUID id, long epoch, JobState end, Instant now, JobView.@Nullable Failure failure) {
    getEntityManager()
        .createNativeQuery(
            """
            update job set state = :state, finished_at = :now, lease_until = null, owner = null,
              problem_slug = cast(:slug as text), problem_status = cast(:status as integer),
              problem_detail = cast(:detail as text), problem_faults = cast(:faults as text)
            where id = :id and epoch = :epoch and state in ('running', 'recorded')""")
        .setParameter("state", end.code())
        .setParameter("now", now)
        .setParameter("slug", failure == null ? null : failure.slug())
        .setParameter("status", failure == null ? null : failure.status())
        .setParameter("detail", failure == null ? null : failure.detail())
        .setParameter("faults", failure == null ? null : JobFaults.write(failure.faults()))
        .setParameter("id", id)
        .setParameter("epoch", epoch)
        .executeUpdate();
  }
}
