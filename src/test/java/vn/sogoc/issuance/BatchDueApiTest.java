package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.kernel.LegalDay;

/** The countdown of a decision in the API and on the pages. */
@QuarkusTest
@Tag("service")
class BatchDueApiTest {
  @Inject DemoSchools schools;
  @Inject Clock clock;

  @Test
  void a_batch_says_until_when_and_once_it_is_issued_whether_it_was_in_time() throws Exception {
    Staff staff = Staff.of(schools);
    LocalDate today = LegalDay.of(clock.instant());
    Response made =
        BatchClient.prepare(
            staff.preparer().key(),
            BatchClient.list(1),
            staff.decision(),
            staff.mandate(),
            Map.of("decisionDate", today.minusDays(4).toString(), "issueDate", today.toString()));
    made.then()
        .statusCode(201)
        .body("due.form", equalTo(java.util.List.of("digital", "paper")))
        .body("due[0].dueOn", equalTo(today.plusDays(1).toString()))
        .body("due[0].daysLeft", equalTo(1))
        .body("due[0].state", equalTo("soon"))
        .body("due[1].dueOn", equalTo(today.plusDays(26).toString()))
        .body("due[1].state", equalTo("ok"));
    String id = made.path("id");
    page(staff, "/me").body(containsString("Little time left"));
    page(staff, "/me/batches").body(containsString("1 days left"));
    page(staff, "/me/batches/" + id).body(containsString("26 days left"));
    staff.approvedBy(staff.approver(), id);
    assertThat(staff.signed(id).<String>path("state")).isEqualTo("done");
    BatchClient.batch(staff.preparer().key(), id)
        .then()
        .body("due[0].state", equalTo("ok"))
        .body("due[0].issuedOn", equalTo(today.toString()));
    page(staff, "/me/batches/" + id).body(containsString("Issued in time"));
  }

  private static io.restassured.response.ValidatableResponse page(Staff staff, String path) {
    return given()
        .header("Authorization", "Bearer " + staff.preparer().key())
        .header("Accept", "text/html")
        .get(path + "?lang=en")
        .then()
        .statusCode(200);
  }
}
