package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.HashMap;
import java.util.Map;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

/** Quotas as two operators of the registry decide them. */
final class QuotaClient {
  private final DemoSchools.Person first;
  private final DemoSchools.Person second;

  QuotaClient(DemoSchools schools) {
    this.first = schools.person(schools.registry(), Role.OPERATE);
    this.second = schools.person(schools.registry(), Role.OPERATE);
  }

  DemoSchools.Person first() {
    return first;
  }

  DemoSchools.Person second() {
    return second;
  }

  /** A quota of bachelors of 2026 that holds. */
  String set(int institution, String programme, int places) {
    Response asked = ask(first.key(), institution, programme, places);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    approve(second.key(), asked).then().statusCode(200);
    return asked.path("id");
  }

  static Response ask(String key, int institution, String programme, int places) {
    Map<String, Object> body = new HashMap<>(decision());
    body.put("kind", "BCN");
    body.put("year", 2026);
    body.put("programme", programme);
    body.put("places", places);
    return BatchClient.as(key)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/institutions/iss_" + institution + "/quotas");
  }

  static Response askRelease(String key, String batch, String hash) {
    Map<String, Object> body = new HashMap<>(decision());
    body.put("approvedHash", hash);
    return BatchClient.as(key)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/batches/" + batch + "/quota-releases");
  }

  static Response approve(String key, Response asked) {
    return BatchClient.as(key)
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/quota-decisions/" + asked.path("id") + "/approval");
  }

  static Response reject(String key, Response asked) {
    return BatchClient.as(key).post("/api/v1/quota-decisions/" + asked.path("id") + "/rejection");
  }

  private static Map<String, Object> decision() {
    return Map.of(
        "decisionNumber", "QĐ mẫu 77/QĐ-BN",
        "decisionDate", "2026-01-05",
        "reason", "Giao chỉ tiêu theo quyết định mẫu");
  }
}
