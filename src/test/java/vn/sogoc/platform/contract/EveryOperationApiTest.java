package vn.sogoc.platform.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Contract;

/** What holds for every operation of the contract, whoever calls it with whatever. */
@QuarkusTest
@Tag("service")
class EveryOperationApiTest {
  private static final List<String> BODIES =
      List.of("", "null", "[]", "{", "{}", "\"x\"", "1", "{\"id\":1}", "{\"status\":\"issued\"}");

  private static final List<String> IDS =
      List.of("x", "%00", "bat_aaaaaaaaaaaaaaaaaaaaaaaaaa", "%F0%9F%98%80", "a".repeat(500), "..");

  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;

  private Contract contract;
  private final List<String> keys = new ArrayList<>();

  @BeforeEach
  void prepare() throws IOException {
    contract =
        new Contract(
            new ObjectMapper().readTree(given().get("/openapi?format=json").asByteArray()));
    credentials.bachelors("Nguyễn An");
    int university = schools.university();
    for (Role role : Role.values()) {
      keys.add(schools.person(university, role).key());
    }
  }

  @Test
  void nothing_that_is_sent_is_answered_with_a_fault_of_ours() {
    for (Contract.Operation operation : contract.operations()) {
      for (String key : keys) {
        for (String id : IDS) {
          check(operation, send(as(key).urlEncodingEnabled(false), operation, id));
        }
        if (!operation.method().equals("get")) {
          for (String body : BODIES) {
            check(
                operation,
                send(as(key).contentType("application/json").body(body), operation, "x"));
          }
        }
      }
    }
  }

  @Test
  void nobody_enters_without_a_key_where_one_is_needed() {
    for (Contract.Operation operation : contract.operations()) {
      boolean isOpen =
          Contract.stream(operation.node().path("security")).anyMatch(s -> s.isEmpty());
      RequestSpecification nobody = given().header("Idempotency-Key", UUID.randomUUID().toString());
      if (operation.node().at("/requestBody/content").has("multipart/form-data")) {
        form(nobody, operation);
      } else {
        nobody.contentType("application/json");
      }
      Response response = send(nobody, operation, "x");
      assertThat(response.statusCode() == 401).as(operation.toString()).isNotEqualTo(isOpen);
      assertThat(
              send(given().header("Authorization", "Bearer sgk_wrong"), operation, "x")
                  .statusCode())
          .as(operation.toString())
          .isEqualTo(401);
    }
  }

  @Test
  void without_an_idempotency_key_nothing_is_changed() {
    for (Contract.Operation operation : contract.operations()) {
      boolean isChanging =
          Contract.stream(operation.node().path("parameters"))
              .anyMatch(p -> p.path("$ref").asText().endsWith("/IdempotencyKey"));
      if (isChanging) {
        List<String> codes = new ArrayList<>();
        for (String key : keys) {
          RequestSpecification request = given().header("Authorization", "Bearer " + key);
          if (operation.node().at("/requestBody/content").has("multipart/form-data")) {
            form(request, operation);
          } else {
            request.contentType("application/json").body("{}");
          }
          codes.add(send(request, operation, "x").path("code"));
        }
        assertThat(codes)
            .as(operation.toString())
            .contains("idempotency_key_required")
            .allMatch(c -> c.equals("idempotency_key_required") || c.equals("forbidden"));
      }
    }
  }

  @Test
  void a_200_is_what_the_contract_says() throws IOException {
    int seen = 0;
    for (Contract.Operation operation : contract.operations()) {
      var schema = operation.node().at("/responses/200/content/application~1json/schema");
      if (operation.method().equals("get") && !schema.isMissingNode()) {
        for (String key : keys) {
          Response response = send(as(key), operation, "iss_101");
          if (response.statusCode() == 200) {
            seen++;
            assertThat(
                    contract.faults(
                        new ObjectMapper().readTree(response.asByteArray()),
                        schema,
                        operation.toString()))
                .isEmpty();
          }
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  /** One field that the operation's form has: of text, or a file where it has nothing else. */
  private void form(RequestSpecification request, Contract.Operation operation) {
    var fields =
        contract
            .resolve(operation.node().at("/requestBody/content/multipart~1form-data/schema"))
            .path("properties")
            .properties();
    var text =
        fields.stream()
            .filter(field -> !contract.resolve(field.getValue()).has("format"))
            .filter(
                field ->
                    contract.resolve(field.getValue()).path("type").toString().contains("string"))
            .map(java.util.Map.Entry::getKey)
            .findFirst();
    if (text.isPresent()) {
      request.multiPart(text.get(), "x");
    } else {
      request.multiPart(fields.iterator().next().getKey(), "x.bin", new byte[] {'x'});
    }
  }

  private static RequestSpecification as(String key) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", UUID.randomUUID().toString());
  }

  private static Response send(
      RequestSpecification request, Contract.Operation operation, String id) {
    return request.request(
        operation.method(),
        operation.path().replaceAll("\\{[a-z]+}", java.util.regex.Matcher.quoteReplacement(id)));
  }

  private static void check(Contract.Operation operation, Response response) {
    assertThat(response.statusCode()).as("%s: %s", operation, response.asString()).isLessThan(500);
    if (response.statusCode() >= 400) {
      assertThat(response.contentType())
          .as(operation.toString())
          .isEqualTo("application/problem+json");
      assertThat(response.header("X-Request-Id")).startsWith("req_");
    }
  }
}
