package vn.sogoc.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.Headers;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class HttpApiTest {

  @Test
  void an_unknown_address_is_a_problem_in_the_callers_language() {
    given()
        .header("Accept-Language", "en")
        .get("/api/v1/nothing")
        .then()
        .statusCode(404)
        .contentType("application/problem+json")
        .header("X-Request-Id", matchesPattern("req_[a-z2-7]{26}"))
        .header("Content-Language", "en")
        .body("type", equalTo("http://localhost:8080/problems/unknown-address"))
        .body("title", equalTo("Nothing here"))
        .body("code", equalTo("unknown_address"))
        .body("status", equalTo(404))
        .body("instance", equalTo("/api/v1/nothing"))
        .body("requestId", startsWith("req_"))
        .body("$", not(hasKey("errors")));
    given()
        .get("/api/v1/nothing")
        .then()
        .statusCode(404)
        .body("title", equalTo("Không tìm thấy địa chỉ"));
  }

  @Test
  void the_catalogue_is_served_to_scripts() {
    given()
        .get("/messages/vi.json")
        .then()
        .statusCode(200)
        .body("'problem.forbidden.title'", equalTo("Bạn không có quyền làm việc này"));
    given().get("/messages/xx.json").then().statusCode(404);
    given().post("/messages/vi.json").then().statusCode(405).body("status", equalTo(405));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null garbage",
        "{\"name\":\"a\",\"count\":1}x",
        "{\"name\":\"a\",\"count\":1} {}",
        "{\"name\":\"a\",\"name\":\"b\",\"count\":1}",
        "{\"name\":\"a\",\"count\":1,\"approvedBy\":\"me\"}",
        "{\"name\":\"a\",\"count\":\"1\"}",
        "{\"name\":\"a\",\"count\":1.5}",
        "{\"name\":\"a\",\"count\":null}",
        "{\"name\":\"a\",\"count\":99999999999999999999}",
        "{\"name\":{\"deep\":1},\"count\":1}",
        "{'name':'a','count':1}",
        "{\"name\":\"a\u0000\",\"count\":NaN}"
      })
  void json_that_is_not_exactly_what_is_expected_is_a_problem_without_internals(String body) {
    Response response =
        given()
            .contentType("application/json")
            .header("Accept-Language", "en")
            .body(body)
            .post("/test/json");
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(400);
    assertThat(response.contentType()).startsWith("application/problem+json");
    assertThat(response.asString())
        .doesNotContain("vn.sogoc", "jackson", "Exception", "java.", "line:");
  }

  @Test
  void deep_or_broken_json_is_a_problem() {
    for (byte[] body :
        new byte[][] {
          "[".repeat(100_000).getBytes(StandardCharsets.UTF_8),
          ("{\"name\":" + "{\"a\":".repeat(5_000)).getBytes(StandardCharsets.UTF_8),
          {'{', '"', (byte) 0xff, (byte) 0xfe, '"', ':', '1', '}'},
          {(byte) 0xed, (byte) 0xa0, (byte) 0x80}
        }) {
      given()
          .contentType("application/json")
          .body(body)
          .post("/test/json")
          .then()
          .statusCode(400)
          .contentType("application/problem+json");
    }
  }

  @Test
  void other_content_other_formats_and_other_methods_are_problems() {
    given()
        .contentType("text/csv")
        .body("a")
        .post("/api/v1/verifications")
        .then()
        .statusCode(415)
        .body("code", equalTo("unsupported_media_type"));
    given()
        .accept("image/png")
        .get("/messages/vi.json")
        .then()
        .statusCode(406)
        .body("code", equalTo("not_acceptable"));
    given().delete("/api/v1/me").then().statusCode(405);
  }

  @Test
  void a_body_beyond_the_limit_is_refused() {
    int status = 413;
    try {
      status =
          given()
              .contentType("application/json")
              .body(new byte[13 * 1024 * 1024])
              .post("/test/json")
              .statusCode();
    } catch (Exception closed) {
      // the server may close the connection before all of it was sent
      assertThat(closed).isInstanceOf(java.net.SocketException.class);
    }
    assertThat(status).isEqualTo(413);
  }

  @Test
  void the_try_it_page_is_closed_outside_the_demo() {
    assertThat(given().redirects().follow(false).get("/swagger").statusCode()).isEqualTo(404);
  }

  @Test
  void a_bug_tells_its_request_id_and_nothing_else() {
    given()
        .header("Accept-Language", "en")
        .get("/test/crash")
        .then()
        .statusCode(500)
        .contentType("application/problem+json")
        .body("code", equalTo("internal_error"))
        .body("requestId", startsWith("req_"))
        .body(not(containsString("secret")))
        .body(not(containsString("vn.sogoc")));
    given()
        .get("/test/store-away")
        .then()
        .statusCode(503)
        .header("Retry-After", "5")
        .body("code", equalTo("unavailable"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/me",
        "/api/v1/nothing",
        "/nothing",
        "/messages/vi.json",
        "/test/crash",
        "/health/live",
        "/problems/forbidden",
        "/login",
        "/%00",
        "/assets/nothing.js"
      })
  void every_answer_carries_the_security_headers(String path) {
    Headers headers = given().urlEncodingEnabled(false).get(path).headers();
    assertThat(headers.getValue("Content-Security-Policy"))
        .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
        .doesNotContain("unsafe");
    assertThat(headers.getValue("X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(headers.getValue("Referrer-Policy")).isEqualTo("no-referrer");
    assertThat(headers.getValue("Permissions-Policy")).contains("camera=(self)");
    assertThat(headers.getValue("X-Request-Id")).startsWith("req_");
    assertThat(headers.hasHeaderWithName("Strict-Transport-Security")).isFalse();
    assertThat(headers.hasHeaderWithName("Server")).isFalse();
    assertThat(headers.hasHeaderWithName("X-Powered-By")).isFalse();
  }

  @Test
  void nothing_is_cached_unless_the_endpoint_says_so() {
    assertThat(given().get("/api/v1/me").header("Cache-Control")).isEqualTo("no-store");
    assertThat(given().get("/nothing").header("Cache-Control")).isEqualTo("no-store");
    assertThat(given().get("/test/cached").header("Cache-Control"))
        .isEqualTo("public, max-age=300");
  }

  @Test
  void the_callers_own_request_id_is_not_believed() {
    assertThat(given().header("X-Request-Id", "mine\u00e9").get("/nothing").header("X-Request-Id"))
        .startsWith("req_");
  }

  @Test
  void a_hostile_host_header_shows_up_nowhere() {
    Response response =
        given()
            .redirects()
            .follow(false)
            .header("Host", "evil.example")
            .formParam("username", "a")
            .formParam("password", "b")
            .post("/login");
    assertThat(response.headers().toString() + response.asString()).doesNotContain("evil");
    assertThat(
            given().header("Host", "evil.example").get("/api/v1/me").asString()
                + given().header("Host", "evil.example").get("/").asString())
        .doesNotContain("evil.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/q/dev",
        "/q/dev-ui",
        "/ops/dev-ui",
        "/ops/arc",
        "/ops/info",
        "/q/swagger-ui",
        "/.git/config",
        "/.git/HEAD",
        "/.env",
        "/application.properties",
        "/META-INF/MANIFEST.MF",
        "/WEB-INF/web.xml",
        "/db/columns.yaml",
        "/db/migration/V1__platform.sql",
        "/actuator/env",
        "/server-status",
        "/assets/app.js.map",
        "/keys-dev/root.p12",
        "/phpinfo.php"
      })
  void nothing_of_the_workshop_is_served(String path) {
    Response response = given().redirects().follow(false).get(path);
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(404);
    assertThat(response.contentType()).startsWith("application/problem+json");
  }

  @Test
  void health_and_metrics_are_served_without_personal_data() {
    given().get("/health/live").then().statusCode(200);
    given().get("/health/ready").then().statusCode(200);
    given().get("/api/v1/persons/Nguyen-Van-Anh?name=Lan").then().statusCode(404);
    String metrics = given().get("/metrics").asString();
    assertThat(metrics).contains("http_server_requests_seconds_count");
    assertThat(metrics).doesNotContain("Nguyen", "Lan");
  }
}
