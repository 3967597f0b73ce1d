package vn.sogoc.status;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.LostReply;

/**
 * The process ended after an effect was committed and before its reply was kept: the same key tells
 * what became of it, and another one is refused as ever.
 */
@QuarkusTest
@Tag("service")
class LostReplyApiTest {
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject LostReply lost;

  private DecisionClient staff;

  @BeforeEach
  void people() {
    staff = DecisionClient.of(schools);
  }

  private static RequestSpecification as(String key, String name) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Accept-Language", "en")
        .header("Idempotency-Key", name);
  }

  private static Response approve(String key, String name, Response asked) {
    return as(key, name)
        .contentType("application/json")
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/decisions/" + asked.path("id") + "/approval");
  }

  @Test
  void what_was_asked_for_is_told_again_and_not_asked_twice() throws Exception {
    Issued about = credentials.bachelors("Mạc Lạc Lời").getFirst();
    Map<String, String> fields = DecisionClient.revocation();
    String name = UUID.randomUUID().toString();
    Response first =
        DecisionClient.ask(as(staff.clerk().key(), name), about, fields, DecisionClient.PDF);
    first.then().statusCode(201);
    lost.lose(name);
    Response again =
        DecisionClient.ask(as(staff.clerk().key(), name), about, fields, DecisionClient.PDF);
    again.then().statusCode(201);
    assertThat(again.<String>path("id")).isEqualTo(first.path("id"));
    assertThat(DecisionClient.decisions(staff.clerk().key(), about).<java.util.List<?>>path("data"))
        .hasSize(1);
    DecisionClient.ask(staff.clerk().key(), about, fields, DecisionClient.PDF)
        .then()
        .statusCode(409);
  }

  @Test
  void what_was_approved_is_told_again_and_to_nobody_else() throws Exception {
    Issued about = credentials.bachelors("Mạc Mất Lời").getFirst();
    Response asked = staff.ask(about, DecisionClient.revocation());
    String name = UUID.randomUUID().toString();
    approve(staff.approver().key(), name, asked).then().statusCode(202);
    lost.lose(name);
    Response again = approve(staff.approver().key(), name, asked);
    assertThat(again.statusCode()).as(again.asString()).isIn(200, 202);
    assertThat(again.<String>path("id")).isEqualTo(asked.path("id"));
    assertThat(again.<String>path("state")).isIn("recorded", "logged");
    approve(staff.approver().key(), UUID.randomUUID().toString(), asked).then().statusCode(409);
    approve(staff.head().key(), name, asked).then().statusCode(409);
  }

  @Test
  void what_was_rejected_is_told_again() throws Exception {
    Issued about = credentials.bachelors("Mạc Bác Lời").getFirst();
    Response asked = staff.ask(about, DecisionClient.revocation());
    String name = UUID.randomUUID().toString();
    reject(staff.approver().key(), name, asked).then().statusCode(200);
    lost.lose(name);
    Response again = reject(staff.approver().key(), name, asked);
    assertThat(again.<String>path("state")).as(again.asString()).isEqualTo("rejected");
    reject(staff.approver().key(), UUID.randomUUID().toString(), asked).then().statusCode(409);
  }

  private static Response reject(String key, String name, Response asked) {
    return as(key, name)
        .contentType("application/json")
        .body(Map.of("note", "không đủ căn cứ"))
        .post("/api/v1/decisions/" + asked.path("id") + "/rejection");
  }

  @Test
  void an_approved_batch_is_told_again() throws Exception {
    String batch = PublicId.of("bat", IssuedBatches.prepared(schools, 2)).toString();
    DemoSchools.Person approver = schools.person(schools.university(), Role.APPROVE);
    String hash = as(approver.key(), "x").get("/api/v1/batches/" + batch).path("approvedHash");
    Map<String, ?> body = Map.of("approvedHash", hash, "count", 2, "acknowledgeWarnings", true);
    String name = UUID.randomUUID().toString();
    approve(approver.key(), name, batch, body).then().statusCode(200);
    lost.lose(name);
    Response again = approve(approver.key(), name, batch, body);
    assertThat(again.statusCode()).as(again.asString()).isEqualTo(200);
    assertThat(again.<String>path("state")).isEqualTo("approved");
    approve(approver.key(), UUID.randomUUID().toString(), batch, body).then().statusCode(409);
  }

  private static Response approve(String key, String name, String batch, Map<String, ?> body) {
    return as(key, name)
        .contentType("application/json")
        .body(body)
        .post("/api/v1/batches/" + batch + "/approvals");
  }
}
