package vn.sogoc.issuance;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Role;

/** N + 1 is held for the ministry, whoever has the keys and however many ask at once. */
@QuarkusTest
@Tag("service")
class QuotaApiTest {
  private static final String ALL = "*";
  private static final String INFORMATICS = "7480201";

  @Inject DemoSchools people;
  @Inject TestSchools schools;
  @Inject CrashingSteps steps;
  @Inject OwnerSql hand;

  private int school;
  private QuotaClient ministry;
  private Staff staff;

  @BeforeEach
  void anew() {
    school = schools.school().number();
    ministry = new QuotaClient(people);
    staff = another();
  }

  /** The same school's people under another decision. */
  private Staff another() {
    DemoSchools.Person signer = people.person(school, Role.SIGN, Role.APPROVE);
    return new Staff(
        people.person(school, Role.PREPARE),
        people.person(school, Role.APPROVE),
        signer,
        people.mandate(school, signer.person(), "GS.TS. Phan Thị Ngọc Hạ", "BCN"),
        BatchClient.decision());
  }

  @Test
  void without_a_quota_nothing_is_limited() throws Exception {
    String batch = staff.approved(BatchClient.list(3));
    BatchClient.batch(staff.signer().key(), batch).then().body("quotas", hasSize(0));
    staff.signed(batch).then().body("state", equalTo("done"));
  }

  @Test
  void the_last_place_is_given_and_one_more_is_held() throws Exception {
    ministry.set(school, ALL, 5);
    staff.signed(staff.approved(BatchClient.list(4))).then().body("state", equalTo("done"));
    Staff other = another();
    String held = other.approved(BatchClient.list(2));
    BatchClient.batch(other.signer().key(), held)
        .then()
        .body("quotas", hasSize(1))
        .body("quotas[0].programme", equalTo("*"))
        .body("quotas[0].year", equalTo(2026))
        .body("quotas[0].places", equalTo(5))
        .body("quotas[0].used", equalTo(4))
        .body("quotas[0].batch", equalTo(2))
        .body("quotas[0].over", equalTo(1))
        .body("quotas[0].released", equalTo(false));
    held(other, held)
        .body("detail", containsString("is 5, 4 are used"))
        .body("detail", containsString("2 rows that count: 1 too many"))
        .body("errors[0].code", equalTo("quota_held"))
        .body("errors[0].expected", equalTo("5"))
        .body("errors[0].found", equalTo("6"));
    BatchClient.batch(other.signer().key(), held)
        .then()
        .body("state", equalTo("approved"))
        .body("job", equalTo(null));
    Staff last = another();
    last.signed(last.approved(BatchClient.list(1))).then().body("state", equalTo("done"));
    ministry.set(school, ALL, 7); // a later quota stands in place of the earlier one
    other.signed(held).then().body("state", equalTo("done"));
  }

  @Test
  void a_programme_has_a_quota_of_its_own() throws Exception {
    ministry.set(school, ALL, 100);
    ministry.set(school, INFORMATICS, 2);
    ministry.set(school, "7480101", 0);
    String held = staff.approved(BatchClient.list(3));
    held(staff, held)
        .body("errors", hasSize(1))
        .body("errors[0].column", equalTo(INFORMATICS))
        .body("detail", containsString("BCN " + INFORMATICS));
    Staff other = another();
    String fits =
        other.approved(
            BatchClient.list(2)
                + BatchClient.row(3, "Trần Văn Kế", "01/02/2003", BatchClient.number())
                    .replace(INFORMATICS, "7340301"));
    BatchClient.batch(other.signer().key(), fits)
        .then()
        .body("quotas.find { it.programme == '" + INFORMATICS + "' }.batch", equalTo(2))
        .body("quotas.find { it.programme == '*' }.batch", equalTo(3));
    other.signed(fits).then().body("state", equalTo("done"));
  }

