package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.HeldSigning;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** From a file to issued credentials through the pages alone, by the people who may. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class ConsoleBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final String LONG =
      "Nguyễn Phước Hoàng Thiên Bảo Ngọc Công Tằng Tôn Nữ Huyền Trân";
  private static final String HEADER =
      "Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Nơi sinh;Ghi chú riêng\n";
  private static final int PHONE = 390;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject HeldSigning held;

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
  void a_class_list_becomes_issued_credentials_through_the_pages() {
    School school = school();
    Page preparer = signedIn(school.preparer());
    preparer.navigate(at("/me/imports"));
    look(preparer, "imports-empty");
    upload(preparer, school, list(30, ""));
    assertThat(preparer.locator("ol.stages [aria-current]").innerText()).contains("Cột");
    assertThat(preparer.locator("select[name=field]").first().inputValue()).isEqualTo("fullName");
    assertThat(preparer.locator("select[name=field]").last().inputValue()).isEmpty();
    look(preparer, "import-columns");
    read(preparer);
    preparer.getByText("Danh sách không có lỗi").first().waitFor();
    assertThat(preparer.locator(".tally").innerText()).contains("31 dòng", "31 hợp lệ");
    assertThat(preparer.locator("tbody th").first().innerText()).isEqualTo(LONG);
    assertThat(isDrawn(preparer)).as("the specimen is a picture").isTrue();
    look(preparer, "import-ready");
    preparer.locator("form.panel button").click();
    preparer.waitForURL(url -> url.contains("/me/batches/bat_"));
    assertThat(preparer.locator(".turn").innerText()).contains("người khác phải duyệt");
    assertThat(preparer.locator(".turn a.button").count()).isZero();
    look(preparer, "batch-draft");
    String path = URI.create(preparer.url()).getPath();
    String batch = path.substring(path.lastIndexOf('/') + 1);
    preparer.navigate(at(path + "?order=longest"));
    assertThat(preparer.locator("tbody th").first().innerText()).isEqualTo(LONG);
    preparer.locator("tbody th a").first().click();
    assertThat(preparer.locator("main").innerText()).contains("chưa ký", LONG);
    assertThat(isDrawn(preparer)).isTrue();
    look(preparer, "batch-row");

    Page approver = signedIn(school.approver());
    approver.navigate(at(path));
    approver.locator(".turn a.button").click();
    assertThat(approver.locator(".figures").innerText()).contains("31", "người khác nhau");
    look(approver, "approval");
    approver.locator("#phrase").fill("Duyệt 30");
    if (approver.locator("#seen").count() > 0) {
      approver.locator("#seen").check();
    }
    approver.locator("form.panel button").click();
    assertThat(approver.locator("[role=alert]").innerText()).contains("Duyệt 31");
    look(approver, "approval-wrong");
    approveByKeyboardAlone(approver);
    approver.waitForURL(url -> url.endsWith(path));
    assertThat(approver.locator(".turn").innerText()).contains("Chờ ký", school.signerName());
    approver.navigate(at(path + "/signing"));
    assertThat(approver.locator(".note.mind").innerText()).contains("Chỉ", school.signerName());

    Page signer = signedIn(school.signer());
    signer.navigate(at(path));
    signer.locator(".turn a.button").click();
    look(signer, "signing");
    signer.locator("#phrase").fill("ký 31");
    CountDownLatch latch = held.afterSigning(batch);
    signer.locator("form.panel button").click();
    signer.waitForCondition(() -> signer.title().startsWith("6 % – Đang ký"));
    assertThat(signer.locator("#sentence").innerText()).contains("Đã ký 2/31");
    assertThat(signer.locator("#live").textContent()).contains("Đang ký");
    look(signer, "progress");
    signer.locator("#pause button").click();
    signer.locator("#resume button").waitFor();
    assertThat(signer.title()).contains("Đang tạm dừng");
    look(signer, "progress-paused");
    latch.countDown();
    signer.locator("#resume button").click();
    signer.getByText("Đã cấp 31 văn bằng, chứng chỉ").first().waitFor();
    look(signer, "progress-done");
    signer.locator("main .row a.plain").first().click();
    assertThat(signer.locator(".turn").innerText()).contains("Đã cấp");
    look(signer, "batch-done");
    signer.locator("tbody th a").first().click();
    assertThat(signer.locator("main").innerText()).doesNotContain("chưa ký");
    assertThat(isDrawn(signer)).isTrue();
    look(signer, "batch-row-done");
    signer.navigate(at(path + "/signing"));
    signer.locator("main .row a.button").first().click();
    assertThat(signer.url()).contains("/publications/");

    signer.navigate(at(path));
    signer.locator("tbody th a").nth(1).click();
    signer.getByText("Diễn biến từ khi cấp").waitFor();
    find(signer, school.decision().toLowerCase(Locale.ROOT));
    assertThat(signer.locator("tbody").innerText()).contains(school.decision());
    look(signer, "find-batch");
  }

  @Test
  void a_list_with_five_percent_bad_rows_is_repaired_and_taken_whole() {
    School school = school();
    Page page = signedIn(school.preparer());
    String bad =
        "Lê Văn Một;31/02/2003;Nam;7480201;Giỏi;Hà Nội;\n"
            + "Lê Văn Hai;3/4/05;Nam;7480201;Giỏi;Hà Nội;\n"
            + "Lê Văn Ba;17/05/2003;Nam;7480201;Rất giỏi;Hà Nội;\n"
            + "L3 Văn Bốn;17/05/2003;Nam;7480201;Giỏi;Hà Nội;\n"
            + ";17/05/2003;Nam;7480201;Giỏi;Hà Nội;\n";
    upload(page, school, list(94, bad));
    read(page);
    page.getByText("Danh sách có lỗi cần sửa").first().waitFor();
    assertThat(page.locator(".tally").innerText()).contains("100 dòng", "95 hợp lệ", "5 cần sửa");
    assertThat(page.locator(".groups").first().innerText())
        .contains("cột Ngày sinh", "31/02/2003", "3/4/05", "Dòng 97");
    assertThat(page.locator("form.panel").count()).as("a part is never taken").isZero();
    look(page, "import-faulty");
    String rows = page.locator("main a.button.plain").first().getAttribute("href");
    String file = new String(page.request().get(at(rows)).body(), StandardCharsets.UTF_8);
    assertThat(file).contains("Lê Văn Hai", "Lý do").doesNotContain(LONG);
    assertThat(file.lines()).hasSize(6);
    page.getByText("Tải tệp đã sửa").click();
    assertThat(page.locator("#decisionNumber").inputValue()).isEqualTo(school.decision());
    look(page, "import-again");
    page.locator("#mandateId").selectOption(school.mandate().toString());
    page.locator("#file")
        .setInputFiles(
            new FilePayload("sửa.csv", "text/csv", list(99, "").getBytes(StandardCharsets.UTF_8)));
    page.locator("main form button").click();
    page.waitForURL(url -> url.endsWith("/columns"));
    read(page);
    page.getByText("Danh sách không có lỗi").first().waitFor();
    assertThat(page.locator(".tally").innerText()).contains("100 hợp lệ");
    assertThat(page.locator("form.panel").innerText()).contains("danh sách khác đang mở");
    page.locator("form.panel button").click();
    page.waitForURL(url -> url.contains("/me/batches/bat_"));
    page.navigate(at("/me/imports?lang=en"));
    assertThat(page.locator("tbody").innerText()).contains("Has faults", "Became a batch");
    look(page, "imports-en");
  }

  @Test
  void what_cannot_be_done_is_said_with_its_cure() {
    School school = school();
    Page preparer = signedIn(school.preparerWhoApproves());
    upload(preparer, school, list(3, ""));
    read(preparer);
    preparer.getByText("Danh sách không có lỗi").first().waitFor();
    preparer.locator("form.panel button").click();
    preparer.waitForURL(url -> url.contains("/me/batches/bat_"));
    String path = URI.create(preparer.url()).getPath();
    preparer.navigate(at(path + "/approval"));
    assertThat(preparer.locator(".note").first().innerText()).contains("không duyệt được");
    assertThat(preparer.locator("form.panel").count()).isZero();
    look(preparer, "approval-own");

    Page approver = signedIn(school.approver());
    approver.navigate(at(path + "/approval"));
    approver.locator("#phrase").fill("DUYỆT 4");
    approver.evaluate("document.querySelector('[name=approvedHash]').value = 'a'.repeat(64)");
    if (approver.locator("#seen").count() > 0) {
      approver.locator("#seen").check();
    }
    approver.locator("form.panel button").click();
    assertThat(approver.locator("h1").innerText()).contains("không khớp");
    assertThat(approver.locator("main .button").first().getAttribute("href")).isEqualTo(path);
    look(approver, "approval-changed");
    approver.navigate(at(path + "/approval?lang=en"));
    approver.locator("#phrase").fill("approve 4");
    if (approver.locator("#seen").count() > 0) {
      approver.locator("#seen").check();
    }
    approver.locator("form.panel button").click();
    approver.waitForURL(url -> url.contains(path) && !url.contains("approval"));

    Page signer = signedIn(school.signer());
    signer.navigate(at(path + "/signing"));
    held.failOnce(path.substring(path.lastIndexOf('/') + 1));
    signer.locator("#phrase").fill("Ký 4");
    signer.locator("form.panel button").click();
    signer.locator(".summary").waitFor();
    assertThat(signer.locator("main").innerText()).contains("Chưa ký xong", "Cách khắc phục");
    look(signer, "progress-failed");
    signer.locator("main form button").first().click();
    signer.getByText("Đã cấp 4 văn bằng, chứng chỉ").first().waitFor();
    find(signer, "HL-KHONG-CO-0000");
    assertThat(signer.locator("[role=status]").innerText()).contains("HL-KHONG-CO-0000");
    look(signer, "find-nothing");
    Page other = signedIn(school.stranger());
    assertThat(other.navigate(at(path)).status()).isEqualTo(404);
    assertThat(other.navigate(at("/me/imports/new")).status()).isEqualTo(403);
  }

  /** From the heading to the batch, approved, without a mouse. */
  private static void approveByKeyboardAlone(Page page) {
    for (int i = 0; i < 120 && !focused(page).equals("phrase"); i++) {
      page.keyboard().press("Tab");
      if (focused(page).equals("seen")
          && !Boolean.TRUE.equals(page.evaluate("document.activeElement.checked"))) {
        page.keyboard().press("Space");
      }
    }
    assertThat(focused(page)).isEqualTo("phrase");
    page.keyboard().press("Control+A");
    page.keyboard().type("Duyệt 31");
    page.keyboard().press("Enter");
  }

  private void upload(Page page, School school, String text) {
    page.navigate(at("/me/imports/new"));
    if (page.locator("#kind option[value=BCN]").count() == 0) {
      throw new AssertionError("nobody may sign bachelors");
    }
    look(page, "import-file");
    page.locator("#kind").selectOption("BCN");
    page.locator("#decisionNumber").fill(school.decision());
    page.locator("#decisionDate").fill("2026-06-12");
    page.locator("#issueDate").fill("2026-06-15");
    page.locator("#graduationYear").fill("2026");
    page.locator("#mandateId").selectOption(school.mandate().toString());
    page.locator("#file")
        .setInputFiles(
            new FilePayload("lớp K65.csv", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    page.locator("main form button").click();
    page.waitForURL(url -> url.endsWith("/columns"));
  }

  /** Takes the columns as they are suggested. */
  private static void read(Page page) {
    page.locator("main form button:not(.link)").click();
    page.waitForLoadState();
    assertThat(page.url()).as(page.locator("main").innerText()).doesNotContain("/columns");
  }

  private void find(Page page, String number) {
    page.navigate(at("/me/find"));
    page.locator("#number").fill(number);
    page.locator("main form button").click();
    assertThat(page.url()).as("no number in an address").endsWith("/me/find");
  }

  /** One with a long name, then so many others, then these lines. */
  private static String list(int rows, String more) {
    StringBuilder text = new StringBuilder(HEADER);
    text.append(LONG).append(";17/05/2003;Nữ;7480201;Giỏi;Thừa Thiên Huế;\n");
    for (int i = 0; i < rows; i++) {
      String day = String.format("%02d/%02d/%d", i % 28 + 1, i % 12 + 1, 2001 + i % 4);
      String ranking = i % 3 == 0 ? "Khá" : i % 3 == 1 ? "Giỏi" : "Xuất sắc";
      text.append("Trần Thị ")
          .append((char) ('A' + i % 26))
          .append((char) ('a' + i / 26))
          .append(";" + day + ";Nữ;7480201;" + ranking + ";Hà Nội;\n");
    }
    return text.append(more).toString();
  }

  private record School(
      String preparer,
      String preparerWhoApproves,
      String approver,
      String signer,
      String signerName,
      String stranger,
      UUID mandate,
      String decision) {}

  private School school() {
    int university = schools.university();
    UUID signer = schools.somebody(university);
    return new School(
        account(schools.somebody(university), university, Role.PREPARE),
        account(schools.somebody(university), university, Role.PREPARE, Role.APPROVE),
        account(schools.somebody(university), university, Role.APPROVE),
        account(signer, university, Role.SIGN),
        "GS.TS. Phan Thị Ngọc Hạ",
        account(schools.somebody(schools.school()), schools.school(), Role.APPROVE),
        schools.mandate(university, signer, "GS.TS. Phan Thị Ngọc Hạ", "BCN"),
        "QĐ-" + UUID.randomUUID().toString().substring(0, 8));
  }

  private String account(UUID person, int institution, Role... roles) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(username, "Nhân Viên", PASSWORD, person, institution, Set.of(roles)));
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
    Browser.shoot(page, "console-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "console-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private static boolean isDrawn(Page page) {
    page.waitForCondition(
        () -> Boolean.TRUE.equals(page.evaluate("document.querySelector('.sheet img').complete")));
    Object width = page.evaluate("document.querySelector('.sheet img').naturalWidth");
    return ((Number) width).intValue() >= 1000;
  }

  private static String focused(Page page) {
    return String.valueOf(page.evaluate("document.activeElement.id"));
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
