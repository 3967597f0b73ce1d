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
import vn.sogoc.demo.TestSchools;
import vn.sogoc.document.upload.OwnPictures;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** From an empty form to a specimen that everybody sees. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class TemplateBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final int PHONE = 390;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject TestSchools own;

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
  void a_page_is_designed_seen_agreed_to_and_shown_to_everybody() {
    int school = own.school("BCN").number();
    String other = account(school, "Trần Thị Duyệt");
    Page first = signedIn(account(school, "Lê Văn Mẫu"), true);
    first.navigate(at("/me/office"));
    first.locator("main a[href^='/me/office/templates/']").click();
    look(first, "empty");
    keep(first, "nền.png", OwnPictures.backgroundFile().toArray());
    keep(first, "dấu.png", OwnPictures.sealFile().toArray());
    assertThat(first.locator(".pictures li").count()).isEqualTo(2);
    first.waitForCondition(
        () ->
            (Boolean)
                first
                    .locator(".pictures img")
                    .first()
                    .evaluate("image => image.complete && image.naturalWidth > 1"));
    look(first, "pictures");
    first.locator("form[action$='/new'] button").click();
    first.locator("#template").waitFor();
    String before = first.locator("#preview").getAttribute("src");
    assertThat(before).startsWith("data:image/png;base64,");
    look(first, "form");
    first
        .locator("#background")
        .selectOption(first.locator("#background option").last().getAttribute("value"));
    first.waitForCondition(() -> first.locator("#preview").getAttribute("src").startsWith("blob:"));
    first.locator("#seal").selectOption(first.locator("#seal option").nth(1).getAttribute("value"));
    first.locator("#sealX").fill("200");
    first.locator("#sealY").fill("145");
    first.locator("#sealWidth").fill("36");
    first.locator("input[name=x]").first().fill("500");
    first.locator("#preview-state").getByText("chưa đúng").waitFor();
    first.locator("#template > button").click();
    first.locator("#faults li").first().waitFor();
    assertThat(first.locator("#faults").innerText()).contains("Dòng 1", "X (mm)", "420");
    look(first, "form-faulty");
    first.locator("input[name=x]").first().fill("30");
    first.locator("#template > button").click();
    first.waitForURL(url -> url.contains("/proposals/pro_"));
    look(first, "own");

    Page second = signedIn(other, true);
    second.locator("main a[href*='/me/office/proposals/pro_']").first().click();
    assertThat(second.locator("dl.pairs").innerText())
        .contains("Bằng cử nhân", "Họ và tên", "A4 ngang", "Hình con dấu");
    second.waitForCondition(
        () ->
            (Boolean)
                second
                    .locator("img.proposed")
                    .first()
                    .evaluate("image => image.complete && image.naturalWidth === 1000"));
    look(second, "proposal");
    second.locator("form.panel button").click();
    second.getByText("Đã duyệt").waitFor();
    second.navigate(at("/me/office/templates/iss_" + school + "?lang=en"));
    assertThat(second.locator("ul.cards").innerText()).contains("In use");
    look(second, "list-en");

    Page anybody = browser.page();
    anybody.navigate(at("/templates?lang=en"));
    anybody.locator("img.specimen").first().waitFor();
    assertThat(anybody.locator("main").innerText()).contains("not thereby genuine");
    look(anybody, "specimens-en");
  }

  @Test
  void without_a_script_a_button_draws_the_page() {
    int school = own.school("BCN").number();
    Page page = signedIn(account(school, "Lê Văn Mẫu"), false);
    page.navigate(at("/me/office/templates/iss_" + school + "/new?kind=BCN"));
    String before = page.locator("#preview").getAttribute("src");
    int rows = page.locator("select[name=what]").count();
    page.locator("input[name=size]").first().fill("20");
    page.locator("#longest").check();
    page.locator("button[formaction]").click();
    page.locator("#template").waitFor();
    assertThat(page.locator("#preview").getAttribute("src")).isNotEqualTo(before);
    assertThat(page.locator("input[name=size]").first().inputValue()).isEqualTo("20");
    assertThat(page.locator("#longest").isChecked()).isTrue();
    assertThat(page.locator("select[name=what]").count()).isEqualTo(rows);
    Browser.shoot(page, "template-longest");
  }

  private static void keep(Page page, String name, byte[] file) {
    page.locator("#picture").setInputFiles(new FilePayload(name, "image/png", file));
    page.locator("form[action$='/pictures'] button").click();
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

  private Page signedIn(String username, boolean scripts) {
    Page page = browser.page(1366, 768, scripts);
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
    Browser.shoot(page, "template-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "template-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
