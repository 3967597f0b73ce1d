package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.LostReply;

/** Blanks from their receipt to the year's reconciliation. */
@QuarkusTest
@Tag("service")
class BlankApiTest {
  @Inject DemoSchools schools;
  @Inject LostReply lost;
  @Inject OwnerSql owner;

  private Staff staff;
  private DemoSchools.Person head;
  private String prefix;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
    head = schools.person(schools.university(), Role.OPERATE);
    prefix =
        "T" + UUID.randomUUID().toString().substring(0, 8).toUpperCase(java.util.Locale.ROOT) + "X";
  }

  private Response post(DemoSchools.Person who, String path, Map<String, ?> body) {
    return BatchClient.as(who.key()).contentType("application/json").body(body).post(path);
  }

  private Response receive(long first, long last) {
    Map<String, Object> body = new HashMap<>();
    body.put("kind", "BCN");
    body.put("prefix", prefix);
    body.put("digits", 6);
    body.put("first", first);
    body.put("last", last);
    body.put("document", "12/BBGN");
    body.put("documentDate", "2026-06-01");
    return post(staff.preparer(), "/api/v1/blank-series", body);
  }

  private Response minutes(String series, String type, String numbers) {
    Map<String, Object> body = new HashMap<>();
    body.put("type", type);
    body.put("numbers", numbers);
    body.put("minutes", "03/BB-PH");
    body.put("minutesDate", "2026-06-02");
    body.put("reason", "Kẹt giấy, rách góc trên");
    body.put("council", "Nguyễn Văn Soạn (chủ tịch), Lê Thị Kho");
    if (type.equals("lost")) {
      body.put("police", "45/CAP ngày 02/06/2026");
    }
    return post(staff.preparer(), "/api/v1/blank-series/" + series + "/minutes", body);
  }

  private Response approve(DemoSchools.Person who, Response asked) {
    return post(
        who,
        "/api/v1/proposals/" + asked.path("id") + "/approval",
        Map.of("contentHash", asked.<String>path("contentHash")));
  }

  private Response allocate(String batch, String series, int count) {
    return post(
        staff.preparer(),
        "/api/v1/batches/" + batch + "/blanks",
        Map.of("series", series, "count", count));
  }

  private String issued(int rows) throws InterruptedException {
    String batch = staff.approved(BatchClient.list(rows));
    staff.signed(batch).then().body("state", equalTo("done"));
    return batch;
  }

  private Response print(String batch) {
    return post(
        staff.preparer(),
        "/api/v1/batches/" + batch + "/prints",
        Map.of("form", "pdf", "blanks", true));
  }

  private List<String> blanks(String batch) {
    return BatchClient.as(staff.preparer().key())
        .get("/api/v1/batches/" + batch + "/deliveries")
        .path("data.blank");
  }

  private Map<String, Object> series(String id) {
    return BatchClient.as(staff.preparer().key())
        .get("/api/v1/blank-series")
        .path("data.find { it.id == '" + id + "' }");
  }

  @Test
  void a_misprint_and_an_allocation_whose_answers_were_lost_are_answered_again_and_done_once()
      throws Exception {
    String series = receive(1, 100).path("id");
    String batch = issued(2);
    Map<String, Object> wanted = Map.of("series", series, "count", 3);
    String blanks = "/api/v1/batches/" + batch + "/blanks";
    Response first = named("allocate-" + batch, blanks, wanted);
    first.then().statusCode(200).body("data[0].allocated", equalTo(3));
    lost.lose("allocate-" + batch);
    named("allocate-" + batch, blanks, wanted)
        .then()
        .statusCode(200)
        .body("data[0].allocated", equalTo(3));
    print(batch).then().statusCode(202);
    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data.credential");
    String misprints = "/api/v1/credentials/" + credentials.getFirst() + "/misprints";
    Map<String, String> misprint = Map.of("reason", "Lệch dòng", "blank", prefix + "000001");
    named("misprint-" + batch, misprints, misprint)
        .then()
        .statusCode(200)
        .body("blank", equalTo(prefix + "000003"));
    lost.lose("misprint-" + batch);
    named("misprint-" + batch, misprints, misprint)
        .then()
        .statusCode(200)
        .body("blank", equalTo(prefix + "000003"));
    assertThat(series(series)).containsEntry("misprinted", 1).containsEntry("used", 2);
    named("other-" + batch, misprints, misprint)
        .then()
        .statusCode(409)
        .body("code", equalTo("blank_other"));
  }

  private Response named(String key, String path, Map<String, ?> body) {
    return io.restassured.RestAssured.given()
        .header("Authorization", "Bearer " + staff.preparer().key())
        .header("Idempotency-Key", key)
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  @Test
  void from_receipt_to_reconciliation() throws Exception {
    Response received = receive(1, 100);
    received.then().statusCode(201).body("free", equalTo(100));
    String series = received.path("id");
    receive(100, 120).then().statusCode(409).body("code", equalTo("blanks_received_already"));
    receive(101, 120).then().statusCode(201).body("received", equalTo(120));

    String batch = issued(5);
    print(batch).then().statusCode(409).body("code", equalTo("blanks_too_few"));
    allocate(batch, series, 7)
        .then()
        .statusCode(200)
        .body("data[0].ranges", equalTo(prefix + "000001–" + prefix + "000007"));
    allocate(batch, series, 7).then().statusCode(409).body("code", equalTo("blanks_enough"));
    print(batch).then().statusCode(202);
    print(batch).then().statusCode(409).body("code", equalTo("blanks_partly_used"));
    assertThat(blanks(batch))
        .as("in order, and a second print is refused")
        .containsExactly(
            prefix + "000001",
            prefix + "000002",
            prefix + "000003",
            prefix + "000004",
            prefix + "000005");

    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data.credential");
    String misprints = "/api/v1/credentials/" + credentials.get(1) + "/misprints";
    Map<String, String> misprint = Map.of("reason", "Lệch dòng", "blank", prefix + "000002");
    post(staff.preparer(), misprints, misprint)
        .then()
        .statusCode(200)
        .body("blank", equalTo(prefix + "000006"));
    post(staff.preparer(), misprints, misprint)
        .then()
        .statusCode(409)
        .body("code", equalTo("blank_other"));
    assertThat(blanks(batch).get(1)).isEqualTo(prefix + "000006");
    assertThat(series(series)).containsEntry("misprinted", 1).containsEntry("used", 5);

    minutes(series, "spoiled", "2, 200").then().statusCode(409);
    Response asked = minutes(series, "spoiled", "2, 120");
    asked.then().statusCode(201);
    approve(staff.preparer(), asked).then().statusCode(403);
    assertThat(series(series)).as("nothing before two agree").containsEntry("spoiled", 0);
    approve(head, asked).then().statusCode(200);
    assertThat(series(series)).containsEntry("spoiled", 2).containsEntry("misprinted", 0);
    Response destroyed = minutes(series, "destroyed", "2");
    approve(head, destroyed).then().statusCode(200);
    Response lost = minutes(series, "lost", "50-59");
    approve(head, lost).then().statusCode(200);
    minutes(series, "spoiled", "55").then().statusCode(409);
    post(staff.preparer(), "/api/v1/batches/" + batch + "/blanks/return", Map.of())
        .then()
        .statusCode(200)
        .body("data[0].left", equalTo(0));
    Map<String, Object> now = series(series);
    assertThat(now)
        .containsEntry("received", 120)
        .containsEntry("used", 5)
        .containsEntry("spoiled", 1)
        .containsEntry("destroyed", 1)
        .containsEntry("lost", 10)
        .containsEntry("inStock", 103)
        .containsEntry("difference", 0);
    String today = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).toString();
    post(
            staff.preparer(),
            "/api/v1/blank-series/" + series + "/counts",
            Map.of("quantity", 101, "document", "01/KK", "documentDate", today))
        .then()
        .statusCode(200)
        .body("difference", equalTo(2));
    allocate(batch, series, 1).then().statusCode(200);
    assertThat(series(series)).as("a movement hides no shortage").containsEntry("difference", 2);
    approve(head, minutes(series, "lost", "60")).then().statusCode(200);
    assertThat(series(series)).as("minutes explain it").containsEntry("difference", 1);
    int year = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Ho_Chi_Minh")).getYear();
    String at = "/api/v1/blank-reconciliations/" + year;
    BatchClient.as(head.key())
        .get(at)
        .then()
        .statusCode(200)
        .body("data.find { it.id == '" + series + "' }.difference", equalTo(1));
    assertThat(BatchClient.as(head.key()).get(at + "/table.csv").asString())
        .contains(prefix + "######,0,120,5,120,5,0,1,11,1,102,101,1");
    assertThat(BatchClient.as(head.key()).get(at + "/table.xlsx").asByteArray())
        .startsWith('P', 'K');
    BatchClient.as(head.key())
        .get("/api/v1/blank-reconciliations/" + (year - 1))
        .then()
        .body("data.find { it.id == '" + series + "' }", equalTo(null));
  }

  @Test
  void two_at_once_on_one_blank_use_it_once() throws Exception {
    String series = receive(1, 20).path("id");
    String first = issued(3);
    String second = issued(3);
    List<CompletableFuture<Integer>> answers = new ArrayList<>();
    for (String batch : List.of(first, second, first, second)) {
      answers.add(CompletableFuture.supplyAsync(() -> allocate(batch, series, 3).statusCode()));
    }
    assertThat(answers.stream().map(CompletableFuture::join).sorted())
        .as("pressed twice, allocated once")
        .containsExactly(200, 200, 409, 409);
    List<CompletableFuture<Integer>> prints = new ArrayList<>();
    for (String batch : List.of(first, second, first, second)) {
      prints.add(CompletableFuture.supplyAsync(() -> print(batch).statusCode()));
    }
    assertThat(prints.stream().map(CompletableFuture::join).sorted())
        .containsExactly(202, 202, 409, 409);
    List<String> all = new ArrayList<>(blanks(first));
    all.addAll(blanks(second));
    assertThat(all).hasSize(6).doesNotContainNull().doesNotHaveDuplicates();
    String number =
        owner.text(
            "select number from blank_use where series_id = (select id from blank_series where prefix = '"
                + prefix
                + "') limit 1");
    assertThat(
            owner.refusedToTheApplication("update blank_use set number = number")
                && owner.refusedToTheApplication("delete from blank_movement"))
        .isTrue();
    assertThat(number).isNotEmpty();
  }

  @Test
  void what_is_hostile_or_not_theirs_is_refused() throws Exception {
    String series = receive(1, 5).path("id");
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("last", -1),
            Map.of("last", 10_000_000_000_000L),
            Map.of("digits", 99),
            Map.of("prefix", "a'; drop table x"),
            Map.of("prefix", "\u202EAB"),
            Map.of("prefix", "\u0410"), // a Cyrillic letter that looks like A
            Map.of("prefix", "A1"), // with 3 digits A1001 could be A and 1001
            Map.of("prefix", "0000"),
            Map.of("kind", "NOPE"),
            Map.of("document", "a\nb"),
            Map.of("documentDate", "2999-01-01"))) {
      Map<String, Object> body = new HashMap<>();
      body.put("kind", "BCN");
      body.put("prefix", prefix);
      body.put("digits", 6);
      body.put("first", 6);
      body.put("last", 7);
      body.put("document", "12/BBGN");
      body.put("documentDate", "2026-06-01");
      body.putAll(wrong);
      post(staff.preparer(), "/api/v1/blank-series", body).then().statusCode(422);
    }
    for (String numbers : List.of("", "x", "5-1", "1,1", "1-3, 2", "1--3", "9".repeat(30))) {
      minutes(series, "spoiled", numbers).then().statusCode(422);
    }
    post(
            staff.preparer(),
            "/api/v1/blank-series/" + series + "/minutes",
            Map.of(
                "type", "lost",
                "numbers", "1",
                "minutes", "1",
                "minutesDate", "2026-06-01",
                "reason", "không thấy nữa",
                "council", "Hội đồng mẫu"))
        .then()
        .statusCode(422)
        .body("errors[0].column", equalTo("police"));
    DemoSchools.Person stranger = schools.person(schools.school(), Role.PREPARE);
    post(
            stranger,
            "/api/v1/blank-series/" + series + "/counts",
            Map.of("quantity", 1, "document", "1", "documentDate", "2026-06-01"))
        .then()
        .statusCode(404);
    String batch = issued(1);
    post(stranger, "/api/v1/batches/" + batch + "/blanks", Map.of("series", series, "count", 1))
        .then()
        .statusCode(404);
    moved("+");
    allocate(batch, series, 1).then().statusCode(500).body("code", equalTo("blanks_altered"));
    moved("-");
    allocate(batch, series, 1).then().statusCode(200);
  }

  /** By a hand that no trigger holds back. */
  private void moved(String sign) {
    owner.asSuperuser(
        "alter table blank_movement disable trigger refuse_update_delete",
        "update blank_movement set last_number = last_number %1$s 1, quantity = quantity %1$s 1 where series_id = (select id from blank_series where prefix = '%2$s')"
            .formatted(sign, prefix),
        "alter table blank_movement enable always trigger refuse_update_delete");
  }

  @Test
  void what_is_lost_or_taken_back_or_handed_out_keeps_blanks_and_pages_together() throws Exception {
    String series = receive(1, 20).path("id");
    String batch = issued(4);
    List<String> credentials =
        BatchClient.as(staff.preparer().key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data.credential");
    revoke(credentials.get(1));
    allocate(batch, series, 6).then().statusCode(200);
    Response print = print(batch);
    print.then().statusCode(202);
    assertThat(blanks(batch))
        .as("what was taken back takes no blank")
        .containsExactly(prefix + "000001", null, prefix + "000002", prefix + "000003");

    approve(head, minutes(series, "lost", "3")).then().statusCode(200);
    String last = "/api/v1/credentials/" + credentials.get(3) + "/misprints";
    post(staff.preparer(), last, Map.of("reason", "Mất phôi", "blank", prefix + "000003"))
        .then()
        .statusCode(200)
        .body("blank", equalTo(prefix + "000004"));
    post(
            staff.preparer(),
            "/api/v1/deliveries",
            Map.of("credentials", List.of(credentials.get(0)), "receiver", "holder"))
        .then()
        .statusCode(201);
    String first = "/api/v1/credentials/" + credentials.get(0) + "/misprints";
    post(staff.preparer(), first, Map.of("reason", "Lệch dòng", "blank", prefix + "000001"))
        .then()
        .statusCode(409)
        .body("code", equalTo("blank_not_here"));
    minutes(series, "spoiled", "1").then().statusCode(409);
  }

  private void revoke(String credential) throws InterruptedException {
    BatchClient.revoke(staff.preparer().key(), staff.approver().key(), credential);
  }
}
