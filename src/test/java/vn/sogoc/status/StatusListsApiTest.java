package vn.sogoc.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.zip.GZIPInputStream;
import org.eclipse.microprofile.config.Config;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/** Status lists as a stranger's program reads them: with the JDK alone. */
@QuarkusTest
@Tag("service")
class StatusListsApiTest {
  private static final Base64.Decoder URL = Base64.getUrlDecoder();

  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject StatusLists lists;
  @Inject TransparencyLog log;
  @Inject Register register;
  @Inject Clock clock;
  @Inject Config config;
  @Inject ObjectMapper json;

  private DecisionClient staff;

  @BeforeEach
  void people() {
    schools.registry();
    staff = DecisionClient.of(schools);
  }

  @Test
  void the_lists_say_what_was_decided_under_the_registrys_key() throws Exception {
    Issued revoked = credentials.bachelors("Khổng Thu Hồi").getFirst();
    Issued suspended = credentials.bachelors("Khổng Tạm").getFirst();
    Issued corrected = credentials.bachelors("Khổng Sửa").getFirst();
    Issued untouched = credentials.bachelors("Khổng Nguyên").getFirst();
    decided(revoked, DecisionClient.revocation());
    decided(suspended, DecisionClient.suspension());
    decided(corrected, DecisionClient.correction("dateOfBirth", "2003-02-28", "2003"));
    lists.publish(clock.instant());

    JsonNode revocation = list("revocation");
    assertThat(revocation.path("type").toString())
        .isEqualTo("[\"VerifiableCredential\",\"BitstringStatusListCredential\"]");
    assertThat(revocation.path("@context").path(0).asText())
        .isEqualTo("https://www.w3.org/ns/credentials/v2");
    assertThat(revocation.path("issuer").asText()).endsWith("/api/v1/issuers/iss_1");
    assertThat(revocation.at("/credentialSubject/type").asText()).isEqualTo("BitstringStatusList");
    assertThat(revocation.at("/credentialSubject/ttl").asLong()).isEqualTo(300_000);
    assertThat(Instant.parse(revocation.path("validUntil").asText()))
        .isEqualTo(Instant.parse(revocation.path("validFrom").asText()).plus(Duration.ofDays(7)));
    assertThat(bit(revocation, 1, revoked)).isEqualTo(1);
    assertThat(bit(revocation, 1, suspended)).isZero();
    assertThat(bit(revocation, 1, untouched)).isZero();
    assertThat(bit(list("suspension"), 1, suspended)).isEqualTo(1);
    assertThat(bit(list("suspension"), 1, revoked)).isZero();
    assertThat(bit(list("message"), 2, corrected)).isEqualTo(1);
    assertThat(bit(list("message"), 2, untouched)).isZero();

    decided(suspended, DecisionClient.fields("reinstatement", "suspension_ended"));
    assertThat(lists.publish(clock.instant())).isEqualTo(1);
    assertThat(bit(list("suspension"), 1, suspended)).isZero();
  }

  @Test
  void a_version_is_made_when_something_changed_or_a_day_is_over_and_is_logged()
      throws SQLException {
    Issued one = credentials.bachelors("Khổng Phiên Bản").getFirst();
    lists.publish(clock.instant());
    Response before = given().get("/status/revocation/0");
    assertThat(lists.publish(clock.instant())).isZero();
    assertThat(given().get("/status/revocation/0").asString()).isEqualTo(before.asString());
    decided(one, DecisionClient.revocation());
    assertThat(lists.publish(clock.instant())).isEqualTo(1);
    Response after = given().get("/status/revocation/0");
    assertThat(after.asString()).isNotEqualTo(before.asString());
    assertThat(lists.publish(clock.instant().plus(Duration.ofDays(30)))).isEqualTo(3);
    for (Response served : List.of(before, after)) {
      assertThat(
              count(
                  "select count(*) from register_event where type = 'status-list' and institution_id"
                      + " = 1 and convert_from(entry, 'UTF8') like '%digest "
                      + Digest.sha256(served.asByteArray()).bytes().base64Url()
                      + "%'"))
          .isEqualTo(1);
    }
  }

