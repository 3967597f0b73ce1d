package vn.sogoc.issuance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;

/** Graduates look at their own rows, confirm or dispute; what they say holds the batch. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class ConfirmationApiTest {
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Clock clock;
  @Inject OwnerSql sql;
  @Inject Accounts accounts;
  @Inject Batches batches;

  private Staff staff;
  private LocalDate today;

  @BeforeEach
  void people() {
    staff = Staff.of(schools);
    today = LegalDay.of(clock.instant());
  }

  @Test
  void each_graduate_sees_the_own_row_and_no_number_and_what_they_say_is_counted() {
    Confirmed scene = Confirmed.asked(staff, 4, clock);
    assertThat(new HashSet<>(scene.links())).hasSize(4).allMatch(l -> l.contains("/confirm#"));
    Response look = Confirmed.look(scene.links().get(1));
    look.then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("institution", equalTo("iss_" + schools.university()))
        .body("document.find { it.field == 'name' }.vi", equalTo("Nguyễn Thị B"))
        .body("document.find { it.field == 'birth' }.vi", equalTo("2003-05-17"))
        .body("document.field", hasItem("signer"))
        .body("answer", equalTo(null));
    assertThat(look.asString())
        .as("neither the number nor the place of birth")
        .doesNotContain("001303", "Hà Nội\"");
    scene.confirm(0).then().statusCode(200).body("answer", equalTo("confirmed"));
    scene.dispute(1, "name", " Nguyễn Thị Bình ").then().statusCode(200);
    Confirmed.look(scene.links().get(1))
        .then()
        .body("answer", equalTo("disputed"))
        .body("field", equalTo("name"))
        .body("wanted", equalTo("Nguyễn Thị Bình"));
    scene
        .standing()
        .then()
        .statusCode(200)
        .body("confirmed", equalTo(1))
        .body("disputed", equalTo(1))
        .body("silent", equalTo(2))
        .body("notAsked", equalTo(0))
        .body("held", equalTo(true));
    BatchClient.as(staff.approver().key())
        .get("/api/v1/batches/" + scene.batch() + "/confirmation/disputes")
        .then()
        .body("data.size()", equalTo(1))
        .body("data[0].position", equalTo(1))
        .body("data[0].fullName", equalTo("Nguyễn Thị B"))
        .body("data[0].wanted", equalTo("Nguyễn Thị Bình"));
    scene.confirm(1).then().statusCode(200).body("answer", equalTo("confirmed"));
    scene
        .standing()
        .then()
        .body("confirmed", equalTo(1))
        .body("disputed", equalTo(1))
        .body("downloads.by", equalTo(List.of(staff.preparer().name())));
    BatchClient.as(staff.approver().key())
        .get("/api/v1/batches/" + scene.batch() + "/confirmation/disputes")
        .then()
        .body("data[0].withdrawn", equalTo(true));
  }

  @Test
  void before_anybody_asks_and_before_links_are_handed_out_nobody_was_asked() {
    String batch = staff.prepared(BatchClient.list(2));
    String key = staff.preparer().key();
    BatchClient.as(key)
        .get("/api/v1/batches/" + batch + "/confirmation")
        .then()
        .statusCode(200)
        .body("asked", equalTo(false))
        .body("notAsked", equalTo(2));
    Confirmed.download(key, batch).then().statusCode(409);
    Confirmed.ask(key, batch, today.toString())
        .then()
        .statusCode(200)
        .body("notAsked", equalTo(2))
        .body("silent", equalTo(0))
        .body("open", equalTo(true));
    Response approved = approve(batch);
    assertThat(approved.statusCode()).as("the approver must have seen it").isEqualTo(409);
    assertThat(approved.<String>path("code")).isEqualTo("confirmation_changed");
  }

  @Test
  void a_batch_whose_graduates_nobody_asked_says_so_beside_its_approval() {
    String batch = staff.approved(BatchClient.list(2));
    BatchClient.as(staff.approver().key())
        .get("/api/v1/batches/" + batch + "/confirmation")
        .then()
        .body("accepted.notAsked", equalTo(List.of(2)))
        .body("accepted.by", equalTo(List.of(staff.approver().name())));
    BatchClient.batch(staff.approver().key(), batch).then().body("graduatesAsked", equalTo(false));
  }

  /** The preparer has every link, and so could be every graduate. */
  @Test
  void whoever_has_the_links_takes_no_dispute_back_and_approves_nothing() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    scene.approve("").then().statusCode(409);
    scene.approve("chưa đến ngày").then().statusCode(200);
    scene.dispute(0, "name", "Nguyễn Thị An").then().statusCode(200);
    scene.confirm(0).then().statusCode(200);
    BatchClient.sign(staff.signer().key(), scene.batch()).then().statusCode(409);
    List<String> newer = Confirmed.links(staff.preparer().key(), scene.batch());
    new Confirmed(staff, scene.batch(), newer).confirm(0).then().statusCode(200);
    BatchClient.sign(staff.signer().key(), scene.batch())
        .then()
        .statusCode(409)
        .body("code", equalTo("confirmation_disputed"));
    BatchClient.as(staff.signer().key())
        .get("/api/v1/batches/" + scene.batch() + "/signing/content")
        .then()
        .statusCode(409);
    DemoSchools.Person clerk = schools.person(schools.university(), Role.PREPARE, Role.APPROVE);
    assertThat(Confirmed.download(clerk.key(), scene.batch()).statusCode()).isEqualTo(200);
    BatchClient.as(clerk.key())
        .contentType("application/json")
        .body(
            Map.of(
                "confirmationHash",
                scene.standing().<String>path("confirmationHash"),
                "reason",
                "tự trả lời"))
        .post("/api/v1/batches/" + scene.batch() + "/confirmation/acceptance")
        .then()
        .statusCode(403);
    scene.goOn("người học đã rút").then().statusCode(200);
    scene
        .standing()
        .then()
        .body("accepted.reason", equalTo(List.of("người học đã rút", "chưa đến ngày")));
  }

  @Test
  void a_dispute_that_was_taken_out_by_hand_lets_nothing_be_approved_or_signed() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    scene.approve("chưa đến ngày").then().statusCode(200);
    scene.dispute(0, "name", "Nguyễn Thị An").then().statusCode(200);
    String where = " where batch_id = '" + OwnerSql.uuid(scene.batch()) + "'";
    byHand("confirmation_answer", "delete from confirmation_answer" + where);
    BatchClient.sign(staff.signer().key(), scene.batch())
        .then()
        .statusCode(500)
        .body("code", equalTo("confirmation_altered"));
  }

  @Test
  void an_answer_does_not_wait_for_whoever_holds_the_batch() throws Exception {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    String content = Confirmed.look(scene.links().getFirst()).path("content");
    List<Integer> found = new java.util.concurrent.CopyOnWriteArrayList<>();
    sql.whileHeld(
        scene.batch(),
        () -> {
          found.add(Confirmed.look(scene.links().getFirst()).statusCode());
          found.add(
              scene.answer(0, Map.of("answer", "confirmed", "content", content)).statusCode());
        });
    assertThat(found).containsExactly(200, 503);
    scene.confirm(0).then().statusCode(200);
  }

  /** Past the guard that holds even a superuser back. */
  private void byHand(String table, String change) {
    sql.asSuperuser(
        "alter table " + table + " disable trigger refuse_update_delete",
        change,
        "alter table " + table + " enable always trigger refuse_update_delete");
  }

  private Response approve(String batch) {
    Response shown = BatchClient.batch(staff.approver().key(), batch);
    return BatchClient.approve(
        staff.approver().key(),
        batch,
        shown.path("approvedHash"),
        shown.<Integer>path("rows"),
        true);
  }

  @Test
  void a_new_download_ends_the_links_before_and_wrong_links_are_all_the_same() {
    Confirmed scene = Confirmed.asked(staff, 2, clock);
    List<String> newer = Confirmed.links(staff.preparer().key(), scene.batch());
    assertThat(newer).doesNotContainAnyElementsOf(scene.links());
    Response ended = Confirmed.look(scene.links().getFirst());
    String unknown = ended.path("code");
    assertThat(ended.statusCode()).isEqualTo(404);
    assertThat(unknown).isEqualTo("confirmation_unknown");
    for (String wrong :
        List.of(
            "",
            "x",
            "a".repeat(32),
            "https://sogoc.example/confirm#" + "b".repeat(32),
            "ă".repeat(299))) {
      Response answer = Confirmed.look(wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(404);
      assertThat(answer.<String>path("code")).isEqualTo(unknown);
    }
    Confirmed.look(newer.getFirst()).then().statusCode(200);
    Confirmed.look(newer.getFirst().substring(newer.getFirst().indexOf('#') + 1))
        .then()
        .statusCode(200);
    assertThat(
            sql.numbers("select count(*) from confirmation_link where batch_id = ?", scene.batch()))
        .containsExactly(2L);
  }

  @Test
  void a_new_link_for_one_row_ends_that_of_this_row_alone_and_counts_as_a_download() {
    Confirmed scene = Confirmed.asked(staff, 3, clock);
    String preparer = staff.preparer().key();
    String seen = scene.standing().path("confirmationHash");
    Confirmed newer = scene.renewed(1, Confirmed.ROW + 1);
    assertThat(newer.links().get(1)).isNotEqualTo(scene.links().get(1));
    Confirmed.look(scene.links().get(1)).then().statusCode(404);
    Confirmed.look(scene.links().get(0)).then().statusCode(200);
    Confirmed.look(scene.links().get(2)).then().statusCode(200);
    newer.confirm(1).then().statusCode(200);
    scene.confirm(0).then().statusCode(200);
    scene
        .standing()
        .then()
        .body("confirmed", equalTo(2))
        .body("downloads.single", equalTo(List.of(false, true)));
    scene.approve(seen, "").then().statusCode(409).body("code", equalTo("confirmation_changed"));
    DemoSchools.Person clerk = schools.person(schools.university(), Role.PREPARE, Role.APPROVE);
    assertThat(Confirmed.renew(clerk.key(), scene.batch(), Confirmed.ROW).statusCode())
        .isEqualTo(200);
    Response shown = BatchClient.batch(clerk.key(), scene.batch());
    BatchClient.as(clerk.key())
        .contentType("application/json")
        .body(
            Map.of(
                "approvedHash",
                shown.path("approvedHash"),
                "count",
                3,
                "confirmationHash",
                scene.standing().<String>path("confirmationHash"),
                "reason",
                "tự trả lời"))
        .post("/api/v1/batches/" + scene.batch() + "/approvals")
        .then()
        .statusCode(403);
    assertThat(Confirmed.renew(preparer, scene.batch(), 99).statusCode()).isEqualTo(422);
    assertThat(Confirmed.renew(staff.approver().key(), scene.batch(), 2).statusCode())
        .isEqualTo(403);
    List<String> all = Confirmed.links(preparer, scene.batch());
    Confirmed.look(newer.links().get(1)).then().statusCode(404);
    Confirmed.look(all.get(1)).then().statusCode(200);
  }

  @Test
  void a_single_link_comes_after_those_of_all_and_never_after_the_end() {
    String batch = staff.prepared(BatchClient.list(1));
    String key = staff.preparer().key();
    Confirmed.renew(key, batch, Confirmed.ROW).then().statusCode(409);
    Confirmed.ask(key, batch, LegalDay.of(clock.instant()).plusDays(3).toString());
    Confirmed.renew(key, batch, Confirmed.ROW).then().statusCode(409);
    Confirmed.links(key, batch);
    Confirmed.renew(key, batch, Confirmed.ROW).then().statusCode(200);
    BatchClient.as(key).delete("/api/v1/batches/" + batch).then().statusCode(204);
    Confirmed.renew(key, batch, Confirmed.ROW).then().statusCode(409);
  }

  @Test
  void who_approves_again_with_another_reason_is_not_given_the_answer_of_before() {
    Confirmed scene = Confirmed.asked(staff, 2, clock);
    String hash = scene.standing().path("confirmationHash");
    Response shown = BatchClient.batch(staff.approver().key(), scene.batch());
    scene.approve(hash, "chưa đến ngày").then().statusCode(200);
    Digest approved = Digest.ofHex(shown.path("approvedHash"));
    Actor actor = accounts.current(staff.approver().account()).orElseThrow();
    PublicId id = PublicId.parse("bat", scene.batch()).orElseThrow();
    assertThat(
            batches.approvedBefore(
                actor, id, approved, ConfirmationSeen.parse(hash, "chưa đến ngày")))
        .isPresent();
    assertThat(
            batches.approvedBefore(actor, id, approved, ConfirmationSeen.parse(hash, "lý do khác")))
        .isEmpty();
    assertThat(
            batches.approvedBefore(
                actor, id, approved, ConfirmationSeen.parse("0".repeat(64), "chưa đến ngày")))
        .isEmpty();
    scene.approve(hash, "lý do khác").then().statusCode(409);
    scene.standing().then().body("accepted.reason", equalTo(List.of("chưa đến ngày")));
  }

  @Test
  void a_dispute_holds_the_approval_until_the_approver_says_why_it_goes_on() throws Exception {
    Confirmed scene = Confirmed.asked(staff, 3, clock);
    scene.confirm(0);
    String before = scene.standing().path("confirmationHash");
    scene.dispute(1, "birth", "18/05/2003");
    scene
        .approve(before, "đã xem")
        .then()
        .statusCode(409)
        .body("code", equalTo("confirmation_changed"));
    scene.approve("").then().statusCode(409).body("code", equalTo("confirmation_disputed"));
    scene.approve("ok").then().statusCode(422).body("code", equalTo("confirmation_refused"));
    scene.approve("đã đối chiếu giấy khai sinh").then().statusCode(200);
    scene
        .standing()
        .then()
        .body("held", equalTo(false))
        .body("accepted.confirmed", equalTo(List.of(1)))
        .body("accepted.disputed", equalTo(List.of(1)))
        .body("accepted.silent", equalTo(List.of(1)))
        .body("accepted.reason", equalTo(List.of("đã đối chiếu giấy khai sinh")));
    assertThat(staff.signed(scene.batch()).<String>path("state")).isEqualTo("done");
    Confirmed.look(scene.links().getFirst())
        .then()
        .statusCode(404)
        .body("code", equalTo("confirmation_unknown"));
  }

  @Test
  void a_dispute_after_the_approval_holds_the_signing_until_another_person_answers_it()
      throws Exception {
    Confirmed scene = Confirmed.asked(staff, 2, clock);
    scene.approve("chưa đến ngày khép lại").then().statusCode(200);
    scene.dispute(0, "other", "thiếu chữ đệm").then().statusCode(200);
    BatchClient.sign(staff.signer().key(), scene.batch())
        .then()
        .statusCode(409)
        .body("code", equalTo("confirmation_disputed"));
    scene.standing().then().body("held", equalTo(true));
    DemoSchools.Person both =
        schools.account(
            staff.preparer().person(), schools.university(), Role.PREPARE, Role.APPROVE);
    BatchClient.as(both.key())
        .contentType("application/json")
        .body(
            Map.of(
                "confirmationHash",
                scene.standing().<String>path("confirmationHash"),
                "reason",
                "tự trả lời"))
        .post("/api/v1/batches/" + scene.batch() + "/confirmation/acceptance")
        .then()
        .statusCode(403);
    scene.goOn("người học nhầm").then().statusCode(200).body("held", equalTo(false));
    assertThat(staff.signed(scene.batch()).<String>path("state")).isEqualTo("done");
  }

  @Test
  void silence_is_no_consent_and_who_does_not_wait_for_the_day_says_why() {
    Confirmed scene = Confirmed.asked(staff, 2, clock);
    scene.standing().then().body("early", equalTo(true)).body("held", equalTo(true));
    scene.approve("").then().statusCode(409).body("code", equalTo("confirmation_disputed"));
    scene.approve("lễ trao bằng ngày mai").then().statusCode(200);
    scene
        .standing()
        .then()
        .body("accepted.confirmed", equalTo(List.of(0)))
        .body("accepted.silent", equalTo(List.of(2)))
        .body("accepted.reason", equalTo(List.of("lễ trao bằng ngày mai")));
  }

  @Test
  void what_is_no_answer_is_refused() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    for (Map<String, String> wrong :
        List.of(
            Map.of("answer", "maybe"),
            Map.of("answer", "confirmed", "field", "name"),
            Map.of("answer", "disputed"),
            Map.of("answer", "disputed", "field", "personal-number", "wanted", "1"),
            Map.of("answer", "disputed", "field", "name", "wanted", "   "),
            Map.of("answer", "disputed", "field", "name", "wanted", "a\nb"),
            Map.of("answer", "disputed", "field", "name", "wanted", "a".repeat(301)),
            Map.of("answer", "disputed", "field", "other", "wanted", "CCCD 001 303 000 001"),
            Map.of("answer", "confirmed", "content", "x"))) {
      Response answer = scene.answer(0, wrong);
      assertThat(answer.statusCode()).as(wrong + " " + answer.asString()).isEqualTo(422);
    }
    scene
        .answer(0, Map.of("answer", "confirmed", "content", "0".repeat(64)))
        .then()
        .statusCode(409)
        .body("code", equalTo("confirmation_changed"));
    for (int i = 0; i < 10; i++) {
      scene.dispute(0, "name", "lần " + i).then().statusCode(200);
      scene.dispute(0, "name", "lần " + i).then().statusCode(200); // the same said twice is one
    }
    scene.confirm(0).then().statusCode(422);
    scene.standing().then().body("disputed", equalTo(1));
    BatchClient.as(staff.approver().key())
        .get("/api/v1/batches/" + scene.batch() + "/confirmation/disputes?limit=4&after=4")
        .then()
        .body("data.number", equalTo(List.of(5, 6, 7, 8)))
        .body("page.next", equalTo("8"));
  }

  @Test
  void the_closing_day_is_near_and_ends_in_viet_nam() {
    String batch = staff.prepared(BatchClient.list(1));
    String key = staff.preparer().key();
    for (String wrong :
        List.of("", "tomorrow", today.minusDays(1).toString(), today.plusDays(61).toString())) {
      assertThat(Confirmed.ask(key, batch, wrong).statusCode()).as(wrong).isEqualTo(422);
    }
    Confirmed.ask(key, batch, today.plusDays(9).toString()).then().statusCode(200);
    Confirmed.ask(key, batch, today.plusDays(2).toString()).then().statusCode(200);
    List<String> links = Confirmed.links(key, batch);
    assertThat(Confirmed.ask(key, batch, today.plusDays(1).toString()).statusCode())
        .as("earlier than what graduates were told")
        .isEqualTo(422);
    byHand(
        "confirmation_round",
        "update confirmation_round set closes_on = closes_on - 1 where batch_id = '%s'"
            .formatted(OwnerSql.uuid(batch)));
    Response altered = Confirmed.look(links.getFirst());
    assertThat(altered.statusCode()).as("a round that was altered is none").isEqualTo(500);
    assertThat(altered.<String>path("code")).isEqualTo("confirmation_altered");
  }

  @Test
  void an_answer_that_was_altered_by_hand_lets_nothing_be_approved() {
    Confirmed scene = Confirmed.asked(staff, 2, clock);
    scene.dispute(0, "name", "Nguyễn Thị An");
    String hash = scene.standing().path("confirmationHash");
    byHand(
        "confirmation_answer",
        ("update confirmation_answer set answer = 'confirmed', field = null, wanted = null"
                + " where batch_id = '%s'")
            .formatted(OwnerSql.uuid(scene.batch())));
    scene
        .approve(hash, "đã đối chiếu")
        .then()
        .statusCode(500)
        .body("code", equalTo("confirmation_altered"));
  }

  @Test
  void another_institution_does_not_see_any_of_it() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    int other = own.school().number();
    String key = schools.person(other, Role.PREPARE, Role.APPROVE).key();
    String path = "/api/v1/batches/" + scene.batch() + "/confirmation";
    BatchClient.as(key).get(path).then().statusCode(404);
    BatchClient.as(key).get(path + "/disputes").then().statusCode(404);
    Confirmed.ask(key, scene.batch(), today.toString()).then().statusCode(404);
    Confirmed.download(key, scene.batch()).then().statusCode(404);
    BatchClient.as(key)
        .contentType("application/json")
        .body(Map.of())
        .post(path + "/acceptance")
        .then()
        .statusCode(404);
  }

  /** Whoever held the link before, the graduate still says what is wrong. */
  @Test
  void a_row_that_was_confirmed_too_often_can_still_be_disputed() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    for (int i = 0; i < 5; i++) {
      scene.dispute(0, "name", "lần " + i).then().statusCode(200);
      scene.confirm(0).then().statusCode(200);
    }
    scene.dispute(0, "birth", "18/05/2003").then().statusCode(200);
    scene.confirm(0).then().statusCode(422);
  }

  @Test
  void one_link_is_not_asked_for_ever() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    String link = scene.links().getFirst();
    int looks = 0;
    while (looks < 100 && Confirmed.look(link).statusCode() == 200) {
      looks++;
    }
    assertThat(looks).isEqualTo(60);
    Confirmed.look(link).then().statusCode(429).header("Retry-After", not(equalTo(null)));
  }

  @Test
  void a_batch_that_was_given_up_answers_nobody() {
    Confirmed scene = Confirmed.asked(staff, 1, clock);
    scene.confirm(0);
    BatchClient.as(staff.preparer().key())
        .delete("/api/v1/batches/" + scene.batch())
        .then()
        .statusCode(204);
    Confirmed.look(scene.links().getFirst())
        .then()
        .statusCode(404)
        .body(not(containsString(UUID.randomUUID().toString())));
    Confirmed.ask(staff.preparer().key(), scene.batch(), today.toString()).then().statusCode(409);
  }
}
