package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.imports.CrashingImports;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Role;

/** A long list becomes a batch by a job. */
@QuarkusTest
@Tag("service")
class ImportCommitApiTest {
  private static final int ROWS = 2001;

  @Inject DemoSchools schools;
  @Inject CrashingImports steps;
  @Inject Accounts accounts;
  @Inject OwnerSql owner;

  private Staff staff;
  private String list;
  private Map<String, Object> layout;

  @BeforeEach
  void a_long_list() throws Exception {
    staff = Staff.of(schools);
    list = ImportClient.uploaded(staff, BatchClient.longList(ROWS));
    layout = ImportClient.suggested(ImportClient.get(staff, list));
    ImportClient.checked(staff, list).then().body("state", equalTo("ready"));
  }

  @Test
  void a_long_list_becomes_a_batch_by_a_job() throws Exception {
    String job = begun();
    String batch = batchOf(job);
    ImportClient.get(staff, list)
        .then()
        .body("state", equalTo("committed"))
        .body("batch", equalTo(batch));
    BatchClient.batch(staff.approver().key(), batch)
        .then()
        .body("state", equalTo("draft"))
        .body("rows", equalTo(ROWS))
        .body("prepared.name", equalTo(staff.preparer().name()));
    ImportClient.commit(staff, list).then().statusCode(200).body("batch", equalTo(batch));
    DemoSchools.Person second =
        schools.account(staff.preparer().person(), schools.university(), Role.APPROVE);
    BatchClient.approve(
            second.key(),
            batch,
            BatchClient.batch(second.key(), batch).path("approvedHash"),
            ROWS,
            true)
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    staff.approvedBy(staff.approver(), batch);
  }

  @Test
  void whoever_prefers_to_wait_is_told_the_batch() {
    Response answer =
        BatchClient.as(staff.preparer().key())
            .header("Prefer", "wait=10")
            .post("/api/v1/imports/" + list + "/commit");
    answer
        .then()
        .statusCode(201)
        .header("Preference-Applied", equalTo("wait=10"))
        .header("Location", org.hamcrest.Matchers.endsWith(answer.<String>path("url")))
        .body("batch", startsWith("bat_"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"BEFORE_COMMIT", "INSIDE_COMMIT", "AFTER_COMMIT"})
  void a_job_that_was_cut_off_makes_one_batch(String point) throws Exception {
    steps.crashNext(point);
    String batch = batchOf(begun());
    assertThat(steps.crashes(list)).isEqualTo(1);
    BatchClient.batch(staff.approver().key(), batch).then().body("rows", equalTo(ROWS));
    assertThat(batches()).isEqualTo(1);
    assertThat(
            owner.numbers(
                "select count(*) from trail_line where action = 'batch.prepare' and object = '%s'"
                    .formatted(batch),
                null))
        .containsExactly(1L);
  }

  @Test
  void asked_by_many_at_once_it_is_one_job_and_one_batch() throws Exception {
    Set<String> jobs = new HashSet<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(6)) {
      List<Future<Response>> answers = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        answers.add(threads.submit(() -> ImportClient.commit(staff, list)));
      }
      for (Future<Response> answer : answers) {
        assertThat(answer.get().statusCode()).as(answer.get().asString()).isIn(200, 202);
        if (answer.get().statusCode() == 202) {
          jobs.add(answer.get().path("job"));
        }
      }
    }
    assertThat(jobs).hasSize(1);
    batchOf(jobs.iterator().next());
    assertThat(batches()).isEqualTo(1);
  }

  @Test
  void a_list_that_is_read_anew_meanwhile_becomes_nothing() throws Exception {
    steps.doNext(
        "BEFORE_COMMIT",
        false,
        id -> ImportClient.read(staff, list, layout).then().statusCode(200));
    String job = begun();
    BatchClient.ended(staff.preparer().key(), job)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("job_cancelled"));
    ImportClient.ended(staff, list).then().body("state", equalTo("ready"));
    assertThat(batches()).isZero();
    String again = begun();
    assertThat(again).isNotEqualTo(job);
    batchOf(again);
  }

  @Test
  void a_row_of_the_job_table_makes_nobody_the_preparer_of_a_batch() throws Exception {
    owner.asSuperuser(
        "insert into job (id, institution_id, kind, subject, requested_by, state, step, total, done, failed, epoch, attempts, created_at)"
            + " values (gen_random_uuid(), %d, 'issuance.commit', '%s.1', '%s', 'queued', '', 1, 0, 0, 0, 0, now())"
                .formatted(schools.university(), list, staff.preparer().account()));
    while (owner
        .numbers(
            "select 1 from job where kind = 'issuance.commit' and subject = '%s.1' and state = 'failed'"
                .formatted(list),
            null)
        .isEmpty()) {
      Thread.sleep(50);
    }
    assertThat(batches()).isZero();
    steps.doNext(
        "BEFORE_COMMIT",
        false,
        id ->
            owner.asSuperuser(
                "update import set commit_account = '%s' where id = '%s'"
                    .formatted(staff.approver().account(), id.key())));
    refused(begun());
  }

  @Test
  void whoever_may_no_longer_prepare_makes_no_batch() throws Exception {
    steps.doNext(
        "BEFORE_COMMIT",
        false,
        id -> accounts.revokeRole(staff.preparer().account(), schools.university(), Role.PREPARE));
    String job = begun();
    BatchClient.ended(staff.approver().key(), job)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("forbidden"));
    assertThat(batches()).isZero();
  }

  private String begun() {
    Response answer = ImportClient.commit(staff, list);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    String job = answer.path("job");
    assertThat(answer.getHeader("Location")).endsWith("/api/v1/jobs/" + job);
    return job;
  }

  private String batchOf(String job) throws InterruptedException {
    Response ended = BatchClient.ended(staff.preparer().key(), job);
    ended
        .then()
        .body("kind", equalTo("issuance.commit"))
        .body("state", equalTo("done"))
        .body("done", equalTo(ROWS))
        .body("resultUrl", startsWith("/api/v1/batches/bat_"));
    String url = ended.path("resultUrl");
    return PublicId.parse("bat", url.substring("/api/v1/batches/".length()))
        .orElseThrow()
        .toString();
  }

  private void refused(String job) throws InterruptedException {
    BatchClient.ended(staff.preparer().key(), job)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("forbidden"));
    assertThat(batches()).isZero();
  }

  private long batches() {
    return owner
        .numbers(
            "select count(*) from batch where decision_number = '%s'".formatted(staff.decision()),
            null)
        .getFirst();
  }
}
