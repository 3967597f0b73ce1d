package vn.sogoc.killed;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.text.NumberFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/**
 * From a file to issued credentials through the pages, with the service killed while it signs. With
 * {@code -Dfile=people.xlsx -Drows=100000} it is a cohort of {@code ./sogoc bench cohort}.
 */
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class RestartBrowserTest {
  private static final String PASSWORD = "sogoc-demo-2026";
  private static final String DECISION = "R-1/QĐ";
  private static final @Nullable String FILE = System.getProperty("file");
  private static final int ROWS = Integer.getInteger("rows", 2500);
  private static final String SHOWN =
      NumberFormat.getIntegerInstance(Locale.of("vi", "VN")).format(ROWS);
  private static final int PATIENCE_MILLIS = FILE == null ? 90_000 : 600_000;

  private Ground ground;
  private Browser browser;

  @BeforeAll
  @Timeout(600)
  void start() throws Exception {
    ground =
        Ground.start("browser", FILE == null ? Map.of("SOGOC_ISSUANCE_CHUNK", "50") : Map.of());
    browser = Browser.start();
  }

  @AfterAll
  @Timeout(Browser.PATIENCE)
  void stop() throws Exception {
    if (browser != null) {
      browser.close();
    }
    if (ground != null) {
      ground.end();
    }
  }

  @Test
  void a_batch_is_issued_though_the_service_dies_while_it_signs() throws Exception {
    Page preparer = signedIn("dhhl.soan");
    upload(preparer);
    preparer.locator("main form button:not(.link)").click();
    shown(preparer, "Danh sách không có lỗi");
    preparer.locator("form.panel button").click();
    shown(preparer, "người khác phải duyệt"); // by way of the page that follows the job
    String path = URI.create(preparer.url()).getPath();
    assertThat(path).startsWith("/me/batches/bat_");

    Page approver = signedIn("dhhl.duyet");
    approver.navigate(at(path + "/approval"));
    if (approver.locator("#seen").count() > 0) {
      approver.locator("#seen").check();
    }
    approver.locator("#phrase").fill("Duyệt " + SHOWN);
    approver.locator("form.panel button").click();
    approver.waitForURL(url -> url.endsWith(path));

    Page signer = signedIn("dhhl.ky");
    signer.navigate(at(path + "/signing"));
    signer.locator("#phrase").fill("ký " + SHOWN);
    signer.locator("form.panel button").click();
    Standing killed = killedWhileSigning();
    signer.locator("#link").waitFor(visible());
    assertThat(killed.state()).isEqualTo("signing");
    ground.service().start();
    shown(signer, "Đã cấp " + SHOWN + " văn bằng, chứng chỉ");
    assertThat(URI.create(signer.url()).getPath()).isEqualTo(path + "/signing");
    Browser.assertAccessible(signer);
    assertThat(standing().state()).isEqualTo("done");
    assertThat(ground.service().audit()).startsWith("0 ").contains("nothing is wrong");
  }

  /** The service dies with signal 9 when about a third is signed. */
  private Standing killedWhileSigning() throws Exception {
    long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(PATIENCE_MILLIS);
    try (Connection hand = ground.service().superuser()) {
      while (Standing.of(hand, DECISION).done() < ROWS / 3 && System.nanoTime() < until) {
        LockSupport.parkNanos(2_000_000);
      }
      ground.service().kill();
      return Standing.of(hand, DECISION);
    }
  }

  private Standing standing() throws Exception {
    try (Connection hand = ground.service().superuser()) {
      return Standing.of(hand, DECISION);
    }
  }

  private static FilePayload list() {
    StringBuilder text =
        new StringBuilder("Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Số CCCD;Nơi sinh\n");
    for (int i = 0; i < ROWS; i++) {
      text.append(
          "Trần Thị %s;17/05/2003;Nữ;7480201;Giỏi;034303%06d;Hà Nội\n"
              .formatted(
                  "" + (char) ('A' + i / 676) + (char) ('a' + i / 26 % 26) + (char) ('a' + i % 26),
                  i));
    }
    return new FilePayload("lop.csv", "text/csv", text.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void upload(Page page) {
    page.navigate(at("/me/imports/new"));
    page.locator("#kind").selectOption("BCN");
    page.locator("#decisionNumber").fill(DECISION);
    page.locator("#decisionDate").fill("2026-06-12");
    page.locator("#issueDate").fill("2026-06-15");
    page.locator("#graduationYear").fill("2026");
    Locator mandate =
        page.locator("#mandateId option")
            .filter(new Locator.FilterOptions().setHasText("Phan Thị Ngọc Hạ"))
            .first();
    page.locator("#mandateId").selectOption(mandate.getAttribute("value"));
    if (FILE == null) {
      page.locator("#file").setInputFiles(list());
    } else {
      page.locator("#file").setInputFiles(Path.of(FILE));
    }
    page.locator("main form button").click();
    page.waitForURL(
        url -> url.endsWith("/columns"), new Page.WaitForURLOptions().setTimeout(PATIENCE_MILLIS));
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

  private static void shown(Page page, String text) {
    page.getByText(text).first().waitFor(visible());
  }

  private static Locator.WaitForOptions visible() {
    return new Locator.WaitForOptions().setTimeout(PATIENCE_MILLIS);
  }

  private String at(String path) {
    return ground.service().address().resolve(path).toString();
  }
}
