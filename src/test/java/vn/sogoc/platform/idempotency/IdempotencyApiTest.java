package vn.sogoc.platform.idempotency;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
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
    assertThat(second.asByteArray()).isEqualTo(first.asByteArray());
    assertThat(second.<String>path("name")).isEqualTo("Đỗ Ánh");
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

  private Response file(byte[] content, String kind) {
    return given()
        .header("Idempotency-Key", key)
        .multiPart("kind", kind)
        .multiPart("file", "list.csv", content, "text/csv")
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