  @Test
  void a_list_is_kept_by_whoever_asks_and_asked_again_for_nothing() {
    credentials.bachelors("Khổng Nhớ");
    lists.publish(clock.instant());
    Response first = given().get("/status/message/0");
    first
        .then()
        .statusCode(200)
        .contentType("application/vc+jwt")
        .header("Cache-Control", org.hamcrest.Matchers.startsWith("public, max-age="));
    given()
        .header("If-None-Match", first.header("ETag"))
        .get("/status/message/0")
        .then()
        .statusCode(304);
    for (String none : List.of("revocation/999", "forgery/0", "revocation/x")) {
      given().get("/status/" + none).then().statusCode(404);
    }
  }

  @Test
  void a_revocation_that_vanished_from_the_register_does_not_vanish_from_the_list()
      throws Exception {
    Issued one = credentials.bachelors("Khổng Biến Mất").getFirst();
    decided(one, DecisionClient.revocation());
    lists.publish(clock.instant());
    try (Connection hand = superuser();
        Statement sql = hand.createStatement()) {
      assertThat(
              sql.executeUpdate(
                  "delete from register_event where type = 'revoked' and entry_id = '"
                      + one.record().id().key()
                      + "'"))
          .isEqualTo(1);
    }
    decided(credentials.bachelors("Khổng Khác").getFirst(), DecisionClient.revocation());
    assertThat(lists.publish(clock.instant())).isEqualTo(1);
    assertThat(bit(list("revocation"), 1, one)).isEqualTo(1);
    assertThat(lists.publish(clock.instant().plus(Duration.ofHours(50)))).isEqualTo(3);
    assertThat(bit(list("revocation"), 1, one)).isEqualTo(1);
  }

  @Test
  void a_reinstatement_that_nobody_decided_clears_nothing_even_when_it_is_logged()
      throws Exception {
    Issued one = credentials.bachelors("Khổng Tự Phục Hồi").getFirst();
    decided(one, DecisionClient.revocation());
    lists.publish(clock.instant());
    int before = logged(one);
    forge(one);
    awaitLogged(one, before);
    lists.publish(clock.instant());
    assertThat(bit(list("revocation"), 1, one)).isEqualTo(1);
    assertThat(lists.publish(clock.instant().plus(Duration.ofHours(50)))).isEqualTo(3);
    assertThat(bit(list("revocation"), 1, one)).isEqualTo(1);
  }

  @Test
  void whether_it_was_valid_on_a_day_is_answered_for_every_day() {
    Issued one = credentials.bachelors("Khổng Ngày").getFirst();
    decided(one, DecisionClient.suspension());
    decided(one, DecisionClient.revocation());
    Response lineage = DecisionClient.lineage(one);
    Instant issued = Instant.parse(lineage.path("events[0].at"));
    Instant suspended = Instant.parse(lineage.path("events[1].at"));
    Instant revoked = Instant.parse(lineage.path("events[2].at"));
    at(one, issued.minusMillis(1)).body("status", equalTo("not_issued"));
    at(one, issued).body("status", equalTo("in_force")).body("inForce", equalTo(true));
    at(one, suspended.minusMillis(1)).body("status", equalTo("in_force"));
    at(one, suspended).body("status", equalTo("suspended")).body("inForce", equalTo(false));
    at(one, revoked)
        .body("status", equalTo("revoked"))
        .body("since", equalTo(lineage.<String>path("events[2].at")));
    status(one, "?at=2026-06-16").then().body("status", equalTo("not_issued"));
    String today = vn.sogoc.kernel.LegalDay.of(clock.instant()).toString();
    status(one, "?at=" + today).then().statusCode(200).body("status", equalTo("revoked"));
    status(one, "")
        .then()
        .statusCode(200)
        .body("status", equalTo("revoked"))
        .body(
            "credentialStatus[0].statusListIndex",
            equalTo(Integer.toString(one.record().slot().index())))
        .body("credentialStatus[0].statusSize", nullValue())
        .body("credentialStatus[2].statusMessage[2].message", equalTo("superseded"));
    for (String wrong : List.of("2126-01-01", "2126-01-01T00:00:00Z", "hôm nay", "1")) {
      status(one, "?at=" + wrong).then().statusCode(400);
    }
  }

