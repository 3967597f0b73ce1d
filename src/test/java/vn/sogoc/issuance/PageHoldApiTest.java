package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.document.template.PlainTemplate;
import vn.sogoc.platform.access.Role;

/** A batch is signed on the page that its approver knew, or approved anew. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class PageHoldApiTest {
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject OwnerSql sql;

  private int school;
  private Staff staff;
  private DemoSchools.Person first;
  private DemoSchools.Person second;

  @BeforeEach
  void a_school_that_shapes_its_own() {
    school = own.school("BCN").number();
    DemoSchools.Person signer = schools.person(school, Role.SIGN, Role.APPROVE);
    staff =
        new Staff(
            schools.person(school, Role.PREPARE),
            schools.person(school, Role.APPROVE),
            signer,
            schools.mandate(school, signer.person(), "GS.TS. Phan Thị Ngọc Hạ", "BCN"),
            BatchClient.decision());
    first = schools.person(school, Role.OPERATE);
    second = schools.person(school, Role.OPERATE);
  }

  @Test
  void a_template_between_approval_and_signature_holds_the_batch_until_it_is_approved_anew()
      throws Exception {
    String list = BatchClient.list(1);
    String batch = staff.approved(list);
    LockSupport.parkNanos(5_000_000);
    String template = agreed();
    held(batch);
    askedAnew(list, batch);
    BatchClient.sign(staff.signer().key(), batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_missing"));
    staff.approvedBy(staff.approver(), batch);
    LockSupport.parkNanos(5_000_000);
    ended(template);
    held(batch);
    askedAnew(list, batch);
    staff.approvedBy(staff.approver(), batch);
    staff.signed(batch).then().body("state", equalTo("done"));
  }

  @Test
  void a_batch_whose_page_stays_is_not_held_and_not_asked_for_anew() throws Exception {
    agreed();
    String list = BatchClient.list(1);
    String batch = staff.approved(list);
    Response again =
        BatchClient.prepare(
            staff.preparer().key(), list, staff.decision(), staff.mandate(), Map.of());
    assertThat(again.<String>path("state")).isEqualTo("approved");
    staff.signed(batch).then().body("state", equalTo("done"));
  }

  @Test
  void nothing_begins_or_ends_while_a_batch_of_the_kind_is_signed() throws Exception {
    String template = agreed();
    String batch = staff.approved(BatchClient.list(1));
    Response asked = post(first, "/templates", PlainTemplate.of("BCN"));
    Response end = post(first, "/templates/" + template + "/end", Map.of());
    sql.signing(batch);
    approve(asked).then().statusCode(409).body("code", equalTo("template_signing"));
    approve(end).then().statusCode(409).body("code", equalTo("template_signing"));
    sql.approved(batch);
    approve(end).then().statusCode(200);
  }

  private void askedAnew(String list, String batch) {
    Response again =
        BatchClient.prepare(
            staff.preparer().key(), list, staff.decision(), staff.mandate(), Map.of());
    assertThat(again.<String>path("id")).isEqualTo(batch);
    assertThat(again.<String>path("state")).isEqualTo("draft");
  }

  private void held(String batch) {
    BatchClient.sign(staff.signer().key(), batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_page_changed"));
    BatchClient.as(staff.signer().key())
        .get("/api/v1/batches/" + batch + "/signing/content")
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_page_changed"));
  }

  private String agreed() {
    Response asked = post(first, "/templates", PlainTemplate.of("BCN"));
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    approve(asked).then().statusCode(200);
    return "tpl" + asked.<String>path("id").substring(3);
  }

  private void ended(String template) {
    Response asked = post(first, "/templates/" + template + "/end", Map.of());
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(201);
    approve(asked).then().statusCode(200);
  }

  private Response approve(Response asked) {
    return BatchClient.as(second.key())
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/proposals/" + asked.path("id") + "/approval");
  }

  private Response post(DemoSchools.Person who, String path, Map<String, ?> body) {
    return BatchClient.as(who.key())
        .contentType("application/json")
        .body(body)
        .post("/api/v1/institutions/iss_" + school + path);
  }
}
