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
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.register.legacy.LegacyClient;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** A page of an old book to a signed copy: keyed and decided with the keyboard alone. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class LegacyBrowserTest {
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
  void a_page_is_keyed_by_two_decided_by_both_and_signed_without_a_mouse() {
    int school = own.school().number();
    Page first = signedIn(account(school, "Nguyễn Thị Soạn", Role.PREPARE, Role.APPROVE));
    Page second = signedIn(account(school, "Trần Văn Ký", Role.SIGN));
    first.navigate(at("/me/books"));
    look(first, "books-empty");
    String serial = "SC-" + UUID.randomUUID().toString().substring(0, 6);
    first.locator("#title").focus();
    type(first, "Sổ gốc 1999-2001");
    tab(first, 1);
    first.locator("#kind").selectOption("BCN");
    tab(first, 1);
    type(first, "1999");
    tab(first, 1);
    type(first, "2001");
    tab(first, 3);
    type(first, "4");
    first.keyboard().press("Enter");
    first.waitForURL(url -> url.contains("/me/books/bok_"));
    look(first, "book-waits");
    String book = first.url();
    second.navigate(book);
    press(second, "form[action$='/approval'] button");
    second.getByText("Người duyệt: Trần Văn Ký").waitFor();
    first.navigate(book);
    first
        .locator("#image")
        .setInputFiles(new FilePayload("trang.png", "image/png", LegacyClient.picture().toArray()));
    first.locator("#number").focus();
    first.keyboard().press("Enter");
    first.waitForURL(url -> url.contains("/me/book-pages/bpg_"));
    String page = first.url();
    look(first, "page-key");

    key(first, serial, "Khá");
    assertThat(first.locator("main").innerText()).contains("Dòng 2", "Nguyễn Thị Bưởi");
    look(first, "page-second-row");
    press(first, "#close");
    first.waitForSelector("text=Phần của bạn đã xong");
    second.navigate(page);
    assertThat(second.locator("main").innerText()).doesNotContain("Bưởi");
    key(second, serial, "Giỏi");
    press(second, "#close");
    second.waitForSelector("text=Hai lần nhập khác nhau");
    look(second, "page-differs");

    first.navigate(page);
    press(first, "a[href$='/comparison']");
    first.waitForURL(url -> url.endsWith("/comparison"));
    look(first, "compare");
    first.locator("#ranking-1").focus();
    first.keyboard().press("Control+A");
    type(first, "Giỏi");
    first.locator("#reason-1").focus();
    type(first, "theo ảnh là Giỏi");
    first.keyboard().press("Enter");
    first.waitForSelector("text=Có hiệu lực khi người nhập còn lại đồng ý");
    second.navigate(page + "/comparison");
    press(second, "form[action$='/agreement'] button");
    second.waitForURL(url -> !url.endsWith("/comparison"));
    first.navigate(page);
    look(first, "page-agreed");
    press(first, "#ask");
    first.waitForSelector("text=Một người đã đề nghị");
    second.navigate(page);
    look(second, "page-sign");
    press(second, "#sign");
    second.waitForSelector("text=Mọi dòng của trang đã được ký");
    look(second, "page-done");

    Page anybody = browser.page();
    anybody.navigate(at("/coverage"));
    assertThat(anybody.locator("main").innerText()).contains("25 %");
    look(anybody, "coverage");
    anybody.navigate(at("/nhap-so"));
    anybody.locator("#serialNumber").fill(serial);
    anybody.locator("#fullName").fill("Nguyễn Thị Bưởi");
    anybody.locator("main form button").click();
    anybody.locator(".verdict:visible").first().waitFor();
    assertThat(anybody.locator("main:visible").first().innerText())
        .contains("bản sao điện tử", "sổ gốc", "không phải văn bằng được cấp dưới dạng số");
    look(anybody, "copy");
    anybody.navigate(at("/nhap-so"));
    anybody.locator("#serialNumber").fill("KHONGCO-1");
    anybody.locator("#fullName").fill("Nguyễn Thị Bưởi");
    anybody.locator("main form button").click();
    anybody.locator(".verdict:visible").first().waitFor();
    assertThat(anybody.locator("main:visible").first().innerText())
        .contains("không có nghĩa là giả");
    look(anybody, "nothing");
  }

  /** From the first field, which the page puts the focus on, by Tab alone; Enter stores the row. */
  private static void key(Page page, String serial, String ranking) {
    assertThat(page.evaluate("document.activeElement.id")).isEqualTo("registerNumber");
    type(page, "171/" + serial);
    tab(page, 2);
    type(page, serial);
    tab(page, 2);
    type(page, "Nguyễn Thị Bưởi");
    tab(page, 1);
    type(page, "00/00/1979");
    tab(page, 1);
    type(page, "Hà Nam Ninh");
    tab(page, 2);
    type(page, ranking);
    tab(page, 1);
    type(page, "2001");
    tab(page, 1);
    type(page, "2001");
    String before = page.url();
    page.keyboard().press("Enter");
    page.waitForCondition(() -> !page.url().equals(before));
    assertThat(page.url()).as(page.locator("main").innerText()).contains("line=2");
  }

  private static void type(Page page, String text) {
    page.keyboard().insertText(text);
  }

  private static void tab(Page page, int times) {
    for (int i = 0; i < times; i++) {
      page.keyboard().press("Tab");
    }
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
    Browser.shoot(page, "legacy-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "legacy-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
