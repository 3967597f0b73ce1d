package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

@QuarkusTest
@Tag("service")
class BatchApiTest {
  @Inject DemoSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql owner;

  private DemoSchools.Person preparer;
  private DemoSchools.Person approver;
  private DemoSchools.Person signer;
  private UUID mandate;
  private String decision;

  @BeforeEach
  void people() {
    int university = schools.university();
    preparer = schools.person(university, Role.PREPARE);
    approver = schools.person(university, Role.APPROVE);
    signer = schools.person(university, Role.SIGN);
    mandate = schools.mandate(university, signer.person(), "GS.TS. Phan Thị Ngọc Hạ", "BCN");
    decision = BatchClient.decision();
  }

  @Test
  void a_list_becomes_credentials() throws Exception {
    String id = prepared(BatchClient.list(7));
    BatchClient.batch(approver.key(), id)
        .then()
        .statusCode(200)
        .body("state", equalTo("draft"))
        .body("kindLabel", equalTo("The Degree of Bachelor"))
        .body("rows", equalTo(7))
        .body("faults", equalTo(0))
        .body("warnings", equalTo(0))
        .body("approvedHash", matchesPattern("[0-9a-f]{64}"))
        .body("prepared.name", equalTo(preparer.name()))
        .body("signer.name", equalTo("GS.TS. Phan Thị Ngọc Hạ"));
    approved(id);
    String job = signed(id);
    Response ended = BatchClient.ended(signer.key(), job);
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    assertThat(ended.<Integer>path("done")).isEqualTo(7);
    BatchClient.batch(preparer.key(), id)
        .then()
        .body("state", equalTo("done"))
        .body("approved.name", equalTo(approver.name()))
        .body("signed.name", equalTo(signer.name()));
    Response rows = BatchClient.as(approver.key()).get("/api/v1/batches/" + id + "/rows?limit=5");
    rows.then()
        .body("data", hasSize(5))
        .body("data[0].fullName", equalTo("Nguyễn Thị A"))
        .body("data[0].row", equalTo(2))
        .body("page.hasMore", equalTo(true))
        .body("page.next", equalTo("4"));
    BatchClient.as(approver.key())
        .get("/api/v1/batches/" + id + "/rows?limit=5&after=4")
        .then()
        .body("data", hasSize(2))
        .body("data[1].credential", startsWith("crd_"))
        .body("page", not(hasKey("next")));
    BatchClient.as(preparer.key())
        .get("/api/v1/credentials/" + rows.<String>path("data[0].credential"))
        .then()
        .statusCode(200)
        .body("fullName", equalTo("Nguyễn Thị A"))
        .body("batch", equalTo(id))
        .body("decisionNumber", equalTo(decision))
        .body("serialNumber", startsWith("HL-CN-"))
        .body("registerNumber", matchesPattern("\\d+/CN/2026"))
        .body("events", hasSize(1))
        .body("events[0].type", equalTo("issued"));
    assertThat(owner.numbers("select count(*) from staged_record where batch_id = ?", id))
        .containsExactly(0L);
    assertThat(owner.gaps(id)).as("register numbers of the batch follow each other").isZero();
  }

  @Test
  void no_personal_number_is_kept_in_the_clear_or_signed() throws Exception {
    String number = BatchClient.number();
    String id = prepared(BatchClient.HEADER + BatchClient.row(1, "Sang", "2003", number));
    approved(id);
    BatchClient.ended(signer.key(), signed(id));
    for (String table :
        List.of(
            "batch",
            "batch_row",
            "batch_finding",
            "person",
            "register_entry",
            "register_event",
            "issuance_list_row")) {
      assertThat(owner.contains(table, number)).as(table).isFalse();
    }
  }

