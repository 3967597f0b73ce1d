package vn.sogoc.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;

@QuarkusTest
@Tag("service")
@SuppressWarnings("NullAway.Init") // set by the test framework
class SignedInPagesApiTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;

  @Test
  void nobody_is_led_to_the_sign_in_page_in_their_language() {
    asPage().get("/me").then().statusCode(303).header("Location", "/login");
    asPage().get("/me?lang=en").then().statusCode(303).header("Location", "/login?lang=en");
    asPage().get("/me/batches").then().statusCode(303).header("Location", "/login");
  }

  @Test
  void a_holder_sees_their_own_documents_and_not_those_of_others() {
    UUID person = schools.somebody(schools.university());
    var own = credentials.bachelor(person, "Nguyễn Của Mình");
    var others =
        credentials.bachelor(schools.somebody(schools.university()), "Nguyễn Của Người Khác");
    String html =
        asPage()
            .cookie("sogoc-session", session(person, null, Role.HOLDER))
            .get("/me?lang=en")
            .then()
            .statusCode(200)
            .header("Cache-Control", "no-store")
            .body(containsString(own.record().serialNumber()))
            .body(containsString("In force"))
            .body(not(containsString(others.record().serialNumber())))
            .extract()
            .asString();
    assertThat(html).contains("/api/v1/me/credentials/" + own.record().id() + "/document.pdf");
  }

  @Test
  void a_lacking_role_is_a_page_with_status_403() {
    asPage()
        .cookie("sogoc-session", session(schools.somebody(schools.university()), null, Role.HOLDER))
        .get("/me/batches?lang=en")
        .then()
        .statusCode(403)
        .contentType(containsString("text/html"))
        .body(containsString("You may not do this"))
        .body(containsString("href=\"/me?lang=en\""))
        .body(not(containsString("href=\"/login")));
  }

  @Test
  void whoever_is_signed_in_is_led_on_from_the_sign_in_page() {
    asPage()
        .cookie("sogoc-session", session(schools.somebody(schools.university()), null, Role.AUDIT))
        .get("/login?lang=en")
        .then()
        .statusCode(303)
        .header("Location", containsString("/me?lang=en"));
  }

  /** Refused by a filter: no endpoint, and nothing of a request's scope, was there before. */
  @Test
  void what_is_refused_before_any_endpoint_is_a_page_too() {
    asPage()
        .multiPart("list", "l.csv", new byte[] {'a'}, "text/csv")
        .post("/me/imports")
        .then()
        .statusCode(303)
        .header("Location", "/login");
    String session =
        session(schools.somebody(schools.university()), schools.university(), Role.OPERATE);
    page(
        asPage()
            .cookie("sogoc-session", session)
            .multiPart("list", "l.csv", new byte[] {'a'}, "text/csv")
            .post("/me/imports?lang=en"),
        403);
    page(asPage().header("Sec-Fetch-Site", "cross-site").post("/logout?lang=en"), 403);
    page(asPage().options("/nowhere?lang=en"), 404);
    page(asPage().get("/nowhere?lang=en"), 404);
  }

  private static void page(Response answer, int status) {
    answer.then().statusCode(status).contentType(containsString("text/html"));
    assertThat(answer.asString()).contains("<html lang=\"en\"");
  }

  @Test
  void the_scanner_alone_may_run_web_assembly_and_has_one_policy() {
    var scanner = asPage().get("/quet").headers().getValues("Content-Security-Policy");
    assertThat(scanner).hasSize(1).first().asString().contains("'wasm-unsafe-eval'");
    asPage()
        .get("/")
        .then()
        .header("Content-Security-Policy", not(containsString("wasm")))
        .header("Content-Security-Policy", containsString("script-src 'self';"));
  }

  private static RequestSpecification asPage() {
    return given().redirects().follow(false).accept("text/html");
  }

  private String session(UUID person, @Nullable Integer institution, Role... roles) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(username, "Người Thử", PASSWORD, person, institution, Set.of(roles)));
    return asPage()
        .contentType("application/x-www-form-urlencoded; charset=UTF-8")
        .formParam("username", username)
        .formParam("password", PASSWORD)
        .post("/login?lang=en")
        .then()
        .statusCode(302)
        .header("Location", equalTo("/me?lang=en"))
        .extract()
        .cookie("sogoc-session");
  }
}
