package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.SupplementScene;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** From a list of courses to a supplement that somebody checks, with the keyboard alone. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class SupplementBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final int PHONE = 320;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;

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
  void a_list_becomes_supplements_that_anybody_can_check() throws Exception {
    SupplementScene scene = SupplementScene.open(schools, 2);
    int school = schools.university();
    Page clerk = signedIn(account(school, "Nguyễn Thị Soạn", Role.PREPARE));
    Page head = signedIn(account(school, "Trần Văn Ký", Role.SIGN));
    clerk.navigate(at("/me/batches/" + scene.batch()));
    press(clerk, "#supplements");
    clerk.waitForURL(url -> url.endsWith("/supplements"));
    look(clerk, "empty");
    bring(clerk, scene.list().replace(";3;7.25;", ";3;17.25;"));
    clerk.locator("[role=alert]").waitFor();
    assertThat(clerk.locator("main").innerText()).contains("2 lỗi", "cần 0-10, đang là «17.25»");
    look(clerk, "faults");
    bring(clerk, scene.list().replace(";8,05;", ";8,3;"));
    clerk.waitForURL(url -> url.contains("/me/supplement-lists/sps_"));
    look(clerk, "waits");
    String list = clerk.url();
    assertThat(clerk.locator("#sign").count()).isZero();
    byte[] preview =
        clerk
            .request()
            .get(
                clerk
                    .locator("a[href$='/page.pdf']")
                    .first()
                    .getAttribute("href")
                    .replaceFirst("^/", home.toString()))
            .body();
    assertThat(new String(preview, 0, 5, java.nio.charset.StandardCharsets.US_ASCII))
        .isEqualTo("%PDF-");

    head.navigate(list);
    look(head, "approve");
    head.locator("#seen").focus();
    head.keyboard().press("Space");
    press(head, "#sign");
    head.waitForURL(url -> url.contains("job="));
    head.waitForSelector("text=Mọi phụ lục của danh sách đã được ký");
    look(head, "signed");
    String pdf = head.locator("a[href$='/document.pdf']").first().getAttribute("href");
    byte[] pages = head.request().get(home.resolve(pdf).toString()).body();

    Page anybody = browser.page();
    anybody.navigate(at("/tai-len"));
    anybody.locator("#file").setInputFiles(new FilePayload("phuluc.pdf", "application/pdf", pages));
    anybody.locator("main form button").click();
    anybody.locator(".verdict:visible").first().waitFor();
    assertThat(anybody.locator("main:visible").first().innerText())
        .contains("Phụ lục thật", "Nhập môn lập trình", "8,3 / 10", "Trường Đại học Mẫu Hai");
    look(anybody, "checked");

    clerk.navigate(list);
    clerk.locator("#line-1 details summary").focus();
    clerk.keyboard().press("Enter");
    clerk.locator("#reason-1").fill("điểm học phần MA003 nhập sai");
    clerk.keyboard().press("Enter");
    clerk.waitForSelector("text=đề nghị thu hồi");
    head.navigate(list);
    look(head, "withdrawal");
    press(head, "#line-1 form[action$='/withdrawal/approval'] button");
    head.waitForSelector("text=Đã thu hồi: điểm học phần MA003 nhập sai");
    anybody.navigate(at("/tai-len"));
    anybody.locator("#file").setInputFiles(new FilePayload("phuluc.pdf", "application/pdf", pages));
    anybody.locator("main form button").click();
    anybody.locator(".verdict:visible").first().waitFor();
    assertThat(anybody.locator("main:visible").first().innerText())
        .contains("Cơ sở đã thu hồi phụ lục này");
    look(anybody, "checked-withdrawn");
    clerk.navigate(at("/me/batches/" + scene.batch() + "/supplements?lang=en"));
    look(clerk, "lists-en");
  }

  private static void bring(Page page, String list) {
    page.locator("#file")
        .setInputFiles(
            new FilePayload(
                "phuluc.csv", "text/csv", list.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    press(page, "#upload");
  }

  /** As somebody without a mouse does: the focus gets there, and Enter. */
  private static void press(Page page, String what) {
    page.locator(what).first().focus();
    page.keyboard().press("Enter");
  }

  private String account(int school, String name, Role... roles) {
    String username = "l" + UUID.randomUUID();
    accounts.create(
        new NewAccount(username, name, PASSWORD, schools.somebody(school), school, Set.of(roles)));
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
    Browser.shoot(page, "supplement-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "supplement-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