  private io.restassured.response.ValidatableResponse at(Issued one, Instant when) {
    return status(one, "?at=" + when).then().statusCode(200);
  }

  private static Response status(Issued one, String query) {
    return given().get("/api/v1/credentials/" + one.record().id() + "/status" + query);
  }

  /** A list under a good signature of the registry's status key. */
  private JsonNode list(String purpose) throws Exception {
    String jwt = given().get("/status/" + purpose + "/0").asString();
    String[] parts = jwt.split("\\.");
    JsonNode header = json.readTree(URL.decode(parts[0]));
    assertThat(header.path("typ").asText()).isEqualTo("vc+jwt");
    Response keys = given().get("/api/v1/issuers/iss_1/keys");
    String spki =
        keys.path(
            "keys.find { it.kid == '"
                + header.path("kid").asText()
                + "' && it.purpose == 'status' }.spki");
    Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
    es256.initVerify(
        KeyFactory.getInstance("EC")
            .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(spki))));
    es256.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
    assertThat(es256.verify(URL.decode(parts[2]))).isTrue();
    JsonNode list = json.readTree(URL.decode(parts[1]));
    assertThat(list.at("/credentialSubject/statusPurpose").asText()).isEqualTo(purpose);
    return list;
  }

  private static int bit(JsonNode list, int size, Issued one) throws Exception {
    byte[] zipped = URL.decode(list.at("/credentialSubject/encodedList").asText().substring(1));
    byte[] bits = new GZIPInputStream(new ByteArrayInputStream(zipped)).readAllBytes();
    assertThat(bits).hasSize((1 << 20) / 8 * size);
    int first = one.record().slot().index() * size;
    int value = 0;
    for (int i = first; i < first + size; i++) {
      value = value * 2 + (bits[i / 8] >> (7 - i % 8) & 1);
    }
    return value;
  }

  /** Decides, and waits until the log has it. */
  private void decided(Issued one, Map<String, String> form) {
    int before = logged(one);
    staff.decided(one, form);
    awaitLogged(one, before);
  }

  private int logged(Issued one) {
    return Math.toIntExact(
        log.laterOfList(one.record().slot().list()).orElse(List.of()).stream()
            .filter(event -> event.slot().equals(Optional.of(one.record().slot())))
            .count());
  }

  private void awaitLogged(Issued one, int before) {
    for (int i = 0; i < 600 && logged(one) == before; i++) {
      LockSupport.parkNanos(50_000_000);
    }
    assertThat(logged(one)).isGreaterThan(before);
  }

  /** A reinstatement by a hand on the database, into the register and into the outbox. */
  private void forge(Issued one) throws SQLException {
    LogEntry first =
        register.byId(one.record().id()).orElseThrow() instanceof RegisterEvidence.Recorded found
            ? found.events().getFirst()
            : fail("the row is good");
    ForgedEvent forged = ForgedEvent.reinstatement(one, first);
    try (Connection hand = superuser()) {
      forged.intoTheRegister(hand);
      forged.intoTheOutbox(hand);
    }
  }

  private long count(String query) throws SQLException {
    try (Connection hand = superuser();
        ResultSet rows = hand.createStatement().executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private Connection superuser() throws SQLException {
    Connection hand =
        DriverManager.getConnection(
            config.getValue("sogoc.db.url", String.class),
            "postgres",
            config.getValue("sogoc.db.superuser.password", String.class));
    hand.createStatement().execute("set session_replication_role = replica");
    return hand;
  }
}
