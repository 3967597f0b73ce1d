package vn.sogoc.register.legacy;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static vn.sogoc.register.legacy.LegacyClient.as;
import static vn.sogoc.register.legacy.LegacyClient.close;
import static vn.sogoc.register.legacy.LegacyClient.key;
import static vn.sogoc.register.legacy.LegacyClient.post;
import static vn.sogoc.register.legacy.LegacyClient.row;
import static vn.sogoc.register.legacy.LegacyClient.verify;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.access.Role;

/** From a page of an old book to a copy that anybody can verify; and what is refused on the way. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class LegacyApiTest {
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject CrashingCopySteps steps;

  private int school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;
  private DemoSchools.Person third;
  private String book;

  @BeforeEach
  void a_keeper_of_three_with_a_book() {
    school = own.school().number();
    first = schools.person(school, Role.PREPARE);
    second = schools.person(school, Role.PREPARE, Role.APPROVE);
    third = schools.person(school, Role.SIGN);
    book = LegacyClient.book(first, second, 4);
  }

  @Test
  void a_page_that_two_persons_keyed_the_same_becomes_copies_that_say_what_they_are()
      throws Exception {
    String serial = serial();
    String page = LegacyClient.page(first, book, 1);
    key(first, page, 1, row(serial, "Nguyễn Thị Bưởi")).then().statusCode(200);
    key(first, page, 2, row(serial + "9", "Lê Văn Mận")).then().statusCode(200);
    as(second.key())
        .get("/api/v1/legacy-pages/" + page + "/entry")
        .then()
        .body("rows.size()", equalTo(0));
    refused(
        as(second.key()).get("/api/v1/legacy-pages/" + page + "/comparison"), 409, "legacy_state");
    close(first, page).then().statusCode(200).body("done", equalTo(true));
    refused(key(first, page, 1, row(serial, "Nguyễn Thị Bưởi")), 403, "legacy_keyed_by_you");
    refused(close(first, page), 403, "legacy_keyed_by_you");
    key(second, page, 1, row(serial, "Nguyễn Thị Bưởi")).then().statusCode(200);
    key(second, page, 2, row(serial + "9", "Lê Văn Mận")).then().statusCode(200);
    refused(key(third, page, 1, row(serial, "Nguyễn Thị Bưởi")), 409, "legacy_page_taken");
    close(second, page).then().statusCode(200);
    verify(serial, "Nguyễn Thị Bưởi", "").then().body("verdict", equalTo("not_found"));

    Response asked = LegacyClient.ask(second, page);
    assertThat(asked.statusCode()).as(asked.asString()).isEqualTo(200);
    String hash = asked.path("contentHash");
    as(third.key())
        .get("/api/v1/legacy-pages/" + page + "/standing")
        .then()
        .body("contentHash", equalTo(hash))
        .body("rows.size()", equalTo(2));
    refused(LegacyClient.sign(third, page, "0".repeat(64)), 409, "approval_other_content");
    Response accepted = LegacyClient.sign(third, page, hash);
    assertThat(accepted.statusCode()).as(accepted.asString()).isEqualTo(202);
    Response ended = LegacyClient.ended(third.key(), accepted.path("job"));
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    as(first.key())
        .get("/api/v1/legacy-pages/" + page)
        .then()
        .body("state", equalTo("recorded"))
        .body("rows", equalTo(2));
    refused(LegacyClient.upload(first, book, 1, LegacyClient.picture()), 409, "legacy_state");

    Response answer = verify(serial, "nguyễn thị bưởi", "");
    answer
        .then()
        .body("verdict", equalTo("valid"))
        .body("message", containsString("electronic copy made from the register book"))
        .body("document", nullValue())
        .body("registerCopy.form", equalTo("register_copy"))
        .body("registerCopy.dateOfBirth", equalTo("1979"))
        .body("registerCopy.issueDate", equalTo("2001"))
        .body("registerCopy.keeper.id", equalTo("iss_" + school))
        .body("registerCopy.basis", equalTo("equal"))
        .body("checks.find { it.code == 'copy' }.result", equalTo("passed"))
        .body("checks.find { it.code == 'copy' }.reason", equalTo("copy.equal"))
        .body("checks.find { it.code == 'published' }.result", equalTo("not_applicable"));
    verify("12/" + serial, "Nguyễn Thị Bưởi", "1979-05-17")
        .then()
        .body("verdict", equalTo("valid"))
        .body("checks.find { it.code == 'claims' }.result", equalTo("warning"))
        .body("registerCopy.dateOfBirth", equalTo("1979"));
    verify(serial, "Nguyễn Thị Bưởi", "1980").then().body("verdict", equalTo("mismatch"));
    verify(serial, "Nguyễn Thị Bòng", "").then().body("verdict", equalTo("not_found"));
    String receipt = answer.path("id");
    given().get("/api/v1/verifications/" + receipt).then().body("verdictNow", equalTo("valid"));

    Response coverage = given().get("/api/v1/coverage/iss_" + school);
    coverage
        .then()
        .statusCode(200)
        .body("lines[0].declared", equalTo(4))
        .body("lines[0].copied", equalTo(2))
        .body("lines[0].percent", equalTo(50));
  }

  @Test
  void rows_that_differ_are_held_until_a_third_person_or_both_of_the_two_decide() throws Exception {
    String serial = serial();
    String page = LegacyClient.page(first, book, 1);
    Map<String, Object> other = row(serial, "Nguyễn Thị Bưởi");
    other.put("ranking", "Giỏi");
    key(first, page, 1, row(serial, "Nguyễn Thị Bưởi")).then().statusCode(200);
    key(first, page, 2, row(serial + "9", "Lê Văn Mận")).then().statusCode(200);
    close(first, page);
    key(second, page, 1, other).then().statusCode(200);
    close(second, page);
    refused(LegacyClient.ask(second, page), 409, "legacy_state");
    as(third.key())
        .get("/api/v1/legacy-pages/" + page + "/comparison")
        .then()
        .body("settled", equalTo(false))
        .body("lines[0].differences", equalTo(List.of("ranking")));
    String lines = "/api/v1/legacy-pages/" + page + "/comparison/";
    refused(
        post(third.key(), lines + "1/decision", Map.of("row", other)), 422, "legacy_row_refused");
    post(third.key(), lines + "1/decision", Map.of("row", other, "reason", "theo ảnh là Giỏi"))
        .then()
        .statusCode(200)
        .body("lines[0].decision.standing", equalTo(true));
    post(
            first.key(),
            lines + "2/decision",
            Map.of("reason", "dòng bị gạch trong sổ, không cấp bằng"))
        .then()
        .statusCode(200)
        .body("lines[1].decision.standing", equalTo(false));
    refused(LegacyClient.ask(second, page), 409, "legacy_state");
    refused(
        post(first.key(), lines + "2/agreement", Map.of("version", 1)), 403, "legacy_decides_own");
    refused(
        post(third.key(), lines + "2/agreement", Map.of("version", 1)), 403, "legacy_decides_own");
    refused(post(second.key(), lines + "2/agreement", Map.of("version", 2)), 409, "legacy_state");
    post(second.key(), lines + "2/agreement", Map.of("version", 1))
        .then()
        .statusCode(200)
        .body("settled", equalTo(true));
    DemoSchools.Person head = schools.person(school, Role.SIGN);
    Response asked = LegacyClient.ask(third, page);
    refused(LegacyClient.sign(third, page, asked.path("contentHash")), 403, "approval_same_person");
    Response ended =
        LegacyClient.ended(
            head.key(), LegacyClient.sign(head, page, asked.path("contentHash")).path("job"));
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    verify(serial, "Nguyễn Thị Bưởi", "")
        .then()
        .body("verdict", equalTo("valid"))
        .body("registerCopy.basis", equalTo("decided"));
    verify(serial + "9", "Lê Văn Mận", "").then().body("verdict", equalTo("not_found"));
  }

  @Test
  void a_job_that_dies_at_any_point_goes_on_and_records_the_page_once() throws Exception {
    String serial = serial();
    String page = keyed(serial);
    String hash = LegacyClient.ask(second, page).path("contentHash");
    for (CopySteps.Point point : CopySteps.Point.values()) {
      steps.crashOnce(page, point);
    }
    Response ended =
        LegacyClient.ended(third.key(), LegacyClient.sign(third, page, hash).path("job"));
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    for (CopySteps.Point point : CopySteps.Point.values()) {
      assertThat(steps.hasCrashed(page, point)).as(point.name()).isTrue();
    }
    verify(serial, "Nguyễn Thị Bưởi", "").then().body("verdict", equalTo("valid"));
    assertThat(given().get("/api/v1/coverage/iss_" + school).<List<Integer>>path("lines.copied"))
        .isEqualTo(List.of(1));
    assertThat(LegacyClient.sign(third, page, hash).statusCode()).isEqualTo(202);
  }

  @Test
  void hostile_pictures_are_refused_and_pictures_are_the_institution_s_own() {
    refused(
        LegacyClient.upload(first, book, 1, Bytes.of("%PDF-1.7 no picture".getBytes())),
        415,
        "file_type_unsupported");
    byte[] damaged = LegacyClient.picture().toArray();
    Bytes cut = Bytes.of(java.util.Arrays.copyOf(damaged, damaged.length / 2));
    refused(LegacyClient.upload(first, book, 1, cut), 422, "file_damaged");
    refused(
        LegacyClient.upload(first, book, 0, LegacyClient.picture()), 422, "legacy_book_refused");
    Bytes picture = LegacyClient.picture();
    String page = LegacyClient.upload(first, book, 1, picture).path("id");
    byte[] served = as(second.key()).get("/api/v1/legacy-pages/" + page + "/image").asByteArray();
    assertThat(served).isEqualTo(picture.toArray());
    DemoSchools.Person elsewhere = schools.person(own.school().number(), Role.PREPARE, Role.SIGN);
    for (String path :
        List.of(
            "/api/v1/legacy-pages/" + page,
            "/api/v1/legacy-pages/" + page + "/image",
            "/api/v1/legacy-pages/" + page + "/entry",
            "/api/v1/legacy-pages/" + page + "/comparison",
            "/api/v1/legacy-books/" + book,
            "/api/v1/legacy-books/" + book + "/pages")) {
      as(elsewhere.key()).get(path).then().statusCode(404);
    }
    key(elsewhere, page, 1, row("A1", "Nguyễn Thị Bưởi")).then().statusCode(404);
    key(first, page, 1, row("A1", "Nguyễn Thị Bưởi")).then().statusCode(200);
    LegacyClient.upload(first, book, 1, LegacyClient.picture())
        .then()
        .statusCode(201)
        .body("version", equalTo(2));
    refused(key(first, page, 2, row("A2", "Nguyễn Thị Bưởi")), 409, "legacy_state");
  }

  @Test
  void a_book_takes_two_persons_and_a_lost_one_has_minutes() {
    Map<String, Object> lost =
        new java.util.HashMap<>(
            Map.of(
                "kind",
                "BCN",
                "title",
                "Sổ 1990",
                "yearFrom",
                1990,
                "yearTo",
                1992,
                "entries",
                12));
    lost.put("lost", true);
    refused(post(first.key(), "/api/v1/legacy-books", lost), 422, "legacy_book_refused");
    lost.put("minutes", "BB 03/2024 ngày 05/02/2024");
    Response made = post(second.key(), "/api/v1/legacy-books", lost);
    String id = made.path("id");
    refused(LegacyClient.upload(first, id, 1, LegacyClient.picture()), 409, "legacy_state");
    refused(LegacyClient.approveBook(second, id), 403, "approval_same_person");
    LegacyClient.approveBook(third, id).then().statusCode(200);
    refused(LegacyClient.upload(first, id, 1, LegacyClient.picture()), 409, "legacy_state");
    lost.put("issuer", "iss_" + schools.university());
    refused(post(first.key(), "/api/v1/legacy-books", lost), 403, "legacy_not_keeper");
  }

  @Test
  void a_copy_is_taken_back_by_two_persons_and_its_answer_says_so() throws Exception {
    String serial = serial();
    String page = keyed(serial);
    String hash = LegacyClient.ask(second, page).path("contentHash");
    LegacyClient.ended(third.key(), LegacyClient.sign(third, page, hash).path("job"));
    String copies = "/api/v1/legacy-pages/" + page + "/copies";
    String copy = as(first.key()).get(copies).path("data[0].id");
    String at = copies + "/" + copy + "/withdrawal";
    refused(post(first.key(), at, Map.of("reason", "sai")), 422, "legacy_row_refused");
    Response asked = post(second.key(), at, Map.of("reason", "trang này của cơ sở khác"));
    Map<String, String> agreed = Map.of("contentHash", asked.path("contentHash"));
    refused(post(second.key(), at + "/approval", agreed), 403, "approval_same_person");
    DemoSchools.Person elsewhere = schools.person(own.school().number(), Role.SIGN);
    post(elsewhere.key(), at + "/approval", agreed).then().statusCode(404);
    verify(serial, "Nguyễn Thị Bưởi", "").then().body("verdict", equalTo("valid"));
    post(third.key(), at + "/approval", agreed)
        .then()
        .statusCode(200)
        .body("withdrawn", equalTo(true));
    verify(serial, "Nguyễn Thị Bưởi", "") // at once: as if the copy had not been made
        .then()
        .body("verdict", equalTo("not_found"));
    refused(
        post(second.key(), at, Map.of("reason", "trang này của cơ sở khác")), 409, "legacy_state");
    LegacyClient.upload(first, book, 1, LegacyClient.picture())
        .then()
        .statusCode(201)
        .body("version", equalTo(2));
  }

  @Test
  void where_several_copies_agree_none_is_shown_and_a_register_number_needs_a_birth()
      throws Exception {
    String serial = serial();
    signed(serial);
    verify(serial, "Nguyễn Thị Bưởi", "")
        .then()
        .body("verdict", equalTo("valid"))
        .body("form", equalTo("register_copy"));
    verify("12/" + serial, "Nguyễn Thị Bưởi", "").then().body("verdict", equalTo("not_found"));
    a_keeper_of_three_with_a_book();
    signed(serial);
    verify(serial, "Nguyễn Thị Bưởi", "")
        .then()
        .body("verdict", equalTo("undetermined"))
        .body("registerCopy", nullValue())
        .body("checks.find { it.code == 'copy' }.reason", equalTo("copy.several"));
  }

  @Test
  void one_picture_is_one_page_and_a_book_has_no_more_copies_than_entries() throws Exception {
    Bytes picture = LegacyClient.picture();
    LegacyClient.upload(first, book, 1, picture).then().statusCode(201);
    refused(LegacyClient.upload(first, book, 2, picture), 409, "legacy_state");
    book = LegacyClient.book(first, second, 1);
    signed(serial());
    String page = keyed(serial(), 2);
    String hash = LegacyClient.ask(second, page).path("contentHash");
    Response ended =
        LegacyClient.ended(third.key(), LegacyClient.sign(third, page, hash).path("job"));
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("failed");
  }

  private void signed(String serial) throws InterruptedException {
    String page = keyed(serial);
    String hash = LegacyClient.ask(second, page).path("contentHash");
    Response ended =
        LegacyClient.ended(third.key(), LegacyClient.sign(third, page, hash).path("job"));
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
  }

  private String keyed(String serial) {
    return keyed(serial, 1);
  }

  private String keyed(String serial, int number) {
    String page = LegacyClient.page(first, book, number);
    for (DemoSchools.Person who : List.of(first, second)) {
      key(who, page, 1, row(serial, "Nguyễn Thị Bưởi")).then().statusCode(200);
      close(who, page).then().statusCode(200);
    }
    return page;
  }

  private static String serial() {
    return "SC " + UUID.randomUUID().toString().substring(0, 8);
  }

  static void refused(Response response, int status, String code) {
    assertThat(response.statusCode()).as(response.asString()).isEqualTo(status);
    assertThat(response.<String>path("code")).as(response.asString()).isEqualTo(code);
  }
}
