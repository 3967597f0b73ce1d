package vn.sogoc.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

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
}