  @Test
  void no_personal_number_leaves_in_an_answer_a_code_a_list_or_a_log() throws Exception {
    String number = BatchClient.number();
    String short_ = number.substring(1, 11);
    List<String> said = new java.util.concurrent.CopyOnWriteArrayList<>();
    java.util.logging.Handler listener = listener(said);
    java.util.logging.Logger.getLogger("").addHandler(listener);
    try {
      Response faulty =
          BatchClient.prepare(
              preparer.key(),
              BatchClient.HEADER
                  + BatchClient.row(1, "Sang", "2003", short_)
                  + BatchClient.row(2, "Lan", "2003", number)
                  + BatchClient.row(3, "Mai", "2003", number),
              decision,
              mandate,
              Map.of());
      said.add(faulty.asString());
      said.add(everythingOf(faulty.path("id")));
      assertThat(said.getLast()).contains("personal_number_short", "same_person_twice");
      String id = prepared(BatchClient.HEADER + BatchClient.row(1, "Sang", "2003", number));
      approved(id);
      String job = signed(id);
      said.add(BatchClient.ended(signer.key(), job).asString());
      said.add(everythingOf(id));
      Response rows = BatchClient.as(approver.key()).get("/api/v1/batches/" + id + "/rows");
      String credential = "/api/v1/credentials/" + rows.<String>path("data[0].credential");
      said.add(BatchClient.as(approver.key()).get(credential).asString());
      said.add(BatchClient.as(approver.key()).get(credential + "/qr.svg").asString());
      said.add(
          BatchClient.prepare(
                  preparer.key(),
                  BatchClient.HEADER + BatchClient.row(2, "Sáng", "2004", number),
                  decision,
                  mandate,
                  Map.of())
              .asString());
      String list =
          "/api/v1/publications/"
              + given().get("/api/v1/publications?limit=1").<String>path("data[0].id");
      for (String path : List.of("", "/entries", "/entries.csv")) {
        said.add(given().get(list + path).asString());
      }
      java.util.logging.Logger.getLogger("vn.sogoc").warning("heard");
    } finally {
      java.util.logging.Logger.getLogger("").removeHandler(listener);
    }
    assertThat(said).as("the log is listened to").anyMatch(text -> text.contains("heard"));
    assertThat(said).noneMatch(text -> text.contains(number) || text.contains(short_));
    assertThat(owner.cose(number)).as("nor in the signed bytes").isFalse();
  }

  private String everythingOf(String id) {
    return BatchClient.batch(approver.key(), id).asString()
        + BatchClient.as(approver.key()).get("/api/v1/batches/" + id + "/rows").asString()
        + BatchClient.as(approver.key()).get("/api/v1/batches/" + id + "/faults").asString();
  }

  private static java.util.logging.Handler listener(List<String> said) {
    return new java.util.logging.Handler() {
      @Override
      public void publish(java.util.logging.LogRecord entry) {
        said.add(
            entry.getMessage()
                + java.util.Arrays.toString(entry.getParameters())
                + entry.getThrown());
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }

  @Test
  void a_list_with_faults_is_shown_and_can_only_be_discarded() {
    String text =
        BatchClient.HEADER
            + BatchClient.row(1, "Sang", "2003", "")
            + BatchClient.row(2, "", "31/02/2003", "12345");
    Response made = BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of());
    made.then()
        .statusCode(201)
        .body("state", equalTo("faulty"))
        .body("faults", equalTo(3))
        .body("$", not(hasKey("approvedHash")));
    String id = made.path("id");
    BatchClient.as(preparer.key())
        .get("/api/v1/batches/" + id + "/faults?limit=2")
        .then()
        .body("data", hasSize(2))
        .body("data.row", hasItem(3))
        .body("data[0].severity", equalTo("fault"))
        .body("data[0].message", not(equalTo("")))
        .body("page.hasMore", equalTo(true));
    given()
        .header("Authorization", "Bearer " + preparer.key())
        .header("Accept-Language", "vi")
        .get("/api/v1/batches/" + id + "/faults")
        .then()
        .body("data.message", hasItem("Thiếu họ tên."));
    BatchClient.approve(approver.key(), id, "00".repeat(32), 2, true)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_has_faults"));
    BatchClient.as(preparer.key()).delete("/api/v1/batches/" + id).then().statusCode(204);
    BatchClient.batch(preparer.key(), id).then().body("state", equalTo("discarded"));
    BatchClient.as(preparer.key())
        .get("/api/v1/batches/" + id + "/faults")
        .then()
        .body("data", hasSize(0));
  }

  @Test
  void a_file_that_does_not_stand_leaves_nothing() {
    int before = owner.numbers("select count(*) from batch", null).getFirst().intValue();
    for (String text :
        List.of(
            "",
            "Họ tên\nSang\n",
            BatchClient.HEADER + "1;2\n",
            "a\u0000b",
            "Họ tên;Họ tên\n1;2\n")) {
      BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of())
          .then()
          .statusCode(422)
          .contentType("application/problem+json");
    }
    assertThat(owner.numbers("select count(*) from batch", null).getFirst().intValue())
        .isEqualTo(before);
  }

