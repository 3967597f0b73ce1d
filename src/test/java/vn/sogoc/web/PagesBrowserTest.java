package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class PagesBrowserTest {
  private static final List<String> PAGES =
      List.of(
          "/",
          "/quet",
          "/tai-len",
          "/nhap-so",
          "/q",
          "/login",
          "/login?error=1",
          "/publications",
          "/r/AAAA-BBBB-CCCC",
          "/inclusion",
          "/inclusion?id=x",
          "/problems",
          "/problems/too-large",
          "/khong-co");

  @TestHTTPResource("/")
  URI home;

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
  void every_page_meets_wcag_in_both_languages_and_fits_320_pixels() {
    Page wide = browser.page();
    Page narrow = browser.page(320, 640, true);
    for (String path : PAGES) {
      for (String lang : List.of("vi", "en")) {
        wide.navigate(at(path + (path.contains("?") ? "&" : "?") + "lang=" + lang));
        Browser.assertAccessible(wide);
        assertThat(wide.locator("html").getAttribute("lang")).isEqualTo(lang);
        narrow.navigate(at(path + (path.contains("?") ? "&" : "?") + "lang=" + lang));
        Browser.assertNoSidewaysScroll(narrow);
      }
    }
  }

  @Test
  void a_page_loads_nothing_from_anybody_else_and_sets_no_cookie() {
    Page page = browser.page();
    List<String> asked = requests(page);
    for (String path : PAGES) {
      page.navigate(at(path));
    }
    assertThat(asked).allMatch(url -> url.startsWith(home.toString()));
    assertThat(page.context().cookies()).isEmpty();
  }

  @Test
  void the_other_language_is_the_same_page_and_stays_chosen() {
    Page page = browser.page();
    page.navigate(at("/nhap-so"));
    page.locator("a.tongue").click();
    assertThat(page.url()).endsWith("/number?lang=en");
    assertThat(page.locator("h1").innerText()).isEqualTo("Enter number and full name");
    page.locator("nav.nav a").first().click();
    assertThat(page.locator("h1").innerText()).isEqualTo("Check a diploma or certificate");
    page.locator("a.tongue").click();
    assertThat(page.locator("h1").innerText()).isEqualTo("Kiểm tra văn\u00a0bằng, chứng\u00a0chỉ");
  }

  @Test
  void the_keyboard_alone_reaches_every_way_to_check() {
    Page page = browser.page();
    page.navigate(at("/"));
    page.keyboard().press("Tab");
    assertThat(focused(page)).isEqualTo("#main");
    List<String> reached = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      page.keyboard().press("Tab");
      reached.add(focused(page));
    }
    assertThat(reached).contains("/quet", "/tai-len", "/nhap-so");
    assertThat(reached.get(0)).isEqualTo("/");
  }

  @Test
  void a_code_is_not_sent_before_the_button() {
    Page page = browser.page();
    String fragment = fragment("Đinh Thị H'Hen Niê");
    List<String> asked = requests(page);
    List<String> bodies = new ArrayList<>();
    page.onRequest(request -> bodies.add(request.postData() == null ? "" : request.postData()));
    page.navigate(at("/q#" + fragment));
    page.waitForSelector("text=Máy này chưa có danh mục khóa"); // this service has no bundle
    assertThat(page.locator("#verdict h2").innerText()).isEqualTo("Chưa kết luận được");
    assertThat(page.locator("#pairs dd").count()).isZero();
    Browser.assertAccessible(page);
    page.waitForTimeout(300);
    assertThat(asked).noneMatch(url -> url.contains(fragment.substring(0, 30)));
    assertThat(bodies).noneMatch(body -> body.contains(fragment.substring(0, 30)));
    Request sent =
        page.waitForRequest(
            request -> request.method().equals("POST"), () -> page.locator("#ask").click());
    assertThat(sent.url()).endsWith("/result").doesNotContain(fragment.substring(0, 30));
    assertThat(sent.postData()).contains("qr=" + fragment);
  }

  @Test
  void switching_the_language_keeps_the_code_without_sending_it() {
    Page page = browser.page();
    String fragment = fragment("Nguyễn Văn An");
    List<String> asked = requests(page);
    page.navigate(at("/q#" + fragment));
    page.locator("a.tongue").click();
    page.waitForURL(url -> url.contains("lang=en"));
    page.waitForSelector("text=no list of keys yet");
    assertThat(page.locator("#verdict h2").innerText()).isEqualTo("Could not decide");
    assertThat(asked).noneMatch(url -> url.contains(fragment.substring(0, 30)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A2                  | thiếu hoặc hỏng     | incomplete or damaged",
        "AQRG2EAJGAREAAAAAAA | thiếu hoặc hỏng     | incomplete or damaged",
        "BQRG2EAJGAREAAAAAAA | phiên bản B         | version B",
        "HC1:6BFOXN%25       | không phải mã       | not the code",
        "xyz                 | không phải mã       | not the code",
        "%00                 | không phải mã       | not the code"
      })
  void a_code_that_is_not_read_is_named_and_other_ways_are_offered(
      String fragment, String vi, String en) {
    Page page = browser.page();
    page.navigate(at("/q#" + fragment));
    assertThat(page.locator("#refused").isVisible()).isTrue();
    assertThat(page.locator("#read").isVisible()).isFalse();
    assertThat(page.locator("#refused-why").innerText()).contains(vi);
    assertThat(page.locator("#refused a").count()).isEqualTo(2);
    Browser.assertAccessible(page);
    page.locator("a.tongue").click();
    page.waitForURL(url -> url.contains("lang=en"));
    assertThat(page.locator("#refused-why").innerText()).contains(en);
  }

  @Test
  void the_skip_link_keeps_what_the_code_says() {
    Page page = browser.page();
    page.navigate(at("/q#" + fragment("An")));
    page.locator("a.skip").focus();
    page.keyboard().press("Enter");
    assertThat(page.url()).endsWith("#main");
    assertThat(page.locator("#read").isVisible()).isTrue();
  }

  @Test
  void without_scripts_the_code_page_says_what_to_do() {
    Page page = browser.page(390, 844, false);
    page.navigate(at("/q#" + fragment("An")));
    assertThat(page.locator("main").innerText()).contains("JavaScript");
    Locator field = page.locator("textarea[name=qr]");
    assertThat(field.isVisible()).isTrue();
    page.navigate(at("/quet"));
    assertThat(page.locator("#photo").isVisible()).isTrue();
    assertThat(page.locator("#live").isVisible()).isFalse();
  }

  @Test
  void a_blank_form_is_answered_with_the_form_and_its_faults() {
    Page page = browser.page();
    page.navigate(at("/nhap-so"));
    page.evaluate("document.querySelector('form[method=post]').noValidate = true");
    page.locator("#dateOfBirth").fill("31.x");
    page.locator("main button").click();
    assertThat(page.locator(".summary li").count()).isEqualTo(3);
    assertThat(page.locator("#dateOfBirth").inputValue()).isEqualTo("31.x");
    Browser.assertAccessible(page);
  }

  private static List<String> requests(Page page) {
    List<String> urls = new ArrayList<>();
    page.onRequest(request -> urls.add(request.url()));
    return urls;
  }

  private static String focused(Page page) {
    return String.valueOf(
        page.evaluate(
            "(document.activeElement.getAttribute('href') || document.activeElement.id)"));
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }

  /** A well-formed code whose signature is nobody's. */
  private static String fragment(String name) {
    Cbor claims =
        Cbor.map()
            .put(1, Cbor.of(1))
            .put(4, Cbor.of(name))
            .put(5, Cbor.of(11459))
            .put(11, Cbor.of("SG-CN-000123"))
            .build();
    Cbor payload =
        Cbor.map().put(1, Cbor.of("7")).put(6, Cbor.of(1780000000)).put(-70001, claims).build();
    Cbor header = Cbor.map().put(1, Cbor.of(-7)).put(4, Cbor.of(Bytes.of(new byte[8]))).build();
    Cbor message =
        Cbor.array(
            Cbor.of(header.encode()),
            Cbor.map().build(),
            Cbor.of(payload.encode()),
            Cbor.of(Bytes.of(new byte[64])));
    return "A" + Base32.encode(message.encode().toArray());
  }
}
