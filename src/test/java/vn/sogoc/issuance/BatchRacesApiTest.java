package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

/** What is asked by several at the same moment has one effect, and the others are told why not. */
@QuarkusTest
@Tag("service")
class BatchRacesApiTest {
  private static final int THREADS = 100;

  @Inject DemoSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  @Test
  void of_many_approvers_at_once_one_approves() throws Exception {
    String id = staff.prepared(BatchClient.list(3));
    String hash = BatchClient.batch(staff.approver().key(), id).path("approvedHash");
    List<DemoSchools.Person> approvers = new ArrayList<>();
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      DemoSchools.Person one = schools.person(schools.university(), Role.APPROVE);
      approvers.add(one);
      calls.add(() -> BatchClient.approve(one.key(), id, hash, 3, true));
    }
    List<Response> answers = together(calls);
    int winner = only(answers, 200);
    refused(answers, Set.of("approval_already_given", "batch_state"));
    BatchClient.batch(staff.approver().key(), id)
        .then()
        .body("state", equalTo("approved"))
        .body("approved.name", equalTo(approvers.get(winner).name()));
    assertThat(deeds("batch.approve", id)).isEqualTo(1);
    staff.signed(id).then().body("state", equalTo("done"));
  }

  @RepeatedTest(5)
  void a_batch_that_is_given_up_while_it_is_approved_is_given_up() throws Exception {
    String id = staff.prepared(BatchClient.list(3));
    String hash = BatchClient.batch(staff.approver().key(), id).path("approvedHash");
    List<Response> answers =
        together(
            List.of(
                () -> BatchClient.approve(staff.approver().key(), id, hash, 3, true),
                () -> discard(id)));
    assertThat(answers.get(1).statusCode()).isEqualTo(204);
    assertThat(answers.getFirst().statusCode()).isIn(200, 409);
    BatchClient.batch(staff.approver().key(), id)
        .then()
        .body("state", equalTo("discarded"))
        .body("rows", equalTo(3));
    BatchClient.sign(staff.signer().key(), id)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_state"));
    BatchClient.approve(staff.approver().key(), id, hash, 3, true).then().statusCode(409);
    assertThat(nothingOf(id)).isTrue();
  }

  @RepeatedTest(3)
  void the_same_file_with_other_particulars_changes_nothing_of_what_is_approved() throws Exception {
    String text = BatchClient.list(3);
    String id = staff.prepared(text);
    String hash = BatchClient.batch(staff.approver().key(), id).path("approvedHash");
    List<Response> answers =
        together(
            List.of(
                () -> BatchClient.approve(staff.approver().key(), id, hash, 3, true),
                () -> prepare(text, Map.of("issueDate", "2026-06-16")),
                () -> prepare(text, Map.of())));
    assertThat(answers).extracting(Response::statusCode).containsExactly(200, 409, 200);
    assertThat(answers.get(1).<String>path("code")).isEqualTo("batch_exists");
    BatchClient.batch(staff.approver().key(), id)
        .then()
        .body("state", equalTo("approved"))
        .body("approvedHash", equalTo(hash))
        .body("issueDate", equalTo("2026-06-15"));
  }

  @RepeatedTest(3)
  void a_list_is_read_anew_or_becomes_a_batch_and_never_both() throws Exception {
    String list = ImportClient.uploaded(staff, BatchClient.list(40));
    Map<String, Object> layout = ImportClient.suggested(ImportClient.get(staff, list));
    ImportClient.checked(staff, list).then().body("state", equalTo("ready"));
    List<Response> answers =
        together(
            List.of(
                () -> ImportClient.commit(staff, list),
                () -> ImportClient.read(staff, list, layout)));
    boolean isMade = answers.getFirst().statusCode() == 201;
    assertThat(answers.get(isMade ? 1 : 0).statusCode()).isEqualTo(409);
    assertThat(answers.get(isMade ? 1 : 0).<String>path("code")).isEqualTo("import_state");
    if (isMade) {
      String batch = answers.getFirst().path("batch");
      BatchClient.batch(staff.approver().key(), batch).then().body("rows", equalTo(40));
      ImportClient.get(staff, list).then().body("state", equalTo("committed"));
      // whoever approves it meets nobody who still changes how it is read
      String hash = BatchClient.batch(staff.approver().key(), batch).path("approvedHash");
      List<Response> later =
          together(
              List.of(
                  () -> BatchClient.approve(staff.approver().key(), batch, hash, 40, true),
                  () -> ImportClient.read(staff, list, layout)));
      assertThat(later).extracting(Response::statusCode).containsExactly(200, 409);
    } else {
      assertThat(answers.get(1).statusCode()).isEqualTo(200);
      ImportClient.ended(staff, list).then().body("state", equalTo("ready"));
      assertThat(batches()).isZero();
    }
  }

  @RepeatedTest(5)
  void a_batch_is_signed_or_given_up_and_never_both() throws Exception {
    String id = staff.approved(BatchClient.list(3));
    List<Response> answers =
        together(
            List.of(
                () -> BatchClient.sign(staff.signer().key(), id),
                () -> discard(id),
                () -> BatchClient.sign(staff.signer().key(), id)));
    boolean isGivenUp = answers.get(1).statusCode() == 204;
    if (isGivenUp) {
      assertThat(List.of(answers.getFirst(), answers.get(2)))
          .allMatch(a -> a.statusCode() == 409)
          .allMatch(a -> a.path("code").equals("batch_state"));
      BatchClient.batch(staff.signer().key(), id).then().body("state", equalTo("discarded"));
      assertThat(nothingOf(id)).isTrue();
    } else {
      assertThat(answers.get(1).statusCode()).isEqualTo(409);
      assertThat(answers.get(1).<String>path("code")).isEqualTo("batch_state");
      assertThat(answers.getFirst().statusCode()).isEqualTo(202);
      assertThat(answers.get(2).<String>path("job"))
          .isEqualTo(answers.getFirst().<String>path("job"));
      BatchClient.ended(staff.signer().key(), answers.getFirst().path("job"))
          .then()
          .body("state", equalTo("done"));
      assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
          .containsExactly(3L);
    }
  }

  @Test
  void the_same_file_at_once_is_one_batch() throws Exception {
    String text = BatchClient.list(20);
    List<Response> answers = together(Collections.nCopies(8, () -> prepare(text, Map.of())));
    assertThat(answers).extracting(Response::statusCode).containsOnly(200, 201);
    only(answers, 201);
    assertThat(answers.stream().map(a -> a.<String>path("id")).distinct()).hasSize(1);
    assertThat(batches()).isEqualTo(1);
    assertThat(deeds("batch.prepare", answers.getFirst().path("id"))).isEqualTo(1);
  }

  /**
   * Ten lists of two officers, the same person in each, and a hundred who ask for a signature at
   * once.
   */
  @Test
  void a_person_in_the_lists_of_two_officers_gets_one_diploma_under_a_decision() throws Exception {
    String number = BatchClient.number();
    List<Staff> officers = List.of(staff, secondOfficer());
    List<String> lists = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      String text =
          BatchClient.HEADER
              + BatchClient.row(1, "Nguyễn Thị Bạn", "17/05/2003", BatchClient.number())
              + BatchClient.row(2, "Trần Thị Sang", "17/05/2003", number);
      lists.add(officers.get(i % 2).approved(text));
    }
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int list = i % lists.size();
      calls.add(() -> BatchClient.sign(officers.get(list % 2).signer().key(), lists.get(list)));
    }
    List<Response> answers = together(calls);
    Set<Integer> winners = new HashSet<>();
    for (int i = 0; i < answers.size(); i++) {
      Response answer = answers.get(i);
      if (answer.statusCode() == 202) {
        winners.add(i % lists.size());
      } else {
        answer
            .then()
            .statusCode(409)
            .body("code", equalTo("issued_once"))
            .body("errors", hasSize(1))
            .body("errors[0].row", equalTo(3));
      }
    }
    assertThat(winners).hasSize(1);
    assertThat(answers.stream().filter(a -> a.statusCode() == 202)).hasSize(THREADS / 10);
    int winner = winners.iterator().next();
    assertThat(
            answers.stream()
                .filter(a -> a.statusCode() == 202)
                .map(a -> a.<String>path("job"))
                .distinct())
        .hasSize(1);
    BatchClient.ended(staff.signer().key(), answers.get(winner).path("job"))
        .then()
        .body("state", equalTo("done"));
    assertThat(
            owner.numbers(
                "select count(*) from register_entry where decision_number = '%s'"
                    .formatted(staff.decision()),
                null))
        .containsExactly(2L);
  }

  /** Two officers, a hundred who ask, and somebody who looks at the book of numbers meanwhile. */
  @Test
  void batches_signed_at_once_share_no_number_and_leave_none_out() throws Exception {
    List<Staff> officers = List.of(staff, secondOfficer());
    List<String> lists = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      lists.add(officers.get(i % 2).approved(BatchClient.list(1 + i % 3)));
    }
    List<Callable<Response>> calls = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      int list = i % lists.size();
      calls.add(() -> BatchClient.sign(officers.get(list % 2).signer().key(), lists.get(list)));
    }
    List<String> faults = new ArrayList<>();
    CountDownLatch over = new CountDownLatch(1);
    Thread reader =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (over.getCount() > 0) {
                    faults.addAll(
                        BatchClient.numbers(staff.approver().key()).<List<String>>path("faults"));
                  }
                });
    Set<String> jobs = new HashSet<>();
    for (Response answer : together(calls)) {
      assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
      jobs.add(answer.path("job"));
    }
    for (String job : jobs) {
      BatchClient.ended(staff.signer().key(), job).then().body("state", equalTo("done"));
    }
    over.countDown();
    reader.join();
    assertThat(jobs).hasSize(lists.size());
    assertThat(faults).as("the book of numbers at any moment").isEmpty();
    long rows = lists.stream().mapToLong(this::rows).sum();
    String of = " from register_entry where decision_number = '" + staff.decision() + "'";
    assertThat(
            owner.numbers(
                "select count(*)"
                    + of
                    + " union all select count(distinct (register_year, register_seq))"
                    + of
                    + " union all select count(distinct serial_key)"
                    + of
                    + " union all select count(distinct (status_list, status_index))"
                    + of,
                null))
        .containsExactly(rows, rows, rows, rows);
    for (String list : lists) {
      assertThat(owner.gaps(list)).isZero();
    }
  }

  @Test
  void the_book_of_numbers_is_of_one_moment() throws Exception {
    List<Response> answers = new ArrayList<>();
    String year = "kind=BCN&year=1987";
    int university = schools.university();
    Thread reader =
        Thread.ofPlatform()
            .unstarted(
                () ->
                    answers.add(
                        BatchClient.as(staff.approver().key())
                            .get("/api/v1/register-numbers?" + year)));
    owner.changeWhileRead(
        "number_reservation",
        reader,
        "insert into number_counter (institution_id, kind, year, next_number) values (%d, 'BCN', 1987, 4)"
            .formatted(university),
        ("insert into number_reservation (batch_id, institution_id, kind, year, count, first_register,"
                + " first_serial, first_slot, state, reserved_at) values"
                + " (gen_random_uuid(), %d, 'BCN', 1987, 3, 1, 1, 0, 'reserved', now())")
            .formatted(university));
    reader.join();
    owner.asSuperuser(
        "delete from number_reservation where year = 1987",
        "delete from number_counter where year = 1987");
    answers.getFirst().then().statusCode(200).body("faults", hasSize(0)).body("next", equalTo(1));
  }

  /** A node stands still at a point, is taken for dead, and wakes when another has finished. */
  @ParameterizedTest
  @EnumSource(
      value = SigningSteps.Point.class,
      names = {"AFTER_RESERVE", "AFTER_CHUNK", "BEFORE_RECORD", "BEFORE_PUBLISH", "AFTER_PUBLISH"})
  void a_node_that_wakes_after_it_was_taken_for_dead_writes_nothing(SigningSteps.Point point)
      throws Exception {
    String id = staff.approved(BatchClient.list(9));
    CountDownLatch takenOver = new CountDownLatch(1);
    steps.doOnce(
        id,
        point,
        () -> {
          while (owner
              .numbers("select count(*) from batch where id = ? and state = 'done'", id)
              .equals(List.of(0L))) {
            if (owner.epoch(id) == 1) {
              owner.expireLease(id);
            }
            Thread.onSpinWait();
          }
          takenOver.countDown();
        });
    String job = staff.signing(id);
    assertThat(takenOver.await(60, TimeUnit.SECONDS)).isTrue();
    BatchClient.ended(staff.signer().key(), job).then().body("state", equalTo("done"));
    assertThat(owner.epoch(id)).isGreaterThanOrEqualTo(2); // and more, while the log is waited for
    bothWorkersAreFree();
    assertThat(steps.timesReached(id, SigningSteps.Point.AFTER_CHUNK))
        .as("five chunks, by whichever node")
        .isEqualTo(5);
    assertThat(
            Stream.of(SigningSteps.Point.AFTER_RECORD, SigningSteps.Point.AFTER_DONE)
                .map(after -> steps.timesReached(id, after)))
        .as("recorded and ended once")
        .containsExactly(1, 1);
    assertThat(
            owner.numbers(
                """
                select count(*) from register_entry where batch_id = ?
                union all select count(distinct register_seq) from register_entry where batch_id = ?
                union all select count(distinct (status_list, status_index)) from register_entry where batch_id = ?
                union all select count(*) from issuance_list where batch_id = ?
                union all select count(*) from staged_record where batch_id = ?""",
                id))
        .containsExactly(9L, 9L, 9L, 1L, 0L);
    assertThat(owner.gaps(id)).isZero();
    BatchClient.batch(staff.signer().key(), id).then().body("state", equalTo("done"));
  }

  /** Two jobs at once: nothing of an earlier run is under way any more. */
  private void bothWorkersAreFree() throws Exception {
    CyclicBarrier met = new CyclicBarrier(2);
    List<String> jobs = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      String id = staff.approved(BatchClient.list(1));
      steps.doOnce(
          id,
          SigningSteps.Point.BEFORE_RESERVE,
          () -> {
            try {
              met.await(60, TimeUnit.SECONDS);
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
          });
      jobs.add(staff.signing(id));
    }
    for (String job : jobs) {
      BatchClient.ended(staff.signer().key(), job).then().body("state", equalTo("done"));
    }
  }

  /** All at once; their answers in their order. */
  private static List<Response> together(List<? extends Callable<Response>> calls)
      throws Exception {
    CyclicBarrier start = new CyclicBarrier(calls.size());
    List<Response> answers = new ArrayList<>();
    try (ExecutorService threads = Executors.newFixedThreadPool(calls.size())) {
      List<Future<Response>> futures = new ArrayList<>();
      for (Callable<Response> call : calls) {
        futures.add(
            threads.submit(
                () -> {
                  start.await(60, TimeUnit.SECONDS);
                  return call.call();
                }));
      }
      for (Future<Response> future : futures) {
        answers.add(future.get());
      }
    }
    return answers;
  }

  /** The place of the one answer with this status. */
  private static int only(List<Response> answers, int status) {
    List<Integer> codes = answers.stream().map(Response::statusCode).toList();
    assertThat(codes).containsOnlyOnce(status);
    return codes.indexOf(status);
  }

  private static void refused(List<Response> answers, Set<String> codes) {
    assertThat(answers.stream().filter(a -> a.statusCode() >= 300))
        .allMatch(a -> a.statusCode() == 409)
        .extracting(a -> a.<String>path("code"))
        .isSubsetOf(codes);
  }

  /** The same decision, prepared, approved and signed by others. */
  private Staff secondOfficer() {
    Staff other = Staff.of(schools);
    return new Staff(
        other.preparer(), other.approver(), other.signer(), other.mandate(), staff.decision());
  }

  private Response prepare(String text, Map<String, String> more) {
    return BatchClient.prepare(
        staff.preparer().key(), text, staff.decision(), staff.mandate(), more);
  }

  private Response discard(String id) {
    return BatchClient.as(staff.preparer().key()).delete("/api/v1/batches/" + id);
  }

  private long rows(String id) {
    return BatchClient.batch(staff.approver().key(), id).<Integer>path("rows");
  }

  private long batches() {
    return owner
        .numbers(
            "select count(*) from batch where decision_number = '%s'".formatted(staff.decision()),
            null)
        .getFirst();
  }

  private long deeds(String action, String id) {
    return owner
        .numbers(
            "select count(*) from trail_line where action = '%s' and object = '%s'"
                .formatted(action, id),
            null)
        .getFirst();
  }

  /** Neither numbers nor claims, rows, jobs or entries. */
  private boolean nothingOf(String id) {
    return Stream.of("batch_row", "register_entry", "number_reservation", "issuance_claim")
            .allMatch(
                table ->
                    owner
                        .numbers("select count(*) from " + table + " where batch_id = ?", id)
                        .equals(List.of(0L)))
        && owner
            .numbers("select count(*) from job where subject = '" + id + "'", null)
            .equals(List.of(0L));
  }
}
