package vn.sogoc.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a device fetches before it checks anything. */
@QuarkusTest
@Tag("service")
class VerifierFilesApiTest {
  @Test
  void the_pinned_roots_and_the_registry_are_there_for_everybody() {
    given()
        .get("/verifier.json")
        .then()
        .statusCode(200)
        .contentType("application/json")
        .body("threshold", equalTo(2))
        .body("registry", equalTo(1))
        .body("roots", hasSize(3));
  }

  @Test
  void a_browser_asks_for_modules_again_so_that_no_page_has_those_of_another_release() {
    for (String file : List.of("/sw.js", "/assets/q.js", "/assets/verifier/judge.js")) {
      var answer = given().get(file);
      assertThat(answer.statusCode()).as(file).isEqualTo(200);
      assertThat(answer.header("Cache-Control")).as(file).isEqualTo("no-cache");
      assertThat(answer.contentType()).as(file).contains("javascript");
    }
    given().get("/assets/sogoc.css").then().header("Cache-Control", containsString("max-age"));
  }
}
