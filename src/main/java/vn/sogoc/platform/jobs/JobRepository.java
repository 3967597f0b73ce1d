package vn.sogoc.platform.jobs;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code job}. The lease lives in columns that only these statements touch. */
@ApplicationScoped
class JobRepository implements PanacheRepositoryBase<JobEntity, UUID> {

  /** Of so many that wait longest the turns are taken; more would be read at each claim. */
  private static final int LOOKED_AT = 1024;

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

  /**
   * Takes further small jobs of a kind that nobody holds and that nothing went wrong with yet, of
   * each institution one in turn, so that nobody waits behind one sender of many. Joins the
   * caller's transaction.
   */
  List<JobEntity> claimMore(String kind, int items, int most, String node, Duration lease) {
    List<?> ids =
        getEntityManager()
            .createNativeQuery(
                """
                update job set epoch = epoch + 1, attempts = attempts + 1, owner = :node,
                  lease_until = now() + :lease * interval '1 millisecond',
                  started_at = coalesce(started_at, now()),
                  state = case state when 'queued' then 'running' else state end
                where id = any(array(
                  select id from job where id in (
                    select id from (
                      select id, row_number() over (partition by institution_id order by available_at, id) as turn,
                        available_at
                      from (
                        select id, institution_id, available_at from job
                        where state in ('queued', 'running', 'recorded') and kind = :kind and total <= :items
                          and attempts = 0 and available_at <= now()
                          and (lease_until is null or lease_until < now())
                        order by available_at, id limit :looked) as waiting) as ranked
                    order by turn, available_at, id limit :most)
                  and attempts = 0 and (lease_until is null or lease_until < now())
                  for update skip locked))
                returning id""",
                UUID.class)
            .setParameter("node", node)
            .setParameter("lease", lease.toMillis())
            .setParameter("kind", kind)
            .setParameter("items", items)
            .setParameter("most", most)
            .setParameter("looked", LOOKED_AT)
            .getResultList();
    return ids.isEmpty() ? List.of() : list("id in ?1", ids);
  }

  /** Locks the rows of several runs; false where another epoch owns one of them. */
  boolean lock(List<JobRun> runs) {
    return getEntityManager()
            .createNativeQuery(
                """
                select j.id from job j join unnest(:ids, :epochs) as held (id, epoch)
                  on j.id = held.id and j.epoch = held.epoch
                where j.state in ('running', 'recorded') order by j.id for update of j""",
                UUID.class)
            .setParameter("ids", ids(runs))
            .setParameter("epochs", epochs(runs))
            .getResultList()
            .size()
        == runs.size();
  }

  /**
   * Saves the positions of several runs whose rows are locked, and renews their leases. For which
   * nothing was done, their claim counts.
   */
  void save(List<JobRun> runs, List<JobRun.Position> next, Duration lease) {
    List<JobRun> moved = new ArrayList<>();
    List<JobRun.Position> to = new ArrayList<>();
    for (int i = 0; i < runs.size(); i++) {
      if (!next.get(i).equals(runs.get(i).position())) {
        moved.add(runs.get(i));
        to.add(next.get(i));
      }
    }
    if (!moved.isEmpty()) {
      positioned(
              """
              update job set state = p.state, step = p.step, total = p.total, done = p.done,
                failed = p.failed, result_url = p.url, attempts = 0,
                lease_until = clock_timestamp() + :lease * interval '1 millisecond'
              """,
              moved,
              to)
          .setParameter("lease", lease.toMillis())
          .executeUpdate();
    }
  }

  /** Ends several jobs well, at their last positions; their rows are locked. */
  void finish(List<JobRun> runs, List<JobRun.Position> last, Instant now) {
    positioned(
            """
            update job set state = 'done', step = p.step, total = p.total, done = p.done,
              failed = p.failed, result_url = p.url, attempts = 0, finished_at = :now,
              lease_until = null, owner = null, problem_slug = null, problem_status = null,
              problem_detail = null
            """,
            runs,
            last)
        .setParameter("now", now)
        .executeUpdate();
  }

  /** An update of several jobs from their positions, {@code p}. */
  private Query positioned(String update, List<JobRun> runs, List<JobRun.Position> to) {
    return getEntityManager()
        .createNativeQuery(
            update
                + """
                from unnest(:ids, :epochs, :states, :steps, :totals, :dones, :faileds, :urls)
                  as p (id, epoch, state, step, total, done, failed, url)
                where job.id = p.id and job.epoch = p.epoch and job.state in ('running', 'recorded')""")
        .setParameter("ids", ids(runs))
        .setParameter("epochs", epochs(runs))
        .setParameter(
            "states",
            to.stream()
                .map(p -> (p.recorded() ? JobState.RECORDED : JobState.RUNNING).code())
                .toArray(String[]::new))
        .setParameter("steps", to.stream().map(JobRun.Position::step).toArray(String[]::new))
        .setParameter("totals", to.stream().map(JobRun.Position::total).toArray(Long[]::new))
        .setParameter("dones", to.stream().map(JobRun.Position::done).toArray(Long[]::new))
        .setParameter("faileds", to.stream().map(JobRun.Position::failed).toArray(Long[]::new))
        .setParameter("urls", to.stream().map(JobRun.Position::resultUrl).toArray(String[]::new));
  }

  /** Gives several jobs back that wait for something outside, which is no failed attempt. */
  void rest(List<JobRun> runs, Duration pause) {
    getEntityManager()
        .createNativeQuery(
            """
            update job set lease_until = null, owner = null, attempts = 0,
              available_at = now() + :pause * interval '1 millisecond'
            from unnest(:ids, :epochs) as held (held_id, held_epoch)
            where id = held_id and epoch = held_epoch and state in ('running', 'recorded')""")
        .setParameter("pause", pause.toMillis())
        .setParameter("ids", ids(runs))
        .setParameter("epochs", epochs(runs))
        .executeUpdate();
  }

  private static UUID[] ids(List<JobRun> runs) {
    return runs.stream().map(JobRun::uuid).toArray(UUID[]::new);
  }

  private static Long[] epochs(List<JobRun> runs) {
    return runs.stream().map(JobRun::epoch).toArray(Long[]::new);
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
