package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SoftwareKey;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.issuance.StaffedSchool;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.secrets.Randomness;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;

/** Batches that are given up, voided, or held by a quota and released, through the pages alone. */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class GivingUpBrowserTest {
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final String LONG =
      "Nguyễn Phước Hoàng Thiên Bảo Ngọc Công Tằng Tôn Nữ Huyền Trân";
  private static final String REASON = "Quyết định công nhận tốt nghiệp đã bị hủy theo văn bản 12";
  private static final int PHONE = 390;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools people;
  @Inject StaffedSchool schools;

  private Browser browser;
  private StaffedSchool.At school;

  @BeforeAll
  @Timeout(Browser.PATIENCE)
  void start() {
    browser = Browser.start();
  }

  @BeforeEach
  void anew() {
    school = schools.open();
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
  void a_draft_is_given_up_by_keyboard_once_what_is_lost_was_said() {
    String path = "/me/batches/" + school.draft(3);
    Page page = signedIn(school.preparer(), school.number(), Role.PREPARE);
    page.navigate(at(path));
    page.locator("#give-up").press("Enter");
    page.waitForURL(url -> url.endsWith("/discard"));
    assertThat(page.locator("form.panel").innerText())
        .contains("3 dòng đã lập", "không lấy lại được");
    look(page, "discard");
    page.locator("#phrase").fill("Bỏ 4");
    page.keyboard().press("Enter");
    assertThat(page.locator("[role=alert]").innerText()).contains("Bỏ 3");
    look(page, "discard-wrong");
    page.locator("#phrase").fill("bỏ 3");
    page.keyboard().press("Enter");
    page.waitForURL(url -> url.endsWith(path));
    assertThat(page.locator(".turn").innerText()).contains("Đã bỏ");
    assertThat(page.locator("#give-up").count()).isZero();
    page.navigate(at(path + "/discard"));
    assertThat(page.url()).as("there is nothing left to give up").endsWith(path);
    Page approver = signedIn(school.approver(), school.number(), Role.APPROVE);
    assertThat(approver.navigate(at(path + "/discard")).status()).isEqualTo(403);
  }

  @Test
  void a_list_with_faults_is_given_up_with_a_click_and_said_in_english_too() {
    String path = "/me/batches/" + school.faulty();
    Page page = signedIn(school.preparer(), school.number(), Role.PREPARE);
    page.navigate(at(path + "/discard?lang=en"));
    assertThat(page.locator("form.panel").innerText()).contains("list of faults", "undone");
    assertThat(page.locator("#phrase").count()).isZero();
    look(page, "discard-faulty-en");
    page.locator("form.panel button").click();
    page.waitForURL(url -> url.contains(path) && !url.contains("discard"));
    assertThat(page.locator(".turn").innerText()).contains("Discarded");
  }

  @Test
  void two_persons_void_a_batch_and_each_sees_whose_turn_it_is() throws Exception {
    String path = "/me/batches/" + school.stuck(3);
    Page first = signedIn(school.preparer(), school.number(), Role.PREPARE);
    first.navigate(at(path + "/signing"));
    look(first, "progress-failed-void");
    first.locator("#give-up").click();
    assertThat(first.locator("main").innerText())
        .contains("3 số vào sổ", "năm 2026", school.approver().name(), "vai trò duyệt");
    look(first, "voiding-ask");
    first.locator("#reason").evaluate("field => field.removeAttribute('minlength')");
    first.locator("#reason").fill("ngắn");
    first.keyboard().press("Enter");
    assertThat(first.locator("[role=alert]").innerText()).contains("10 đến 500 ký tự");
    look(first, "voiding-wrong");
    first.locator("#reason").fill(REASON);
    first.keyboard().press("Enter");
    first.waitForCondition(() -> first.locator("[role=alert]").count() == 0);
    assertThat(first.locator("dl").first().innerText())
        .contains(REASON, school.preparer().name(), school.approver().name());
    assertThat(first.locator("#phrase").count()).as("nobody confirms their own").isZero();
    look(first, "voiding-waits");
    first.navigate(at(path));
    assertThat(first.locator(".turn").innerText()).contains(REASON, "người duyệt khác");
    look(first, "batch-voiding");

    Page second = signedIn(school.approver(), school.number(), Role.APPROVE);
    second.navigate(at(path));
    second.locator("#give-up").click();
    look(second, "voiding-confirm");
    second.navigate(at(path + "/voiding?lang=en"));
    look(second, "voiding-confirm-en");
    second.navigate(at(path + "/voiding"));
    second.locator("#phrase").fill("Hủy 3");
    second.keyboard().press("Enter");
    second.waitForURL(url -> url.endsWith(path));
    assertThat(second.locator(".turn").innerText()).contains("Đã hủy", REASON);
    assertThat(second.locator(".deeds").innerText())
        .contains("Đề nghị hủy", "Xác nhận hủy", school.approver().name());
    look(second, "batch-voided");
  }

  @Test
  void a_confirmation_of_other_minutes_is_refused_with_its_cure() throws Exception {
    String path = "/me/batches/" + school.stuck(2);
    Page first = signedIn(school.signer(), school.number(), Role.SIGN, Role.APPROVE);
    first.navigate(at(path + "/voiding"));
    first.locator("#reason").fill(REASON);
    first.keyboard().press("Enter");
    first.waitForURL(url -> url.endsWith("/voiding"));
    Page second = signedIn(school.approver(), school.number(), Role.APPROVE);
    second.navigate(at(path + "/voiding"));
    second.locator("#phrase").fill("Hủy 2");
    first.locator("#reason").fill(REASON + " và văn bản 13");
    first.keyboard().press("Enter");
    first.getByText("văn bản 13").first().waitFor();
    second.keyboard().press("Enter");
    second.locator("h1:has-text('không khớp')").waitFor();
    assertThat(second.locator("main .button").first().getAttribute("href")).isEqualTo(path);
    Browser.assertAccessible(second);
  }

  @Test
  void two_operators_set_a_quota_and_release_what_it_holds() throws Exception {
    Page first = signedIn(null, people.registry(), Role.OPERATE);
    Page second = signedIn(null, people.registry(), Role.OPERATE);
    look(first, "me-operator");
    first.navigate(at("/me/quotas?issuer=" + school.number()));
    assertThat(first.locator("main").innerText()).contains("chưa có chỉ tiêu");
    look(first, "quotas");
    first.locator("#kind").selectOption("BCN");
    first.locator("#year").fill("2026");
    first.locator("#places").fill("nhiều");
    decide(first);
    assertThat(first.locator("[role=alert]").innerText()).contains("0 đến 10.000.000");
    assertThat(first.locator("#reason").inputValue()).isEqualTo("Theo năng lực đào tạo");
    look(first, "quotas-wrong");
    first.locator("#places").fill("1");
    first.keyboard().press("Enter");
    first.waitForURL(url -> url.contains("/me/quotas/decisions/quo_"));
    assertThat(first.locator(".panel").innerText()).contains("Bạn đã đề nghị");
    assertThat(first.locator("#approve").count()).isZero();
    look(first, "quota-own");
    String quota = URI.create(first.url()).getPath();
    second.navigate(at("/me/quotas"));
    look(second, "quotas-waiting");
    second.locator("a[href='" + quota + "']").click();
    look(second, "quota-second");
    second.locator("#approve").press("Enter");
    second.getByText("Đã phê duyệt").first().waitFor();
    look(second, "quota-approved");

    String batch = school.approved(2);
    Page signer = signedIn(school.signer(), school.number(), Role.SIGN, Role.APPROVE);
    signer.navigate(at("/me/batches/" + batch));
    assertThat(signer.locator(".turn").innerText()).contains("vượt chỉ tiêu");
    assertThat(signer.locator(".turn a.button").count()).isZero();
    look(signer, "batch-held");
    first.navigate(at("/me/held"));
    look(first, "held");
    first.locator("a[href='/me/held/" + batch + "']").click();
    assertThat(first.locator("main").innerText()).contains("đã dùng 0 trên 1", "vượt 1");
    look(first, "held-batch");
    decide(first);
    first.waitForURL(url -> url.contains("/me/quotas/decisions/quo_"));
    String release = URI.create(first.url()).getPath();
    look(first, "release-own");
    first.navigate(at("/me/held/" + batch + "?lang=en"));
    assertThat(first.locator(".panel").innerText()).contains("another operator");
    look(first, "held-waits-en");
    second.navigate(at(release));
    second.locator("#approve").press("Enter");
    second.getByText("Đã phê duyệt").first().waitFor();
    second.navigate(at("/me/held/" + batch));
    assertThat(second.url()).as("it is held no more").endsWith("/me/held");
    assertThat(second.locator("a[href='/me/held/" + batch + "']").count()).isZero();
    assertThat(school.signed(batch)).isEqualTo("done");
    Page own = signedIn(school.preparer(), school.number(), Role.OPERATE);
    assertThat(own.locator("main").innerText()).doesNotContain("Chỉ tiêu");
    assertThat(own.navigate(at("/me/held")).status()).isEqualTo(403);
    assertThat(own.navigate(at("/me/quotas")).status()).isEqualTo(403);
  }

  @Test
  void a_head_whose_key_lives_elsewhere_brings_the_signature_to_the_page() throws Exception {
    SoftwareKey key = SoftwareKey.generate(Randomness.ofSystem());
    StaffedSchool.At there = schools.open(key);
    String path = "/me/batches/" + there.approved(2);
    Page page = signedIn(there.signer(), there.number(), Role.SIGN);
    page.navigate(at(path + "/signing"));
    assertThat(page.locator("form.panel").innerText()).contains("không nằm ở đây", "ES256");
    look(page, "signing-elsewhere");
    page.locator("#signature").fill("A".repeat(86));
    page.keyboard().press("Enter");
    page.getByText("Cách khắc phục").first().waitFor();
    look(page, "signing-elsewhere-wrong");
    page.navigate(at(path + "/signing?lang=en"));
    look(page, "signing-elsewhere-en");
    Digest digest = Digest.ofHex(page.locator("#digest").innerText());
    page.locator("#signature").fill(key.signer(Purpose.PERSONAL).sign(digest).base64Url());
    page.keyboard().press("Enter");
    page.getByText("2 documents issued").first().waitFor();
  }

  /** The ministry's decision, and the form sent. */
  private static void decide(Page page) {
    page.locator("#decisionNumber").fill("QĐ mẫu 77/QĐ-BN");
    page.locator("#decisionDate").fill("2026-01-05");
    page.locator("#reason").fill("Theo năng lực đào tạo");
    page.keyboard().press("Enter");
  }

  /** Somebody with a password: a person of the school, or nobody known before. */
  private Page signedIn(DemoSchools.@Nullable Person who, int institution, Role... roles) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username,
            who == null ? LONG : who.name(),
            PASSWORD,
            who == null ? people.somebody(institution) : who.person(),
            institution,
            Set.of(roles)));
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
    Browser.shoot(page, "giving-up-" + name);
    page.setViewportSize(PHONE, 844);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "giving-up-" + name + "-phone");
    page.setViewportSize(1366, 768);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
