package vn.sogoc.platform.contract;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Contract;

/**
 * The contract of the API is a file that people read and programs are made of. {@code -Dsnap}
 * writes it anew; what changed is then seen in the diff.
 */
@QuarkusTest
@Tag("service")
class ContractApiTest {
  private static final Path COMMITTED = Path.of("openapi/sogoc-v1.yaml");
  private static final String JSON = "application/json";
  private static final String PROBLEM = "application/problem+json";

  /** They change nothing, or their answer must be kept nowhere. */
  private static final Set<String> WITHOUT_KEY =
      Set.of(
          "verify",
          "lookAtInvitation",
          "previewTemplate",
          "acceptInvitation",
          "showInvitationLink",
          "showInvitationCode",
          "downloadConfirmationLinks",
          "renewConfirmationLink",
          "lookAtOwnRow",
          "answerAboutOwnRow",
          "receiveDocument");

  private Contract contract;

  @BeforeEach
  void read() throws IOException {
    contract =
        new Contract(
            new ObjectMapper().readTree(given().get("/openapi?format=json").asByteArray()));
  }

  @Test
  void the_committed_contract_is_the_one_that_is_served() throws IOException {
    String served =
        new String(given().get("/openapi?format=yaml").asByteArray(), StandardCharsets.UTF_8);
    if (System.getProperty("snap") != null) {
      Files.writeString(COMMITTED, served);
    }
    assertThat(served)
        .as("the API changed; mvn test -Dtest=ContractApiTest -Dsnap writes %s anew", COMMITTED)
        .isEqualTo(Files.readString(COMMITTED));
  }

  @Test
  void every_operation_says_what_it_is_and_belongs_to_one_described_tag() {
    Set<String> tags =
        Contract.stream(contract.root().path("tags"))
            .filter(tag -> !tag.path("description").asText().isEmpty())
            .map(tag -> tag.path("name").asText())
            .collect(Collectors.toSet());
    assertThat(contract.operations()).hasSizeGreaterThan(20);
    assertThat(contract.operations().stream().map(Contract.Operation::id)).doesNotHaveDuplicates();
    assertThat(contract.operations())
        .allSatisfy(
            operation -> {
              assertThat(operation.path()).startsWith("/api/v1/");
              assertThat(operation.node().path("summary").asText()).isNotEmpty();
              assertThat(operation.node().path("tags")).hasSize(1);
              assertThat(tags).contains(operation.node().path("tags").get(0).asText());
              assertThat(operation.node().path("security")).isNotEmpty();
            });
    assertThat(tags.stream().map(tag -> tag.toLowerCase(Locale.ROOT))).doesNotHaveDuplicates();
    assertThat(tags).hasSameSizeAs(contract.root().path("tags"));
  }

  @Test
  void every_refusal_is_a_problem_and_every_answer_has_a_schema() {
    for (Contract.Operation operation : contract.operations()) {
      Set<String> codes = new TreeSet<>();
      operation
          .node()
          .path("responses")
          .properties()
          .forEach(
              response -> {
                String code = response.getKey();
                codes.add(code);
                JsonNode answer = contract.resolve(response.getValue());
                assertThat(answer.path("description").asText()).as(operation + code).isNotEmpty();
                if (code.startsWith("4") || code.equals("default")) {
                  assertThat(answer.at("/content").has(PROBLEM)).as(operation + code).isTrue();
                } else if (code.startsWith("2") && !code.equals("204")) {
                  assertThat(answer.path("content")).as(operation + code).hasSize(1);
                  assertThat(answer.path("content").elements().next().has("schema")).isTrue();
                }
              });
      assertThat(codes).as(operation.toString()).contains("default", "401");
    }
  }

  @Test
  void a_changing_operation_takes_an_idempotency_key_and_no_other_does() {
    assertThat(contract.operations())
        .allSatisfy(
            operation ->
                assertThat(
                        Contract.stream(operation.node().path("parameters"))
                            .map(contract::resolve)
                            .anyMatch(
                                p ->
                                    p.path("name").asText().equals("Idempotency-Key")
                                        && p.path("required").asBoolean()))
                    .as(operation.toString())
                    .isEqualTo(
                        !operation.method().equals("get")
                            && !WITHOUT_KEY.contains(operation.id())));
  }

  @Test
  void every_json_has_an_example_that_fits_its_schema() {
    List<String> faults = new ArrayList<>();
    for (Contract.Operation operation : contract.operations()) {
      List<JsonNode> contents = new ArrayList<>();
      contents.add(operation.node().path("requestBody").path("content").path(JSON));
      operation
          .node()
          .path("responses")
          .elements()
          .forEachRemaining(
              response -> contents.add(contract.resolve(response).path("content").path(JSON)));
      for (JsonNode content : contents) {
        if (!content.isMissingNode()) {
          assertThat(content.path("examples")).as(operation.toString()).isNotEmpty();
          content
              .path("examples")
              .properties()
              .forEach(
                  example ->
                      faults.addAll(
                          contract.faults(
                              contract.resolve(example.getValue()).path("value"),
                              content.path("schema"),
                              example.getKey())));
        }
      }
    }
    assertThat(faults).isEmpty();
  }

  @Test
  void words_that_programs_compare_are_listed() {
    assertThat(words("Role"))
        .isEqualTo(Set.of(Role.values()).stream().map(Role::code).collect(Collectors.toSet()));
    assertThat(words("Verdict"))
        .contains("valid", "mismatch", "unknown_issuer", "not_found", "unregistered");
    assertThat(words("Result"))
        .containsExactlyInAnyOrder(
            "passed", "failed", "warning", "not_performed", "unavailable", "not_applicable");
    assertThat(words("CheckCode")).contains("signature", "key", "registered", "holder");
    assertThat(words("JobState")).contains("queued", "recorded", "done");
    assertThat(words("BatchState")).contains("draft", "approved", "done");
  }

  /** Schemas of endpoints that exist in tests only would be named by nobody. */
  @Test
  void every_component_is_used() throws IOException {
    String text = new ObjectMapper().writeValueAsString(contract.root());
    for (String kind : List.of("schemas", "parameters", "headers", "responses", "examples")) {
      contract
          .root()
          .path("components")
          .path(kind)
          .fieldNames()
          .forEachRemaining(
              name -> assertThat(text).contains("\"#/components/" + kind + "/" + name + "\""));
    }
    assertThat(contract.root().path("components").path("securitySchemes").fieldNames())
        .toIterable()
        .containsExactlyInAnyOrder("apiKey", "session");
  }

  private Set<String> words(String schema) {
    return Contract.stream(contract.schema(schema).path("enum"))
        .map(JsonNode::asText)
        .collect(Collectors.toSet());
  }
}
