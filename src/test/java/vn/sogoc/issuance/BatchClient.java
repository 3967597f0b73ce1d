package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** The API as the programs of a school use it. */
final class BatchClient {
  private static final AtomicInteger NUMBERS =
      new AtomicInteger(Math.floorMod(UUID.randomUUID().hashCode(), 1_000_000));

  static final String HEADER =
      "STT;Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Số CCCD;Nơi sinh\n";

  private BatchClient() {}

  static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** A row of a bachelors' list. */
  static String row(int ordinal, String name, String birth, String number) {
    return ordinal + ";" + name + ";" + birth + ";Nữ;7480201;Giỏi;" + number + ";Hà Nội\n";
  }

  /** A list of so many different people with numbers nobody else has. */
  static String list(int rows) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < rows; i++) {
      text.append(row(i + 1, "Nguyễn Thị " + letters(i), "17/05/2003", number()));
    }
    return text.toString();
  }

  /** A long list of people with consecutive numbers nobody else has. */
  static String longList(int rows) {
    StringBuilder text = new StringBuilder(HEADER);
    for (int i = 0; i < rows; i++) {
      text.append(
          row(
              i + 1,
              "Nguyễn Thị " + letters(i),
              "17/05/2003",
              "002303" + String.format("%06d", i)));
    }
    return text.toString();
  }

  /** A personal number of a woman born in 2003 that was not given before. */
  static String number() {
    return "001303" + String.format("%06d", NUMBERS.getAndIncrement() % 1_000_000);
  }

  static String decision() {
    return "QĐ-" + UUID.randomUUID().toString().substring(0, 8);
  }

  static Response prepare(
      String key, String text, String decision, UUID mandate, Map<String, String> more) {
    RequestSpecification request =
        as(key)
            .multiPart("file", "danh sách.csv", text.getBytes(StandardCharsets.UTF_8), "text/csv")
            .multiPart("kind", "BCN");
    Map<String, String> fields =
        new java.util.HashMap<>(
            Map.of(
                "decisionNumber", decision,
                "decisionDate", "2026-06-12",
                "issueDate", "2026-06-15",
                "graduationYear", "2026",
                "mandateId", mandate.toString(),
                "decisionTotal", "1000000"));
    fields.putAll(more);
    fields.forEach(
        (name, value) -> {
          if (!value.isEmpty()) {
            request.multiPart(name, value, "text/plain; charset=UTF-8");
          }
        });
    return request.post("/api/v1/batches");
  }

  static Response approve(String key, String batch, String hash, long count, boolean seen) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("approvedHash", hash, "count", count, "acknowledgeWarnings", seen))
        .post("/api/v1/batches/" + batch + "/approvals");
  }

  static Response sign(String key, String batch) {
    return as(key).post("/api/v1/batches/" + batch + "/signing");
  }

  static Response askToVoid(String key, String batch, String reason) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("reason", reason))
        .post("/api/v1/batches/" + batch + "/voiding");
  }

  static Response approveVoiding(String key, String batch, String hash) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("voidingHash", hash))
        .post("/api/v1/batches/" + batch + "/voiding/approvals");
  }

  /** What became of the university's numbers of this year's bachelors. */
  static Response numbers(String key) {
    return as(key).get("/api/v1/register-numbers?kind=BCN&year=2026");
  }

  static Response batch(String key, String id) {
    return as(key).get("/api/v1/batches/" + id);
  }

  /** Waits until the job has ended, and gives it. */
  static Response ended(String key, String job) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      Response response = as(key).get("/api/v1/jobs/" + job);
      assertThat(response.statusCode()).isEqualTo(200);
      String state = response.path("state");
      if (state.equals("done") || state.equals("failed")) {
        return response;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("the job did not end in a minute");
  }

  /** Has two persons revoke a credential. */
  static void revoke(String clerk, String approver, String credential) {
    RequestSpecification request = as(clerk);
    Map.of(
            "type", "revocation",
            "reason", "fraud",
            "decisionNumber", decision(),
            "decisionDate", "2026-08-03")
        .forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    Response asked =
        request
            .multiPart(
                "document",
                "qđ.pdf",
                "%PDF-1.4 qđ".getBytes(StandardCharsets.UTF_8),
                "application/pdf")
            .post("/api/v1/credentials/" + credential + "/decisions");
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    Response done =
        as(approver)
            .header("Prefer", "wait=10")
            .contentType("application/json")
            .body(Map.of("contentHash", asked.<String>path("contentHash")))
            .post("/api/v1/decisions/" + asked.path("id") + "/approval");
    assertThat(done.statusCode()).as(done.asString()).isIn(200, 202);
  }

  private static String letters(int i) {
    String letters = "";
    int rest = i;
    do {
      letters = (char) ('a' + rest % 26) + letters;
      rest = rest / 26;
    } while (rest > 0);
    return Character.toUpperCase(letters.charAt(0)) + letters.substring(1);
  }
}
