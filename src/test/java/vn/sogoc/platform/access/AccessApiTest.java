package vn.sogoc.platform.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.emptyString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.support.TestPeople;

@QuarkusTest
@Tag("service")
class AccessApiTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";

  @Inject Accounts accounts;
  @Inject TestPeople people;

  private String username;
  private UUID account;

  @BeforeEach
  void make_an_account() {
    username = "u" + UUID.randomUUID();
    account =
        accounts.create(
            new NewAccount(
                username, "Nguyễn Thị Lan", PASSWORD, people.somebody(), null, Set.of(Role.AUDIT)));
  }

  @Test
  void a_person_signs_in_and_is_told_who_they_are() {
    Response signedIn = signIn(username, PASSWORD);
    assertThat(signedIn.statusCode()).isEqualTo(302);
    assertThat(signedIn.getHeader("Location")).isEqualTo("/me");
    String cookie = signedIn.getHeader("Set-Cookie");
    assertThat(cookie)
        .startsWith("sogoc-session=")
        .contains("HTTPOnly")
        .contains("SameSite=Strict")
        .doesNotContain(username);
    given()
        .cookie("sogoc-session", signedIn.cookie("sogoc-session"))
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .header("Cache-Control", "no-store")
        .body("username", equalTo(username))
        .body("displayName", equalTo("Nguyễn Thị Lan"))
        .body("roles", contains("audit"))
        .body("csrfToken", not(emptyString()));
  }

  @Test
  void the_user_name_is_read_without_regard_to_case() {
    assertThat(signIn(username.toUpperCase(java.util.Locale.ROOT), PASSWORD).getHeader("Location"))
        .isEqualTo("/me");
  }

  @Test
  void wrong_password_and_unknown_name_get_the_same_answer() {
    Response wrong = signIn(username, "not the password");
    Response unknown = signIn("nobody-" + username, PASSWORD);
    for (Response response : new Response[] {wrong, unknown}) {
      assertThat(response.statusCode()).isEqualTo(302);
      assertThat(response.getHeader("Location")).isEqualTo("/login?error=1");
      assertThat(response.cookie("sogoc-session")).isNull();
    }
  }

  @Test
  void after_five_failures_even_the_right_password_waits() {
    for (int i = 0; i < 5; i++) {
      signIn(username, "guess number " + i);
    }
    assertThat(signIn(username, PASSWORD).getHeader("Location")).isEqualTo("/login?error=1");
  }

  @Test
  void an_anonymous_program_gets_a_problem_and_a_person_gets_the_sign_in_page() {
    given()
        .header("Accept-Language", "en")
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"sogoc\""))
        .body("code", equalTo("sign_in_required"));
    given()
        .redirects()
        .follow(false)
        .accept("text/html")
        .header("Host", "evil.example")
        .post("/logout")
        .then()
        .statusCode(303)
        .header("Location", "/login");
  }

  @Test
  void a_change_with_a_session_needs_the_token_of_that_session() {
    String session = signIn(username, PASSWORD).cookie("sogoc-session");
    String other = signIn(username, PASSWORD).cookie("sogoc-session");
    given()
        .cookie("sogoc-session", session)
        .post("/logout")
        .then()
        .statusCode(403)
        .body("code", equalTo("csrf_token_missing"));
    given()
        .cookie("sogoc-session", session)
        .header("X-CSRF-TOKEN", "A".repeat(86))
        .post("/logout")
        .then()
        .statusCode(403);
    String token = token(session);
    given()
        .redirects()
        .follow(false)
        .cookie("sogoc-session", session)
        .formParam("csrf-token", token)
        .post("/logout")
        .then()
        .statusCode(303)
        .header("Location", "/");
    given().cookie("sogoc-session", session).get("/api/v1/me").then().statusCode(401);
    given().cookie("sogoc-session", other).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void a_token_is_masked_anew_each_time_and_belongs_to_one_session() {
    String session = signIn(username, PASSWORD).cookie("sogoc-session");
    assertThat(token(session)).isNotEqualTo(token(session));
    String somebody = "v" + UUID.randomUUID();
    accounts.create(
        new NewAccount(somebody, "Another", PASSWORD, people.somebody(), null, Set.of(Role.AUDIT)));
    String another = signIn(somebody, PASSWORD).cookie("sogoc-session");
    given()
        .cookie("sogoc-session", session)
        .header("X-CSRF-TOKEN", token(another))
        .post("/logout")
        .then()
        .statusCode(403);
  }

  @ParameterizedTest
  @ValueSource(strings = {"cross-site", "same-site", "nonsense"})
  void what_another_site_makes_a_browser_send_is_refused_even_a_sign_in(String site) {
    given()
        .header("Sec-Fetch-Site", site)
        .formParam("username", username)
        .formParam("password", PASSWORD)
        .post("/login")
        .then()
        .statusCode(403)
        .body("code", equalTo("cross_site_request"));
    given()
        .header("Origin", "https://evil.example")
        .formParam("username", username)
        .formParam("password", PASSWORD)
        .post("/login")
        .then()
        .statusCode(403);
    given().header("Origin", "null").post("/logout").then().statusCode(403);
  }

  @Test
  void changing_the_password_ends_the_sessions_of_the_old_one() {
    String session = signIn(username, PASSWORD).cookie("sogoc-session");
    accounts.changePassword(account, "ein ganz neues Kennwort");
    given().cookie("sogoc-session", session).get("/api/v1/me").then().statusCode(401);
    assertThat(signIn(username, PASSWORD).getHeader("Location")).isEqualTo("/login?error=1");
    assertThat(signIn(username, "ein ganz neues Kennwort").getHeader("Location")).isEqualTo("/me");
  }

  @Test
  void a_cookie_that_was_tampered_with_is_nobody() {
    String session = signIn(username, PASSWORD).cookie("sogoc-session");
    char last = session.charAt(20) == 'A' ? 'B' : 'A';
    String changed = session.substring(0, 20) + last + session.substring(21);
    given().cookie("sogoc-session", changed).get("/api/v1/me").then().statusCode(401);
  }

  @Test
  void an_api_key_acts_within_its_own_roles_and_needs_no_token() {
    ApiKey key = key(Set.of(Role.AUDIT, Role.OPERATE), null);
    assertThat(key.secret()).matches("sgk_[a-z2-7]{52}");
    assertThat(key.toString()).doesNotContain(key.secret());
    given()
        .header("Authorization", "Bearer " + key.secret())
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("roles", contains("audit"))
        .body("$", not(hasKey("csrfToken")));
    given()
        .redirects()
        .follow(false)
        .header("Authorization", "Bearer " + key.secret())
        .post("/logout")
        .then()
        .statusCode(303);
  }

  @Test
  void a_role_taken_from_the_account_is_taken_from_its_keys() throws Exception {
    ApiKey key = key(Set.of(Role.AUDIT), null);
    accounts.revokeRole(account, null, Role.AUDIT);
    given()
        .header("Authorization", "Bearer " + key.secret())
        .get("/api/v1/me")
        .then()
        .statusCode(200)
        .body("roles.size()", equalTo(0));
  }

  @Test
  void an_expired_or_revoked_or_disabled_key_opens_nothing() throws Exception {
    ApiKey expired = key(Set.of(Role.AUDIT), Instant.now().minusSeconds(1));
    refused("Bearer " + expired.secret());
    ApiKey revoked = key(Set.of(Role.AUDIT), null);
    accounts.revokeKey(revoked.id());
    refused("Bearer " + revoked.secret());
    ApiKey orphan = key(Set.of(Role.AUDIT), null);
    accounts.disable(account);
    refused("Bearer " + orphan.secret());
    assertThat(signIn(username, PASSWORD).getHeader("Location")).isEqualTo("/login?error=1");
  }

  @Test
  void a_revocation_works_after_the_short_cache_at_the_latest() throws Exception {
    ApiKey key = key(Set.of(Role.AUDIT), null);
    given()
        .header("Authorization", "Bearer " + key.secret())
        .get("/api/v1/me")
        .then()
        .statusCode(200);
    accounts.revokeKey(key.id());
    Thread.sleep(Duration.ofMillis(3_100));
    refused("Bearer " + key.secret());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Bearer",
        "Bearer ",
        "Bearer sgk_",
        "Bearer sgk_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
        "Bearer SGK_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "Basic YWRtaW46YWRtaW4=",
        "Bearer ' or 1=1 --",
        "nonsense"
      })
  void anything_else_in_the_header_is_refused(String header) {
    refused(header);
  }

  @Test
  void rules_for_accounts_are_kept() {
    UUID person = UUID.randomUUID();
    for (Runnable wrong :
        new Runnable[] {
          () -> new NewAccount("a b", "X", PASSWORD, person, null, Set.of()),
          () -> new NewAccount("abc", " ", PASSWORD, person, null, Set.of()),
          () -> new NewAccount("abc", "X", "short", person, null, Set.of()),
          () -> new NewAccount("abc", "X", PASSWORD, person, null, Set.of(Role.APPROVE))
        }) {
      org.assertj.core.api.Assertions.assertThatThrownBy(wrong::run).isInstanceOf(Refusal.class);
    }
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () ->
                accounts.create(
                    new NewAccount(username, "X", PASSWORD, person, null, Set.of(Role.AUDIT))))
        .isInstanceOf(Refusal.class);
  }

  private static void refused(String header) {
    given()
        .header("Authorization", header)
        .header("Accept-Language", "en")
        .get("/api/v1/me")
        .then()
        .statusCode(401)
        .contentType("application/problem+json")
        .header("WWW-Authenticate", equalTo("Bearer realm=\"sogoc\""))
        .body("title", equalTo("Please sign in"));
  }

  private ApiKey key(Set<Role> roles, @Nullable Instant expiresAt) {
    return accounts.createKey(new NewApiKey(account, null, "test", roles, null, expiresAt));
  }

  private static String token(String session) {
    return given().cookie("sogoc-session", session).get("/api/v1/me").path("csrfToken");
  }

  private static Response signIn(String username, String password) {
    return given()
        .redirects()
        .follow(false)
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("username", username)
        .formParam("password", password)
        .post("/login");
  }
}
