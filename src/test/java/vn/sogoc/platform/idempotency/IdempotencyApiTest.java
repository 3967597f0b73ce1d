package vn.sogoc.platform.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.platform.http.TestEndpoints;

@QuarkusTest
@Tag("service")
class IdempotencyApiTest {
  private static final String BODY = "{\"name\":\"Đỗ Ánh\",\"count\":1}";
  private final String key = UUID.randomUUID().toString();

  @Inject DataSource database;

  @AfterEach
  void open_the_gate() {
    TestEndpoints.gate.countDown();
  }

  @Test
  void the_same_request_twice_happens_once_and_gets_the_same_reply() {
    int before = TestEndpoints.EFFECTS.get();
    Response first = post(key, BODY);
    Response second = post(key, BODY);
    assertThat(TestEndpoints.EFFECTS.get()).isEqualTo(before + 1);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.header("Idempotent-Replayed")).isNull();
    assertThat(second.statusCode()).isEqualTo(201);
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(second.header("Location")).endsWith("/test/once/" + (before + 1));
    assertThat(first.contentType()).startsWith("application/json");
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(second.<String>path("name")).isEqualTo("Đỗ Ánh");
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "problem", "fixed", "bytes"})
  void every_kind_of_reply_comes_back_with_the_media_type_it_had(String kind) {
    int before = TestEndpoints.EFFECTS.get();
    Response first = given().header("Idempotency-Key", key).post("/test/once/as/" + kind);
    Response second = given().header("Idempotency-Key", key).post("/test/once/as/" + kind);
    assertThat(first.contentType()).isNotEmpty();
    assertThat(second.contentType()).isEqualTo(first.contentType());
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray()).isNotEmpty();
    assertThat(second.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(TestEndpoints.EFFECTS.get()).isEqualTo(before + 1);
  }

  @Test
  void the_same_key_with_another_body_is_refused() {
    post(key, BODY);
    int before = TestEndpoints.EFFECTS.get();
    post(key, "{\"name\":\"another\",\"count\":1}")
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    assertThat(TestEndpoints.EFFECTS.get()).isEqualTo(before);
  }

  @Test
  void the_same_key_on_another_path_is_another_request() {
    post(key, BODY).then().statusCode(201);
    given().header("Idempotency-Key", key).post("/test/once/empty").then().statusCode(204);
  }

  @Test
  void a_reply_without_a_body_is_kept_too() {
    int before = TestEndpoints.EFFECTS.get();
    given().header("Idempotency-Key", key).post("/test/once/empty").then().statusCode(204);
    given()
        .header("Idempotency-Key", key)
        .post("/test/once/empty")
        .then()
        .statusCode(204)
        .header("Idempotent-Replayed", "true");
    assertThat(TestEndpoints.EFFECTS.get()).isEqualTo(before + 1);
  }

  @Test
  void a_form_is_compared_by_its_content_and_not_by_its_boundary() {
    int before = TestEndpoints.EFFECTS.get();
    byte[] file = new byte[9 * 1024 * 1024];
    new Random(9).nextBytes(file);
    form("first-boundary", "bachelor", file).then().statusCode(200);
    form("-another.boundary", "bachelor", file)
        .then()
        .statusCode(200)
        .header("Idempotent-Replayed", "true")
        .contentType("application/json")
        .body("size", equalTo(file.length));
    form("third", "master", file).then().statusCode(422);
    file[file.length - 1] ^= 1;
    form("first-boundary", "bachelor", file)
        .then()
        .statusCode(422)
        .body("code", equalTo("idempotency_key_reused"));
    assertThat(TestEndpoints.EFFECTS.get()).isEqualTo(before + 1);
  }

  /** Taking the boundary's letters out of the body would make these two the same. */
  @Test
  void a_boundary_that_is_also_a_word_of_the_content_hides_no_difference() {
    form("aa", "bachelor", "xaay".getBytes(StandardCharsets.UTF_8)).then().statusCode(200);
    form("aa", "bachelor", "xaaaay".getBytes(StandardCharsets.UTF_8)).then().statusCode(422);
  }

  @Test
  void the_same_key_with_another_method_is_another_request() {
    given().header("Idempotency-Key", key).post("/test/once/empty").then().statusCode(204);
    given().header("Idempotency-Key", key).delete("/test/once/empty").then().statusCode(422);
  }

  @Test
  void while_the_first_request_runs_the_second_is_told_to_wait() throws Exception {
    int before = TestEndpoints.EFFECTS.get();
    TestEndpoints.gate = new CountDownLatch(1);
    TestEndpoints.arrived = new CountDownLatch(1);
    CompletableFuture<Response> first = CompletableFuture.supplyAsync(() -> post(key, BODY));
    assertThat(TestEndpoints.arrived.await(30, TimeUnit.SECONDS)).isTrue();
    Response second = post(key, BODY);
    second.then().statusCode(409).body("code", equalTo("idempotency_key_in_use"));
    assertThat(Integer.parseInt(second.header("Retry-After"))).isBetween(1, 60);
    TestEndpoints.gate.countDown();
    assertThat(first.get().statusCode()).isEqualTo(201);
    post(key, BODY).then().statusCode(201).header("Idempotent-Replayed", "true");
    assertThat(TestEndpoints.EFFECTS.get()).isEqualTo(before + 1);
  }

  @Test
  void a_refused_request_frees_its_key() {
    TestEndpoints.FAILURES_LEFT.set(1);
    post(key, BODY).then().statusCode(409).body("code", equalTo("conflict"));
    post(key, BODY).then().statusCode(201).header("Idempotent-Replayed", nullValue());
  }

  @Test
  void the_key_of_a_request_that_died_is_free_again_when_its_lease_ends() throws Exception {
    post(key, BODY).then().statusCode(201);
    // what a crash between the effect and the keeping of its reply leaves behind
    execute("update idempotency_key set status = null, body = null, headers = null where key = ?");
    post(key, BODY).then().statusCode(409);
    execute("update idempotency_key set lease_until = now() - interval '1 s' where key = ?");
    post(key, BODY).then().statusCode(201).header("Idempotent-Replayed", nullValue());
    execute("update idempotency_key set expires_at = now() - interval '1 s' where key = ?");
    post(key, "{\"name\":\"another\",\"count\":2}").then().statusCode(201);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "with space", "é"})
  void a_missing_or_strange_key_is_refused(String strange) {
    given()
        .contentType("application/json")
        .header("Idempotency-Key", strange)
        .body(BODY)
        .post("/test/once/json")
        .then()
        .statusCode(400)
        .body("code", equalTo("idempotency_key_required"));
    given()
        .contentType("application/json")
        .body(BODY)
        .post("/test/once/json")
        .then()
        .statusCode(400);
    post("k".repeat(256), BODY).then().statusCode(400);
  }

  @Test
  void a_body_that_cannot_be_read_frees_the_key() {
    post(key, "{").then().statusCode(400).body("code", equalTo("malformed_request"));
    post(key, BODY).then().statusCode(201);
  }

  /** A form as a client writes it that chose this boundary. */
  private Response form(String boundary, String kind, byte[] file) {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"kind\"\r\n\r\n"
                + kind
                + "\r\n--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"list.csv\""
                + "\r\nContent-Type: text/csv\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(file);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return given()
        .config(
            RestAssuredConfig.config()
                .encoderConfig(
                    EncoderConfig.encoderConfig()
                        .encodeContentTypeAs("multipart/form-data", ContentType.BINARY)))
        .header("Idempotency-Key", key)
        .contentType("multipart/form-data; boundary=" + boundary)
        .body(body.toByteArray())
        .post("/test/once/file");
  }

  private static Response post(String key, String body) {
    return given()
        .contentType("application/json; charset=UTF-8")
        .header("Idempotency-Key", key)
        .body(body)
        .post("/test/once/json");
  }

  private void execute(String sql) throws Exception {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, key);
      assertThat(statement.executeUpdate()).isEqualTo(1);
    }
  }
}
