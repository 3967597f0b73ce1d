package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.platform.access.Role;

/** A batch whose signing failed: taken up again with its numbers, or given up by two persons. */
@QuarkusTest
@Tag("service")
class VoidingApiTest {
  private static final String REASON = "Quyết định công nhận tốt nghiệp đã bị hủy";

  @Inject DemoSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "?kind=BCN", "?year=2026", "?kind=XX&year=2026", "?kind=BCN&year=26"})
  void a_book_of_numbers_without_a_kind_or_a_year_is_a_bad_request(String query) {
    BatchClient.as(staff.signer().key())
        .get("/api/v1/register-numbers" + query)
        .then()
        .statusCode(400)
        .body("type", endsWith("/problems/malformed-request"));
  }

  @Test
  void a_failed_signing_asked_again_uses_the_same_numbers() throws Exception {
    String id = staff.approved(BatchClient.list(5));
    failsForItsKey(id);
    List<Long> reserved = reserved(id);
    assertThat(owner.numbers("select count(*) from staged_record where batch_id = ?", id))
        .as("what the failed job signed is still there, and void")
        .containsExactly(5L);
    Response second = staff.signed(id);
    assertThat(second.<String>path("state")).as(second.asString()).isEqualTo("done");
    assertThat(second.<Integer>path("done")).isEqualTo(5);
    assertThat(reserved(id)).isEqualTo(reserved);
    assertThat(
            owner.numbers(
                "select register_seq from register_entry where batch_id = ? order by batch_row",
                id))
        .containsExactlyElementsOf(
            java.util.stream.LongStream.range(reserved.get(0), reserved.get(0) + 5)
                .boxed()
                .toList());
    gapless();
  }

  @Test
  void a_batch_that_is_recorded_and_not_published_is_only_published_when_asked_again()
      throws Exception {
    String id = staff.approved(BatchClient.list(3));
    steps.doOnce(
        id,
        SigningSteps.Point.BEFORE_PUBLISH,
        () -> {
          throw new vn.sogoc.kernel.Refusal(
              vn.sogoc.institution.InstitutionProblem.KEY_NOT_USABLE, "the list key is frozen");
        });
    staff.signed(id).then().body("state", equalTo("failed"));
    BatchClient.batch(staff.approver().key(), id).then().body("state", equalTo("recorded"));
    // The mandate ended meanwhile; nothing is signed in the signer's name any more.
    owner.endMandate(staff.mandate(), java.time.LocalDate.of(2020, 12, 31));
    staff.signed(id).then().body("state", equalTo("done")).body("resultUrl", notNullValue());
    BatchClient.batch(staff.approver().key(), id).then().body("state", equalTo("done"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
        .containsExactly(3L);
    BatchClient.askToVoid(staff.preparer().key(), id, REASON)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_state"));
  }

  @Test
  void two_persons_void_a_batch_and_its_people_may_be_in_another() throws Exception {
    String text = BatchClient.list(4);
    String id = staff.approved(text);
    failsForItsKey(id);
    Response asked = BatchClient.askToVoid(staff.preparer().key(), id, REASON);
    asked
        .then()
        .statusCode(200)
        .body("state", equalTo("signing"))
        .body("voiding.reason", equalTo(REASON))
        .body("voiding.asked.name", equalTo(staff.preparer().name()))
        .body("voiding.expires", notNullValue())
        .body("voiding", not(hasKey("approved")));
    String hash = asked.path("voiding.voidingHash");
    BatchClient.approveVoiding(staff.approver().key(), id, hash)
        .then()
        .statusCode(200)
        .body("state", equalTo("voided"))
        .body("voiding.approved.name", equalTo(staff.approver().name()));
    BatchClient.numbers(staff.preparer().key())
        .then()
        .body("faults", empty())
        .body("ranges.find { it.batch == '" + id + "' }.state", equalTo("voided"))
        .body("ranges.find { it.batch == '" + id + "' }.minutes.reason", equalTo(REASON))
        .body("ranges.find { it.batch == '" + id + "' }.minutes.hash", equalTo(hash))
        .body(
            "ranges.find { it.batch == '" + id + "' }.minutes.askedBy",
            equalTo(staff.preparer().name()))
        .body(
            "ranges.find { it.batch == '" + id + "' }.minutes.approvedBy",
            equalTo(staff.approver().name()));
    assertThat(
            owner.numbers(
                """
                select count(*) from staged_record where batch_id = ?
                union all select count(*) from issuance_claim where batch_id = ?
                union all select count(*) from register_entry where batch_id = ?
                union all select count(*) from batch_row where batch_id = ?""",
                id))
        .as("no signature and no claim is left; the rows stay as evidence")
        .containsExactly(0L, 0L, 0L, 4L);
    BatchClient.sign(staff.signer().key(), id).then().statusCode(409);
    BatchClient.approveVoiding(staff.approver().key(), id, hash).then().statusCode(409);
    BatchClient.as(staff.preparer().key()).delete("/api/v1/batches/" + id).then().statusCode(409);

    String again = staff.approved(text);
    assertThat(again).isNotEqualTo(id);
    Response done = staff.signed(again);
    assertThat(done.<String>path("state")).as(done.asString()).isEqualTo("done");
    gapless();
  }

  @Test
  void nobody_voids_alone_under_any_account_and_nobody_without_being_asked() throws Exception {
    String id = staff.approved(BatchClient.list(2));
    failsForItsKey(id);
    BatchClient.approveVoiding(staff.approver().key(), id, "00".repeat(32))
        .then()
        .statusCode(409)
        .body("code", equalTo("voiding_not_asked"));
    String hash =
        BatchClient.askToVoid(staff.signer().key(), id, REASON).path("voiding.voidingHash");
    DemoSchools.Person second =
        schools.account(staff.signer().person(), schools.university(), Role.APPROVE);
    for (DemoSchools.Person same : List.of(staff.signer(), second)) {
      BatchClient.approveVoiding(same.key(), id, hash)
          .then()
          .statusCode(403)
          .body("code", equalTo("approval_same_person"));
    }
    BatchClient.approveVoiding(staff.preparer().key(), id, hash).then().statusCode(403);
    BatchClient.approveVoiding(staff.approver().key(), id, "00".repeat(32))
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_other_content"));
    BatchClient.askToVoid(staff.preparer().key(), id, REASON + " và thu hồi")
        .then()
        .statusCode(200);
    BatchClient.approveVoiding(staff.approver().key(), id, hash)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_other_content"));
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE, Role.APPROVE);
    BatchClient.askToVoid(stranger.key(), id, REASON).then().statusCode(404);
    BatchClient.approveVoiding(stranger.key(), id, hash).then().statusCode(404);
    BatchClient.batch(staff.approver().key(), id).then().body("state", equalTo("signing"));
    staff.signed(id).then().body("state", equalTo("done"));
  }

  @Test
  void only_what_is_being_signed_is_voided_and_only_with_a_reason() {
    String id = staff.approved(BatchClient.list(1));
    BatchClient.askToVoid(staff.preparer().key(), id, REASON)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_state"));
    for (String reason : List.of("", "ngắn", "x".repeat(501), "một dòng\nhai dòng đủ dài")) {
      BatchClient.askToVoid(staff.preparer().key(), id, reason)
          .then()
          .statusCode(422)
          .body("code", equalTo("voiding_reason_refused"));
    }
  }

  @Test
  void a_job_that_is_at_work_is_ended_by_the_voiding_and_records_nothing() throws Exception {
    String id = staff.approved(BatchClient.list(5));
    steps.doOnce(
        id,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          String hash =
              BatchClient.askToVoid(staff.preparer().key(), id, REASON).path("voiding.voidingHash");
          BatchClient.approveVoiding(staff.approver().key(), id, hash).then().statusCode(200);
        });
    Response ended = staff.signed(id);
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("failed");
    assertThat(ended.<String>path("failure.code")).isEqualTo("job_cancelled");
    for (int i = 0; i < 100 && steps.timesReached(id, SigningSteps.Point.BEFORE_RECORD) == 0; i++) {
      Thread.sleep(50);
    }
    assertThat(steps.timesReached(id, SigningSteps.Point.INSIDE_RECORD)).isZero();
    BatchClient.batch(staff.approver().key(), id).then().body("state", equalTo("voided"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
        .containsExactly(0L);
    gapless();
  }

  @Test
  void numbers_and_claims_cannot_be_taken_back_behind_the_service() throws Exception {
    String id = staff.approved(BatchClient.list(2));
    failsForItsKey(id);
    String uuid = OwnerSql.uuid(id).toString();
    for (String change :
        List.of(
            "update number_reservation set state = 'voided' where batch_id = '%s'",
            "update number_reservation set count = 1 where batch_id = '%s'",
            "delete from number_reservation where batch_id = '%s'",
            "delete from issuance_claim where batch_id = '%s'",
            "update issuance_claim set position = 9 where batch_id = '%s'",
            "update number_counter set next_number = next_number - 1",
            "update serial_counter set next_number = 1",
            "update status_counter set next_slot = 0",
            "update batch set state = 'draft' where id = '%s'")) {
      assertThat(owner.refusedToTheApplication(change.formatted(uuid))).as(change).isTrue();
    }
    staff.signed(id).then().body("state", equalTo("done"));
    assertThat(
            owner.refusedToTheApplication(
                "update number_reservation set state = 'voided' where batch_id = '%s'"
                    .formatted(uuid)))
        .isTrue();
  }

  /** Lets the signing of a batch fail after everything was signed. */
  private void failsForItsKey(String id) throws InterruptedException {
    steps.doOnce(
        id, SigningSteps.Point.BEFORE_RECORD, () -> schools.changeKey(VoidingApiTest::frozen));
    try {
      staff
          .signed(id)
          .then()
          .body("state", equalTo("failed"))
          .body("failure.code", equalTo("key_not_usable"));
    } finally {
      schools.restoreKey();
    }
    BatchClient.batch(staff.approver().key(), id).then().body("state", equalTo("signing"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
        .as("the key was suspended between signing and recording")
        .containsExactly(0L);
  }

  private static InstitutionKey frozen(InstitutionKey key) {
    return new InstitutionKey(
        key.id(),
        key.purpose(),
        key.certificate(),
        key.from(),
        key.until(),
        KeyState.SUSPENDED,
        java.time.Instant.parse("2026-01-01T00:00:00Z"));
  }

  private List<Long> reserved(String id) {
    return owner.numbers(
        """
        select first_register from number_reservation where batch_id = ?
        union all select first_serial from number_reservation where batch_id = ?
        union all select first_slot from number_reservation where batch_id = ?""",
        id);
  }

  private void gapless() {
    BatchClient.numbers(staff.preparer().key())
        .then()
        .statusCode(200)
        .body("faults", empty())
        .body("issuer", equalTo("iss_" + schools.university()));
  }
}
