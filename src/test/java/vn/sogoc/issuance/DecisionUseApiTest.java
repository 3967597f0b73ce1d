package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;

/** A decision names its graduates once; nobody is added to it later. */
@QuarkusTest
@Tag("service")
class DecisionUseApiTest {
  @Inject DemoSchools schools;

  private Staff staff;

  @BeforeEach
  void anew() {
    staff = Staff.of(schools);
  }

  @Test
  void a_decision_that_was_signed_under_is_used_however_its_number_is_typed() throws Exception {
    staff.signed(prepared(staff.decision(), 2, "")).then().body("state", equalTo("done"));
    for (String typed :
        List.of(staff.decision(), staff.decision().toLowerCase(java.util.Locale.ROOT))) {
      for (String total : List.of("", "1000")) {
        prepare(typed, 1, Map.of("decisionTotal", total))
            .then()
            .statusCode(409)
            .body("code", equalTo("decision_used"))
            .body("detail", containsString("2 were signed already; 0 more"));
      }
    }
    // numbers of decisions begin anew each year
    prepare(
            staff.decision(),
            1,
            Map.of(
                "decisionTotal",
                "",
                "decisionDate",
                "2025-06-12",
                "issueDate",
                "2025-06-15",
                "graduationYear",
                "2025"))
        .then()
        .statusCode(201);
  }

  @Test
  void what_stands_in_several_lists_says_so_first_and_no_later_list_makes_it_longer()
      throws Exception {
    prepare(staff.decision(), 3, Map.of("decisionTotal", "2"))
        .then()
        .statusCode(409)
        .body("code", equalTo("decision_used"));
    prepare(staff.decision(), 1, Map.of("decisionTotal", "0"))
        .then()
        .statusCode(422)
        .body("errors[0].code", equalTo("decision_total"));
    String first = prepared(staff.decision(), 3, "5");
    BatchClient.batch(staff.signer().key(), first).then().body("decisionTotal", equalTo(5));
    staff.signed(first).then().body("state", equalTo("done"));
    prepare(staff.decision(), 3, Map.of("decisionTotal", "1000"))
        .then()
        .statusCode(409)
        .body("detail", containsString("3 were signed already; 2 more"));
    staff.signed(prepared(staff.decision(), 2, "1000")).then().body("state", equalTo("done"));
    prepare(staff.decision(), 1, Map.of("decisionTotal", "1000")).then().statusCode(409);
  }

  /** Both were prepared and approved before either was signed. */
  @Test
  void of_two_lists_that_are_signed_at_once_exactly_one_uses_the_decision() throws Exception {
    for (int round = 0; round < 3; round++) {
      String decision = BatchClient.decision();
      List<String> batches = List.of(prepared(decision, 2, ""), prepared(decision, 2, ""));
      CyclicBarrier barrier = new CyclicBarrier(2);
      List<CompletableFuture<Response>> answers = new ArrayList<>();
      for (String batch : batches) {
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    barrier.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  return BatchClient.sign(staff.signer().key(), batch);
                }));
      }
      List<Response> both = answers.stream().map(CompletableFuture::join).toList();
      assertThat(both.stream().map(Response::statusCode))
          .as(both.stream().map(Response::asString).toList().toString())
          .containsExactlyInAnyOrder(202, 409);
      for (Response one : both) {
        if (one.statusCode() == 202) {
          BatchClient.ended(staff.signer().key(), one.path("job"))
              .then()
              .body("state", equalTo("done"));
        } else {
          one.then().body("code", equalTo("decision_used"));
        }
      }
    }
  }

  @Test
  void an_imported_list_uses_a_decision_as_well() throws Exception {
    String import1 = imported(2, "");
    String import2 = imported(1, "");
    String batch = ImportClient.commit(staff, import1).path("batch");
    staff.approvedBy(staff.approver(), batch);
    staff.signed(batch).then().body("state", equalTo("done"));
    ImportClient.commit(staff, import2)
        .then()
        .statusCode(409)
        .body("code", equalTo("decision_used"));
  }

  private String imported(int rows, String total) throws Exception {
    Response uploaded =
        ImportClient.upload(
            staff,
            BatchClient.list(rows).getBytes(StandardCharsets.UTF_8),
            Map.of("decisionTotal", total));
    assertThat(uploaded.statusCode()).as(uploaded.asString()).isEqualTo(201);
    String id = uploaded.path("id");
    ImportClient.checked(staff, id).then().body("state", equalTo("ready"));
    return id;
  }

  private String prepared(String decision, int rows, String total) {
    Response made = prepare(decision, rows, Map.of("decisionTotal", total));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    return staff.approvedBy(staff.approver(), made.path("id"));
  }

  private Response prepare(String decision, int rows, Map<String, String> more) {
    return BatchClient.prepare(
        staff.preparer().key(), BatchClient.list(rows), decision, staff.mandate(), more);
  }
}
