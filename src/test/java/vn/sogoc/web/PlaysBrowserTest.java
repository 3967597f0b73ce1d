package vn.sogoc.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.support.Browser;
import vn.sogoc.support.BrowserTest;
import vn.sogoc.support.Hand;

/**
 * Whole plays, from the first to the last act, by people who have nothing but a browser. What they
 * click and type is counted ({@link Hand}).
 */
@QuarkusTest
@BrowserTest
@SuppressWarnings("NullAway.Init") // set by the test framework
class PlaysBrowserTest {
  private static final Logger LOG = Logger.getLogger(PlaysBrowserTest.class);
  private static final String PASSWORD = "một mật khẩu đủ dài";
  private static final String RECTOR = "GS.TS. Phan Thị Ngọc Hạ";
  private static final String NEXT = "TS. Lương Văn Kế";
  private static final String LIST =
      "Họ và tên;Ngày sinh;Giới tính;Mã ngành;Xếp loại;Nơi sinh;Số CCCD\n"
          + "Nguyễn Thị Khởi Đầu;17/05/2003;Nữ;7480201;Giỏi;Thừa Thiên Huế;\n"
          + "Trần Văn Thứ Nhì;02/11/2002;Nam;7480201;Khá;Hà Nội;\n";

  /** What a school may take from the invitation to its first diploma, in seconds. */
  private static final int TEN_MINUTES = 600;

  @TestHTTPResource("/")
  URI home;

  @Inject Accounts accounts;
  @Inject DemoSchools schools;
  @Inject TestSchools own;
  @Inject Mandates mandates;
  @Inject Clock clock;

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
  void a_new_school_goes_from_the_invitation_to_its_first_diploma_in_ten_minutes() {
    int school = own.school("BCN").number();
    Hand hand = new Hand();
    Hand.Of first = hand.on(signedIn(operator("Lê Văn Mời")));
    Hand.Of second = hand.on(signedIn(operator("Trần Thị Duyệt")));
    String clerk = comesIn(hand, first, second, school, "Nguyễn Văn Soạn", "prepare");
    String rector = comesIn(hand, first, second, school, RECTOR, "approve", "sign");
    mandate(first, second, school, RECTOR, rector, "", today().minusDays(30), false);

    Hand.Of preparer = hand.on(browser.page());
    signIn(preparer, clerk);
    String batch = prepared(preparer, "01/QĐ-ĐHM");
    Hand.Of head = hand.on(browser.page());
    signIn(head, rector);
    approve(head, batch);
    sign(head);
    head.click("main .row a.button");
    assertThat(head.page().url()).as("published").contains("/publications/");
    LOG.infof("play: a new school to its first diploma: %s", hand);
    assertThat(hand.seconds()).as(hand.toString()).isLessThan(TEN_MINUTES);
  }

  @Test
  void the_principal_changes_while_a_batch_waits() {
    TestSchools.School school = own.school("BCN");
    int number = school.number();
    Hand hand = new Hand();
    Hand.Of first = hand.on(signedIn(account(number, "Lê Văn Mời", Role.OPERATE)));
    Hand.Of second = hand.on(signedIn(account(number, "Trần Thị Duyệt", Role.OPERATE)));
    String clerk = account(number, "Nguyễn Văn Soạn", Role.PREPARE);
    String approver = account(number, "Vũ Thị Xem", Role.APPROVE);
    String rector = account(number, RECTOR, Role.SIGN);
    String next = account(number, NEXT, Role.SIGN);
    mandate(first, second, number, RECTOR, rector, "", today().minusDays(30), false);
    Hand.Of preparer = hand.on(signedIn(clerk));
    String batch = prepared(preparer, "02/QĐ-ĐHM");
    Hand.Of other = hand.on(signedIn(approver));
    approve(other, batch);

    school.hostedHead(NEXT);
    mandate(first, second, number, NEXT, next, "", today().plusDays(1), true);
    // the old one leaves sooner: until the new one is head, the same person signs as a deputy
    mandates.of(number).stream()
        .filter(mandate -> mandate.personName().equals(RECTOR))
        .forEach(mandate -> mandates.end(mandate.id(), today().minusDays(1)));
    mandate(first, second, number, NEXT, next, "KT.", today(), false);

    Page old = signedIn(rector);
    old.navigate(at(batch + "/signing"));
    assertThat(old.locator("main form.panel").count()).as("nobody signs it any more").isZero();
    look(old, "old-head");
    other.open(at(batch));
    assertThat(other.page().locator("main").innerText()).contains("đang bị giữ", "Lập lại đợt");
    look(other.page(), "held");
    other.page().navigate(at(batch + "/signing"));
    Page coming = signedIn(next);
    coming.navigate(at(batch + "/signing"));
    assertThat(coming.locator("main form.panel").count())
        .as("nor does whoever does not stand in the rows")
        .isZero();

    preparer.open(at(batch));
    preparer.click("main a[href$='/discard']");
    look(preparer.page(), "discard");
    preparer.type("#phrase", "Bỏ 2");
    preparer.click("main form.panel button");
    String again = prepared(preparer, "02/QĐ-ĐHM");
    approve(other, again);
    Hand.Of head = hand.on(coming);
    head.open(at(again));
    sign(head);
    LOG.infof("play: a change of principal in mid-batch: %s", hand);
    assertThat(hand.seconds()).as(hand.toString()).isLessThan(TEN_MINUTES);
  }

