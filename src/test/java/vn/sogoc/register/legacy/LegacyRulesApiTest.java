package vn.sogoc.register.legacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static vn.sogoc.register.legacy.LegacyApiTest.refused;
import static vn.sogoc.register.legacy.LegacyClient.as;
import static vn.sogoc.register.legacy.LegacyClient.close;
import static vn.sogoc.register.legacy.LegacyClient.key;
import static vn.sogoc.register.legacy.LegacyClient.post;
import static vn.sogoc.register.legacy.LegacyClient.row;
import static vn.sogoc.register.legacy.LegacyClient.verify;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Role;
import vn.sogoc.register.Custody;

/** What is refused about old books, and who may open them after their register went over. */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class LegacyRulesApiTest {
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Accounts accounts;
  @Inject Custody custody;
  @Inject CoverageStore coverages;
  @Inject Coverage coverage;
  @Inject Signing signing;

  private TestSchools.School keeper;
  private int school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;
  private DemoSchools.Person third;
  private String book;

  @BeforeEach
  void a_keeper_of_three_with_a_book() {
    keeper = own.school();
    school = keeper.number();
    first = schools.person(school, Role.PREPARE);
    second = schools.person(school, Role.PREPARE, Role.APPROVE);
    third = schools.person(school, Role.SIGN);
    book = LegacyClient.book(first, second, 4);
  }

  @Test
  void a_book_of_no_kind_or_of_years_without_paper_is_refused() {
    refused(declared("kind", "XYZ"), 422, "legacy_book_refused");
    refused(declared("yearFrom", 2199), 422, "legacy_book_refused");
    refused(declared("yearTo", 1998), 422, "legacy_book_refused");
    refused(declared("entries", 0), 422, "legacy_book_refused");
    refused(declared("entries", 1_000_001), 422, "legacy_book_refused");
    refused(declared("title", "x"), 422, "legacy_book_refused");
    refused(declared("issuer", "101"), 422, "legacy_book_refused");
  }

  @Test
  void a_declaration_is_approved_once_and_with_its_own_hash() {
    refused(LegacyClient.approveBook(third, book), 409, "legacy_state");
    String at = "/api/v1/legacy-books/" + book;
    refused(post(second.key(), at + "/rejection", Map.of()), 409, "legacy_state");
    post(first.key(), at + "/declarations", Map.of("entries", 9)).then().statusCode(200);
    refused(
        post(second.key(), at + "/approval", Map.of("contentHash", "0".repeat(64))),
        409,
        "approval_other_content");
    refused(
        post(second.key(), at + "/approval", Map.of("contentHash", "xyz")),
        422,
        "legacy_book_refused");
    post(second.key(), at + "/rejection", Map.of()).then().statusCode(200);
    refused(LegacyClient.approveBook(third, book), 409, "approval_not_requested");
  }

  @Test
  void whoever_asked_and_lost_the_right_since_is_approved_by_nobody() {
    String at = "/api/v1/legacy-books/" + book;
    post(first.key(), at + "/declarations", Map.of("entries", 9)).then().statusCode(200);
    accounts.revokeRole(first.account(), school, Role.PREPARE);
    refused(LegacyClient.approveBook(second, book), 403, "forbidden");
    as(second.key())
        .get("/api/v1/legacy-books/" + book)
        .then()
        .body("declarations.findAll { it.approvedBy != null }.size()", equalTo(1));
  }

  @Test
  void an_entry_has_rows_of_its_page_alone_and_is_closed_with_one_at_least() {
    String page = LegacyClient.page(first, book, 1);
    String entry = "/api/v1/legacy-pages/" + page + "/entry/";
    refused(close(first, page), 409, "legacy_state");
    refused(
        as(first.key()).contentType("application/json").body("{}").post(entry + "rows/1/removal"),
        409,
        "legacy_state");
    refused(key(first, page, 61, row("S 1", "Nguyễn Thị Bưởi")), 422, "legacy_row_refused");
    refused(key(first, page, 0, row("S 1", "Nguyễn Thị Bưởi")), 422, "legacy_row_refused");
    Map<String, Object> young = row("S 1", "Nguyễn Thị Bưởi");
    young.put("issued", "2027");
    refused(key(first, page, 1, young), 422, "legacy_row_refused");
    Map<String, Object> nameless = row("S 1", "");
    refused(key(first, page, 1, nameless), 422, "legacy_row_refused");
  }

  @Test
  void whoever_saw_both_entries_of_a_page_keys_no_new_picture_of_it() {
    String page = keyed("S 1");
    assertThat(page).isNotEmpty();
    String anew = LegacyClient.page(first, book, 1);
    refused(key(first, anew, 1, row("S 1", "Nguyễn Thị Bưởi")), 403, "legacy_keyed_by_you");
    key(third, anew, 1, row("S 1", "Nguyễn Thị Bưởi")).then().statusCode(200);
  }

  @Test
  void a_line_without_a_difference_is_decided_by_nobody() {
    String page = keyed("S 1");
    String lines = "/api/v1/legacy-pages/" + page + "/comparison/";
    Map<String, Object> said =
        Map.of("row", row("S 2", "Nguyễn Thị Bưởi"), "reason", "nhìn ảnh thấy vậy");
    refused(post(third.key(), lines + "1/decision", said), 409, "legacy_state");
    refused(post(third.key(), lines + "7/decision", said), 409, "legacy_state");
    refused(post(second.key(), lines + "1/agreement", Map.of("version", 1)), 409, "legacy_state");
  }

  @Test
  void a_page_that_waits_is_changed_by_nobody_until_it_is_rejected() {
    String page = keyed("S 1");
    refused(
        as(second.key()).post("/api/v1/legacy-pages/" + page + "/rejection"), 409, "legacy_state");
    String hash = LegacyClient.ask(second, page).path("contentHash");
    refused(LegacyClient.upload(first, book, 1, LegacyClient.picture()), 409, "legacy_state");
    refused(key(third, page, 2, row("S 2", "Nguyễn Thị Bưởi")), 409, "legacy_state");
    as(third.key()).post("/api/v1/legacy-pages/" + page + "/rejection").then().statusCode(200);
    refused(LegacyClient.sign(third, page, hash), 409, "approval_not_requested");
    LegacyClient.upload(first, book, 1, LegacyClient.picture()).then().statusCode(201);
    refused(LegacyClient.ask(second, page), 409, "legacy_state"); // of an earlier picture
  }

  @Test
  void a_page_is_signed_by_whoever_asked_for_it_with_a_right_they_still_have() {
    String page = keyed("S 1");
    String hash = LegacyClient.ask(first, page).path("contentHash");
    accounts.revokeRole(first.account(), school, Role.PREPARE);
    refused(LegacyClient.sign(third, page, hash), 403, "forbidden");
  }

  @Test
  void a_withdrawal_is_asked_for_rejected_and_asked_for_again() throws Exception {
    String serial = serial();
    String page = signed(serial);
    String at = withdrawal(first, page);
    String zeros = "0".repeat(64);
    refused(
        post(third.key(), at + "/approval", Map.of("contentHash", zeros)),
        409,
        "approval_not_requested");
    refused(post(third.key(), at + "/rejection", Map.of()), 409, "legacy_state");
    Response asked = post(first.key(), at, Map.of("reason", "trang của cơ sở khác"));
    refused(
        post(third.key(), at + "/approval", Map.of("contentHash", zeros)),
        409,
        "approval_other_content");
    DemoSchools.Person elsewhere = schools.person(own.school().number(), Role.SIGN);
    refused(post(elsewhere.key(), at + "/rejection", Map.of()), 404, "legacy_page_unknown");
    post(third.key(), at + "/rejection", Map.of())
        .then()
        .statusCode(200)
        .body("withdrawn", equalTo(false))
        .body("contentHash", equalTo(null));
    refused(post(third.key(), at + "/rejection", Map.of()), 409, "legacy_state");
    refused(
        post(third.key(), at + "/approval", Map.of("contentHash", asked.path("contentHash"))),
        409,
        "approval_not_requested");
    verify(serial, "Nguyễn Thị Bưởi", "").then().body("verdict", equalTo("valid"));
    Response again = post(first.key(), at, Map.of("reason", "trang của cơ sở khác thật"));
    post(third.key(), at + "/approval", Map.of("contentHash", again.path("contentHash")))
        .then()
        .statusCode(200)
        .body("withdrawn", equalTo(true));
    refused(post(third.key(), at + "/rejection", Map.of()), 409, "legacy_state");
    verify(serial, "Nguyễn Thị Bưởi", "").then().body("verdict", equalTo("not_found"));
  }

  @Test
  void whoever_keeps_the_register_today_opens_the_old_keeper_s_pages_and_nobody_else()
      throws Exception {
    String page = signed(serial());
    int next = own.school().number();
    DemoSchools.Person clerk = schools.person(next, Role.PREPARE);
    DemoSchools.Person head = schools.person(next, Role.SIGN);
    List<String> reads =
        List.of(
            "/api/v1/legacy-books/" + book,
            "/api/v1/legacy-books/" + book + "/pages",
            "/api/v1/legacy-pages/" + page,
            "/api/v1/legacy-pages/" + page + "/image",
            "/api/v1/legacy-pages/" + page + "/entry",
            "/api/v1/legacy-pages/" + page + "/comparison",
            "/api/v1/legacy-pages/" + page + "/copies");
    reads.forEach(path -> as(clerk.key()).get(path).then().statusCode(404));
    custody.entrust(school, next, LegalDay.of(Instant.now()), "QĐ 12/QĐ-UBND");
    awaitOpen(clerk, page);
    reads.forEach(path -> as(clerk.key()).get(path).then().statusCode(200));
    reads.forEach(path -> as(first.key()).get(path).then().statusCode(404));
    as(clerk.key()).get("/api/v1/legacy-books").then().body("data.id", hasItem(book));
    as(first.key()).get("/api/v1/legacy-books").then().body("data.id", not(hasItem(book)));
    refused(LegacyClient.upload(clerk, book, 2, LegacyClient.picture()), 403, "legacy_not_keeper");
    refused(key(clerk, page, 2, row("S 2", "Nguyễn Thị Bưởi")), 403, "legacy_not_keeper");
    refused(
        post(clerk.key(), "/api/v1/legacy-books/" + book + "/declarations", Map.of("entries", 9)),
        403,
        "legacy_not_keeper");
    refused(key(first, page, 2, row("S 2", "Nguyễn Thị Bưởi")), 404, "legacy_page_unknown");
    String at = withdrawal(clerk, page);
    Response asked = post(clerk.key(), at, Map.of("reason", "trang của cơ sở khác"));
    post(head.key(), at + "/approval", Map.of("contentHash", asked.path("contentHash")))
        .then()
        .statusCode(200)
        .body("withdrawn", equalTo(true));
    custody.entrust(school, school, LegalDay.of(Instant.now()), "QĐ 13/QĐ-UBND");
    awaitOpen(first, page);
    as(clerk.key()).get("/api/v1/legacy-pages/" + page).then().statusCode(404);
  }

  @Test
  void a_coverage_is_not_recorded_under_a_key_that_was_suspended_after_it_signed()
      throws Exception {
    signed(serial());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    int version = coverages.newest(school, 1).getFirst().version + 1;
    CoverageStatement next =
        new CoverageStatement(
            school, version, now.truncatedTo(ChronoUnit.SECONDS), coverages.figures(school, now));
    CoseSign1 message =
        CoseSign1.sign(signing.lists(school, now), CoverageStatement.AAD, next.encode());
    keeper.suspend(message.kid());
    assertThatThrownBy(() -> coverages.add(next, message, now))
        .isInstanceOfSatisfying(
            Refusal.class, r -> assertThat(r.type()).isEqualTo(InstitutionProblem.KEY_NOT_USABLE));
    assertThat(coverages.newest(school, 1).getFirst().version).isEqualTo(version - 1);
  }

  @Test
  void a_coverage_whose_figures_are_others_by_now_is_not_recorded() throws Exception {
    signed(serial());
    Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);
    int version = coverages.newest(school, 1).getFirst().version + 1;
    CoverageStatement stale =
        new CoverageStatement(school, version, now.truncatedTo(ChronoUnit.SECONDS), List.of());
    CoseSign1 message =
        CoseSign1.sign(signing.lists(school, now), CoverageStatement.AAD, stale.encode());
    assertThat(coverages.add(stale, message, now)).isFalse();
    coverage.say(school);
    assertThat(coverages.newest(school, 1).getFirst().version).isEqualTo(version - 1);
  }

  /** A node goes on with what it knew of a keeper for some seconds. */
  private static void awaitOpen(DemoSchools.Person who, String page) {
    for (int i = 0; i < 300; i++) {
      if (as(who.key()).get("/api/v1/legacy-pages/" + page).statusCode() == 200) {
        return;
      }
      LockSupport.parkNanos(50_000_000);
    }
    throw new AssertionError("the keeper of today does not open the page");
  }

  private Response declared(String field, Object value) {
    Map<String, Object> body =
        new HashMap<>(
            Map.of(
                "kind", "BCN", "title", "Sổ 1999", "yearFrom", 1999, "yearTo", 2001, "entries", 5));
    body.put(field, value);
    return post(first.key(), "/api/v1/legacy-books", body);
  }

  private static String withdrawal(DemoSchools.Person who, String page) {
    String copies = "/api/v1/legacy-pages/" + page + "/copies";
    return copies + "/" + as(who.key()).get(copies).path("data[0].id") + "/withdrawal";
  }

  private String signed(String serial) throws InterruptedException {
    String page = keyed(serial);
    String hash = LegacyClient.ask(second, page).path("contentHash");
    Response ended =
        LegacyClient.ended(third.key(), LegacyClient.sign(third, page, hash).path("job"));
    assertThat(ended.<String>path("state")).as(ended.asString()).isEqualTo("done");
    return page;
  }

  private String keyed(String serial) {
    String page = LegacyClient.page(first, book, 1);
    for (DemoSchools.Person who : List.of(first, second)) {
      key(who, page, 1, row(serial, "Nguyễn Thị Bưởi")).then().statusCode(200);
      close(who, page).then().statusCode(200);
    }
    return page;
  }

  private static String serial() {
    return "SC " + UUID.randomUUID().toString().substring(0, 8);
  }
}
