package vn.sogoc.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** An office through its pages: somebody comes in by the two halves, gets a role, and is ended. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class OfficeBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final int PHONE = 390;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Clock clock;

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
  void somebody_is_invited_comes_in_with_both_halves_gets_a_role_and_is_ended() {
    int school = own.school().number();
    String other = account(school, "Trần Thị Duyệt");
    Page first = signedIn(account(school, "Lê Văn Mời"));
    first.locator("main a[href='/me/office']").click();
    look(first, "empty");
    first.locator("#name").fill("Nguyễn Thị Mới");
    first.locator("#email").fill("moi@thu.example");
    first.locator("#role-prepare").check();
    first.locator("main form.panel button").click();
    first.waitForURL(url -> url.contains("/me/office/invitations/inv_"));
    assertThat(first.locator(".note").innerText()).contains("Chờ người thứ hai duyệt");
    look(first, "invitation-waiting");
    String invitation = first.url();
    first.locator(".note a").click();
    assertThat(first.locator(".note").innerText()).contains("người khác phê duyệt");
    assertThat(first.getByText("Bạn là người thứ hai").count()).isZero();
    look(first, "proposal-own");

    Page second = signedIn(other);
    second.navigate(at("/me/office"));
    second.locator("tbody a").first().click();
    look(second, "proposal");
    second.locator("form.panel button").click();
    second.waitForURL(url -> url.contains("/me/office/invitations/inv_"));
    second.locator("form[action$='/code'] button").click();
    String code = second.locator(".receipt .code").innerText();
    look(second, "code");

    first.navigate(invitation);
    first.locator("form[action$='/link'] button").click();
    String link = first.locator(".receipt .code").innerText();
    assertThat(link).contains("/invitation#");
    look(first, "link");

    Page invited = browser.page();
    invited.navigate(at("/invitation"));
    look(invited, "invited-paste");
    invited.navigate(at("/invitation" + link.substring(link.indexOf('#'))));
    invited.reload(); // the same page with a fragment is not asked for again by a browser
    invited.locator("#code").waitFor();
    assertThat(invited.url()).as("no secret in an address").endsWith("/invitation");
    assertThat(invited.locator("main").innerText()).contains("Nguyễn Thị Mới", "Lập đợt cấp");
    look(invited, "invited");
    accept(invited, "AAAA-AAAA", PASSWORD, "m" + school);
    assertThat(invited.locator("[role=alert]").innerText()).contains("người duyệt");
    look(invited, "invited-wrong");
    accept(invited, code, PASSWORD, "m" + school);
    invited.waitForURL(url -> url.contains("/login"));
    assertThat(invited.locator("[role=status]").innerText()).contains("đăng nhập");
    invited.locator("#username").fill("m" + school);
    invited.locator("#password").fill(PASSWORD);
    invited.locator("main button").click();
    invited.waitForURL(url -> url.endsWith("/me"));
    assertThat(invited.locator("main").innerText()).contains("Nguyễn Thị Mới");

    first.navigate(at("/me/office?lang=en"));
    look(first, "office-en");
    first.getByText("Nguyễn Thị Mới").first().click();
    look(first, "person-en");
    first.locator("#role").selectOption("verify");
    first.locator("form[action*='/roles?'] button, form[action$='/roles'] button").click();
    first.waitForURL(url -> url.contains("/proposals/pro_"));
    look(first, "role-en");
    first.goBack();
    first.locator("form[action*='/end?'].panel button, form[action$='/end'].panel button").click();
    first.waitForURL(url -> url.contains("/people/"));
    first.locator("main").getByText("Ended").first().waitFor();
    invited.navigate(at("/me"));
    assertThat(invited.url()).as("the session ended at once").contains("/login");
  }

  @Test
  void a_mandate_of_two_kinds_is_asked_for_and_approved_by_whoever_sees_all_of_it() {
    int school = own.school("BCN", "BThS").number();
    String other = account(school, "Trần Thị Duyệt");
    String rector = account(school, "GS.TS. Phan Thị Ngọc Hạ");
    Page first = signedIn(account(school, "Lê Văn Mời"));
    first.navigate(at("/me/office"));
    first.locator("main a[href^='/me/office/mandates/']").click();
    look(first, "mandates-empty");
    first
        .locator("#account")
        .selectOption(new SelectOption().setLabel("GS.TS. Phan Thị Ngọc Hạ (" + rector + ")"));
    first.locator("#titleVi").fill("Hiệu trưởng");
    first.locator("#titleEn").fill("Rector");
    assertThat(first.locator("input[name=kinds]:checked").count()).isEqualTo(2);
    LocalDate today = LegalDay.of(clock.instant());
    first.locator("#from").fill(today.toString());
    first.locator("#decisionNumber").fill("214/QĐ-ĐHHL");
    first.locator("#decisionDate").fill(today.minusDays(3).toString());
    first
        .locator("#document")
        .setInputFiles(new FilePayload("qđ.pdf", "application/pdf", "%PDF-1.4 qđ".getBytes(UTF_8)));
    first.locator("form.panel button").click();
    first.waitForURL(url -> url.contains("/proposals/pro_"));
    look(first, "mandate-own");

    Page second = signedIn(other);
    second.locator("main a[href*='/me/office/proposals/pro_']").first().click();
    assertThat(second.locator("dl.pairs").innerText())
        .contains(rector, "acc_", "Bằng cử nhân", "Bằng thạc sĩ", "Phan Thị Ngọc Hạ, ");
    assertThat(
            second
                .request()
                .get(at(second.locator("dl.pairs a[href*='/documents/']").getAttribute("href")))
                .body())
        .isEqualTo("%PDF-1.4 qđ".getBytes(UTF_8));
    look(second, "mandate-proposal");
    second.locator("form.panel button").click();
    second.getByText("Đã duyệt").waitFor();
    look(second, "mandate-approved");
    second.navigate(at("/me/office/mandates/iss_" + school + "?lang=en"));
    assertThat(second.locator("ul.cards").innerText()).contains("Rector", "In force");
    look(second, "mandates-en");
    second.locator("ul.cards summary").click();
    second.locator("ul.cards input[name=last]").fill(today.minusDays(1).toString());
    second.locator("ul.cards form button").click();
    assertThat(second.locator("main").innerText()).contains("The days do not fit");
    look(second, "mandate-refused-en");
    second.locator("main a[href*='/me/office/mandates/iss_']").click();
    second.locator("ul.cards").waitFor();
  }

  private static void accept(Page page, String code, String password, String username) {
    page.locator("#code").fill(code);
    page.locator("#username").fill(username);
    page.locator("#password").fill(password);
    page.locator("#again").fill(password);
    page.locator("main form button").click();
    page.waitForLoadState();
  }

  private String account(int institution, String name) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username,
            name,
            PASSWORD,
            schools.somebody(institution),
            institution,
            Set.of(Role.OPERATE)));
    return username;
  }

  private Page signedIn(String username) {
    Page page = browser.page();
    page.navigate(at("/login"));
    page.locator("#username").fill(username);
    page.locator("#password").fill(PASSWORD);
    page.locator("main button").click();
    page.waitForURL(url -> url.endsWith("/me"));
    return page;
  }

  /** Nothing for axe to find, nothing sticking out, on a desk and on a phone; a picture of each. */
  private static void look(Page page, String name) {
    Browser.assertAccessible(page);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "office-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "office-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