  /** Invited by one, approved by another, accepted with both halves; the user name. */
  private String comesIn(
      Hand hand, Hand.Of first, Hand.Of second, int school, String name, String... roles) {
    first.open(at("/me/office?at=iss_" + school));
    first.type("#name", name);
    for (String role : roles) {
      first.tick("#role-" + role);
    }
    first.click("main form.panel button");
    first.arrives("/me/office/invitations/inv_");
    String invitation = first.page().url();
    first.click(".note a");
    String proposal = first.page().url();

    second.open(proposal);
    second.click("form.panel button");
    second.arrives("/me/office/invitations/inv_");
    second.click("form[action$='/code'] button");
    String code = second.page().locator(".receipt .code").innerText();

    first.open(invitation);
    first.click("form[action$='/link'] button");
    String link = first.page().locator(".receipt .code").innerText();

    String username = "n" + UUID.randomUUID().toString().substring(0, 8);
    Hand.Of invited = hand.on(browser.page());
    invited.open(at("/invitation" + link.substring(link.indexOf('#'))));
    invited.page().locator("#code").waitFor();
    invited.type("#code", code);
    invited.type("#username", username);
    invited.type("#password", PASSWORD);
    invited.type("#again", PASSWORD);
    invited.click("main form button");
    invited.arrives("/login");
    return username;
  }

  private void mandate(
      Hand.Of first,
      Hand.Of second,
      int school,
      String name,
      String account,
      String signsAs,
      LocalDate from,
      boolean replaces) {
    first.open(at("/me/office/mandates/iss_" + school));
    first.choose("#account", new SelectOption().setLabel(name + " (" + account + ")"));
    first.type("#titleVi", signsAs.isEmpty() ? "Hiệu trưởng" : "Phó hiệu trưởng");
    first.type("#titleEn", signsAs.isEmpty() ? "Rector" : "Vice Rector");
    first.choose("#signsAs", new SelectOption().setValue(signsAs));
    String key =
        first.page().locator("#key option").allInnerTexts().stream()
            .filter(label -> label.contains(name.replaceFirst("^(GS|PGS|TS|[.])+ *(TS[.] )?", "")))
            .findFirst()
            .orElseThrow();
    first.choose("#key", new SelectOption().setLabel(key));
    first.type("#from", from.toString());
    if (replaces) {
      first.choose("#replaces", new SelectOption().setIndex(1));
    }
    first.type("#decisionNumber", "214/QĐ");
    first.type("#decisionDate", today().minusDays(33).toString());
    first.file(
        "#document", new FilePayload("qđ.pdf", "application/pdf", "%PDF-1.4 qđ".getBytes(UTF_8)));
    first.click("form.panel button");
    first.page().waitForLoadState();
    assertThat(first.page().url())
        .as(first.page().locator("main").innerText())
        .contains("/proposals/pro_");
    second.open(first.page().url());
    look(second.page(), replaces ? "change-of-head" : "mandate");
    second.click("form.panel button");
    second.sees("Đã duyệt");
  }

  private LocalDate today() {
    return LegalDay.of(clock.instant());
  }

  private void signIn(Hand.Of person, String username) {
    person.open(at("/login"));
    person.type("#username", username);
    person.type("#password", PASSWORD);
    person.click("main button");
    person.page().waitForURL(url -> url.endsWith("/me"));
  }

  /** From the file to a batch that waits for its approval; its path. */
  private String prepared(Hand.Of preparer, String decision) {
    preparer.open(at("/me/imports/new"));
    preparer.choose("#kind", new SelectOption().setValue("BCN"));
    preparer.type("#decisionNumber", decision);
    preparer.type("#decisionDate", "2026-06-12");
    preparer.type("#issueDate", "2026-06-15");
    preparer.type("#graduationYear", "2026");
    preparer.file("#file", new FilePayload("lớp.csv", "text/csv", LIST.getBytes(UTF_8)));
    preparer.click("main form button");
    preparer.arrives("/columns");
    preparer.click("main form button:not(.link)");
    preparer.sees("Danh sách không có lỗi");
    preparer.click("form.panel button");
    preparer.arrives("/me/batches/bat_");
    return URI.create(preparer.page().url()).getPath();
  }

  private void approve(Hand.Of person, String batch) {
    person.open(at(batch));
    person.click(".turn a.button");
    if (person.page().locator("#seen").count() > 0) {
      person.tick("#seen");
    }
    person.type("#phrase", "Duyệt 2");
    person.click("form.panel button");
    person.page().waitForURL(url -> url.endsWith(batch));
  }

  private void sign(Hand.Of head) {
    head.click(".turn a.button");
    head.type("#phrase", "Ký 2");
    head.click("form.panel button");
    head.sees("Đã cấp 2 văn bằng, chứng chỉ");
  }

  private String operator(String name) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username,
            name,
            PASSWORD,
            schools.somebody(schools.university()),
            null,
            Set.of(Role.OPERATE)));
    return username;
  }

  private String account(int institution, String name, Role role) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username, name, PASSWORD, schools.somebody(institution), institution, Set.of(role)));
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

  private static void look(Page page, String name) {
    Browser.assertAccessible(page);
    Browser.assertNoSidewaysScroll(page);
    Browser.shoot(page, "play-" + name);
  }

  private String at(String path) {
    return home.resolve(path).toString();
  }
}
