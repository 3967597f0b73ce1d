package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.access.Role;

/** A principal leaves while a batch waits: it is held, says so, and is signed by nobody else. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class ChangeOfHeadApiTest {
  @Inject DemoSchools schools;
  @Inject Mandates mandates;
  @Inject Clock clock;

  @Test
  void a_batch_whose_signer_left_is_held_and_prepared_again_under_the_new_one() throws Exception {
    Staff staff = Staff.of(schools);
    String list = BatchClient.list(2);
    String waits = staff.approved(list);
    page(staff.signer(), waits).then().statusCode(200).body(not(containsString("is held")));
    mandates.end(staff.mandate(), LegalDay.of(clock.instant()).minusDays(1));
    page(staff.preparer(), waits).then().body(containsString("is held"));
    page(staff.signer(), waits + "/signing").then().body(containsString("Prepare it again"));
    BatchClient.sign(staff.signer().key(), waits)
        .then()
        .statusCode(403)
        .body("code", equalTo("no_mandate"));

    DemoSchools.Person next = schools.person(schools.university(), Role.SIGN);
    Staff after =
        new Staff(
            staff.preparer(),
            staff.approver(),
            next,
            schools.mandate(schools.university(), next.person(), "GS.TS. Phan Thị Ngọc Hạ", "BCN"),
            BatchClient.decision());
    Response other = BatchClient.sign(next.key(), waits);
    assertThat(other.<String>path("code")).as(other.asString()).isEqualTo("other_signer");
    String again = after.approved(list);
    after.signed(again).then().body("state", equalTo("done"));
  }

  private static Response page(DemoSchools.Person by, String batch) {
    return given()
        .header("Authorization", "Bearer " + by.key())
        .accept("text/html")
        .get("/me/batches/" + batch + "?lang=en");
  }
}
