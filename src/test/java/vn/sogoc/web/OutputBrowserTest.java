package vn.sogoc.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.document.template.PlainTemplate;
import vn.sogoc.issuance.IssuedBatches;
import vn.sogoc.issuance.StaffedSchool;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** From an issued batch to documents in people's hands, through the pages alone. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class OutputBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final int PHONE = 390;
  private static final Path MESSAGES = Path.of("target/messages");

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject StaffedSchool staffed;

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
  void documents_are_printed_on_blanks_and_handed_out() throws Exception {
    String batch = PublicId.of("bat", IssuedBatches.issued(schools, 4)).toString();
    String prefix =
        "B" + UUID.randomUUID().toString().substring(0, 6).toUpperCase(Locale.ROOT) + "X";
    Page clerk = signedIn(account("Nguyễn Thị Kho", Role.PREPARE));
    clerk.navigate(at("/me/blanks"));
    look(clerk, "blanks-empty");
    clerk.locator("#receive-kind").selectOption("BCN");
    clerk.locator("#receive-prefix").fill(prefix);
    clerk.locator("#receive-first").fill("1");
    clerk.locator("#receive-last").fill("50");
    clerk.locator("#receive-document").fill("12/BBGN");
    clerk.locator("#receive-date").fill("2026-06-01");
    clerk.locator("#receive").click();
    clerk.locator("#reconciliation").waitFor();
    assertThat(clerk.locator("main").innerText()).contains(prefix + "000001");
    look(clerk, "blanks");

    clerk.navigate(at("/me/batches/" + batch));
    clerk.locator("#prints").click();
    clerk.locator("#allocate").waitFor();
    look(clerk, "prints");
    String series =
        clerk
            .locator("#series option", new Page.LocatorOptions().setHasText(prefix))
            .getAttribute("value");
    clerk.locator("#series").selectOption(series);
    clerk.locator("#count").fill("6");
    clerk.locator("#allocate").click();
    clerk.locator("#allocated").waitFor();
    assertThat(clerk.locator("#allocated").innerText()).contains(prefix + "000006");
    clerk.locator("#blanks-pdf-1").check();
    clerk.locator("#make-pdf-1").click();
    clerk.waitForURL(url -> url.contains("/me/prints/prn_"));
    clerk.locator("#download").waitFor();
    look(clerk, "print-ready");
    Download file = clerk.waitForDownload(() -> clerk.locator("#download").click());
    assertThat(Files.readAllBytes(file.path())).startsWith('%', 'P', 'D', 'F');

    clerk.navigate(at("/me/batches/" + batch));
    clerk.locator("#deliveries").click();
    clerk.locator("#record").waitFor();
    look(clerk, "deliveries");
    clerk.locator("#record").click();
    clerk.locator("[role=alert]").waitFor();
    look(clerk, "deliveries-wrong");
    clerk.locator("input[name=credentials]").nth(0).check();
    clerk.locator("input[name=credentials]").nth(1).check();
    clerk.locator("#record").click();
    clerk.waitForURL(url -> url.endsWith("/deliveries"));
    assertThat(clerk.locator("input[name=credentials]").count()).isEqualTo(2);
    clerk.locator("tbody th a").nth(1).click();
    clerk.locator("#undo").waitFor();
    assertThat(clerk.locator("#blank").innerText()).isEqualTo(prefix + "000002");
    look(clerk, "delivery");
    clerk.locator("#undo").click();
    clerk.locator("#misprint").waitFor();
    clerk.locator("#reason").fill("Lệch dòng");
    clerk.locator("#misprint").click();
    clerk.locator("#proxy").waitFor();
    assertThat(clerk.locator("#blank").innerText()).isEqualTo(prefix + "000005");
    clerk.locator("#name").fill("Nguyễn Thị Nhận Thay");
    clerk.locator("#number").fill("12/UQ");
    clerk.locator("#proxy").click();
    clerk.locator("#undo").waitFor();
    assertThat(clerk.locator("#events li").count()).isEqualTo(3);
    assertThat(clerk.locator("#events").innerText()).contains("Nguyễn Thị Nhận Thay");
    look(clerk, "delivery-proxy");

    clerk.navigate(at("/me/unclaimed?days=0"));
    look(clerk, "unclaimed");
    clerk.navigate(at("/me/batches/" + batch + "/deliveries"));
    clerk.locator("tbody th a").nth(2).click();
    String to = "n" + UUID.randomUUID().toString().substring(0, 8) + "@example.vn";
    clerk.locator("#to").fill(to);
    clerk.locator("#send").click();
    String link = message(to);
    Page holder = browser.page();
    holder.navigate(at("/document" + link.substring(link.indexOf('#'))));
    assertThat(holder.locator("#link").inputValue()).isNotEmpty();
    assertThat(holder.url()).as("no secret in an address").endsWith("/document");
    look(holder, "document");
    holder.locator("#birth").fill("01/01/1999");
    holder.locator("#get").click();
    holder.locator("[role=alert]").waitFor();
    look(holder, "document-wrong");
    holder.locator("#link").fill(link);
    holder.locator("#birth").fill("17/05/2003");
    Download own = holder.waitForDownload(() -> holder.locator("#get").click());
    assertThat(Files.readAllBytes(own.path())).startsWith('%', 'P', 'D', 'F');
    clerk.reload();
    assertThat(clerk.locator("#events").innerText()).contains("qua liên kết");

    clerk.navigate(at("/me/blanks"));
    clerk.locator("#minutes-series").selectOption(series);
    clerk.locator("#minutes-numbers").fill("2");
    clerk.locator("#minutes-document").fill("03/BB");
    clerk.locator("#minutes-date").fill("2026-06-02");
    clerk.locator("#minutes-reason").fill("Lệch dòng khi in");
    clerk.locator("#minutes-council").fill("Nguyễn Thị Kho, Lê Văn Chủ Tịch");
    clerk.locator("#ask-minutes").click();
    clerk.waitForURL(url -> url.endsWith("/me/blanks"));
    Page head = signedIn(account("Trần Văn Điều Hành", Role.OPERATE));
    head.navigate(at("/me/office"));
    head.getByText("Biên bản phôi: " + prefix + "000002").click();
    look(head, "blank-minutes");
    head.locator("form[action$='/approval'] button, form[action*='/approval?'] button").click();
    head.waitForURL(url -> url.contains("/me/office"));
    clerk.navigate(at("/me/blanks"));
    clerk.locator("#count-series").selectOption(series);
    clerk.locator("#count-quantity").fill("40");
    clerk.locator("#count-document").fill("01/KK");
    clerk.locator("#count-date").fill("2026-06-30");
    clerk.locator("#count").click();
    clerk.locator(".state.bad").first().waitFor();
    look(clerk, "blanks-difference");
  }

  @Test
  void a_batch_goes_onto_blanks_as_a_printer_is_set_and_its_signed_list_is_one_act()
      throws Exception {
    StaffedSchool.At school = staffed.open();
    int number = school.number();
    Page office = signedIn(account(number, "Trần Văn Điều Hành", Role.OPERATE));
    office.navigate(at("/me/office/printers/iss_" + number));
    office.locator("#name").fill("HP tầng 2");
    office.locator("#right").fill("-1,2");
    office.locator("#down").fill("3");
    office.locator("#stretch").fill("101");
    office.locator("main form.panel button").click();
    office.getByText("HP tầng 2").first().waitFor();
    template(number);
    String batch = school.approved(3);
    assertThat(school.signed(batch)).isEqualTo("done");

    Page clerk = signedIn(account(number, "Nguyễn Thị Kho", Role.PREPARE));
    looks(clerk, "home");
    clerk.locator("main .cards a[href$='/prints']").click();
    assertThat(clerk.locator("#printer-1").innerText()).contains("HP tầng 2", "Không chỉnh");
    looks(clerk, "prints-blanks");
    clerk.locator("#make-overprint-1").click();
    clerk.locator("#download").waitFor();
    assertThat(clerk.locator("#setting").innerText()).contains("HP tầng 2", "-1,2", "3,0", "101,0");
    looks(clerk, "print-blanks");
    Download file = clerk.waitForDownload(() -> clerk.locator("#download").click());
    assertThat(file.suggestedFilename()).endsWith("-overprint.pdf");
    clerk.locator("main .crumbs a").last().click();
    looks(clerk, "prints-blanks-kept");
    clerk.locator("#printer-1").selectOption("");
    clerk.locator("#make-overprint-1").click();
    clerk.locator("#download").waitFor();
    assertThat(clerk.locator("#setting").innerText()).contains("Không chỉnh", "100,0");

    clerk.locator("#hand-out").click();
    looks(clerk, "sheet");
    clerk.locator("#except").fill("2-9");
    clerk.locator("#record-all").click();
    clerk.locator("[role=alert]").waitFor();
    assertThat(clerk.locator("[role=alert]").innerText()).contains("từ 1 đến 3");
    assertThat(clerk.locator("#except").inputValue()).isEqualTo("2-9");
    look(clerk, "sheet-wrong");
    clerk.locator("#except").fill("2");
    clerk.locator("#record-all").click();
    clerk.locator("#undo-all").waitFor();
    assertThat(clerk.locator("#sheet").innerText()).contains("2 văn bằng đã phát");
    assertThat(clerk.locator("input[name=credentials]").count()).isEqualTo(1);
    looks(clerk, "sheet-recorded");
    clerk.locator("#undo-all").click();
    clerk.getByText("đã rút lại danh sách").waitFor();
    assertThat(clerk.locator("input[name=credentials]").count()).isEqualTo(3);
    looks(clerk, "sheet-undone");
    Page approver = signedIn(account(number, "Vũ Thị Xem", Role.APPROVE));
    approver.navigate(at("/me/batches/" + batch + "/deliveries"));
    assertThat(approver.locator("#record-all, #undo-all").count()).isZero();
  }

  @Test
  void the_link_of_an_invitation_is_mailed_and_the_page_says_so() throws Exception {
    int number = staffed.open().number();
    Page first = signedIn(account(number, "Lê Văn Mời", Role.OPERATE));
    first.navigate(at("/me/office"));
    looks(first, "office-invite");
    String to = "n" + UUID.randomUUID().toString().substring(0, 8) + "@example.vn";
    first.locator("#name").fill("Nguyễn Văn Soạn");
    first.locator("#email").fill(to);
    first.locator("#role-prepare").check();
    first.locator("main form.panel button").click();
    first.waitForURL(url -> url.contains("/me/office/invitations/inv_"));
    assertThat(first.locator("#mailed").innerText()).contains("sau khi người khác duyệt");
    looks(first, "invitation-waits");
    String invitation = first.url();
    Page second = signedIn(account(number, "Trần Thị Duyệt", Role.OPERATE));
    second.navigate(invitation);
    second.locator(".note a").click();
    second.locator("form.panel button").first().click();
    second.waitForURL(url -> url.contains("/me/office/invitations/inv_"));
    String link = message(to);
    second.locator("form[action$='/code'] button").click();
    String code = second.locator(".receipt .code").innerText();
    first.reload();
    assertThat(first.locator("main").innerText()).contains("Đã gửi qua thư").doesNotContain(to);
    looks(first, "invitation-mailed");
    Page invited = browser.page();
    invited.navigate(at("/invitation" + link.substring(link.indexOf('#'))));
    invited.locator("#code").fill(code);
    invited.locator("#username").fill("n" + UUID.randomUUID().toString().substring(0, 8));
    invited.locator("#password").fill(PASSWORD);
    invited.locator("#again").fill(PASSWORD);
    invited.locator("main form button").click();
    invited.waitForURL(url -> url.contains("/login"));
  }

  /** A plain page of the school's own, agreed to by two. */
  private void template(int school) {
    Response asked =
        as(school)
            .body(PlainTemplate.of("BCN"))
            .post("/api/v1/institutions/iss_" + school + "/templates");
    as(school)
        .body(Map.of("contentHash", asked.<String>path("contentHash")))
        .post("/api/v1/proposals/" + asked.path("id") + "/approval")
        .then()
        .statusCode(200);
    LockSupport.parkNanos(1_100_000_000L); // records tell whole seconds
  }

  private RequestSpecification as(int school) {
    return given()
        .header("Authorization", "Bearer " + schools.person(school, Role.OPERATE).key())
        .header("Idempotency-Key", UUID.randomUUID().toString())
        .contentType("application/json");
  }

  /** As {@link #look}, in both languages and down to 320 pixels. */
  private static void looks(Page page, String name) {
    String before = page.url();
    for (String lang : List.of("vi", "en")) {
      page.navigate(before + (before.contains("?") ? "&" : "?") + "lang=" + lang);
      Browser.assertAccessible(page);
      for (int width : new int[] {1366, 320}) {
        page.setViewportSize(width, 768);
        Browser.assertNoSidewaysScroll(page);
        Browser.shoot(page, "output-" + name + "-" + lang + "-" + width);
      }
      page.setViewportSize(1366, 768);
    }
    page.navigate(before);
  }

  /** The link in the message to an address, which the gateway would send. */
  private static String message(String to) throws IOException, InterruptedException {
    for (int i = 0; i < 100; i++) {
      if (Files.isDirectory(MESSAGES)) {
        try (Stream<Path> files = Files.list(MESSAGES)) {
          for (Path file : files.filter(f -> f.toString().endsWith(".json")).toList()) {
            String text = Files.readString(file);
            if (text.contains(to)) {
              Files.delete(file);
              return text.replaceAll("(?s).*\"link\":\"([^\"]+)\".*", "$1");
            }
          }
        }
      }
      Thread.sleep(100);
    }
    throw new AssertionError("no message in ten seconds");
  }

  private String account(String name, Role role) {
    return account(schools.university(), name, role);
  }

  private String account(int school, String name, Role role) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(username, name, PASSWORD, schools.somebody(school), school, Set.of(role)));
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
    Browser.shoot(page, "output-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "output-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
