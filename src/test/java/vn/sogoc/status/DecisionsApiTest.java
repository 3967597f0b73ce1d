package vn.sogoc.status;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Role;

/** What happens to a credential later: by two people, on a ground, and as an event. */
@QuarkusTest
@Tag("service")
class DecisionsApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;

  private DecisionClient staff;

  @BeforeEach
  void people() {
    staff = DecisionClient.of(schools);
  }

  @Test
  void a_decision_changes_nothing_until_another_person_approves_it() {
    Issued one = issued();
    Map<String, String> fields = DecisionClient.revocation();
    Response asked = staff.ask(one, fields);
    asked
        .then()
        .statusCode(201)
        .header("Location", org.hamcrest.Matchers.endsWith("/decisions/" + asked.path("id")))
        .body("state", equalTo("asked"))
        .body("legalBasis", org.hamcrest.Matchers.containsString("10/2026/TT-BGDĐT"))
        .body("document.sha256", equalTo(Digest.sha256(DecisionClient.PDF).hex()))
        .body("asked.name", equalTo(staff.clerk().name()))
        .body("$", not(hasKey("recordedAt")));
    assertThat(DecisionClient.verdict(one)).isEqualTo("valid");
    DecisionClient.lineage(one).then().body("events", hasSize(1));

    Response approved =
        DecisionClient.approve(staff.head().key(), asked.path("id"), asked.path("contentHash"));
    approved
        .then()
        .statusCode(202)
        .body("state", equalTo("recorded"))
        .body("decided.name", equalTo(staff.head().name()));
    DecisionClient.verified(one)
        .then()
        .body("verdict", equalTo("revoked"))
        .body(
            "checks.find { it.code == 'status' }.since",
            equalTo(approved.<String>path("recordedAt")));
    DecisionClient.lineage(one)
        .then()
        .statusCode(200)
        .body("status", equalTo("revoked"))
        .body("events.type", equalTo(List.of("issued", "revoked")))
        .body("events[1].decisionNumber", equalTo(fields.get("decisionNumber")))
        .body("events[1].decisionDate", equalTo("2026-08-03"));
  }

  @Test
  void an_approval_is_recorded_at_once_and_in_force_when_the_log_has_it() {
    Issued one = issued();
    Response asked = staff.ask(one, DecisionClient.revocation());
    Response approved =
        DecisionClient.as(staff.approver().key())
            .header("Prefer", "respond-async, wait=8")
            .contentType("application/json")
            .body(Map.of("contentHash", asked.<String>path("contentHash")))
            .post("/api/v1/decisions/" + asked.path("id") + "/approval");
    approved
        .then()
        .statusCode(200)
        .header("Preference-Applied", equalTo("wait=8"))
        .body("state", equalTo("logged"));
    DecisionClient.as(staff.clerk().key())
        .get("/api/v1/decisions/" + asked.path("id"))
        .then()
        .statusCode(200)
        .body("state", equalTo("logged"))
        .body("contentHash", equalTo(asked.<String>path("contentHash")));
    DecisionClient.as(staff.clerk().key())
        .get("/api/v1/decisions/dec_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        .then()
        .statusCode(404);
  }

  @Test
  void every_event_has_its_verdict_and_a_reinstatement_takes_it_back() {
    Issued suspended = issued();
    staff.decided(suspended, DecisionClient.suspension());
    assertThat(DecisionClient.verdict(suspended)).isEqualTo("suspended");
    staff.decided(suspended, DecisionClient.fields("reinstatement", "suspension_ended"));
    DecisionClient.awaitVerdict(suspended, "valid"); // when the log has it, not before

    staff.decided(suspended, DecisionClient.suspension());
    staff.decided(suspended, DecisionClient.revocation());
    assertThat(DecisionClient.verdict(suspended)).isEqualTo("revoked");
    staff.decided(suspended, DecisionClient.fields("reinstatement", "revocation_annulled"));
    DecisionClient.awaitVerdict(suspended, "valid"); // when the log has it, not before
    DecisionClient.lineage(suspended)
        .then()
        .body(
            "events.type",
            equalTo(
                List.of(
                    "issued", "suspended", "reinstated", "suspended", "revoked", "reinstated")));

    Issued corrected = issued();
    staff.decided(corrected, DecisionClient.correction("dateOfBirth", "2003-02-28", "2003-02-27"));
    assertThat(DecisionClient.verdict(corrected)).isEqualTo("corrected");
  }

  @Test
  void a_reissued_one_takes_the_place_and_both_know_of_each_other() {
    UUID person = schools.somebody(schools.university());
    Issued old = credentials.bachelor(person, "Đinh Sai Tên");
    Issued young = credentials.bachelor(person, "Đinh Đúng Tên");
    staff.decided(old, DecisionClient.supersession(young));
    DecisionClient.verified(old)
        .then()
        .body("verdict", equalTo("superseded"))
        .body("supersededBy", equalTo(young.record().id().toString()))
        .body("document.lineage", equalTo("/api/v1/credentials/" + old.record().id() + "/lineage"));
    assertThat(DecisionClient.verdict(young)).isEqualTo("valid");
    DecisionClient.lineage(old)
        .then()
        .body("supersededBy", equalTo(young.record().id().toString()))
        .body("$", not(hasKey("supersedes")));
    DecisionClient.lineage(young)
        .then()
        .body("supersedes", equalTo(old.record().id().toString()))
        .body("status", equalTo("in_force"));
  }

  @Test
  void what_takes_the_place_is_of_the_same_institution_person_and_kind_and_later() {
    UUID person = schools.somebody(schools.university());
    Issued old = credentials.bachelor(person, "Hồ Cũ");
    Issued strangers = issued();
    Issued young = credentials.bachelor(person, "Hồ Mới");
    refusedSuccessor(old, strangers, "successor_other_person");
    refusedSuccessor(young, old, "successor_not_later");
    refusedSuccessor(old, old, "successor_not_later");
    Map<String, String> unknown = DecisionClient.supersession(young);
    unknown.put("successor", "crd_aaaaaaaaaaaaaaaaaaaaaaaaaa");
    staff
        .ask(old, unknown)
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("successor_unknown")));
    Issued elsewhere = credentials.issuedThenFrozen("Hồ Nơi Khác");
    refusedSuccessor(old, elsewhere, "successor_unknown");
    staff.decided(young, DecisionClient.suspension());
    refusedSuccessor(old, young, "successor_not_in_force");
    staff.decided(young, DecisionClient.fields("reinstatement", "suspension_ended"));
    staff.decided(old, DecisionClient.supersession(young));
    Issued third = credentials.bachelor(person, "Hồ Giữa");
    Issued last = credentials.bachelor(person, "Hồ Cuối");
    staff.decided(third, DecisionClient.supersession(last));
    refusedSuccessor(young, last, "successor_taken");
  }

  private void refusedSuccessor(Issued old, Issued successor, String code) {
    staff
        .ask(old, DecisionClient.supersession(successor))
        .then()
        .statusCode(422)
        .body("code", equalTo("successor_refused"))
        .body("errors.code", equalTo(List.of(code)));
  }

  @Test
  void nobody_decides_alone_under_any_account() {
    Issued one = issued();
    DemoSchools.Person second =
        schools.account(staff.clerk().person(), schools.university(), Role.APPROVE, Role.SIGN);
    Response asked = staff.ask(one, DecisionClient.revocation());
    DecisionClient.approve(second.key(), asked.path("id"), asked.path("contentHash"))
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    DecisionClient.approve(staff.clerk().key(), asked.path("id"), asked.path("contentHash"))
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    DecisionClient.approve(staff.approver().key(), asked.path("id"), "00".repeat(32))
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_other_content"));
    assertThat(DecisionClient.verdict(one)).isEqualTo("valid");
  }

  @Test
  void another_institution_neither_decides_nor_looks() {
    Issued one = issued();
    DemoSchools.Person stranger =
        schools.person(schools.school(), Role.PREPARE, Role.APPROVE, Role.SIGN);
    DecisionClient.ask(stranger.key(), one, DecisionClient.revocation(), DecisionClient.PDF)
        .then()
        .statusCode(404)
        .body("code", equalTo("credential_unknown"));
    DecisionClient.decisions(stranger.key(), one).then().statusCode(404);
    Response asked = staff.ask(one, DecisionClient.revocation());
    String id = asked.path("id");
    DecisionClient.approve(stranger.key(), id, asked.path("contentHash"))
        .then()
        .statusCode(404)
        .body("code", equalTo("decision_unknown"));
    DecisionClient.reject(stranger.key(), id, "không thuộc trường").then().statusCode(404);
    DecisionClient.as(stranger.key())
        .get("/api/v1/decisions/" + id + "/document")
        .then()
        .statusCode(404);
    assertThat(DecisionClient.verdict(one)).isEqualTo("valid");
  }

  @Test
  void what_ended_is_not_ended_again_and_the_answer_says_how_it_stands() {
    Issued one = issued();
    Map<String, String> first = DecisionClient.revocation();
    String id = staff.decided(one, first);
    for (Map<String, String> again :
        List.of(
            first,
            DecisionClient.revocation(),
            DecisionClient.suspension(),
            DecisionClient.correction("dateOfBirth", "2003-02-28", "2003-02-27"),
            DecisionClient.supersession(one))) {
      staff
          .ask(one, again)
          .then()
          .statusCode(409)
          .body("code", equalTo("credential_state"))
          .body("errors[0].found", equalTo("revoked"));
    }
    staff
        .ask(one, DecisionClient.fields("reinstatement", "suspension_ended"))
        .then()
        .statusCode(409)
        .body("code", equalTo("credential_state"));
    String hash = DecisionClient.decisions(staff.head().key(), one).path("data[0].contentHash");
    DecisionClient.approve(staff.head().key(), id, hash)
        .then()
        .statusCode(409)
        .body("code", equalTo("decision_settled"));
    DecisionClient.lineage(one).then().body("events", hasSize(2));

    Issued inForce = issued();
    staff
        .ask(inForce, DecisionClient.fields("reinstatement", "suspension_ended"))
        .then()
        .statusCode(409)
        .body("errors[0].found", equalTo("in_force"));
  }

  @Test
  void one_decision_is_settled_before_the_next_and_recorded_once() {
    Issued one = issued();
    Response waiting = staff.ask(one, DecisionClient.suspension());
    staff
        .ask(one, DecisionClient.revocation())
        .then()
        .statusCode(409)
        .body("code", equalTo("decision_open"));
    DecisionClient.reject(staff.head().key(), waiting.path("id"), "chưa đủ căn cứ")
        .then()
        .statusCode(200)
        .body("state", equalTo("rejected"))
        .body("note", equalTo("chưa đủ căn cứ"));
    DecisionClient.approve(staff.head().key(), waiting.path("id"), waiting.path("contentHash"))
        .then()
        .statusCode(409)
        .body("code", equalTo("decision_settled"));
    Map<String, String> named =
        DecisionClient.correction("dateOfBirth", "2003-02-28", "2003-02-27");
    staff.decided(one, named);
    Map<String, String> back = DecisionClient.correction("dateOfBirth", "2003-02-27", "2003-02-28");
    back.put(
        "decisionNumber", " " + named.get("decisionNumber").toLowerCase(java.util.Locale.ROOT));
    staff.ask(one, back).then().statusCode(409).body("code", equalTo("decision_twice"));
    DecisionClient.lineage(one).then().body("events", hasSize(2));
  }

  @Test
  void only_who_asked_withdraws_without_the_role_to_approve() {
    Issued one = issued();
    String id = staff.ask(one, DecisionClient.revocation()).path("id");
    DemoSchools.Person colleague = schools.person(schools.university(), Role.PREPARE);
    DecisionClient.reject(colleague.key(), id, "không phải của tôi").then().statusCode(403);
    DecisionClient.reject(staff.clerk().key(), id, "ab").then().statusCode(422);
    DecisionClient.reject(staff.clerk().key(), id, "nhầm người").then().statusCode(200);
    staff.decided(one, DecisionClient.suspension());
  }

  @Test
  void the_same_request_again_is_one_decision() {
    Issued one = issued();
    String key = UUID.randomUUID().toString();
    Map<String, String> fields = DecisionClient.revocation();
    Response first = DecisionClient.ask(keyed(key), one, fields, DecisionClient.PDF);
    Response again = DecisionClient.ask(keyed(key), one, fields, DecisionClient.PDF);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
    DecisionClient.ask(keyed(key), one, DecisionClient.suspension(), DecisionClient.PDF)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    DecisionClient.decisions(staff.head().key(), one).then().body("data", hasSize(1));
  }

  private io.restassured.specification.RequestSpecification keyed(String key) {
    return io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + staff.clerk().key())
        .header("Accept-Language", "en")
        .header("Idempotency-Key", key);
  }

  @ParameterizedTest
  @CsvSource({
    "ranking, Giỏi, Xuất sắc, field_not_correctable",
    "serialNumber, A, B, field_not_correctable",
    "sex, Nam, Nữ, field_not_correctable", // this paper says nothing about it
    "fullName, Nguyễn Khác, Nguyễn Khác Hẳn, old_value_differs",
    "dateOfBirth, 2003-02-28, 2003-02-30, new_value_format",
    "dateOfBirth, 2003-02-28, 2003-02-28, new_value_same",
    "fullName, Lưu Đúng, Lưu 4, new_value_format",
  })
  void only_civil_status_is_corrected(String field, String before, String after, String code) {
    Issued one = credentials.bachelors("Lưu Đúng").getFirst();
    Response refused = staff.ask(one, DecisionClient.correction(field, before, after));
    refused
        .then()
        .statusCode(422)
        .body("code", equalTo("decision_refused"))
        .body("errors.code", equalTo(List.of(code)));
    assertThat(refused.asString()).doesNotContain("Lưu Đúng");
  }

  @Test
  void particulars_that_do_not_stand_are_named() {
    Issued one = issued();
    refused(one, Map.of("type", "destruction"), "value_format");
    refused(one, Map.of("reason", "dislike"), "ground_unknown");
    refused(one, Map.of("reason", "suspension_ended"), "ground_unknown");
    refused(one, Map.of("decisionNumber", "x".repeat(51)), "decision_number");
    refused(one, Map.of("decisionNumber", "1\u202e2"), "decision_number");
    refused(one, Map.of("decisionDate", "2036-01-01"), "decision_ahead");
    refused(one, Map.of("decisionDate", "2026-06-14"), "decision_before_issue");
    refused(one, Map.of("decisionDate", "3/8/2026"), "date_format");
    refused(
        one,
        Map.of("changes", "[{\"field\":\"sex\",\"oldValue\":\"a\",\"newValue\":\"b\"}]"),
        "field_forbidden");
    refused(one, Map.of("changes", "[null]"), "changes_format");
    refused(one, Map.of("changes", "{"), "changes_format");
    refused(one, Map.of("successor", one.record().id().toString()), "field_forbidden");
    Map<String, String> empty = DecisionClient.fields("correction", "civil_status_changed");
    staff
        .ask(one, empty)
        .then()
        .statusCode(422)
        .body("errors.code", equalTo(List.of("field_missing")));
    DecisionClient.as(staff.clerk().key())
        .multiPart("type", "revocation")
        .post("/api/v1/credentials/" + one.record().id() + "/decisions")
        .then()
        .statusCode(422)
        .body("errors.code", everyItem(equalTo("field_missing")))
        .body("errors.column", hasItem("document"));
    DecisionClient.decisions(staff.head().key(), one).then().body("data", empty());
  }

  private void refused(Issued one, Map<String, String> over, String code) {
    Map<String, String> fields = DecisionClient.revocation();
    fields.putAll(over);
    staff.ask(one, fields).then().statusCode(422).body("errors.code", equalTo(List.of(code)));
  }

  @Test
  void a_decision_comes_with_its_document_and_nothing_else_does() {
    Issued one = issued();
    for (byte[] bytes :
        List.of(new byte[0], "PK\u0003\u0004 no pdf".getBytes(), "<html>".getBytes())) {
      Response refused =
          DecisionClient.ask(staff.clerk().key(), one, DecisionClient.revocation(), bytes);
      assertThat(refused.statusCode()).as(refused.asString()).isIn(415, 422);
    }
    byte[] large = Arrays.copyOf(DecisionClient.PDF, 10 * 1024 * 1024 + 1);
    DecisionClient.ask(staff.clerk().key(), one, DecisionClient.revocation(), large)
        .then()
        .statusCode(413);
    byte[] png = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1};
    Response asked = DecisionClient.ask(staff.clerk().key(), one, DecisionClient.revocation(), png);
    asked.then().statusCode(201).body("document.mediaType", equalTo("image/png"));
    Response file = DecisionClient.as(staff.head().key()).get(asked.<String>path("document.url"));
    assertThat(file.asByteArray()).isEqualTo(png);
    file.then()
        .header("Content-Disposition", org.hamcrest.Matchers.startsWith("attachment"))
        .header("Cache-Control", "no-store");
  }

  @Test
  void values_are_for_holder_institution_and_auditors_and_the_fact_is_for_everybody() {
    UUID person = schools.somebody(schools.university());
    Issued one = credentials.bachelor(person, "Cao Trước");
    DemoSchools.Person holder = schools.account(person, schools.university(), Role.HOLDER);
    DemoSchools.Person neighbour =
        schools.account(schools.somebody(schools.university()), schools.university(), Role.HOLDER);
    DemoSchools.Person auditor = schools.person(schools.university(), Role.AUDIT);
    Response waiting =
        staff.ask(one, DecisionClient.correction("fullName", "Cao Trước", "Cao Sau Này"));
    DecisionClient.decisions(holder.key(), one).then().statusCode(200).body("data", empty());
    DecisionClient.decisions(auditor.key(), one).then().body("data", hasSize(1));
    DecisionClient.approve(staff.head().key(), waiting.path("id"), waiting.path("contentHash"))
        .then()
        .statusCode(202);
    for (String key : List.of(holder.key(), auditor.key(), staff.clerk().key())) {
      DecisionClient.decisions(key, one)
          .then()
          .body("data[0].changes[0].oldValue", equalTo("Cao Trước"))
          .body("data[0].changes[0].newValue", equalTo("Cao Sau Này"));
      DecisionClient.as(key).get(waiting.<String>path("document.url")).then().statusCode(200);
    }
    DecisionClient.decisions(neighbour.key(), one).then().statusCode(404);
    DecisionClient.as(neighbour.key())
        .get(waiting.<String>path("document.url"))
        .then()
        .statusCode(404);
    String open = DecisionClient.lineage(one).asString();
    assertThat(open).contains("corrected").doesNotContain("Cao", "fullName", "civil_status");
    staff.decided(one, DecisionClient.correction("fullName", "Cao Sau Này", "Cao Sau Nữa"));
  }

  @Test
  void the_lineage_of_nothing_is_not_there() {
    for (String id : List.of("crd_aaaaaaaaaaaaaaaaaaaaaaaaaa", "x", "1")) {
      io.restassured.RestAssured.given()
          .get("/api/v1/credentials/" + id + "/lineage")
          .then()
          .statusCode(404)
          .body("code", equalTo("credential_unknown"));
    }
  }

  @Test
  void the_page_of_the_lineage_is_linked_from_the_answer_and_names_nobody() {
    Issued one = credentials.bachelors("Tôn Trang Web").getFirst();
    Map<String, String> fields =
        DecisionClient.correction("fullName", "Tôn Trang Web", "Tôn Trang Mới");
    staff.decided(one, fields);
    String path = "/lineage/" + one.record().id();
    String answer =
        io.restassured.RestAssured.given()
            .header("Accept", "text/html")
            .formParam("qr", one.qr())
            .post("/result")
            .asString();
    assertThat(answer).contains("href=\"" + path);
    for (String lang : List.of("vi", "en")) {
      String page =
          io.restassured.RestAssured.given()
              .header("Accept", "text/html")
              .get(path + "?lang=" + lang)
              .then()
              .statusCode(200)
              .extract()
              .asString();
      assertThat(page)
          .contains(fields.get("decisionNumber"))
          .contains(lang.equals("vi") ? "Chỉnh sửa" : "Corrected")
          .doesNotContain("Tôn Trang");
    }
    io.restassured.RestAssured.given()
        .header("Accept", "text/html")
        .get("/lineage/crd_aaaaaaaaaaaaaaaaaaaaaaaaaa")
        .then()
        .statusCode(404);
  }

  private Issued issued() {
    return credentials.bachelors("Phùng Một").getFirst();
  }
}
