package vn.sogoc.audit;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/** Documents that are handed out, in every way. */
final class OutputScene {
  private final DemoSchools schools;

  OutputScene(DemoSchools schools) {
    this.schools = schools;
  }

  /** One is received by its holder, one by somebody else, one is taken back. */
  void play(UUID first, UUID second, UUID third) {
    DemoSchools.Person clerk = schools.person(schools.university(), Role.PREPARE);
    post(
        clerk,
        "/api/v1/deliveries",
        Map.of("credentials", List.of(id(first), id(third)), "receiver", "holder"),
        201);
    post(
        clerk,
        "/api/v1/deliveries",
        Map.of(
            "credentials",
            List.of(id(second)),
            "receiver",
            "proxy",
            "paper",
            "power-of-attorney",
            "name",
            "Nguyễn Thị Nhận Thay",
            "number",
            "12/UQ, UBND phường mẫu"),
        201);
    post(clerk, "/api/v1/credentials/" + id(third) + "/deliveries/undo", Map.of(), 200);
    blanks(clerk);
  }

  /** Some come, some are used, one is misprinted, and one is lost with minutes. */
  private void blanks(DemoSchools.Person clerk) {
    String series =
        post(
                clerk,
                "/api/v1/blank-series",
                Map.of(
                    "kind", "BCN",
                    "prefix", "KT",
                    "digits", 6,
                    "first", 1,
                    "last", 20,
                    "document", "12/BBGN",
                    "documentDate", "2026-06-01"),
                201)
            .path("id");
    String batch =
        given()
            .header("Authorization", "Bearer " + clerk.key())
            .get("/api/v1/batches?limit=50")
            .path("data.find { it.rows == 4 && it.state == 'done' }.id");
    post(clerk, "/api/v1/batches/" + batch + "/blanks", Map.of("series", series, "count", 6), 200);
    post(clerk, "/api/v1/batches/" + batch + "/prints", Map.of("form", "zip", "blanks", true), 202);
    String credential =
        given()
            .header("Authorization", "Bearer " + clerk.key())
            .get("/api/v1/batches/" + batch + "/rows")
            .path("data[0].credential");
    post(
        clerk,
        "/api/v1/credentials/" + credential + "/misprints",
        Map.of("reason", "Lệch dòng", "blank", "KT000001"),
        200);
    post(clerk, "/api/v1/batches/" + batch + "/blanks/return", Map.of(), 200);
    Response minutes =
        post(
            clerk,
            "/api/v1/blank-series/" + series + "/minutes",
            Map.of(
                "type", "lost",
                "numbers", "10-12",
                "minutes", "03/BB-PH",
                "minutesDate", "2026-06-02",
                "reason", "Mất khi vận chuyển",
                "council", "Nguyễn Văn Soạn, Lê Thị Kho",
                "police", "45/CAP"),
            201);
    post(
        schools.person(schools.university(), Role.OPERATE),
        "/api/v1/proposals/" + minutes.path("id") + "/approval",
        Map.of("contentHash", minutes.<String>path("contentHash")),
        200);
    post(
        clerk,
        "/api/v1/blank-series/" + series + "/counts",
        Map.of("quantity", 12, "document", "01/KK", "documentDate", "2026-06-30"),
        200);
  }

  private static String id(UUID credential) {
    return PublicId.of("crd", credential).toString();
  }

  private static Response post(
      DemoSchools.Person by, String path, Map<String, ?> body, int status) {
    Response answer =
        given()
            .header("Authorization", "Bearer " + by.key())
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .contentType("application/json")
            .body(body)
            .post(path);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    return answer;
  }
}
