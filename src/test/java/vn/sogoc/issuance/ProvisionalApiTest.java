package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import vn.sogoc.credential.QrText;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/** Temporary certificates are issued as anything is, and end by themselves with the diploma. */
@QuarkusTest
@Tag("service")
class ProvisionalApiTest {
  @Inject DemoSchools people;
  @Inject TestSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql sql;
  @Inject Clock clock;

  @Test
  void a_class_gets_a_draft_of_the_same_people_once_and_two_persons_see_it_through()
      throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 3);
    Response made = scene.ask();
    made.then()
        .statusCode(201)
        .body("kind", equalTo("GCN_TNTT"))
        .body("state", equalTo("draft"))
        .body("rows", equalTo(3))
        .body("decisionNumber", equalTo(scene.staff().decision()));
    String id = made.path("id");
    scene.ask().then().statusCode(200).body("id", equalTo(id));
    assertThat(persons(id)).isEqualTo(persons(scene.diplomas()));
    BatchClient.approve(scene.staff().preparer().key(), id, made.path("approvedHash"), 3, true)
        .then()
        .statusCode(403);
    scene.issued(id);
    awaitVerdict(codes(scene, id).getFirst(), "valid");
    verify(codes(scene, id).getFirst())
        .then()
        .body("verdict", equalTo("valid"))
        .body("document.kind", equalTo("GCN_TNTT"))
        .body("document.decisionNumber", equalTo(scene.staff().decision()));
  }

  @Test
  void it_ends_with_the_diploma_and_verification_says_so_in_words() throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 2);
    String meanwhile = scene.issued(scene.meanwhile());
    List<String> certificates = credentials(scene, meanwhile);
    scene.issued(scene.diplomas());
    List<String> diplomas = credentials(scene, scene.diplomas());
    for (int i = 0; i < certificates.size(); i++) {
      String code = codes(scene, meanwhile).get(i);
      awaitVerdict(code, "superseded");
      verify(code)
          .then()
          .body("message", containsString("ended when the diploma"))
          .body("supersededBy", equalTo(diplomas.get(i)))
          .body("checks.reason", hasItem("status.provisional_ended"));
      awaitVerdict(codes(scene, scene.diplomas()).get(i), "valid");
      given()
          .get("/api/v1/credentials/" + certificates.get(i) + "/lineage")
          .then()
          .body("supersededBy", equalTo(diplomas.get(i)))
          .body("events.type", hasItem("superseded"))
          .body(
              "events.find { it.type == 'superseded' }.decisionNumber",
              equalTo(scene.staff().decision()));
    }
    assertThat(ends(scene.diplomas())).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = SigningSteps.Point.class,
      names = {"INSIDE_RECORD", "AFTER_RECORD"})
  void a_crash_between_issuing_and_ending_forgets_none_and_doubles_none(SigningSteps.Point point)
      throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 3);
    scene.issued(scene.meanwhile());
    steps.crashOnce(scene.diplomas(), point);
    scene.issued(scene.diplomas());
    assertThat(steps.hasCrashed(scene.diplomas())).isTrue();
    assertThat(ends(scene.diplomas())).isEqualTo(3);
    assertThat(superseded(scene.diplomas())).as("one event each").isEqualTo(3);
  }

  /** A long batch goes step by step; each part that was ended stays so. */
  @ParameterizedTest
  @EnumSource(
      value = SigningSteps.Point.class,
      names = {"AFTER_RECORD", "BEFORE_PUBLISH", "AFTER_PUBLISH"})
  void the_same_of_a_batch_that_is_signed_alone(SigningSteps.Point point) throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 40);
    scene.issued(scene.meanwhile());
    steps.crashOnce(scene.diplomas(), point);
    scene.issued(scene.diplomas());
    assertThat(steps.hasCrashed(scene.diplomas())).isTrue();
    assertThat(ends(scene.diplomas())).isEqualTo(40);
    assertThat(superseded(scene.diplomas())).isEqualTo(40);
  }

  @Test
  void nothing_is_issued_meanwhile_once_the_diploma_is() throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 1);
    String meanwhile = scene.meanwhile();
    scene.staff().approvedBy(scene.staff().approver(), meanwhile);
    scene.issued(scene.diplomas());
    BatchClient.sign(scene.staff().signer().key(), meanwhile)
        .then()
        .statusCode(409)
        .body("code", equalTo("provisional_late"));
    scene.ask().then().statusCode(409);
  }

  @Test
  void the_diploma_of_others_ends_nothing_and_neither_does_another_decision() throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 1);
    scene.issued(scene.meanwhile());
    Staff other =
        new Staff(
            scene.staff().preparer(),
            scene.staff().approver(),
            scene.staff().signer(),
            scene.staff().mandate(),
            BatchClient.decision());
    String diploma = other.approved(BatchClient.list(1));
    assertThat(other.signed(diploma).<String>path("state")).isEqualTo("done");
    assertThat(ends(diploma)).isZero();
    assertThat(
            sql.numbers(
                "select count(*) from provisional_end where institution_id = " + scene.school(),
                null))
        .containsExactly(0L);
  }

  @Test
  void another_institution_and_other_states_get_none() throws Exception {
    ProvisionalScene scene = ProvisionalScene.open(people, schools, clock, 1);
    DemoSchools.Person other = people.person(schools.school().number(), Role.PREPARE);
    BatchClient.as(other.key())
        .post("/api/v1/batches/" + scene.diplomas() + "/provisional")
        .then()
        .statusCode(404);
    String meanwhile = scene.meanwhile();
    BatchClient.as(scene.staff().preparer().key())
        .post("/api/v1/batches/" + meanwhile + "/provisional")
        .then()
        .statusCode(409);
  }

  private List<Long> persons(String batch) {
    return sql.numbers(
        "select ('x' || substr(md5(person_id::text), 1, 12))::bit(48)::bigint from batch_row"
            + " where batch_id = ? order by position",
        batch);
  }

  private long ends(String diplomas) {
    return sql.numbers(
            "select count(*) from provisional_end e join register_entry d on d.id = e.successor_id"
                + " where d.batch_id = ?",
            diplomas)
        .getFirst();
  }

  private long superseded(String diplomas) {
    return sql.numbers(
            "select count(*) from register_event v join provisional_end e on e.entry_id = v.entry_id"
                + " join register_entry d on d.id = e.successor_id"
                + " where v.type = 'superseded' and d.batch_id = ?",
            diplomas)
        .getFirst();
  }

  private static Response records(ProvisionalScene scene, String batch) {
    Response answer =
        BatchClient.as(scene.staff().preparer().key()).get("/api/v1/batches/" + batch + "/records");
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(200);
    return answer;
  }

  private static List<String> credentials(ProvisionalScene scene, String batch) {
    return records(scene, batch).path("data.credential");
  }

  /** The codes that the documents carry. */
  private static List<String> codes(ProvisionalScene scene, String batch) {
    List<String> records = records(scene, batch).path("data.record");
    return records.stream()
        .map(record -> QrText.fragment(Bytes.of(Base64.getUrlDecoder().decode(record))))
        .toList();
  }

  private static void awaitVerdict(String credential, String verdict) throws InterruptedException {
    for (int i = 0; i < 200; i++) {
      if (verify(credential).<String>path("verdict").equals(verdict)) {
        return;
      }
      Thread.sleep(50);
    }
    assertThat(verify(credential).<String>path("verdict")).isEqualTo(verdict);
  }

  private static Response verify(String qr) {
    return given()
        .contentType("application/json")
        .header("Accept-Language", "en")
        .body(Map.of("qr", qr))
        .post("/api/v1/verifications");
  }
}
