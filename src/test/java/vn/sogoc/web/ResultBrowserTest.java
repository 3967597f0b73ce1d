package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;
import vn.sogoc.support.QrPicture;

@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class ResultBrowserTest {
  @TestHTTPResource("/")
  URI home;

  @Inject IssuedCredentials credentials;

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
  void number_and_name_are_checked_without_scripts() {
    var issued = credentials.bachelors("Vũ Thị Ánh Nguyệt").getFirst();
    Page page = browser.page(390, 844, false);
    page.navigate(at("/nhap-so"));
    page.locator("#serialNumber").fill(issued.record().serialNumber());
    page.locator("#fullName").fill("vu thi anh nguyet");
    page.locator("main button").click();
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Hợp lệ");
    assertThat(page.locator(".first .pairs").innerText())
        .contains("Vũ Thị Ánh Nguyệt", "2003", "Trường Đại học Hồng Lam (mẫu)")
        .doesNotContain("28/02/2003", "Công nghệ thông tin");
    assertThat(page.url()).doesNotContain("Nguyet", "nguyet", issued.record().serialNumber());
    Browser.assertNoSidewaysScroll(page);
  }

  @Test
  void a_photo_is_checked_without_scripts() throws IOException {
    var issued = credentials.bachelors("Hoàng Văn Thụ").getFirst();
    Page page = browser.page(1366, 768, false);
    page.navigate(at("/tai-len"));
    page.locator("#file")
        .setInputFiles(new FilePayload("anh.png", "image/png", QrPicture.png(issued.qr())));
    page.locator("main button").click();
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Hợp lệ");
    assertThat(page.locator(".first .pairs").innerText())
        .contains("Hoàng Văn Thụ", "28/02/2003", "Công nghệ thông tin");
    assertThat(page.locator(".first .checks").innerText()).contains("Tệp: chưa kiểm tra");
  }

  @Test
  void a_pdf_is_checked_without_scripts_in_english() {
    var issued = credentials.bachelors("Đặng Thị Thu").getFirst();
    Page page = browser.page(390, 844, false);
    page.navigate(at("/tai-len?lang=en"));
    page.locator("#file")
        .setInputFiles(
            new FilePayload("bang.pdf", "application/pdf", credentials.pdf(issued).toArray()));
    page.locator("main button").click();
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Valid");
    assertThat(page.locator(".first .pairs").innerText()).contains("Đặng Thị Thu");
    assertThat(page.locator(".first .checks").innerText()).contains("File: not checked");
  }

  @Test
  void the_longest_name_fits_the_narrowest_screen_in_both_languages() {
    String name = "Nguyễn Phước Hoàng Thiên Bảo Ngọc Công Tằng Tôn Nữ Huyền Trân";
    var issued = credentials.bachelors(name).getFirst();
    Page page = browser.page(320, 640, true);
    page.navigate(at("/q#" + issued.qr()));
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "q-long-320");
    page.locator("#ask").click();
    page.waitForURL(url -> url.endsWith("/result"));
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "result-long-320");
    page.locator(".first a.tongue").click();
    assertThat(page.locator(".other .pairs").innerText()).contains(name);
    Browser.assertNoSidewaysScroll(page);
  }

  @Test
  void the_skip_link_of_a_result_stays_in_the_language_that_is_read() {
    var issued = credentials.bachelors("Tô Thị Bưởi").getFirst();
    Page page = browser.page();
    page.navigate(at("/q#" + issued.qr()));
    page.locator("#ask").click();
    page.waitForURL(url -> url.endsWith("/result"));
    page.locator(".first a.tongue").click();
    page.locator(".other a.skip").focus();
    page.keyboard().press("Enter");
    assertThat(focused(page)).isEqualTo("main-en");
    assertThat(page.locator(".other h1").innerText()).isEqualTo("Valid");
    assertThat(page.locator(".first").isVisible()).isFalse();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
  }

  @Test
  void the_keyboard_alone_checks_a_number() {
    var issued = credentials.bachelors("Hồ Văn Bàn Phím").getFirst();
    Page page = browser.page();
    page.navigate(at("/nhap-so"));
    for (int i = 0; i < 20 && !focused(page).equals("serialNumber"); i++) {
      page.keyboard().press("Tab");
    }
    page.keyboard().type(issued.record().serialNumber());
    page.keyboard().press("Tab");
    page.keyboard().type("ho van ban phim");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.endsWith("/result/number"));
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Hợp lệ");
    assertThat(focused(page)).isEqualTo("verdict-vi");
    Browser.assertAccessible(page);
  }

  @Test
  void what_nobody_finds_is_not_called_fake() {
    Page page = browser.page();
    page.navigate(at("/number?lang=en"));
    page.locator("#serialNumber").fill("HL-CN-777777");
    page.locator("#fullName").fill("Nguyễn Không Có");
    page.locator("main button").click();
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Not found");
    assertThat(page.locator(".first .verdict").innerText()).contains("does not mean");
    Browser.assertAccessible(page);
  }

  @Test
  void a_scanned_code_becomes_a_result_that_keeps_both_languages() {
    var issued = credentials.bachelors("Lò Thị Mai").getFirst();
    Page page = browser.page();
    page.navigate(at("/q#" + issued.qr()));
    page.locator("#ask").click();
    page.waitForURL(url -> url.endsWith("/result"));
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Hợp lệ");
    assertThat(focused(page)).isEqualTo("verdict-vi");
    Browser.assertAccessible(page);
    Browser.shoot(page, "result-valid-vi");
    List<String> asked = new ArrayList<>();
    page.onRequest(request -> asked.add(request.url()));
    page.locator(".first a.tongue").click();
    assertThat(page.locator(".other h1").innerText()).isEqualTo("Valid");
    assertThat(page.locator(".other .pairs").innerText())
        .contains("Lò Thị Mai", "28 February 2003", "Hong Lam University (sample)");
    assertThat(page.locator(".first").isVisible()).isFalse();
    assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    assertThat(page.title()).startsWith("Valid");
    Browser.assertAccessible(page);
    Browser.shoot(page, "result-valid-en");
    asked.removeIf(url -> url.endsWith("/favicon.svg")); // a new title asks for it again
    assertThat(asked).isEmpty();
    String receipt = page.locator(".other .receipt a").getAttribute("href");
    assertThat(receipt)
        .as("the public address, not the one asked")
        .startsWith("http://localhost:8080/r/");
    page.navigate(at(URI.create(receipt).getPath()));
    assertThat(page.locator(".thennow").innerText()).contains("Hợp lệ");
    assertThat(page.locator("main").innerText()).doesNotContain("Lò Thị Mai");
    Browser.assertAccessible(page);
    Browser.shoot(page, "receipt");
  }

  @Test
  void a_record_that_nobody_registered_shows_no_field() {
    Page page = browser.page();
    page.navigate(at("/q#" + credentials.signedByThief("Kẻ Mạo Danh").qr()));
    page.locator("#ask").click();
    page.waitForURL(url -> url.endsWith("/result"));
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Không có trong sổ gốc");
    assertThat(page.locator("body").innerText()).doesNotContain("Kẻ Mạo Danh");
    assertThat(page.locator(".pairs").count()).isZero();
    Browser.assertAccessible(page);
    Browser.shoot(page, "result-unregistered-vi");
  }

  @Test
  void a_changed_code_is_a_mismatch_and_an_unpublished_one_is_undecided() {
    String code = credentials.bachelors("Đỗ Thị Hà").getFirst().qr();
    Page page = browser.page();
    page.navigate(at("/q"));
    page.locator("#text")
        .fill(code.substring(0, 300) + (code.charAt(300) == 'A' ? 'B' : 'A') + code.substring(301));
    page.locator("#empty button").click();
    page.waitForURL(url -> url.endsWith("/result"));
    assertThat(page.locator("h1").first().textContent()).isNotEqualTo("Hợp lệ");
    assertThat(page.locator("body").innerText()).doesNotContain("Đỗ Thị Hà");
    page.navigate(at("/q#" + credentials.unpublished("Cao Văn Bé").getFirst().qr()));
    page.locator("#ask").click();
    page.waitForURL(url -> url.endsWith("/result"));
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Chưa kết luận được");
    Browser.assertAccessible(page);
    Browser.shoot(page, "result-undetermined-vi");
  }

  @Test
  void what_cannot_be_read_is_explained_with_a_way_back() {
    Page page = browser.page(1366, 768, false);
    page.navigate(at("/tai-len"));
    page.locator("#file")
        .setInputFiles(new FilePayload("x.png", "image/png", new byte[] {1, 2, 3}));
    page.locator("main button").click();
    assertThat(page.locator("main .button").first().getAttribute("href")).isEqualTo("/tai-len");
    Page scripted = browser.page();
    scripted.navigate(at("/q"));
    scripted.locator("#text").fill("https://so-goc.example.test/q#A");
    scripted.locator("#empty button").click();
    scripted.waitForURL(url -> url.endsWith("/result"));
    assertThat(scripted.locator("h1").innerText()).isEqualTo("Mã dẫn tới địa chỉ khác");
    Browser.assertAccessible(scripted);
    Browser.shoot(page, "problem-vi");
  }

  @Test
  void the_address_of_a_result_alone_shows_no_result() {
    Page page = browser.page();
    for (String path : List.of("/result", "/result/number", "/result/file")) {
      page.navigate(at(path));
      assertThat(page.url()).isEqualTo(home.toString());
    }
  }

  @Test
  void the_camera_reads_a_code_of_ours_and_opens_nobody_elses(@TempDir Path folder)
      throws IOException {
    var issued = credentials.bachelors("Bùi Quang Hải").getFirst();
    Path ours = QrPicture.film(issued.qr(), folder.resolve("ours.y4m"));
    try (Browser camera = Browser.withCamera(ours)) {
      Page page = camera.page();
      page.navigate(at("/quet"));
      page.locator("#open").click();
      page.waitForURL(url -> url.contains("/q#A"));
      page.locator("#ask").click();
      page.waitForURL(url -> url.endsWith("/result"));
      assertThat(page.locator(".first h1").innerText()).isEqualTo("Hợp lệ");
    }
    Path foreign =
        QrPicture.film("https://so-goc.example.test/q#" + issued.qr(), folder.resolve("f.y4m"));
    try (Browser camera = Browser.withCamera(foreign)) {
      Page page = camera.page();
      List<String> asked = new ArrayList<>();
      page.onRequest(request -> asked.add(request.url()));
      page.navigate(at("/scan?lang=en"));
      page.locator("#open").click();
      page.waitForCondition(
          () -> page.locator("#status").innerText().contains("so-goc.example.test"));
      assertThat(page.locator("#status").innerText()).contains("We did not open it");
      assertThat(page.url()).endsWith("/scan?lang=en");
      assertThat(asked).allMatch(url -> url.startsWith(home.toString()) || url.startsWith("blob:"));
      assertThat(asked).noneMatch(url -> url.endsWith("/result"));
      Browser.shoot(page, "scan-foreign-en");
    }
  }

  @Test
  void a_list_is_there_for_everybody() {
    credentials.bachelors("Phùng Khắc Khoan", "Nguyễn Thị Duệ");
    Page page = browser.page();
    page.navigate(at("/publications"));
    Browser.assertAccessible(page);
    Browser.shoot(page, "publications-vi");
    page.locator("tbody a").first().click();
    assertThat(page.locator("main").innerText()).contains("Trường Đại học Hồng Lam (mẫu)");
    Browser.assertAccessible(page);
    Browser.shoot(page, "publication-vi");
    Page narrow = browser.page(320, 640, true);
    narrow.navigate(page.url());
    Browser.assertNoSidewaysScroll(narrow);
  }

  private static String focused(Page page) {
    return String.valueOf(page.evaluate("document.activeElement.id"));
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
