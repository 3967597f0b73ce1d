package vn.sogoc.institution.office;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Doer;

/**
 * How people come in, get rights and lose them: two persons each time, or a refusal with its cure.
 */
@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class OfficeApiTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";

  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject TrustRegister trust;
  @Inject Accounts accounts;
  @Inject InvitationRepository invitations;
  @Inject Clock clock;

  @ConfigProperty(name = "sogoc.db.url")
  String url;

  @ConfigProperty(name = "sogoc.db.superuser.password")
  String superuserPassword;

  private TestSchools.School school;
  private DemoSchools.Person first;
  private DemoSchools.Person second;

  @BeforeEach
  void an_office_of_two() {
    school = own.school();
    first = schools.person(school.number(), Role.OPERATE);
    second = schools.person(school.number(), Role.OPERATE);
  }

  @Test
  void an_invited_person_comes_in_once_with_both_halves_and_what_was_approved() {
    Response invited = invite(first, "prepare");
    String id = invited.path("id");
    String link = link(first, id);
    look(link).then().statusCode(409).body("code", equalTo("invitation_waits"));
    approval(first, invited.path("proposal"))
        .then()
        .statusCode(403)
        .body("code", equalTo("approval_same_person"));
    refused(
        post(second.key(), "/api/v1/invitations/" + id + "/code"), 403, "invitation_other_half");
    approval(second, invited.path("proposal")).then().statusCode(200);
    refused(post(first.key(), "/api/v1/invitations/" + id + "/code"), 403, "invitation_other_half");
    refused(
        post(second.key(), "/api/v1/invitations/" + id + "/link"), 403, "invitation_other_half");
    String code = code(second, id);
    look(link).then().statusCode(200).body("name", equalTo("Nguyễn Thị Mời"));
    String username = username();
    refused(accept(link, "AAAA-AAAA", username, PASSWORD), 422, "invitation_code_wrong");
    refused(accept(link, code, username, "short"), 422, "account_invalid");
    accept(link, code.toLowerCase(java.util.Locale.ROOT), username, PASSWORD)
        .then()
        .statusCode(200)
        .body("username", equalTo(username));
    refused(accept(link, code, username(), PASSWORD), 409, "invitation_used");
    String session = session(username, PASSWORD);
    given()
        .cookie("sogoc-session", session)
        .get("/api/v1/me")
        .then()
        .body("displayName", equalTo("Nguyễn Thị Mời"))
        .body("institution", equalTo("iss_" + school.number()))
        .body("roles", equalTo(List.of("prepare")));
    refused(post(first.key(), "/api/v1/invitations/" + id + "/link"), 409, "invitation_used");
  }

  @Test
  void whoever_is_signed_in_as_another_is_refused_and_a_new_link_ends_the_one_before() {
    Response invited = invite(first, "approve");
    approval(second, invited.path("proposal")).then().statusCode(200);
    String before = link(first, invited.path("id"));
    String link = link(first, invited.path("id"));
    refused(look(before), 404, "invitation_unknown");
    refused(
        look("https://elsewhere.example/invitation#" + "a".repeat(32)), 404, "invitation_unknown");
    refused(
        given()
            .header("Authorization", "Bearer " + first.key())
            .contentType("application/json")
            .body(Map.of("link", link))
            .post("/api/v1/invitation/look"),
        409,
        "invitation_other_person");
    look(link).then().statusCode(200);
  }

  @Test
  void five_wrong_codes_a_revocation_a_rejection_and_the_end_of_its_time_close_it()
      throws SQLException {
    String blocked = open();
    String link = link(first, blocked);
    String code = code(second, blocked);
    for (int i = 0; i < 4; i++) {
      refused(
          accept(link, "AAAA-AAA" + "BCDE".charAt(i), username(), PASSWORD),
          422,
          "invitation_code_wrong");
    }
    refused(accept(link, "BBBB-BBBB", username(), PASSWORD), 409, "invitation_blocked");
    refused(accept(link, code, username(), PASSWORD), 409, "invitation_blocked");

    String revoked = open();
    String gone = link(first, revoked);
    post(second.key(), "/api/v1/invitations/" + revoked + "/revocation").then().statusCode(200);
    refused(look(gone), 409, "invitation_revoked");

    Response rejected = invite(first, "approve");
    String never = link(first, rejected.path("id"));
    post(second.key(), "/api/v1/proposals/" + rejected.path("proposal") + "/rejection")
        .then()
        .statusCode(200);
    refused(look(never), 409, "invitation_revoked");
    refused(approval(second, rejected.path("proposal")), 409, "proposal_settled");

    String late = open();
    String old = link(first, late);
    hand("grant update (expires_at) on invitation to sogoc_app");
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              InvitationEntity row = invitations.lock(key("inv", late)).orElseThrow();
              row.expiresAt = clock.instant().truncatedTo(ChronoUnit.MILLIS).minusSeconds(1);
              invitations.keep(row);
            });
    hand("revoke update (expires_at) on invitation from sogoc_app");
    refused(look(old), 409, "invitation_expired");
  }

  @Test
  void nobody_is_invited_to_or_enters_an_institution_that_was_stopped() {
    String id = open();
    String link = link(first, id);
    trust.accept(
        school.withdrawing(clock.instant().truncatedTo(ChronoUnit.SECONDS)),
        Map.of(),
        clock.instant());
    refused(look(link), 409, "institution_stopped");
    refused(invite(first, "approve"), 409, "institution_stopped");
  }

  @Test
  void a_role_takes_two_persons_neither_of_whom_it_is_for() {
    String roles = people() + "/" + acc(second) + "/roles";
    refused(post(second.key(), roles, Map.of("role", "approve")), 403, "office_own_favour");
    Response asked = post(first.key(), roles, Map.of("role", "approve"));
    asked.then().statusCode(201);
    refused(approval(second, asked.path("id")), 403, "office_own_favour");
    refused(approval(first, asked.path("id")), 403, "approval_same_person");
    DemoSchools.Person third = schools.person(school.number(), Role.OPERATE);
    refused(
        post(
            third.key(),
            "/api/v1/proposals/" + asked.path("id") + "/approval",
            Map.of("contentHash", "0".repeat(64))),
        409,
        "approval_other_content");
    assertThat(rolesOf(second)).containsExactly("operate");
    approval(third, asked.path("id")).then().statusCode(200).body("state", equalTo("approved"));
    assertThat(rolesOf(second)).containsExactlyInAnyOrder("operate", "approve");
    refused(post(first.key(), roles, Map.of("role", "approve")), 409, "office_role_unchanged");
    refused(post(first.key(), roles, Map.of("role", "holder")), 422, "proposal_refused");
  }

  @Test
  void who_is_disabled_is_out_at_once_with_sessions_and_keys() {
    String username = username();
    DemoSchools.Person clerk = schools.person(school.number(), Role.PREPARE);
    accounts.create(
        new NewAccount(
            username,
            "Người Nghỉ",
            PASSWORD,
            clerk.person(),
            school.number(),
            Set.of(Role.PREPARE)));
    UUID account = accounts.find(username).orElseThrow().accountId();
    String session = session(username, PASSWORD);
    given().cookie("sogoc-session", session).get("/api/v1/me").then().statusCode(200);
    refused(
        post(first.key(), people() + "/" + acc(first) + "/disablement"), 403, "office_own_favour");
    post(first.key(), people() + "/" + PublicId.of("acc", account) + "/disablement")
        .then()
        .statusCode(200)
        .body("disabled", equalTo(true));
    given().cookie("sogoc-session", session).get("/api/v1/me").then().statusCode(401);
    assertThat(session(username, PASSWORD)).isNull();
    refused(
        post(first.key(), people() + "/" + PublicId.of("acc", account) + "/recovery"),
        409,
        "office_person_ended");
  }

  @Test
  void a_lost_password_is_replaced_by_two_persons_and_ends_the_sessions_before() {
    String username = username();
    UUID person = schools.somebody(school.number());
    UUID account =
        accounts.create(
            new NewAccount(
                username, "Người Quên", PASSWORD, person, school.number(), Set.of(Role.PREPARE)));
    String session = session(username, PASSWORD);
    Response asked =
        post(first.key(), people() + "/" + PublicId.of(Doer.ID_KIND, account) + "/recovery");
    asked.then().statusCode(201).body("purpose", equalTo("recover"));
    approval(second, asked.path("proposal")).then().statusCode(200);
    assertThat(session(username, PASSWORD)).as("the old one stays until then").isNotNull();
    String link = link(first, asked.path("id"));
    accept(link, code(second, asked.path("id")), null, PASSWORD + " mới")
        .then()
        .statusCode(200)
        .body("username", equalTo(username));
    given().cookie("sogoc-session", session).get("/api/v1/me").then().statusCode(401);
    assertThat(session(username, PASSWORD)).isNull();
    assertThat(session(username, PASSWORD + " mới")).isNotNull();
  }

  @Test
  void a_department_runs_the_office_of_what_it_supervises_and_of_nothing_else() {
    TestSchools.School department = own.school();
    DemoSchools.Person theirs = schools.person(department.number(), Role.OPERATE);
    refused(invite(theirs, "operate"), 403, "forbidden");
    DemoSchools.Person registry = schools.official(Role.OPERATE);
    Map<String, String> supervisor = Map.of("supervisor", "iss_" + department.number());
    String supervision = "/api/v1/institutions/iss_" + school.number() + "/supervision";
    refused(post(first.key(), supervision, supervisor), 403, "forbidden");
    Response asked = post(registry.key(), supervision, supervisor);
    asked.then().statusCode(201);
    refused(approval(first, asked.path("id")), 403, "forbidden");
    approval(schools.official(Role.OPERATE), asked.path("id")).then().statusCode(200);
    Response invited = invite(theirs, "operate", "sign");
    invited.then().statusCode(201);
    approval(first, invited.path("proposal")).then().statusCode(200);
    refused(
        given()
            .header("Authorization", "Bearer " + first.key())
            .get("/api/v1/institutions/iss_" + department.number() + "/people"),
        403,
        "forbidden");
  }

  @Test
  void supervision_ends_by_one_operator_and_the_registry_is_supervised_by_nobody() {
    DemoSchools.Person registry = schools.official(Role.OPERATE);
    TestSchools.School department = own.school();
    DemoSchools.Person theirs = schools.person(department.number(), Role.OPERATE);
    Map<String, String> supervisor = Map.of("supervisor", "iss_" + department.number());
    refused(
        post(
            registry.key(),
            "/api/v1/institutions/iss_" + schools.registry() + "/supervision",
            supervisor),
        409,
        "supervision_refused");
    String supervision = "/api/v1/institutions/iss_" + school.number() + "/supervision";
    refused(post(registry.key(), supervision + "/end"), 409, "supervision_refused");
    Response asked = post(registry.key(), supervision, supervisor);
    approval(schools.official(Role.OPERATE), asked.path("id")).then().statusCode(200);
    invite(theirs, "verify").then().statusCode(201);
    refused(post(theirs.key(), supervision + "/end"), 403, "forbidden");
    post(registry.key(), supervision + "/end").then().statusCode(204);
    refused(invite(theirs, "verify"), 403, "forbidden");
    asked = post(registry.key(), supervision, supervisor);
    approval(schools.official(Role.OPERATE), asked.path("id")).then().statusCode(200);
    invite(theirs, "audit").then().statusCode(201);
  }

  @Test
  void what_somebody_asked_for_or_agreed_to_ends_with_their_right_to() {
    DemoSchools.Person third = schools.person(school.number(), Role.OPERATE);
    DemoSchools.Person clerk = schools.person(school.number(), Role.PREPARE);
    Response asked = post(third.key(), people() + "/" + acc(clerk) + "/roles", role("operate"));
    Response invited = invite(third, "operate");
    approval(second, invited.path("proposal")).then().statusCode(200);
    String link = link(third, invited.path("id"));
    look(link).then().statusCode(200);
    Response other = invite(first, "operate");
    approval(third, other.path("proposal")).then().statusCode(200);
    String otherLink = link(first, other.path("id"));
    accounts.revokeRole(third.account(), school.number(), Role.OPERATE);
    refused(approval(second, asked.path("id")), 409, "office_left");
    refused(look(link), 409, "office_left");
    refused(look(otherLink), 409, "office_left");
    accounts.grant(third.account(), school.number(), Role.OPERATE);
    look(link).then().statusCode(200);
    accounts.disable(third.account());
    refused(look(link), 409, "office_left");
    refused(approval(second, asked.path("id")), 409, "office_left");
    assertThat(rolesOf(clerk)).containsExactly("prepare");
  }

  @Test
  void one_way_to_a_new_password_closes_the_others() {
    String username = username();
    UUID account =
        accounts.create(
            new NewAccount(
                username,
                "Người Quên",
                PASSWORD,
                schools.somebody(school.number()),
                school.number(),
                Set.of(Role.PREPARE)));
    String recovery = people() + "/" + PublicId.of(Doer.ID_KIND, account) + "/recovery";
    Response one = post(first.key(), recovery);
    Response two = post(first.key(), recovery);
    approval(second, one.path("proposal")).then().statusCode(200);
    approval(second, two.path("proposal")).then().statusCode(200);
    String link = link(first, two.path("id"));
    String code = code(second, two.path("id"));
    accept(link(first, one.path("id")), code(second, one.path("id")), null, PASSWORD + " mới")
        .then()
        .statusCode(200);
    refused(accept(link, code, null, PASSWORD + " cũ"), 409, "invitation_revoked");
  }

  @Test
  void an_office_that_asks_for_much_is_stopped_and_hides_no_other() {
    for (int i = 0; i < 20; i++) {
      invite(first, "verify").then().statusCode(201);
    }
    refused(invite(first, "verify"), 409, "proposals_too_many");
    TestSchools.School small = own.school();
    DemoSchools.Person theirs = schools.person(small.number(), Role.OPERATE);
    Response only =
        post(
            theirs.key(),
            "/api/v1/institutions/iss_" + small.number() + "/invitations",
            Map.of("name", "Lê Thị Một", "roles", List.of("verify")));
    List<String> waiting =
        given()
            .header("Authorization", "Bearer " + schools.official(Role.OPERATE).key())
            .get("/api/v1/proposals")
            .path(
                "data.findAll { it.institution in ['iss_%d', 'iss_%d'] }.id"
                    .formatted(school.number(), small.number()));
    assertThat(waiting).hasSizeGreaterThan(2).contains(only.<String>path("proposal"));
    assertThat(waiting.indexOf(only.<String>path("proposal"))).isLessThanOrEqualTo(1);
  }

  @Test
  void an_address_is_approved_by_its_hash_and_kept_no_longer_than_the_invitation() {
    Response invited = invite(first, "prepare");
    given()
        .header("Authorization", "Bearer " + second.key())
        .get("/api/v1/proposals/" + invited.path("proposal"))
        .then()
        .body("terms.email", nullValue())
        .body("terms.emailHash", matchesPattern("[0-9a-f]{64}"));
    assertThat(invited.<String>path("email")).as("in no reply that is kept").isNull();
    post(first.key(), "/api/v1/invitations/" + invited.path("id") + "/revocation")
        .then()
        .statusCode(200)
        .body("email", nullValue());
  }

  @Test
  void links_are_not_tried_without_a_count() {
    String link = link(first, invite(first, "prepare").path("id"));
    for (int i = 0; i < 50; i++) {
      refused(look(link), 409, "invitation_waits");
    }
    refused(look(link), 429, "too_many_requests");
  }

  /** The trail, which is written last, is held: both have read before either is written. */
  @Test
  void of_two_at_once_one_is_told_that_it_is_too_late() throws Exception {
    String username = username();
    String one = open();
    String two = open();
    String link = link(first, one);
    String code = code(second, one);
    String otherLink = link(first, two);
    String otherCode = code(second, two);
    assertThat(
            atOnce(
                () -> accept(link, code, username, PASSWORD).statusCode(),
                () -> accept(otherLink, otherCode, username, PASSWORD).statusCode()))
        .containsExactlyInAnyOrder(200, 409);
    Response asked = invite(first, "prepare");
    assertThat(
            atOnce(
                () -> approval(second, asked.path("proposal")).statusCode(),
                () ->
                    post(first.key(), "/api/v1/proposals/" + asked.path("proposal") + "/rejection")
                        .statusCode()))
        .containsExactlyInAnyOrder(200, 409);
  }

  @Test
  void a_name_is_one_line() {
    assertThatThrownBy(
            () ->
                new NewAccount(
                    username(), "Hai\rDòng", null, first.person(), school.number(), Set.of()))
        .isInstanceOf(Refusal.class);
    refused(
        post(
            first.key(),
            "/api/v1/institutions/iss_" + school.number() + "/invitations",
            Map.of("name", "Hai\u2028Dòng", "roles", List.of("verify"))),
        422,
        "proposal_refused");
  }

  private List<Integer> atOnce(Supplier<Integer> left, Supplier<Integer> right) throws Exception {
    try (TrailHeld held = new TrailHeld(url, superuserPassword)) {
      return held.atOnce(left, right);
    }
  }

  private static Map<String, String> role(String code) {
    return Map.of("role", code);
  }

  @Test
  void no_row_that_was_written_by_hand_lets_anybody_in() throws SQLException {
    Response invited = invite(first, "approve");
    String id = invited.path("id");
    String link = link(first, id);
    for (String change :
        List.of(
            "approved_person = gen_random_uuid(), approved_name = 'x', approved_at = now()",
            "roles = 'operate'",
            "expires_at = expires_at + interval '1 year'",
            "wrong_codes = -1 + wrong_codes + 1, name = 'Khác'")) {
      UUID row = key("inv", id);
      hand("create table kept as select * from invitation where id = '" + row + "'");
      hand("update invitation set " + change + " where id = '" + row + "'");
      refused(look(link), 404, "invitation_unknown");
      hand("delete from invitation where id = '" + row + "'");
      hand("insert into invitation select * from kept");
      hand("drop table kept");
    }
    look(link).then().statusCode(409).body("code", equalTo("invitation_waits"));
  }

  private String open() {
    Response invited = invite(first, "approve");
    approval(second, invited.path("proposal")).then().statusCode(200);
    return invited.path("id");
  }

  private Response invite(DemoSchools.Person by, String... roles) {
    return post(
        by.key(),
        "/api/v1/institutions/iss_" + school.number() + "/invitations",
        Map.of("name", "Nguyễn Thị Mời", "email", "moi@thu.example", "roles", List.of(roles)));
  }

  private Response approval(DemoSchools.Person by, String proposal) {
    String hash =
        given()
            .header("Authorization", "Bearer " + first.key())
            .get("/api/v1/proposals/" + proposal)
            .path("contentHash");
    return post(
        by.key(), "/api/v1/proposals/" + proposal + "/approval", Map.of("contentHash", hash));
  }

  private static String link(DemoSchools.Person by, String invitation) {
    String link = post(by.key(), "/api/v1/invitations/" + invitation + "/link").path("link");
    assertThat(link).contains("/invitation#");
    return link;
  }

  private static String code(DemoSchools.Person by, String invitation) {
    return post(by.key(), "/api/v1/invitations/" + invitation + "/code").path("code");
  }

  private static Response look(String link) {
    return given()
        .contentType("application/json")
        .body(Map.of("link", link))
        .post("/api/v1/invitation/look");
  }

  private static Response accept(
      String link, String code, @Nullable String username, String password) {
    Map<String, String> body = new java.util.HashMap<>();
    body.put("link", link);
    body.put("code", code);
    body.put("password", password);
    if (username != null) {
      body.put("username", username);
    }
    return given().contentType("application/json").body(body).post("/api/v1/invitation/acceptance");
  }

  private List<String> rolesOf(DemoSchools.Person person) {
    return given()
        .header("Authorization", "Bearer " + first.key())
        .get(people())
        .path("data.find { it.id == '" + acc(person) + "' }.roles");
  }

  private String people() {
    return "/api/v1/institutions/iss_" + school.number() + "/people";
  }

  private static String acc(DemoSchools.Person person) {
    return PublicId.of(Doer.ID_KIND, person.account()).toString();
  }

  private static UUID key(String kind, String id) {
    return PublicId.parse(kind, id).orElseThrow().key();
  }

  private static String username() {
    return "m" + UUID.randomUUID();
  }

  private static Response post(String key, String path) {
    return post(key, path, Map.of());
  }

  private static Response post(String key, String path, Map<String, ?> body) {
    return given()
        .header("Authorization", "Bearer " + key)
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json")
        .body(body)
        .post(path);
  }

  private static void refused(Response answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
    assertThat(answer.<String>path("code")).isEqualTo(code);
  }

  private static @Nullable String session(String username, String password) {
    return given()
        .redirects()
        .follow(false)
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("username", username)
        .formParam("password", password)
        .post("/login")
        .cookie("sogoc-session");
  }

  private void hand(String sql) throws SQLException {
    try (Connection hand = DriverManager.getConnection(url, "postgres", superuserPassword)) {
      hand.createStatement().execute(sql);
    }
  }
}
