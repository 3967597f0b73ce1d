package vn.sogoc.verification.incidents;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Role;

/** A thief's signature is raised to the institution whose key it bears. */
@QuarkusTest
@Tag("service")
class IncidentsApiTest {
  private static final String ALL = "/api/v1/institutions/iss_101/incidents";

  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject IncidentStore store;
  @Inject IncidentsConfig limits;
  @Inject Config config;

  private DemoSchools.Person officer;

  @BeforeEach
  void officer() {
    officer = schools.person(schools.university(), Role.APPROVE);
  }

  private static String verdict(Issued issued) {
    return given()
        .contentType("application/json")
        .body(Map.of("qr", issued.qr()))
        .post("/api/v1/verifications")
        .path("verdict");
  }

  private static io.restassured.specification.RequestSpecification as(DemoSchools.Person who) {
    return given()
        .header("Authorization", "Bearer " + who.key())
        .header("Accept-Language", "en")
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  /** That of a record, which is written a moment after the answer. */
  private Map<String, Object> incident(Issued issued) {
    String digest = Digest.sha256(issued.cose()).hex();
    for (int i = 0; i < 100; i++) {
      List<Map<String, Object>> found = as(officer).get(ALL).path("data");
      var one = found.stream().filter(f -> f.get("digest").equals(digest)).findFirst();
      if (one.isPresent()) {
        return one.get();
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("no incident of " + digest);
  }

  private static Response acknowledge(DemoSchools.Person who, Object id, String note) {
    return as(who)
        .contentType("application/json")
        .body(Map.of("note", note))
        .post("/api/v1/incidents/" + id + "/acknowledgement");
  }

  @Test
  void a_record_is_one_incident_however_often_it_is_shown() throws SQLException {
    Issued stolen = credentials.signedByThief("Kim Trộm");
    for (int i = 0; i < 5; i++) {
      assertThat(verdict(stolen)).isEqualTo("unregistered");
    }
    Map<String, Object> one = incident(stolen);
    assertThat(one)
        .containsEntry("institution", "iss_101")
        .containsEntry("reason", "registered.unknown")
        .containsEntry("days", 1)
        .doesNotContainKey("acknowledged");
    assertThat(one.get("kid").toString()).matches("[0-9a-f]{16}");
    List<String> digests = as(officer).get(ALL + "?limit=200").path("data.digest");
    assertThat(digests).doesNotHaveDuplicates();
    String everything = rows("incident") + rows("incident_sighting");
    assertThat(everything).doesNotContain("Kim").doesNotContain(stolen.record().serialNumber());
    given().get("/metrics").then().body(containsString("sogoc_incidents_total"));
    given()
        .get("/health/well")
        .then()
        .body("checks.find { it.name == 'incidents' }.status", equalTo("UP"));
  }

  @Test
  void what_is_registered_raises_nothing() {
    Issued honest = credentials.bachelors("Kim Thật").getFirst();
    assertThat(verdict(honest)).isEqualTo("valid");
    Issued stolen = credentials.signedByThief("Kim Sau");
    verdict(stolen);
    incident(stolen); // written after any of the first
    assertThat(as(officer).get(ALL + "?limit=200").<List<String>>path("data.digest"))
        .doesNotContain(Digest.sha256(honest.cose()).hex());
  }

  @Test
  void a_person_acknowledges_it_once_with_a_note() throws SQLException {
    Issued stolen = credentials.signedByThief("Kim Ghi");
    verdict(stolen);
    Object id = incident(stolen).get("id");
    acknowledge(officer, id, "x")
        .then()
        .statusCode(422)
        .body("code", equalTo("incident_note_refused"));
    acknowledge(officer, id, "khóa thử của phòng\nđào tạo").then().statusCode(422);
    acknowledge(schools.person(schools.school(), Role.APPROVE), id, "không phải của tôi")
        .then()
        .statusCode(404);
    try (Connection hand = superuser()) {
      hand.createStatement()
          .execute(
              """
              insert into incident_acknowledgement
              select id, institution_id, gen_random_uuid(), 'Ai Đó', 'bỏ qua', now(),
                decode(repeat('00', 32), 'hex')
              from incident where digest = decode('%s', 'hex')
              """
                  .formatted(Digest.sha256(stolen.cose()).hex()));
    }
    assertThat(incident(stolen)).doesNotContainKey("acknowledged");
    try (Connection hand = superuser()) {
      hand.createStatement().execute("set session_replication_role = replica");
      hand.createStatement()
          .execute("alter table incident_acknowledgement disable trigger refuse_update_delete");
      hand.createStatement().execute("delete from incident_acknowledgement where note = 'bỏ qua'");
      hand.createStatement()
          .execute(
              "alter table incident_acknowledgement enable always trigger refuse_update_delete");
    }
    acknowledge(officer, id, "đã tạm dừng khóa, đang xác minh")
        .then()
        .statusCode(200)
        .body("acknowledged.note", equalTo("đã tạm dừng khóa, đang xác minh"))
        .body("acknowledged", hasKey("at"));
    acknowledge(officer, id, "lần hai")
        .then()
        .statusCode(409)
        .body("code", equalTo("incident_settled"));
    assertThat(incident(stolen)).containsKey("acknowledged");
  }

  @Test
  void pages_follow_each_other_and_others_see_nothing() {
    for (int i = 0; i < 3; i++) {
      Issued stolen = credentials.signedByThief("Kim Trang");
      verdict(stolen);
      incident(stolen);
    }
    List<String> seen = new ArrayList<>();
    String after = "";
    do {
      Response page = as(officer).get(ALL + "?limit=2" + after);
      page.then().statusCode(200);
      seen.addAll(page.<List<String>>path("data.id"));
      String next = page.path("page.next");
      after = next == null ? "" : "&after=" + next;
    } while (!after.isEmpty());
    assertThat(seen).hasSizeGreaterThanOrEqualTo(3).doesNotHaveDuplicates();
    as(schools.person(schools.school(), Role.APPROVE)).get(ALL).then().statusCode(403);
    as(schools.person(schools.university(), Role.PREPARE)).get(ALL).then().statusCode(403);
    as(schools.person(schools.university(), Role.AUDIT)).get(ALL).then().statusCode(200);
    given().get(ALL).then().statusCode(401);
    as(schools.person(schools.school(), Role.SIGN))
        .get("/api/v1/institutions/iss_102/incidents")
        .then()
        .statusCode(200)
        .body("data", hasSize(0));
    as(officer).get(ALL + "?after=inc_aaaaaaaaaaaaaaaaaaaaaaaaaa").then().statusCode(400);
  }

  @Test
  void a_flood_is_bounded_and_a_loss_is_told() {
    Instant at = Instant.parse("2031-01-01T00:00:00Z");
    Issued stolen = credentials.signedByThief("Kim Lũ");
    var key = new vn.sogoc.crypto.keys.KeyId(Digest.sha256(stolen.cose()).bytes().slice(0, 8));
    int kept = 0;
    for (int i = 0; i < limits.perDay() + 5; i++) {
      Digest digest = Digest.sha256(UUID.randomUUID().toString().getBytes());
      IncidentStore.Written written =
          store.write(new Raised(schools.school(), digest, key, "registered.unknown", at));
      kept += written == IncidentStore.Written.NEW ? 1 : 0;
    }
    assertThat(kept).isEqualTo(limits.perDay());
    IncidentWriter writer =
        new IncidentWriter(
            store,
            limits,
            java.time.Clock.systemUTC(),
            new io.micrometer.core.instrument.simple.SimpleMeterRegistry());
    for (int i = 0; i <= limits.queue(); i++) { // nobody works its queue off
      writer.raise(new Raised(101, Digest.sha256(), key, "registered.unknown", at));
    }
    assertThat(writer.lastLoss()).isPresent();
    assertThat(new IncidentsHealth(writer, limits, java.time.Clock.systemUTC()).call().getStatus())
        .isEqualTo(org.eclipse.microprofile.health.HealthCheckResponse.Status.DOWN);
  }

  private String rows(String table) throws SQLException {
    StringBuilder all = new StringBuilder();
    try (Connection hand = superuser();
        var rows = hand.createStatement().executeQuery("select t::text from " + table + " t")) {
      while (rows.next()) {
        all.append(rows.getString(1)).append('\n');
      }
    }
    return all.toString();
  }

  private Connection superuser() throws SQLException {
    return DriverManager.getConnection(
        config.getValue("sogoc.db.url", String.class),
        "postgres",
        config.getValue("sogoc.db.superuser.password", String.class));
  }
}