  /** Of two that together are too many exactly one is signed, whichever comes first. */
  @Test
  void two_at_once_never_exceed_it_together() throws Exception {
    for (int round = 1; round <= 4; round++) {
      ministry.set(school, ALL, 5 * round - 2 * (round - 1));
      List<Staff> two = List.of(another(), another());
      List<String> batches = new ArrayList<>();
      for (Staff one : two) {
        batches.add(one.approved(BatchClient.list(3)));
      }
      CyclicBarrier barrier = new CyclicBarrier(2);
      List<CompletableFuture<Response>> answers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        String key = two.get(i).signer().key();
        String batch = batches.get(i);
        answers.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    barrier.await();
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                  return BatchClient.sign(key, batch);
                }));
      }
      List<Response> both = answers.stream().map(CompletableFuture::join).toList();
      assertThat(both.stream().map(Response::statusCode))
          .as(both.stream().map(Response::asString).toList().toString())
          .containsExactlyInAnyOrder(202, 409);
      for (int i = 0; i < 2; i++) {
        if (both.get(i).statusCode() == 202) {
          BatchClient.ended(two.get(i).signer().key(), both.get(i).path("job"))
              .then()
              .body("state", equalTo("done"));
        } else {
          both.get(i).then().body("code", equalTo("quota_held"));
        }
      }
    }
  }

  @Test
  void a_release_lets_exactly_one_batch_with_exactly_these_rows_through() throws Exception {
    ministry.set(school, ALL, 1);
    String released = staff.approved(BatchClient.list(2));
    Staff other = another();
    String another = other.approved(BatchClient.list(2));
    String hash = BatchClient.batch(staff.signer().key(), released).path("approvedHash");
    String otherHash = BatchClient.batch(other.signer().key(), another).path("approvedHash");
    String first = ministry.first().key();
    QuotaClient.askRelease(first, released, otherHash)
        .then()
        .statusCode(409)
        .body("code", equalTo("approval_other_content"));
    Response asked = QuotaClient.askRelease(first, released, hash);
    asked.then().statusCode(201).body("type", equalTo("release")).body("batch", equalTo(released));
    held(staff, released); // one person is not enough
    QuotaClient.approve(first, asked)
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    QuotaClient.approve(ministry.second().key(), asked).then().statusCode(200);
    QuotaClient.approve(ministry.second().key(), asked)
        .then()
        .statusCode(409)
        .body("code", equalTo("quota_decision_settled"));
    held(other, another);
    BatchClient.batch(staff.signer().key(), released)
        .then()
        .body("quotas[0].released", equalTo(true));
    staff.signed(released).then().body("state", equalTo("done"));
    held(other, another);
    QuotaClient.askRelease(first, released, hash)
        .then()
        .statusCode(409)
        .body("code", equalTo("batch_state"));
    Staff last = another();
    held(last, last.approved(BatchClient.list(1)));
  }

  @Test
  void what_is_rejected_or_asked_for_by_one_person_holds_nothing() throws Exception {
    Response asked = QuotaClient.ask(ministry.first().key(), school, ALL, 1);
    asked.then().statusCode(201).body("state", equalTo("asked"));
    staff.signed(staff.approved(BatchClient.list(2))).then().body("state", equalTo("done"));
    QuotaClient.reject(ministry.second().key(), asked)
        .then()
        .statusCode(200)
        .body("state", equalTo("rejected"));
    QuotaClient.approve(ministry.second().key(), asked)
        .then()
        .statusCode(409)
        .body("code", equalTo("quota_decision_settled"));
    Staff other = another();
    other.signed(other.approved(BatchClient.list(2))).then().body("state", equalTo("done"));
  }

  @Test
  void an_institution_never_sets_its_own() {
    DemoSchools.Person own = people.person(school, Role.OPERATE);
    QuotaClient.ask(own.key(), school, ALL, 1000)
        .then()
        .statusCode(403)
        .body("code", equalTo("forbidden"));
    Response asked = QuotaClient.ask(ministry.first().key(), school, ALL, 1000);
    QuotaClient.approve(own.key(), asked).then().statusCode(403);
    String batch = staff.approved(BatchClient.list(1));
    QuotaClient.askRelease(
            own.key(), batch, BatchClient.batch(staff.signer().key(), batch).path("approvedHash"))
        .then()
        .statusCode(403);
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/institutions/iss_" + school + "/quotas")
        .then()
        .statusCode(200)
        .body("data", hasSize(1))
        .body("data[0].places", equalTo(1000));
    BatchClient.as(staff.preparer().key())
        .get("/api/v1/institutions/iss_" + people.university() + "/quotas")
        .then()
        .statusCode(403);
  }

  @Test
  void a_voided_batch_gives_its_share_back() throws Exception {
    ministry.set(school, ALL, 3);
    String stuck = staff.approved(BatchClient.list(3));
    steps.doOnce(
        stuck,
        SigningSteps.Point.BEFORE_RECORD,
        () -> {
          throw new Refusal(InstitutionProblem.KEY_NOT_USABLE, "the key is frozen");
        });
    staff.signed(stuck).then().body("state", equalTo("failed"));
    Staff other = another();
    String waiting = other.approved(BatchClient.list(1));
    held(other, waiting);
    Response asked =
        BatchClient.askToVoid(staff.preparer().key(), stuck, "Khóa bị đóng băng, không ký nữa");
    BatchClient.approveVoiding(staff.approver().key(), stuck, asked.path("voiding.voidingHash"))
        .then()
        .statusCode(200);
    other.signed(waiting).then().body("state", equalTo("done"));
  }

  /** Nobody with a hand on the database has more signed than two persons decided. */
  @Test
  void a_quota_that_was_raised_put_in_or_taken_out_by_hand_stops_everything() throws Exception {
    String id = ministry.set(school, ALL, 1);
    ministry.set(school, ALL, 2);
    String batch = staff.approved(BatchClient.list(3));
    String of = " where institution_id = " + school;
    for (List<String> doneAndUndone :
        List.of(
            List.of(
                "update quota_decision set places = places + 100" + of,
                "update quota_decision set places = places - 100" + of),
            List.of(
                "update quota_outcome set version = 3 - version" + of,
                "update quota_outcome set version = 3 - version" + of),
            List.of(
                "update quota_outcome set version = 9" + of + " and version = 2",
                "update quota_outcome set version = 2" + of + " and version = 9"),
            List.of(
                "update quota_outcome set outcome = 'rejected', version = null"
                    + of
                    + " and version = 2",
                "update quota_outcome set outcome = 'approved', version = 2"
                    + of
                    + " and outcome = 'rejected'"),
            List.of(
                "update quota_cell set versions = 1" + of,
                "update quota_cell set versions = 2" + of))) {
      hand.asSuperuser(
          "alter table quota_decision disable trigger refuse_update_delete",
          "alter table quota_outcome disable trigger refuse_update_delete",
          "alter table quota_outcome drop constraint quota_with_approval",
          doneAndUndone.getFirst());
      BatchClient.sign(staff.signer().key(), batch)
          .then()
          .statusCode(500)
          .body("code", equalTo("quota_altered"));
      hand.asSuperuser(
          doneAndUndone.getLast(),
          "alter table quota_outcome add constraint quota_with_approval"
              + " check ((outcome = 'approved') = (approval_id is not null)) not valid",
          "alter table quota_decision enable always trigger refuse_update_delete",
          "alter table quota_outcome enable always trigger refuse_update_delete");
    }
    held(staff, batch);
    assertThat(id).startsWith("quo_");
  }

  @Test
  void a_release_that_was_written_by_hand_releases_nothing() {
    ministry.set(school, ALL, 1);
    String batch = staff.approved(BatchClient.list(2));
    Response asked =
        QuotaClient.askRelease(
            ministry.first().key(),
            batch,
            BatchClient.batch(staff.signer().key(), batch).path("approvedHash"));
    hand.asSuperuser(
        """
        insert into quota_outcome
        select id, institution_id, 'approved', null, asked_person, '%s', 'Ai Đó', now(), '%s', seal
        from quota_decision where institution_id = %d and type = 'release'
        """
            .formatted(UUID.randomUUID(), UUID.randomUUID(), school));
    assertThat(asked.statusCode()).isEqualTo(201);
    held(staff, batch);
  }

  /** What was sealed when the list was prepared is what is signed, or nothing is. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "programmes = '7340301=1 7480201=2'",
        "programmes = null",
        "decision_total = 9000000",
        "decision_total = null",
        "terms_seal = null"
      })
  void terms_that_were_changed_by_hand_are_not_signed(String change) {
    ministry.set(school, INFORMATICS, 2);
    String batch = staff.approved(BatchClient.list(3));
    hand.asSuperuser("update batch set " + change + " where id = '" + OwnerSql.uuid(batch) + "'");
    BatchClient.sign(staff.signer().key(), batch)
        .then()
        .statusCode(500)
        .body("code", equalTo("batch_content_changed"));
  }

  /** A full year is not left by writing an earlier one. */
  @Test
  void a_list_that_is_dated_back_into_another_year_needs_a_release() throws Exception {
    ministry.set(school, ALL, 100);
    Response made =
        BatchClient.prepare(
            staff.preparer().key(),
            BatchClient.list(1),
            staff.decision(),
            staff.mandate(),
            Map.of(
                "decisionDate", "2025-12-29", "issueDate", "2025-12-30", "graduationYear", "2025"));
    assertThat(made.statusCode()).as(made.asString()).isEqualTo(201);
    String batch = staff.approvedBy(staff.approver(), made.path("id"));
    BatchClient.sign(staff.signer().key(), batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("quota_held"));
    String hash = BatchClient.batch(staff.preparer().key(), batch).path("approvedHash");
    QuotaClient.approve(
            ministry.second().key(), QuotaClient.askRelease(ministry.first().key(), batch, hash))
        .then()
        .statusCode(200);
    staff.signed(batch).then().body("state", equalTo("done"));
  }

  @Test
  void everybody_sees_how_many_were_issued_beside_the_quota() throws Exception {
    ministry.set(school, ALL, 5);
    String counts = "/api/v1/issued-counts?year=2026&issuer=iss_" + school;
    given().get(counts).then().body("data[0].issued", equalTo(0));
    staff.signed(staff.approved(BatchClient.list(3))).then().body("state", equalTo("done"));
    Staff other = another();
    other.signed(other.approved(BatchClient.list(1))).then().body("state", equalTo("done"));
    other.approved(BatchClient.list(1)); // not issued
    Response answer = given().get(counts);
    answer
        .then()
        .statusCode(200)
        .header("Cache-Control", containsString("public, max-age=300"))
        .body("data", hasSize(1))
        .body("data[0].kind", equalTo("BCN"))
        .body("data[0].issued", equalTo(4))
        .body("data[0].lists", equalTo(2))
        .body("data[0].quotas[0].places", equalTo(5))
        .body(
            "data[0].keySet()",
            containsInAnyOrder("issuer", "kind", "year", "issued", "lists", "quotas"));
    given().header("If-None-Match", answer.header("ETag")).get(counts).then().statusCode(304);
    given()
        .get("/api/v1/issued-counts?year=2025&issuer=iss_" + school)
        .then()
        .body("data", hasSize(0));
    given().get("/api/v1/issued-counts?year=1&issuer=iss_1").then().statusCode(400);
    given().get("/api/v1/issued-counts?issuer=101").then().statusCode(400);
    given()
        .accept("text/html")
        .get("/counts?lang=en&year=2026&issuer=" + school)
        .then()
        .statusCode(200)
        .body(containsString("How many were issued"))
        .body(containsString("data-label=\"Issued\"><span>4<"))
        .body(containsString("data-label=\"Quota\"><span>5<"));
  }

  private static io.restassured.response.ValidatableResponse held(Staff staff, String batch) {
    return BatchClient.sign(staff.signer().key(), batch)
        .then()
        .statusCode(409)
        .body("code", equalTo("quota_held"));
  }
}
