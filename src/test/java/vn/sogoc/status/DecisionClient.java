package vn.sogoc.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.platform.access.Role;

/** Decisions as the programs of a school ask for them, and two people of the university. */
record DecisionClient(
    DemoSchools.Person clerk, DemoSchools.Person approver, DemoSchools.Person head) {
  static final byte[] PDF = "%PDF-1.4\nquyết định".getBytes(StandardCharsets.UTF_8);

  static DecisionClient of(DemoSchools schools) {
    int university = schools.university();
    return new DecisionClient(
        schools.person(university, Role.PREPARE),
        schools.person(university, Role.APPROVE),
        schools.person(university, Role.SIGN));
  }

  static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  static Map<String, String> revocation() {
    return fields("revocation", "fraud");
  }

  static Map<String, String> suspension() {
    return fields("suspension", "under_inspection");
  }

  static Map<String, String> correction(String field, String before, String after) {
    Map<String, String> fields = fields("correction", "civil_status_changed");
    fields.put(
        "changes",
        "[{\"field\":\"%s\",\"oldValue\":\"%s\",\"newValue\":\"%s\"}]"
            .formatted(field, before, after));
    return fields;
  }

  static Map<String, String> supersession(Issued successor) {
    Map<String, String> fields = fields("supersession", "issuer_error_reissued");
    fields.put("successor", successor.record().id().toString());
    return fields;
  }

  /** A decision with a number of its own; the caller may put other fields over these. */
  static Map<String, String> fields(String type, String reason) {
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put("type", type);
    fields.put("reason", reason);
    fields.put("decisionNumber", "QĐ-" + UUID.randomUUID().toString().substring(0, 8));
    fields.put("decisionDate", "2026-08-03");
    return fields;
  }

  static Response ask(String key, Issued about, Map<String, String> fields, byte[] document) {
    return ask(as(key), about, fields, document);
  }

  static Response ask(
      RequestSpecification request, Issued about, Map<String, String> fields, byte[] document) {
    fields.forEach((name, value) -> request.multiPart(name, value, "text/plain; charset=UTF-8"));
    return request
        .multiPart("document", "qđ.pdf", document, "application/pdf")
        .post("/api/v1/credentials/" + about.record().id() + "/decisions");
  }

  Response ask(Issued about, Map<String, String> fields) {
    return ask(clerk.key(), about, fields, PDF);
  }

  static Response approve(String key, String decision, String hash) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("contentHash", hash))
        .post("/api/v1/decisions/" + decision + "/approval");
  }

  static Response reject(String key, String decision, String note) {
    return as(key)
        .contentType("application/json")
        .body(Map.of("note", note))
        .post("/api/v1/decisions/" + decision + "/rejection");
  }

  /** Asked for by the clerk and approved by another; the identifier. */
  String decided(Issued about, Map<String, String> fields) {
    Response asked = ask(about, fields);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    Response approved = approve(approver.key(), asked.path("id"), asked.path("contentHash"));
    assertThat(approved.statusCode()).as(approved.asString()).isEqualTo(202);
    assertThat(approved.<String>path("state")).isEqualTo("recorded");
    return asked.path("id");
  }

  static Response decisions(String key, Issued about) {
    return as(key).get("/api/v1/credentials/" + about.record().id() + "/decisions");
  }

  static Response lineage(Issued about) {
    return given().get("/api/v1/credentials/" + about.record().id() + "/lineage");
  }

  static Response verified(Issued about) {
    return given()
        .contentType("application/json")
        .header("Accept-Language", "en")
        .body(Map.of("qr", about.qr()))
        .post("/api/v1/verifications");
  }

  static String verdict(Issued about) {
    return verified(about).path("verdict");
  }

  /** What gives something back counts when it is in the log, a second later at most usually. */
  static void awaitVerdict(Issued about, String verdict) {
    String found = verdict(about);
    for (int i = 0; i < 600 && !found.equals(verdict); i++) {
      LockSupport.parkNanos(50_000_000);
      found = verdict(about);
    }
    assertThat(found).isEqualTo(verdict);
  }
}
