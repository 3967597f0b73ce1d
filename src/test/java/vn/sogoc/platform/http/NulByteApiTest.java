package vn.sogoc.platform.http;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@Tag("service")
class NulByteApiTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/api/v1/verifications%00",
        "/api/v1/batches/%00/approval",
        "/test/once/json?x=%00",
        "/%00",
        "/login?lang=%00"
      })
  void an_address_with_a_nul_byte_is_refused_before_anything_reads_it(String path) {
    given()
        .urlEncodingEnabled(false)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .header("Accept", "application/problem+json")
        .contentType("application/json")
        .body("{}")
        .post(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("malformed_request"));
  }
}
