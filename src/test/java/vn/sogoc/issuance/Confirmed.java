package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.LegalDay;

/** Graduates who are asked, and what they say, through the API. */
public record Confirmed(Staff staff, String batch, List<String> links) {
  private static final int DAYS = 3;

  /** The number of the first row in the file, behind its header. */
  static final int ROW = 2;

  /** A draft of so many rows whose graduates have their links. */
  static Confirmed asked(Staff staff, int rows, Clock clock) {
    String batch = staff.prepared(BatchClient.list(rows));
    ask(staff.preparer().key(), batch, LegalDay.of(clock.instant()).plusDays(DAYS).toString())
        .then()
        .statusCode(200);
    return new Confirmed(staff, batch, links(staff.preparer().key(), batch));
  }

  /** One confirmed, one disputed, approved nevertheless; then another disputed, and it goes on. */
  static Confirmed approvedOverDispute(Staff staff, Clock clock) {
    Confirmed scene = asked(staff, 3, clock).renewed(2, ROW + 2);
    scene.confirm(0).then().statusCode(200);
    scene.dispute(1, "birth", "18/05/2003").then().statusCode(200);
    scene.approve("đã đối chiếu giấy khai sinh").then().statusCode(200);
    scene.dispute(2, "other", "thiếu chữ đệm").then().statusCode(200);
    scene.goOn("người học nhầm").then().statusCode(200);
    return scene;
  }

  /** The same for other packages. */
  public static void play(DemoSchools schools, Clock clock) {
    approvedOverDispute(Staff.of(schools), clock);
  }

  static Response ask(String key, String batch, String day) {
    return BatchClient.as(key)
        .contentType("application/json")
        .body(Map.of("closesOn", day))
        .post("/api/v1/batches/" + batch + "/confirmation");
  }

  static Response download(String key, String batch) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .post("/api/v1/batches/" + batch + "/confirmation/links");
  }

  static List<String> links(String key, String batch) {
    Response csv = download(key, batch);
    assertThat(csv.statusCode()).as(csv.asString()).isEqualTo(200);
    return csv.asString()
        .lines()
        .skip(1)
        .map(line -> line.substring(line.lastIndexOf(',') + 1))
        .toList();
  }

  static Response renew(String key, String batch, int row) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .post("/api/v1/batches/" + batch + "/confirmation/links/" + row);
  }

  /** The same with a new link for one row, which ended the one before. */
  Confirmed renewed(int position, int row) {
    Response csv = renew(staff.preparer().key(), batch, row);
    assertThat(csv.statusCode()).as(csv.asString()).isEqualTo(200);
    List<String> lines = csv.asString().lines().skip(1).toList();
    assertThat(lines).hasSize(1);
    List<String> all = new ArrayList<>(links);
    all.set(position, lines.getFirst().substring(lines.getFirst().lastIndexOf(',') + 1));
    return new Confirmed(staff, batch, all);
  }

  static Response look(String link) {
    return given()
        .contentType("application/json")
        .header("Accept-Language", "en")
        .body(Map.of("link", link))
        .post("/api/v1/confirmation/look");
  }

  Response confirm(int row) {
    return answer(row, Map.of("answer", "confirmed"));
  }

  Response dispute(int row, String field, String wanted) {
    return answer(row, Map.of("answer", "disputed", "field", field, "wanted", wanted));
  }

  Response answer(int row, Map<String, String> said) {
    String link = links.get(row);
    Map<String, String> body = new HashMap<>(said);
    body.putIfAbsent("content", look(link).path("content"));
    body.put("link", link);
    return given()
        .contentType("application/json")
        .header("Accept-Language", "en")
        .body(body)
        .post("/api/v1/confirmation/answer");
  }

  Response standing() {
    return BatchClient.as(staff.approver().key()).get("/api/v1/batches/" + batch + "/confirmation");
  }

  /** Approves what graduates say now, with a reason or without one. */
  Response approve(String reason) {
    return approve(standing().path("confirmationHash"), reason);
  }

  Response approve(String hash, String reason) {
    Response shown = BatchClient.batch(staff.approver().key(), batch);
    Map<String, Object> body = new HashMap<>();
    body.put("approvedHash", shown.path("approvedHash"));
    body.put("count", shown.<Integer>path("rows"));
    if (!hash.isEmpty()) {
      body.put("confirmationHash", hash);
    }
    if (!reason.isEmpty()) {
      body.put("reason", reason);
    }
    return BatchClient.as(staff.approver().key())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/batches/" + batch + "/approvals");
  }

  Response goOn(String reason) {
    return BatchClient.as(staff.approver().key())
        .contentType("application/json")
        .body(
            Map.of(
                "confirmationHash", standing().<String>path("confirmationHash"), "reason", reason))
        .post("/api/v1/batches/" + batch + "/confirmation/acceptance");
  }
}
