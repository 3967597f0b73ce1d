package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.StaffedSchool;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** The office asks, a graduate answers on a phone, and the approver goes on with a reason. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class ConfirmBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final int PHONE = 390;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject StaffedSchool school;

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
  void graduates_are_asked_answer_on_a_phone_and_the_approver_says_why_it_goes_on()
      throws IOException {
    StaffedSchool.At at = school.open();
    String batch = at.draft(2);
    Page office = signedIn(at.number(), Role.PREPARE);
    office.navigate(at("/me/batches/" + batch));
    office.locator("#ask-graduates").click();
    look(office, "ask");
    office.locator("#ask").click();
    office.locator("#links").waitFor();
    Download file = office.waitForDownload(() -> office.locator("#links").click());
    List<String> links =
        Files.readString(file.path())
            .lines()
            .skip(1)
            .map(line -> line.substring(line.lastIndexOf('#')))
            .toList();
    assertThat(links).hasSize(2);
    office.reload();
    look(office, "handed-out");

    Page graduate = browser.page();
    graduate.setViewportSize(PHONE, 844);
    graduate.navigate(at("/confirm"));
    look(graduate, "paste");
    open(graduate, links.getFirst());
    assertThat(graduate.url()).as("no secret in an address").endsWith("/confirm");
    assertThat(graduate.locator("dl.pairs").innerText())
        .contains("Nguyễn Thị A", "17/05/2003", "Bằng cử nhân")
        .doesNotContain("001303");
    look(graduate, "own-row");
    graduate.locator("#wrong").click();
    graduate.locator("#field").selectOption("name");
    graduate.locator("#wanted").fill("Nguyễn Thị An");
    graduate.locator("details button").click();
    assertThat(graduate.locator("[role=status]").innerText()).contains("Nguyễn Thị An");
    look(graduate, "disputed");
    open(graduate, links.getLast());
    graduate.locator("#right").click();
    assertThat(graduate.locator("[role=status]").innerText()).contains("đã xác nhận");
    look(graduate, "confirmed");

    Page approver = signedIn(at.number(), Role.APPROVE);
    approver.navigate(at("/me/batches/" + batch + "?lang=en"));
    assertThat(approver.locator("main").innerText())
        .contains("1 confirmed, 1 disputed", "hold the approval", "downloaded 1 times");
    look(approver, "batch-en");
    approver.navigate(at("/me/batches/" + batch + "/approval"));
    look(approver, "approval");
    approver.locator("#reason").fill("đã đối chiếu giấy khai sinh");
    approver
        .locator("#phrase")
        .fill(approver.locator("label[for=phrase]").innerText().replaceAll(".*: ", ""));
    approver.locator("form.panel button").click();
    approver.waitForURL(url -> url.endsWith("/me/batches/" + batch));
    assertThat(approver.locator("main").innerText()).contains("đã đối chiếu giấy khai sinh");
    look(approver, "approved");
  }

  private void open(Page page, String fragment) {
    page.navigate(at("/confirm" + fragment));
    page.reload(); // the same page with a fragment is not asked for again by a browser
    page.locator("#right").waitFor();
  }

  private Page signedIn(int institution, Role role) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username,
            "Lê Văn Thử",
            PASSWORD,
            schools.somebody(institution),
            institution,
            Set.of(role)));
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
    page.setViewportSize(1366, 768);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "confirm-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "confirm-" + name + "-phone");
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
