package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/** Rows written into the database by hand make the service sign, number and print nothing. */
@QuarkusTest
@Tag("service")
class ForgedSigningApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;

  private Staff staff;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
  }

  @ParameterizedTest
  @CsvSource({"'',queued", "sign,queued", "record,queued", "publish,recorded"})
  void a_batch_that_was_put_into_signing_by_hand_is_never_signed(String step, String state)
      throws Exception {
    String id = staff.prepared(BatchClient.list(2));
    UUID batch = OwnerSql.uuid(id);
    UUID job = UUID.randomUUID();
    UUID approval = UUID.randomUUID();
    owner.asSuperuser(
        """
        insert into approval select '%s', institution_id, subject_kind, subject_id, content,
          item_count, 'consumed', requester_account, requester_person, requested_at, usable_seconds,
          expires_at, gen_random_uuid(), '%s', now(), now()
        from approval where subject_id = '%s'
        """
            .formatted(approval, staff.approver().person(), id),
        """
        update batch set state = 'signing', approved_person = '%s', approved_name = 'Một',
          approved_at = now(), signed_person = '%s', signed_name = 'Hai', signed_at = now(),
          approval_id = '%s', authority_seal = decode(repeat('5a', 32), 'hex'), job_id = '%s'
        where id = '%s'
        """
            .formatted(staff.approver().person(), staff.signer().person(), approval, job, batch),
        """
        insert into job (id, institution_id, kind, subject, requested_by, state, step, total, done,
          failed, epoch, attempts, created_at)
        values ('%s', %d, 'issuance.sign', '%s', '%s', '%s', '%s', 2, 0, 0, 0, 0, now())
        """
            .formatted(job, schools.university(), id, staff.signer().account(), state, step));
    failed(BatchClient.ended(staff.signer().key(), PublicId.of("job", job).toString()));
    nothingOf(id, "staged_record", "number_reservation", "register_entry", "issuance_list");
  }

  @Test
  void a_second_person_written_into_the_approval_approves_nothing() {
    String id = staff.prepared(BatchClient.list(2));
    owner.asSuperuser(
        "update approval set state = 'approved', approver_account = '%s', approver_person = '%s', approved_at = now() where subject_id = '%s'"
            .formatted(staff.approver().account(), staff.approver().person(), id),
        "update batch set state = 'approved', approved_person = '%s', approved_name = 'Một', approved_at = now() where id = '%s'"
            .formatted(staff.approver().person(), OwnerSql.uuid(id)));
    BatchClient.sign(staff.signer().key(), id)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_missing"));
    nothingOf(id, "number_reservation", "register_entry");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "update batch_row set person_id = gen_random_uuid() where batch_id = '%s' and position = 0",
        "update batch set approved_hash = set_byte(approved_hash, 3, 9) where id = '%s'",
        "update batch set signer_name = 'Kẻ Khác' where id = '%s'",
        "update batch set approved_person = gen_random_uuid() where id = '%s'",
        "update batch set signed_person = gen_random_uuid() where id = '%s'",
        "update batch set mandate_id = gen_random_uuid() where id = '%s'",
        "update batch set authority_seal = decode(repeat('00', 32), 'hex') where id = '%s'",
        "update approval set state = 'approved', consumed_at = null where id = (select approval_id from batch where id = '%s')",
        "delete from approval where id = (select approval_id from batch where id = '%s')"
      })
  void what_is_changed_after_an_honest_request_is_not_signed_and_not_recorded(String change)
      throws Exception {
    for (SigningSteps.Point point :
        new SigningSteps.Point[] {
          SigningSteps.Point.BEFORE_RESERVE, SigningSteps.Point.BEFORE_RECORD
        }) {
      String id = staff.approved(BatchClient.list(2));
      steps.doOnce(id, point, () -> owner.asSuperuser(change.formatted(OwnerSql.uuid(id))));
      failed(staff.signed(id));
      nothingOf(id, "register_entry", "issuance_list");
      if (point == SigningSteps.Point.BEFORE_RESERVE) {
        nothingOf(id, "staged_record", "number_reservation");
      }
    }
  }

  @Test
  void whose_the_rows_are_is_fixed_when_they_are_prepared() {
    String id = staff.approved(BatchClient.list(3));
    owner.asSuperuser(
        """
        update batch_row a set person_id = b.person_id from batch_row b
        where a.batch_id = '%1$s' and b.batch_id = '%1$s' and b.position = 2 - a.position"""
            .formatted(OwnerSql.uuid(id)));
    BatchClient.sign(staff.signer().key(), id)
        .then()
        .statusCode(500)
        .body("code", equalTo("batch_content_changed"));
    nothingOf(id, "number_reservation", "register_entry");
  }

  @Test
  void claims_changed_together_with_the_rows_are_not_even_signed() throws Exception {
    String id = staff.approved(BatchClient.list(3));
    steps.doOnce(id, SigningSteps.Point.AFTER_RESERVE, () -> owner.swapClaims(id));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"));
    nothingOf(id, "staged_record", "register_entry");
  }

  @Test
  void serial_numbers_rest_on_the_statement_and_not_on_its_index() throws Exception {
    owner.asSuperuser(
        "create table if not exists kept as select serial_prefix, name_vi from institution where id = "
            + schools.university());
    owner.asSuperuser(
        "update institution set serial_prefix = 'GIA', name_vi = 'Trường Giả' where id = "
            + schools.university());
    try {
      String id = staff.approved(BatchClient.list(1));
      staff.signed(id).then().body("state", equalTo("done"));
      assertThat(
              owner.numbers(
                  "select count(*) from register_entry where batch_id = ? and serial_number like '%GIA%'",
                  id))
          .containsExactly(0L);
      assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
          .containsExactly(1L);
    } finally {
      owner.asSuperuser(
          "update institution set serial_prefix = kept.serial_prefix, name_vi = kept.name_vi from kept where id = "
              + schools.university(),
          "drop table kept");
    }
  }

  @Test
  void nothing_printed_leaves_before_the_list_is_published() {
    DemoSchools.Person clerk = schools.person(schools.university(), Role.PREPARE);
    UUID person = schools.somebody(schools.university());
    DemoSchools.Person holder = schools.account(person, schools.university(), Role.HOLDER);
    var waiting = credentials.unpublished(person, "Hồ Chờ");
    var out = credentials.bachelor(person, "Hồ Chờ");
    for (String printed : new String[] {"/document.pdf", "/qr.svg"}) {
      BatchClient.as(clerk.key())
          .get("/api/v1/credentials/" + waiting.record().id() + printed)
          .then()
          .statusCode(409)
          .body("code", equalTo("credential_not_published"));
      BatchClient.as(clerk.key())
          .get("/api/v1/credentials/" + out.record().id() + printed)
          .then()
          .statusCode(200);
    }
    BatchClient.as(holder.key())
        .get("/api/v1/me/credentials/" + waiting.record().id() + "/document.pdf")
        .then()
        .statusCode(409)
        .body("code", equalTo("credential_not_published"));
    Response mine = BatchClient.as(holder.key()).get("/api/v1/me/credentials");
    assertThat(mine.<java.util.List<String>>path("data.id"))
        .containsExactly(out.record().id().toString());
  }

  @Test
  void issued_once_holds_however_the_decision_is_spelled() throws Exception {
    String text = BatchClient.list(2);
    staff.signed(staff.approved(text)).then().body("state", equalTo("done"));
    for (String spelled :
        new String[] {
          staff.decision().replace("Đ", "\u00d0"),
          staff.decision().toLowerCase(java.util.Locale.ROOT),
          staff.decision().replace("-", " - ")
        }) {
      Response again =
          BatchClient.prepare(staff.preparer().key(), text, spelled, staff.mandate(), Map.of());
      assertThat(again.<String>path("state")).as(again.asString()).isEqualTo("faulty");
    }
  }

  @ParameterizedTest
  @CsvSource({"'',queued", "sign,queued", "record,queued", "publish,recorded"})
  void a_job_for_a_batch_that_does_not_exist_fails_and_is_not_tried_for_ever(
      String step, String state) throws Exception {
    UUID job = UUID.randomUUID();
    owner.asSuperuser(
        """
        insert into job (id, institution_id, kind, subject, requested_by, state, step, total, done,
          failed, epoch, attempts, created_at)
        values ('%s', %d, 'issuance.sign', '%s', '%s', '%s', '%s', 2, 0, 0, 0, 0, now())
        """
            .formatted(
                job,
                schools.university(),
                PublicId.of("bat", UUID.randomUUID()),
                staff.signer().account(),
                state,
                step));
    failed(BatchClient.ended(staff.signer().key(), PublicId.of("job", job).toString()));
  }

  /** The hash of all rows differs; the tree that the head signed says which row made it differ. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void a_row_that_was_altered_after_its_approval_is_not_signed_wherever_it_stands(int position)
      throws Exception {
    String id = staff.approved(BatchClient.list(7)); // chunks of two
    owner.asSuperuser(
        "update batch_row set claims = (select claims from batch_row where batch_id = '%1$s' and position = %3$d) where batch_id = '%1$s' and position = %2$d"
            .formatted(OwnerSql.uuid(id), position, (position + 1) % 7));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"))
        .body("failure.detail", startsWith("row at position " + position + ":"))
        .body("failure.errors.code", contains("row_altered"))
        .body("failure.errors[0].row", equalTo(position + 2))
        .body("failure.errors[0].message", startsWith("Row " + (position + 1) + " "));
    nothingOf(id, "staged_record", "register_entry", "issuance_list");
  }

  @Test
  void two_rows_that_changed_places_are_both_named() throws Exception {
    String id = staff.approved(BatchClient.list(7));
    owner.asSuperuser(
        """
        update batch_row r set claims = o.claims from batch_row o
        where r.batch_id = '%1$s' and o.batch_id = '%1$s'
          and (r.position, o.position) in ((1, 5), (5, 1))
        """
            .formatted(OwnerSql.uuid(id)));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.errors.code", contains("row_altered", "row_altered"))
        .body("failure.errors.row", contains(3, 7))
        .body("failure.errors.expected", contains("2", "6"));
    nothingOf(id, "staged_record", "register_entry", "issuance_list");
  }

  /** Whoever alters the leaf as well is refused all the same, and no honest row is accused. */
  @Test
  void a_row_that_was_altered_together_with_its_leaf_is_refused_and_nobody_is_named()
      throws Exception {
    String id = staff.approved(BatchClient.list(3));
    owner.asSuperuser(
        "update batch_row set claims = (select claims from batch_row where batch_id = '%1$s' and position = 0) where batch_id = '%1$s' and position = 1"
            .formatted(OwnerSql.uuid(id)),
        "update signed_tile set hashes = set_byte(hashes, 40, 255 - get_byte(hashes, 40)) where subject = '%s'"
            .formatted(OwnerSql.uuid(id)));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"))
        .body("failure.errors", nullValue());
    nothingOf(id, "staged_record", "register_entry");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void a_row_that_cannot_be_read_any_more_is_named_by_its_position(int position) throws Exception {
    String id = staff.approved(BatchClient.list(7));
    owner.asSuperuser(
        "update batch_row set claims = set_byte(claims, 0, 255) where batch_id = '%s' and position = %d"
            .formatted(OwnerSql.uuid(id), position));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"))
        .body("failure.detail", startsWith("row at position " + position + ":"));
    nothingOf(id, "staged_record", "register_entry", "issuance_list");
  }

  /** Signed already: the signature at the place is not what was approved or reserved for it. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void a_signed_row_that_was_altered_is_named_by_its_position_and_nothing_is_issued(int position)
      throws Exception {
    String id = staff.approved(BatchClient.list(7));
    steps.doOnce(
        id,
        SigningSteps.Point.BEFORE_RECORD,
        () ->
            owner.asSuperuser(
                "update staged_record set cose = set_byte(cose, octet_length(cose) - 1, 255 - get_byte(cose, octet_length(cose) - 1)) where batch_id = '%s' and position = %d"
                    .formatted(OwnerSql.uuid(id), position)));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"))
        .body("failure.detail", startsWith("row at position " + position + ":"));
    nothingOf(id, "register_entry", "issuance_list");
  }

  @Test
  void a_chunk_that_is_another_when_its_turn_comes_is_not_signed() throws Exception {
    String id = staff.approved(BatchClient.list(7)); // chunks of two
    steps.doOnce(
        id,
        SigningSteps.Point.AFTER_CHUNK,
        () ->
            owner.asSuperuser(
                "update batch_row set claims = (select claims from batch_row where batch_id = '%1$s' and position = 0) where batch_id = '%1$s' and position = 6"
                    .formatted(OwnerSql.uuid(id))));
    staff
        .signed(id)
        .then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"));
    assertThat(
            owner.numbers(
                "select position from staged_record where batch_id = ? order by position", id))
        .as("what was approved was signed, and nothing else")
        .doesNotContain(6L);
    nothingOf(id, "register_entry", "issuance_list");
  }

  @Test
  void what_was_signed_and_not_recorded_is_not_published_by_a_row_of_the_job_table()
      throws Exception {
    String id = staff.approved(BatchClient.list(2));
    steps.doOnce(
        id,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new vn.sogoc.kernel.Refusal(
              vn.sogoc.institution.InstitutionProblem.KEY_NOT_USABLE, "the key is frozen");
        });
    staff.signed(id).then().body("state", equalTo("failed"));
    UUID job = UUID.randomUUID();
    owner.asSuperuser(
        """
        insert into job (id, institution_id, kind, subject, requested_by, state, step, total, done,
          failed, epoch, attempts, created_at)
        values ('%s', %d, 'issuance.sign', '%s', '%s', 'recorded', 'publish', 2, 2, 0, 0, 0, now())
        """
            .formatted(job, schools.university(), id, staff.signer().account()));
    failed(BatchClient.ended(staff.signer().key(), PublicId.of("job", job).toString()));
    nothingOf(id, "register_entry", "issuance_list");
  }

  @Test
  void a_credential_cannot_be_issued_anew_by_giving_it_another_time() {
    IssuedCredentials.Issued issued = credentials.bachelors("Nguyễn Thị Ngày").getFirst();
    UUID entry = issued.record().id().key();
    String of = "entry_id = '" + entry + "' and type = 'issued'";
    owner.asSuperuser(
        "create table kept_event as select * from register_event where " + of,
        "create table kept_entry as select id, recorded_at from register_entry where id = '"
            + entry
            + "'",
        "update register_entry set recorded_at = recorded_at + interval '1 minute' where id = '"
            + entry
            + "'",
        """
        update register_event set recorded_at = recorded_at + interval '1 minute',
          entry = convert_to(regexp_replace(convert_from(entry, 'UTF8'), 'time [0-9]+', 'time ' ||
            (extract(epoch from recorded_at + interval '1 minute') * 1000)::bigint), 'UTF8')
        where %s
        """
            .formatted(of),
        "update register_event set entry_digest = sha256(entry) where " + of);
    try {
      io.restassured.RestAssured.given()
          .contentType("application/json")
          .body(Map.of("qr", issued.qr()))
          .post("/api/v1/verifications")
          .then()
          .statusCode(200)
          .body("verdict", equalTo("undetermined"));
    } finally {
      owner.asSuperuser(
          "update register_event e set recorded_at = k.recorded_at, entry = k.entry, entry_digest = k.entry_digest from kept_event k where e.id = k.id",
          "update register_entry e set recorded_at = k.recorded_at from kept_entry k where e.id = k.id",
          "drop table kept_event",
          "drop table kept_entry");
    }
  }

  private static void failed(Response job) {
    assertThat(job.<String>path("state")).as(job.asString()).isEqualTo("failed");
    assertThat(job.<String>path("failure.code")).isEqualTo("batch_authority_missing");
  }

  private void nothingOf(String id, String... tables) {
    for (String table : tables) {
      assertThat(owner.numbers("select count(*) from " + table + " where batch_id = ?", id))
          .as(table)
          .containsExactly(0L);
    }
  }
}
