package vn.sogoc.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.person.Guardians;
import vn.sogoc.person.Guardianship;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class MeBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final String LONG =
      "Nguyễn Phước Hoàng Thiên Bảo Ngọc Công Tằng Tôn Nữ Huyền Trân";

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;
  @Inject Guardians guardians;

  private Browser browser;

  @BeforeAll
  @Timeout(Browser.PATIENCE)
  void start() {
    browser = Browser.start();
  }

  @AfterEach
  void closePages() {
    browser.closePages();
  }

  @AfterAll
  @Timeout(Browser.PATIENCE)
  void stop() {
    browser.close();
  }

  @Test
  void a_holder_signs_in_and_sees_what_was_issued_to_them_and_to_their_child() {
    int university = schools.university();
    UUID mother = schools.somebody(university);
    UUID child = schools.somebody(university);
    guardians.add(
        university, child, mother, Guardianship.Relation.MOTHER, LocalDate.of(2020, 1, 15));
    var own = credentials.bachelor(mother, LONG);
    var childs = credentials.bachelor(child, "Lê Bé Con");
    Page page = signedIn(account(mother, null, Role.HOLDER));
    assertThat(page.locator(".cards > li").count()).isEqualTo(2);
    assertThat(page.locator(".cards > li").first().innerText())
        .contains(
            "Của tôi",
            "Bằng cử nhân",
            "Trường Đại học Hồng Lam (mẫu)",
            own.record().serialNumber(),
            own.record().registerNumber(),
            "15/06/2026",
            "Đang có hiệu lực");
    assertThat(page.locator(".cards > li").last().innerText())
        .contains("Của Lê Bé Con", childs.record().serialNumber());
    String pdf = page.locator(".cards a.button").first().getAttribute("href");
    assertThat(page.request().get(at(pdf)).headers())
        .containsEntry("content-type", "application/pdf");
    Browser.assertAccessible(page);
    Browser.shoot(page, "me-holder-vi");
    page.setViewportSize(320, 640);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "me-holder-320");
    page.locator("a.tongue").click();
    assertThat(page.locator("main").innerText()).contains("My own", "Of Lê Bé Con", "15 June 2026");
    Browser.assertAccessible(page);
    Browser.assertNoSidewaysScroll(page);
  }

  @Test
  void a_holder_of_nothing_is_told_why_and_what_to_do() {
    Page page = signedIn(account(schools.somebody(schools.university()), null, Role.HOLDER));
    assertThat(page.locator(".note").innerText()).contains("Chưa thấy văn bằng");
    assertThat(page.locator(".note a").getAttribute("href")).isEqualTo("/nhap-so");
    Browser.assertAccessible(page);
    Browser.shoot(page, "me-empty-vi");
  }

  @Test
  void staff_see_the_batches_of_their_institution_and_nobody_elses() {
    int university = schools.university();
    var clerk = schools.person(university, Role.PREPARE);
    UUID mandate = schools.mandate(university, clerk.person(), clerk.name(), "BCN");
    String decision = "QĐ-" + UUID.randomUUID().toString().substring(0, 8);
    given()
        .header("Authorization", "Bearer " + clerk.key())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .multiPart(
            "file",
            "list.csv",
            ("Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Nơi sinh\n"
                    + "Trần Thị Mẫu;17/05/2003;Nữ;7480201;Giỏi;Hà Nội\n")
                .getBytes(StandardCharsets.UTF_8),
            "text/csv")
        .multiPart("kind", "BCN")
        .multiPart("decisionNumber", decision, "text/plain; charset=UTF-8")
        .multiPart("decisionDate", "2026-06-12")
        .multiPart("issueDate", "2026-06-15")
        .multiPart("graduationYear", "2026")
        .multiPart("mandateId", mandate.toString())
        .post("/api/v1/batches")
        .then()
        .statusCode(201);
    Page page = signedIn(account(clerk.person(), university, Role.PREPARE));
    assertThat(page.locator("main").innerText())
        .contains("Trường Đại học Hồng Lam (mẫu)", "Lập đợt cấp", "qua API");
    assertThat(page.locator("tbody tr").first().innerText())
        .contains(decision, "Bằng cử nhân", clerk.name());
    assertThat(page.locator("a[href='/swagger']").count()).as("off outside the demo").isZero();
    Browser.assertAccessible(page);
    page.setViewportSize(320, 640);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "me-staff-320");
    page.navigate(at("/me/batches?lang=en"));
    assertThat(page.locator("tbody").innerText()).contains(decision);
    Browser.assertAccessible(page);
    Page other = signedIn(account(clerk.person(), schools.school(), Role.APPROVE));
    assertThat(other.locator("main").innerText()).doesNotContain(decision);
    Browser.assertAccessible(other);
  }

  @Test
  void nobody_sees_the_sign_in_page_and_afterwards_what_they_asked_for() {
    String user = account(schools.somebody(schools.university()), null, Role.HOLDER);
    Page page = browser.page();
    page.navigate(at("/me?lang=en"));
    assertThat(page.url()).endsWith("/login?lang=en");
    fill(page, user, "wrong" + PASSWORD);
    assertThat(page.url()).endsWith("/login?error=1&lang=en");
    assertThat(page.locator("[role=alert]").innerText()).contains("Not signed in");
    fill(page, user, PASSWORD);
    page.waitForURL(url -> url.endsWith("/me?lang=en"));
    assertThat(page.context().cookies())
        .filteredOn(cookie -> cookie.name.equals("sogoc-session"))
        .allMatch(cookie -> cookie.httpOnly)
        .hasSize(1);
    page.navigate(at("/login"));
    assertThat(page.url()).endsWith("/me");
  }

  @Test
  void signing_out_ends_the_session_and_forgets_the_cookie() {
    Page page = signedIn(account(schools.somebody(schools.university()), null, Role.HOLDER));
    List<Cookie> before = page.context().cookies();
    page.locator("nav.nav button").click();
    page.waitForURL(home.toString());
    assertThat(page.locator("nav.nav").innerText()).contains("Đăng nhập");
    assertThat(page.context().cookies())
        .noneMatch(cookie -> cookie.name.equals("sogoc-session") && !cookie.value.isEmpty());
    page.context().addCookies(before);
    page.navigate(at("/me"));
    assertThat(page.url()).as("the old cookie is worth nothing").endsWith("/login");
  }

  @Test
  void a_role_that_is_lacking_is_said_on_a_page_that_knows_who_asked() {
    Page page = signedIn(account(schools.somebody(schools.university()), null, Role.HOLDER));
    var response = page.navigate(at("/me/batches"));
    assertThat(response.status()).isEqualTo(403);
    assertThat(page.locator("h1").innerText()).isEqualTo("Bạn không có quyền làm việc này");
    assertThat(page.locator("nav.nav").innerText())
        .contains("Trang của tôi")
        .doesNotContain("Đăng nhập");
    assertThat(page.locator("main .button").first().getAttribute("href")).isEqualTo("/me");
    Browser.assertAccessible(page);
    page.navigate(at("/me/batches?lang=en"));
    assertThat(page.locator("h1").innerText()).isEqualTo("You may not do this");
  }

  private String account(UUID person, @Nullable Integer institution, Role... roles) {
    String username = "u" + UUID.randomUUID();
    accounts.create(new NewAccount(username, LONG, PASSWORD, person, institution, Set.of(roles)));
    return username;
  }

  private Page signedIn(String username) {
    Page page = browser.page();
    page.navigate(at("/login"));
    fill(page, username, PASSWORD);
    page.waitForURL(url -> url.endsWith("/me"));
    return page;
  }

  private static void fill(Page page, String username, String password) {
    page.locator("#username").fill(username);
    page.locator("#password").fill(password);
    page.locator("main button").click();
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
