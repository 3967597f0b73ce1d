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
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.IssuedBatches;
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
    String username = "u" + UUID.randomUUID();
    int university = schools.university();
    accounts.create(
        new NewAccount(
            username, name, PASSWORD, schools.somebody(university), university, Set.of(role)));
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
