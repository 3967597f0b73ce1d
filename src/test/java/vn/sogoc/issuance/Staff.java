package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;

import io.restassured.response.Response;
import java.util.Map;
import java.util.UUID;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.platform.access.Role;

/**
 * Three people of the university and a decision of their own; what they do goes through the API.
 */
record Staff(
    DemoSchools.Person preparer,
    DemoSchools.Person approver,
    DemoSchools.Person signer,
    UUID mandate,
    String decision) {

  static Staff of(DemoSchools schools) {
    int university = schools.university();
    DemoSchools.Person signer = schools.person(university, Role.SIGN, Role.APPROVE);
    return new Staff(
        schools.person(university, Role.PREPARE),
        schools.person(university, Role.APPROVE),
        signer,
        schools.mandate(university, signer.person(), "GS.TS. Phan Thị Ngọc Hạ", "BCN"),
        BatchClient.decision());
  }

  /** The same people under a mandate of other particulars. */
  Staff with(UUID otherMandate) {
    return new Staff(preparer, approver, signer, otherMandate, decision);
  }

  String prepared(String text) {
    Response made = BatchClient.prepare(preparer.key(), text, decision, mandate, Map.of());
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    assertThat(made.<String>path("state")).as(made.asString()).isEqualTo("draft");
    return made.path("id");
  }

  String approved(String text) {
    return approvedBy(approver, prepared(text));
  }

  String approvedBy(DemoSchools.Person who, String id) {
    Response batch = BatchClient.batch(who.key(), id);
    Response answer =
        BatchClient.approve(
            who.key(), id, batch.path("approvedHash"), batch.<Integer>path("rows"), true);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return id;
  }

  String signing(String id) {
    Response answer = BatchClient.sign(signer.key(), id);
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(202);
    return answer.path("job");
  }

  /** How the job of an approved batch ended. */
  Response signed(String id) throws InterruptedException {
    return BatchClient.ended(signer.key(), signing(id));
  }
}