  @Test
  void particulars_that_do_not_fit_are_all_named() {
    BatchClient.prepare(
            preparer.key(),
            BatchClient.list(1),
            decision,
            mandate,
            Map.of("decisionDate", "2026-06-20", "place", "99", "graduationYear", "2030"))
        .then()
        .statusCode(422)
        .body("code", equalTo("batch_refused"))
        .body("errors.column", equalTo(List.of("decisionDate", "graduationYear", "place")));
    BatchClient.prepare(
            preparer.key(),
            BatchClient.list(1),
            decision,
            mandate,
            Map.of("issueDate", "15/06/2026"))
        .then()
        .statusCode(422)
        .body("errors[0].expected", equalTo("YYYY-MM-DD"));
    BatchClient.as(preparer.key())
        .multiPart("kind", "BCN")
        .post("/api/v1/batches")
        .then()
        .statusCode(422);
  }

  @Test
  void the_same_file_is_the_same_batch() {
    String text = BatchClient.list(2);
    String id = prepared(text);
    BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of())
        .then()
        .statusCode(200)
        .body("id", equalTo(id));
    BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of("issueDate", "2026-06-16"))
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_exists"));
  }

  @Test
  void nobody_approves_their_own_under_any_account() {
    String id = prepared(BatchClient.list(2));
    String hash = hash(id);
    BatchClient.approve(preparer.key(), id, hash, 2, false).then().statusCode(403);
    DemoSchools.Person second =
        schools.account(preparer.person(), schools.university(), Role.APPROVE);
    BatchClient.approve(second.key(), id, hash, 2, false)
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    BatchClient.batch(approver.key(), id).then().body("state", equalTo("draft"));
  }

  @Test
  void roles_and_institutions_are_kept_apart() {
    String id = prepared(BatchClient.list(2));
    String hash = hash(id);
    given().get("/api/v1/batches/" + id).then().statusCode(401);
    given().multiPart("kind", "BCN").post("/api/v1/batches").then().statusCode(401);
    BatchClient.prepare(approver.key(), BatchClient.list(1), decision, mandate, Map.of())
        .then()
        .statusCode(403);
    BatchClient.approve(signer.key(), id, hash, 2, false).then().statusCode(403);
    BatchClient.sign(approver.key(), id).then().statusCode(403);
    DemoSchools.Person stranger =
        schools.person(schools.school(), Role.PREPARE, Role.APPROVE, Role.SIGN);
    BatchClient.batch(stranger.key(), id)
        .then()
        .statusCode(404)
        .body("code", equalTo("batch_not_found"));
    BatchClient.approve(stranger.key(), id, hash, 2, false).then().statusCode(404);
    BatchClient.sign(stranger.key(), id).then().statusCode(404);
    BatchClient.as(stranger.key()).get("/api/v1/batches/" + id + "/rows").then().statusCode(404);
    BatchClient.as(stranger.key()).get("/api/v1/batches/" + id + "/faults").then().statusCode(404);
    BatchClient.as(stranger.key()).delete("/api/v1/batches/" + id).then().statusCode(404);
    BatchClient.as(stranger.key()).get("/api/v1/batches").then().body("data.id", not(hasItem(id)));
    BatchClient.as(approver.key()).get("/api/v1/batches/bat_nonsense").then().statusCode(404);
  }

  @Test
  void exactly_what_was_shown_is_approved() {
    String id = prepared(BatchClient.list(2));
    String hash = hash(id);
    BatchClient.approve(approver.key(), id, "00".repeat(32), 2, false)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_other_content"));
    BatchClient.approve(approver.key(), id, hash, 3, false).then().statusCode(409);
    BatchClient.approve(approver.key(), id, "not a hash", 2, false).then().statusCode(422);
    BatchClient.sign(signer.key(), id)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_missing"));
    BatchClient.approve(approver.key(), id, hash, 2, false).then().statusCode(200);
    BatchClient.approve(
            schools.person(schools.university(), Role.APPROVE).key(), id, hash, 2, false)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_already_given"));
  }

  @Test
  void warnings_are_acknowledged() {
    String id = prepared(BatchClient.HEADER + BatchClient.row(1, "NGUYỄN THỊ SANG", "2003", ""));
    BatchClient.approve(approver.key(), id, hash(id), 1, false)
        .then()
        .statusCode(422)
        .body("code", equalTo("warnings_not_acknowledged"));
    BatchClient.approve(approver.key(), id, hash(id), 1, true).then().statusCode(200);
  }

  @Test
  void only_the_named_signer_signs() {
    String id = prepared(BatchClient.list(2));
    approved(id);
    DemoSchools.Person nobody = schools.person(schools.university(), Role.SIGN);
    BatchClient.sign(nobody.key(), id).then().statusCode(403).body("code", equalTo("no_mandate"));
    DemoSchools.Person other = schools.person(schools.university(), Role.SIGN);
    schools.mandate(schools.university(), other.person(), "TS. Người Khác", "BCN");
    BatchClient.sign(other.key(), id).then().statusCode(403).body("code", equalTo("other_signer"));
    BatchClient.batch(approver.key(), id).then().body("state", equalTo("approved"));
  }

  @Test
  void a_person_gets_a_kind_once_under_a_decision() throws Exception {
    String number = BatchClient.number();
    String first = prepared(BatchClient.HEADER + BatchClient.row(1, "Sang", "2003", number));
    String second =
        prepared(
            BatchClient.HEADER
                + BatchClient.row(1, "Sang", "2003", number)
                + BatchClient.row(2, "Thảo", "2003", BatchClient.number()));
    approved(first);
    approved(second);
    String job = signed(first);
    BatchClient.sign(signer.key(), second)
        .then()
        .statusCode(409)
        .body("code", equalTo("issued_once"))
        .body("errors.row", equalTo(List.of(2)));
    BatchClient.ended(signer.key(), job).then().body("state", equalTo("done"));
    BatchClient.prepare(
            preparer.key(),
            BatchClient.HEADER
                + BatchClient.row(1, "Thảo", "2003", BatchClient.number())
                + BatchClient.row(2, "Sang", "2003", number),
            decision,
            mandate,
            Map.of())
        .then()
        .statusCode(201)
        .body("state", equalTo("faulty"))
        .body("faults", equalTo(1));
    BatchClient.prepare(
            preparer.key(),
            BatchClient.HEADER + BatchClient.row(7, "Sang", "2003", number),
            BatchClient.decision(),
            mandate,
            Map.of())
        .then()
        .statusCode(201)
        .body("state", equalTo("draft"));
  }

  @Test
  void somebody_without_a_number_who_looks_issued_is_a_warning_and_never_merged() throws Exception {
    String first = prepared(BatchClient.HEADER + BatchClient.row(1, "Trần Hoà", "17/05/2003", ""));
    approved(first);
    BatchClient.ended(signer.key(), signed(first)).then().body("state", equalTo("done"));
    String second = prepared(BatchClient.HEADER + BatchClient.row(9, "Trần Hòa", "17/05/2003", ""));
    BatchClient.as(approver.key())
        .get("/api/v1/batches/" + second + "/faults")
        .then()
        .body("data[0].severity", equalTo("warning"))
        .body("data[0].code", equalTo("looks_issued"));
    BatchClient.approve(approver.key(), second, hash(second), 1, true).then().statusCode(200);
    BatchClient.ended(signer.key(), signed(second)).then().body("state", equalTo("done"));
  }

  @Test
  void an_approval_that_ran_out_is_asked_for_again() throws Exception {
    String text = BatchClient.list(2);
    String id = prepared(text);
    approved(id);
    owner.expireApproval(id);
    BatchClient.sign(signer.key(), id)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_expired"));
    BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of())
        .then()
        .statusCode(200)
        .body("state", equalTo("draft"));
    approved(id);
    BatchClient.ended(signer.key(), signed(id)).then().body("state", equalTo("done"));
  }

  @Test
  void rows_cannot_be_changed_after_they_were_stored() {
    String id = prepared(BatchClient.list(2));
    for (String change :
        List.of(
            "update batch_row set line = 99 where batch_id = '%s'",
            "delete from batch_row where batch_id = '%s'",
            "update batch set approved_hash = file_digest where id = '%s'",
            "update batch set row_count = 1 where id = '%s'",
            "update batch set state = 'done' where id = '%s'",
            "delete from batch where id = '%s'")) {
      assertThat(owner.refusedToTheApplication(change.formatted(OwnerSql.uuid(id))))
          .as(change)
          .isTrue();
    }
  }

  @Test
  void a_row_changed_behind_the_service_is_never_recorded() throws Exception {
    String id = prepared(BatchClient.list(3));
    approved(id);
    owner.swapClaims(id);
    Response job = BatchClient.ended(signer.key(), signed(id));
    job.then()
        .body("state", equalTo("failed"))
        .body("failure.code", equalTo("batch_content_changed"));
    BatchClient.batch(approver.key(), id).then().body("state", equalTo("signing"));
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
        .containsExactly(0L);
  }

  @ParameterizedTest
  @EnumSource(SigningSteps.Point.class)
  void a_crash_at_any_step_loses_and_doubles_nothing(SigningSteps.Point point) throws Exception {
    String id = prepared(BatchClient.list(5));
    approved(id);
    steps.crashOnce(id, point);
    String job = signed(id);
    Response ended = BatchClient.ended(signer.key(), job);
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    assertThat(steps.hasCrashed(id)).isTrue();
    BatchClient.batch(approver.key(), id).then().body("state", equalTo("done"));
    assertThat(
            owner.numbers(
                """
                select count(*) from register_entry where batch_id = ?
                union all select count(distinct register_seq) from register_entry where batch_id = ?
                union all select count(*) from register_event v join register_entry e on e.id = v.entry_id
                  where e.batch_id = ?
                union all select sum(entry_count) from issuance_list where batch_id = ?""",
                id))
        .containsExactly(5L, 5L, 5L, 5L);
    assertThat(owner.gaps(id)).isZero();
    assertThat(owner.numbers("select count(*) from staged_record where batch_id = ?", id))
        .containsExactly(0L);
    BatchClient.sign(signer.key(), id).then().statusCode(202).body("job", equalTo(job));
  }

  @Test
  void what_a_draft_says_of_a_number_does_not_stick_to_its_person() throws Exception {
    String number = BatchClient.number();
    String wrong =
        prepared(BatchClient.HEADER + BatchClient.row(1, "Trần Thị Sanh", "16/05/2003", number));
    BatchClient.as(preparer.key()).delete("/api/v1/batches/" + wrong).then().statusCode(204);
    String right =
        prepared(BatchClient.HEADER + BatchClient.row(1, "Trần Thị Sang", "17/05/2003", number));
    BatchClient.batch(approver.key(), right).then().body("warnings", equalTo(0));
    approved(right);
    BatchClient.ended(signer.key(), signed(right)).then().body("state", equalTo("done"));
    decision = BatchClient.decision();
    String married =
        prepared(BatchClient.HEADER + BatchClient.row(1, "Lê Thị Sang", "2003", number));
    BatchClient.as(approver.key())
        .get("/api/v1/batches/" + married + "/faults")
        .then()
        .body("data.code", equalTo(List.of("known_under_another_name")))
        .body("data.severity", equalTo(List.of("warning")));
    BatchClient.prepare(
            preparer.key(),
            BatchClient.HEADER + BatchClient.row(1, "Trần Thị Sang", "18/05/2003", number),
            decision,
            mandate,
            Map.of())
        .then()
        .statusCode(201)
        .body("state", equalTo("faulty"));
  }

  @Test
  void two_drafts_that_contradict_each_other_about_a_person_are_not_both_signed() throws Exception {
    String number = BatchClient.number();
    String first =
        prepared(BatchClient.HEADER + BatchClient.row(1, "Trần Thị Sang", "16/05/2003", number));
    decision = BatchClient.decision();
    String second =
        prepared(BatchClient.HEADER + BatchClient.row(1, "Trần Thị Sang", "17/05/2003", number));
    approved(first);
    approved(second);
    BatchClient.ended(signer.key(), signed(first)).then().body("state", equalTo("done"));
    BatchClient.sign(signer.key(), second)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_persons_changed"))
        .body("errors.row", equalTo(List.of(2)));
    BatchClient.as(preparer.key()).delete("/api/v1/batches/" + second).then().statusCode(204);
  }

  @Test
  void difficult_people_are_issued_from_a_comma_file_with_a_mark_and_english_headers()
      throws Exception {
    String sixty = "Công Tằng Tôn Nữ Hoàng Nguyễn Phúc Bảo Long Khánh Hỷ Diệu An".substring(0, 60);
    List<String> names =
        List.of("Sang", sixty, "H'Hen Niê", "Y Moan Ênuôl", "Trần Hoà", "Trần Hòa", "Đỗ Ổ");
    StringBuilder text =
        new StringBuilder("\ufeffFull name,Date of birth,Sex,Programme code,Classification\r\n");
    List<String> births =
        List.of("2003", "05/2003", "17/05/2003", "2003-05-17", "1.2.2003", "2/2003", "1999");
    for (int i = 0; i < names.size(); i++) {
      text.append(Normalizer.normalize(names.get(i), Normalizer.Form.NFD))
          .append(',')
          .append(births.get(i))
          .append(",Nữ,7480201,Very good\r\n");
    }
    String id = prepared(text.toString());
    approved(id);
    BatchClient.ended(signer.key(), signed(id)).then().body("state", equalTo("done"));
    Response rows = BatchClient.as(approver.key()).get("/api/v1/batches/" + id + "/rows");
    assertThat(rows.<List<String>>path("data.fullName")).isEqualTo(names);
    assertThat(rows.<List<String>>path("data.dateOfBirth"))
        .containsExactly(
            "2003", "2003-05", "2003-05-17", "2003-05-17", "2003-02-01", "2003-02", "1999");
    assertThat(owner.numbers("select count(*) from register_entry where batch_id = ?", id))
        .containsExactly(7L);
    for (String name : names) {
      assertThat(owner.contains("register_entry", name)).as(name).isTrue();
    }
  }

  @Test
  void a_list_of_ten_thousand_is_prepared_and_prepared_again_with_its_people_known() {
    String text = BatchClient.longList(10_000);
    String id = prepared(text);
    BatchClient.batch(approver.key(), id).then().body("rows", equalTo(10_000));
    decision = BatchClient.decision();
    String again = prepared(text);
    assertThat(
            owner.numbers(
                "select count(distinct person_id) from batch_row where batch_id in ('"
                    + OwnerSql.uuid(id)
                    + "', '"
                    + OwnerSql.uuid(again)
                    + "')",
                null))
        .as("the same number is the same person")
        .containsExactly(10_000L);
  }

  private String prepared(String text) {
    Response made = BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of());
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    assertThat(made.<String>path("state")).as(made.asString()).isEqualTo("draft");
    return made.path("id");
  }

  private String hash(String id) {
    return BatchClient.batch(approver.key(), id).path("approvedHash");
  }

  private void approved(String id) {
    Response batch = BatchClient.batch(approver.key(), id);
    Response answer =
        BatchClient.approve(
            approver.key(), id, batch.path("approvedHash"), batch.<Integer>path("rows"), false);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
  }

  private String signed(String id) {
    Response answer = BatchClient.sign(signer.key(), id);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    assertThat(answer.getHeader("Location")).contains("/api/v1/jobs/" + answer.path("job"));
    return answer.path("job");
  }
}
