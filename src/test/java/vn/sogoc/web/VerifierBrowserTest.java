package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import com.microsoft.playwright.Route;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.IssuedCredentials;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;
import vn.sogoc.support.QrPicture;

/** Codes checked on the visitor's own device, with a network and without one. */
@QuarkusTest
@BrowserTest
@TestProfile(VerifierBrowserTest.WithBundle.class)
@SuppressWarnings("NullAway.Init") // set by the test framework
class VerifierBrowserTest {
  /** A service that signs its trust bundle and status lists by itself, as the demo does. */
  public static final class WithBundle implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of(
          "sogoc.bundle.sign-with", "keys-dev",
          "sogoc.bundle.sign-password", "sogoc-dev",
          "sogoc.bundle.check-every", "1s",
          "sogoc.status.publish-every", "1s");
    }
  }

  private static final List<String> PUBLISHED =
      List.of(
          "/api/v1/trust-bundle",
          "/status/revocation/0",
          "/status/suspension/0",
          "/status/message/0");

  @TestHTTPResource("/")
  URI home;

  @Inject DemoSchools schools;
  @Inject IssuedCredentials credentials;

  private Browser browser;

  @BeforeAll
  @Timeout(Browser.PATIENCE)
  void start() {
    browser = Browser.start();
  }

  @BeforeEach
  void published() throws InterruptedException {
    schools.registry(); // under whose key status lists are
    credentials.bachelors("Trần Thị Mở Đầu");
    Instant end = Instant.now().plusSeconds(60);
    while (!PUBLISHED.stream().allMatch(path -> status(path) == 200)) {
      assertThat(Instant.now()).as("the bundle and the lists are published").isBefore(end);
      Thread.sleep(200);
    }
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
  void a_code_is_checked_on_the_device_and_nothing_of_it_is_sent() {
    var issued = credentials.bachelors("Đinh Thị H'Hen Niê").getFirst();
    Page page = browser.page();
    List<Request> asked = new CopyOnWriteArrayList<>();
    page.onRequest(asked::add);
    page.navigate(at("/q#" + issued.qr()));
    page.waitForSelector("text=Chữ ký đúng");
    assertThat(page.locator("#pairs").innerText())
        .contains("Đinh Thị H'Hen Niê", "28/02/2003", issued.record().serialNumber())
        .contains("Trường Đại học Hồng Lam (mẫu)");
    assertThat(page.locator("#checks").innerText())
        .contains("Chữ ký điện tử: đạt", "Tình trạng: đạt", "Sổ gốc: chưa kiểm tra");
    assertThat(page.locator("#ages").innerText()).contains("Danh mục khóa lập", "cách đây");
    assertThat(page.locator("main").innerText()).doesNotContain("Hợp lệ");
    Browser.assertAccessible(page);
    Browser.shoot(page, "device-authentic-vi");
    page.waitForTimeout(500);
    String part = issued.qr().substring(40, 80);
    assertThat(asked)
        .allMatch(request -> request.method().equals("GET"))
        .noneMatch(request -> request.url().contains(part));
    page.locator("a.tongue").click();
    page.waitForSelector("text=Signature correct");
    Browser.assertAccessible(page);
    Browser.shoot(page, "device-authentic-en");
    page.locator("#ask").click();
    page.waitForURL(url -> url.contains("/result"));
    assertThat(page.locator(".first h1").innerText()).isEqualTo("Valid");
  }

  @Test
  void what_is_asked_for_is_the_same_whatever_is_checked() {
    var issued = credentials.bachelors("Một Hai", "Ba Bốn");
    assertThat(paths(issued.get(0).qr())).isEqualTo(paths(issued.get(1).qr()));
  }

  @Test
  void after_one_visit_it_works_without_a_network_and_says_how_old_it_is() {
    var issued = credentials.bachelors("Lương Thế Ngoại Tuyến").getFirst();
    Page page = browser.page(320, 640, true);
    page.navigate(at("/q"));
    page.evaluate("() => navigator.serviceWorker.ready");
    page.navigate(at("/q#" + issued.qr()));
    page.waitForSelector("text=Chữ ký đúng");
    page.context().setOffline(true);
    page.navigate(at("/scan?lang=en"));
    page.navigate(at("/q?lang=en#" + issued.qr()));
    page.waitForSelector("text=Signature correct");
    page.waitForSelector("text=No network");
    assertThat(page.locator("#pairs").innerText()).contains("Lương Thế Ngoại Tuyến");
    Browser.assertNoSidewaysScroll(page);
    Browser.assertAccessible(page);
    Browser.shoot(page, "device-offline-320");
    page.context().setOffline(false);
  }

  @Test
  void what_is_too_old_is_never_green() {
    var issued = credentials.bachelors("Phạm Thị Cũ").getFirst();
    Page page = browser.page();
    page.navigate(at("/q#" + issued.qr()));
    page.waitForSelector("text=Chữ ký đúng");
    page.context().setOffline(true);
    page.clock().setFixedTime(Date.from(Instant.now().plus(Duration.ofDays(8))));
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))"); // looked at again
    page.waitForSelector("text=Chưa kết luận được");
    assertThat(page.locator("#checks").innerText()).contains("quá cũ");
    Browser.shoot(page, "device-stale-vi");
    page.context().setOffline(false);
  }

  @Test
  void a_changed_code_and_a_bundle_that_nobody_signed_are_named() throws IOException {
    String code = credentials.bachelors("Đỗ Thị Hà").getFirst().qr();
    int at = code.length() - 30; // within the signature
    String changed =
        code.substring(0, at) + (code.charAt(at) == 'A' ? 'B' : 'A') + code.substring(at + 1);
    Page page = browser.page();
    page.navigate(at("/q#" + changed));
    page.waitForSelector("text=Không khớp");
    assertThat(page.locator("body").innerText()).doesNotContain("Đỗ Thị Hà");
    Browser.assertAccessible(page);
    Browser.shoot(page, "device-mismatch-vi");

    byte[] bundle = RestAssured.get(at("/api/v1/trust-bundle")).asByteArray();
    bundle[bundle.length - 10] ^= 1;
    Page deceived = browser.page();
    deceived.route(
        url -> url.endsWith("/api/v1/trust-bundle"),
        route -> route.fulfill(new Route.FulfillOptions().setBodyBytes(bundle)));
    deceived.navigate(at("/q#" + code));
    deceived.waitForSelector("text=không đủ chữ ký");
    assertThat(deceived.locator("#verdict h2").innerText()).isEqualTo("Chưa kết luận được");
    assertThat(deceived.locator("#pairs dd").count()).isZero();
  }

  @Test
  void the_camera_leads_to_the_check_on_the_device_without_a_network(@TempDir Path folder)
      throws IOException {
    var issued = credentials.bachelors("Bùi Quang Hải").getFirst();
    try (Browser camera =
        Browser.withCamera(QrPicture.film(issued.qr(), folder.resolve("c.y4m")))) {
      Page page = camera.page();
      page.navigate(at("/quet"));
      page.evaluate("() => navigator.serviceWorker.register('/sw.js')");
      page.evaluate("() => navigator.serviceWorker.ready");
      page.reload(); // from now on what the page loads is kept, the reader of codes too
      page.locator("#open").click();
      page.waitForURL(url -> url.contains("/q#A"));
      page.waitForSelector("text=Chữ ký đúng");
      page.context().setOffline(true);
      page.navigate(at("/quet"));
      page.locator("#open").click();
      page.waitForURL(url -> url.contains("/q#A"));
      page.waitForSelector("text=Chữ ký đúng");
      assertThat(page.locator("#pairs").innerText()).contains("Bùi Quang Hải");
      page.context().setOffline(false);
    }
  }

  private List<String> paths(String code) {
    Page page = browser.page();
    List<String> asked = new CopyOnWriteArrayList<>();
    page.onRequest(request -> asked.add(URI.create(request.url()).getPath()));
    page.navigate(at("/q#" + code));
    page.waitForSelector("text=Chữ ký đúng");
    page.waitForTimeout(500);
    return asked.stream().distinct().sorted().toList();
  }

  private int status(String path) {
    return RestAssured.get(at(path)).statusCode();
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
