package vn.sogoc.platform.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

@QuarkusTest
@Tag("service")
class JobsDbTest {
  private static final Actor OWNER = actor(7);
  private static final Actor STRANGER = actor(8);

  @Inject Jobs jobs;
  @Inject JobLedger ledger;
  @Inject TestJobs handler;
  @Inject EntityManager store;

  @Test
  void a_job_runs_to_its_end() throws Exception {
    JobView job = finished(submit("plain"));
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(job.done()).isEqualTo(5);
    assertThat(job.step()).isEqualTo("counted 5");
    assertThat(job.resultUrl()).isEqualTo("/somewhere");
    assertThat(job.failure()).isNull();
    assertThat(job.etaSeconds()).isNull();
  }

  @Test
  void only_its_institution_sees_a_job() throws Exception {
    PublicId id = submit("private");
    assertThatThrownBy(() -> jobs.get(STRANGER, id))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(JobProblem.NOT_FOUND));
    finished(id);
  }

  @Test
  void many_submissions_of_one_subject_are_one_job() throws Exception {
    String subject = unique("same");
    List<PublicId> ids = together(16, () -> jobs.submit(OWNER, TestJobs.KIND, 7, subject, 5));
    assertThat(ids).hasSize(16).containsOnly(ids.getFirst());
    finished(ids.getFirst());
    assertThat(handler.starts.get(subject)).isEqualTo(1);
    assertThat(jobs.submit(OWNER, TestJobs.KIND, 7, subject, 5)).isEqualTo(ids.getFirst());
  }

  @Test
  void a_crash_goes_on_from_the_last_commit() throws Exception {
    String subject = unique("stumble");
    handler.troubles.put(subject, TestJobs.Trouble.STUMBLE_ONCE);
    JobView job = finished(jobs.submit(OWNER, TestJobs.KIND, 7, subject, 5));
    assertThat(job.state()).isEqualTo(JobState.DONE);
    assertThat(handler.starts.get(subject)).isEqualTo(2);
    assertThat(handler.worked.get(subject)).as("nothing was done twice").isEqualTo(5);
  }

  @Test
  void something_outside_that_is_away_is_waited_for() throws Exception {
    String subject = unique("away");
    handler.troubles.put(subject, TestJobs.Trouble.OUTSIDE_AWAY_ONCE);
    assertThat(finished(jobs.submit(OWNER, TestJobs.KIND, 7, subject, 5)).state())
        .isEqualTo(JobState.DONE);
  }

  @Test
  void a_refusal_ends_the_job_under_its_name_and_it_may_be_submitted_again() throws Exception {
    String subject = unique("refuse");
    handler.troubles.put(subject, TestJobs.Trouble.REFUSE);
    PublicId first = jobs.submit(OWNER, TestJobs.KIND, 7, subject, 5);
    JobView job = finished(first);
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure())
        .isEqualTo(new JobView.Failure("job-not-found", 404, "refused on purpose", List.of()));
    handler.troubles.remove(subject);
    PublicId second = jobs.submit(OWNER, TestJobs.KIND, 7, subject, 5);
    assertThat(second).isNotEqualTo(first);
    assertThat(finished(second).state()).isEqualTo(JobState.DONE);
  }

  @Test
  void a_node_taken_for_dead_writes_nothing_more() {
    String kind = unique("test.manual");
    PublicId id = jobs.submit(OWNER, kind, 7, "x", 1);
    JobRun slow = claim(kind).orElseThrow();
    assertThat(claim(kind)).as("the lease holds").isEmpty();
    expire(id);
    JobRun next = claim(kind).orElseThrow();
    assertThat(next.epoch()).isGreaterThan(slow.epoch());
    AtomicBoolean ran = new AtomicBoolean();
    assertThatThrownBy(() -> slow.commit(commit -> ran.set(true))).isInstanceOf(LeaseLost.class);
    assertThat(ran).isFalse();
    ledger.done(slow);
    ledger.release(slow, Duration.ZERO, 0);
    assertThat(jobs.get(OWNER, id).state()).isEqualTo(JobState.RUNNING);
    next.commit(commit -> commit.done(1));
    ledger.done(next);
    assertThat(jobs.get(OWNER, id).state()).isEqualTo(JobState.DONE);
  }

  /** Whoever renews may see a run just after it gave its job back. */
  @Test
  void a_lease_that_was_given_back_is_not_renewed() {
    String kind = unique("test.manual");
    jobs.submit(OWNER, kind, 7, "x", 1);
    JobRun run = claim(kind).orElseThrow();
    ledger.release(run, Duration.ZERO, 0);
    ledger.renew(run);
    assertThat(claim(kind)).as("the job waits for nobody").isPresent();
  }

  @Test
  void nobody_takes_over_inside_a_running_transaction() throws Exception {
    String kind = unique("test.manual");
    PublicId id = jobs.submit(OWNER, kind, 7, "x", 1);
    JobRun run = claim(kind).orElseThrow();
    CountDownLatch inside = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    expire(id);
    try (ExecutorService threads = Executors.newSingleThreadExecutor()) {
      Future<?> commit =
          threads.submit(
              () ->
                  run.commit(
                      c -> {
                        inside.countDown();
                        await(goOn);
                        c.done(1);
                      }));
      await(inside);
      assertThat(claim(kind)).isEmpty();
      goOn.countDown();
      commit.get(10, TimeUnit.SECONDS);
    }
    assertThat(claim(kind)).as("the commit renewed the lease").isEmpty();
    assertThat(jobs.get(OWNER, id).done()).isEqualTo(1);
  }

  @Test
  void work_that_throws_leaves_nothing_behind() {
    String kind = unique("test.manual");
    PublicId id = jobs.submit(OWNER, kind, 7, "x", 1);
    JobRun run = claim(kind).orElseThrow();
    assertThatThrownBy(
            () ->
                run.commit(
                    commit -> {
                      commit.done(1);
                      throw new IllegalStateException("inside");
                    }))
        .hasMessageContaining("inside");
    assertThat(run.done()).isZero();
    assertThat(jobs.get(OWNER, id).done()).isZero();
  }

  @Test
  void racing_nodes_claim_every_job_once() throws Exception {
    String kind = unique("test.race");
    for (int i = 0; i < 12; i++) {
      jobs.submit(OWNER, kind, 7, "job " + i, 1);
    }
    List<List<PublicId>> claimed =
        together(
            6,
            () -> {
              List<PublicId> mine = new ArrayList<>();
              for (int i = 0; i < 12; i++) {
                claim(kind).ifPresent(run -> mine.add(run.id()));
              }
              return mine;
            });
    assertThat(claimed.stream().flatMap(List::stream)).hasSize(12).doesNotHaveDuplicates();
  }

  @Test
  void a_job_without_progress_is_given_up() {
    String kind = unique("test.manual");
    PublicId id = jobs.submit(OWNER, kind, 7, "x", 1);
    for (int i = 0; i < 10; i++) {
      JobRun run = claim(kind).orElseThrow();
      ledger.release(run, Duration.ZERO, Integer.MAX_VALUE);
    }
    assertThat(claim(kind)).isEmpty();
    JobView job = jobs.get(OWNER, id);
    assertThat(job.state()).isEqualTo(JobState.FAILED);
    assertThat(job.failure())
        .isNotNull()
        .extracting(JobView.Failure::slug)
        .isEqualTo("job-gave-up");
  }

  @Test
  void a_paused_job_rests_and_goes_on_from_its_last_commit() {
    String kind = unique("test.manual");
    PublicId id = jobs.submit(OWNER, kind, 7, "x", 5);
    JobRun run = claim(kind).orElseThrow();
    run.commit(commit -> commit.done(2));
    assertThat(jobs.pause(OWNER, id).state()).isEqualTo(JobState.PAUSED);
    assertThat(jobs.pause(OWNER, id).state()).as("asked again").isEqualTo(JobState.PAUSED);
    AtomicBoolean ran = new AtomicBoolean();
    assertThatThrownBy(() -> run.commit(commit -> ran.set(true))).isInstanceOf(LeaseLost.class);
    assertThat(ran).as("whoever ran it writes nothing more").isFalse();
    ledger.release(run, Duration.ZERO, 0);
    expire(id);
    assertThat(claim(kind)).as("nobody takes it").isEmpty();
    assertThat(jobs.resume(OWNER, id).state()).isEqualTo(JobState.QUEUED);
    JobRun next = claim(kind).orElseThrow();
    assertThat(next.done()).isEqualTo(2);
    next.commit(commit -> commit.recorded("/somewhere"));
    assertThatThrownBy(() -> jobs.pause(OWNER, id))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(JobProblem.STATE));
    ledger.done(next);
    assertThatThrownBy(() -> jobs.resume(OWNER, id))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(JobProblem.STATE));
  }

  @Test
  void only_whoever_asked_or_signs_there_or_operates_lets_a_job_rest() {
    String kind = unique("test.manual");
    PublicId id = jobs.submit(OWNER, kind, 7, "x", 1);
    assertThatThrownBy(() -> jobs.pause(STRANGER, id))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(JobProblem.NOT_FOUND));
    assertThatThrownBy(() -> jobs.pause(actor(7), id))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> assertThat(r.type()).isEqualTo(vn.sogoc.platform.http.HttpProblem.FORBIDDEN));
    assertThat(jobs.get(OWNER, id).state()).isEqualTo(JobState.QUEUED);
    assertThat(jobs.pause(actor(7, Role.SIGN), id).state()).isEqualTo(JobState.PAUSED);
    assertThat(jobs.cancel(id)).as("what rests can be given up").isTrue();
  }

  @Test
  void nobody_waits_behind_one_large_sender() {
    String kind = unique("test.fair");
    for (int i = 0; i < 4; i++) {
      jobs.submit(OWNER, kind, 7_007, "large " + i, 1);
    }
    JobRun first = claim(kind).orElseThrow();
    assertThat(first.institutionId()).isEqualTo(7_007);
    assertThat(ledger.othersWait(List.of(kind))).as("only its own wait").isFalse();
    jobs.submit(OWNER, kind, 8_008, "small", 1);
    assertThat(ledger.othersWait(List.of(kind))).isTrue();
    JobRun second = claim(kind).orElseThrow();
    assertThat(second.institutionId()).as("came last, and is next").isEqualTo(8_008);
    assertThat(ledger.othersWait(List.of(kind))).isFalse();
    first.commit(commit -> commit.done(0));
    first.askToGiveWay();
    assertThatThrownBy(first::giveWay).isInstanceOf(LeaseLost.class);
  }

  private record NoWork(String kind) implements JobHandler {
    @Override
    public void run(JobRun run) {
      throw new IllegalStateException("claimed only");
    }
  }

  private Optional<JobRun> claim(String kind) {
    return ledger.claim(Map.of(kind, new NoWork(kind)), "a test").stream().findFirst();
  }

  private void expire(PublicId id) {
    QuarkusTransaction.requiringNew()
        .run(
            () ->
                store
                    .createNativeQuery(
                        "update job set lease_until = now() - interval '1 second' where id = :id")
                    .setParameter("id", JobEntity.uuidOf(id))
                    .executeUpdate());
  }

  private PublicId submit(String name) {
    return jobs.submit(OWNER, TestJobs.KIND, 7, unique(name), 5);
  }

  private JobView finished(PublicId id) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      JobView job = jobs.get(OWNER, id);
      if (job.state().isFinished()) {
        return job;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("not finished in 30 s: " + jobs.get(OWNER, id));
  }

  private static String unique(String name) {
    return name + "-" + UUID.randomUUID();
  }

  private static Actor actor(int institution) {
    return actor(institution, Role.PREPARE);
  }

  private static Actor actor(int institution, Role role) {
    return new Actor(UUID.randomUUID(), "u", "U", UUID.randomUUID(), institution, Set.of(role));
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static <T> List<T> together(int count, Callable<T> work) throws Exception {
    CountDownLatch start = new CountDownLatch(1);
    List<T> results = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(count)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        futures.add(
            threads.submit(
                () -> {
                  await(start);
                  return work.call();
                }));
      }
      start.countDown();
      for (Future<T> future : futures) {
        results.add(future.get(30, TimeUnit.SECONDS));
      }
    }
    return results;
  }
}
