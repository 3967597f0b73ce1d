package vn.sogoc.platform.jobs;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Rows of {@code job} of which one node holds several, whole groups in one statement each. The same
 * columns and rules as in {@link JobRepository}.
 */
@ApplicationScoped
class JobGroupRepository {
  /** Of so many that wait longest the turns are taken; more would be read at each claim. */
  private static final int LOOKED_AT = 1024;

  private final EntityManager store;
  private final JobRepository jobs;

  JobGroupRepository(EntityManager store, JobRepository jobs) {
    this.store = store;
    this.jobs = jobs;
  }

  /**
   * Takes further small jobs of a kind that nobody holds and that nothing went wrong with yet, of
   * each institution one in turn, so that nobody waits behind one sender of many. Joins the
   * caller's transaction.
   */
  List<JobEntity> claimMore(String kind, int items, int most, String node, Duration lease) {
    List<?> ids =
        store
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
    return ids.isEmpty() ? List.of() : jobs.list("id in ?1", ids);
  }

  /** Locks the rows of several runs; false where another epoch owns one of them. */
  boolean lock(List<JobRun> runs) {
    return store
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
    return store
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
    store
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
}
