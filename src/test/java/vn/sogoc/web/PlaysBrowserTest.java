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
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.NumberFormat;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import vn.sogoc.bench.Bench;
import vn.sogoc.demo.DemoSchools;
import vn.sogoc.demo.TestSchools;
import vn.sogoc.institution.Mandates;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.NewAccount;
import vn.sogoc.platform.access.Role;
import vn.sogoc.register.legacy.LegacyClient;
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

  private static final int FIVE_MINUTES = 300;

  /** With {@code -Drows=5000} the whole cohort; clicks do not hang on it. */
  private static final int PEOPLE = Integer.getInteger("rows", 300);

  /** Seconds that the machine may take for all of it; no person's time. */
  private static final int LONGEST = 1500;

  /** Rows of a page of an old book. */
  private static final int LINES = 5;

  private static final List<String> NAMES =
      List.of("Nguyễn Thị Bưởi", "Trần Văn Cam", "Lê Thị Đào", "H'Len Niê Kđăm", "Vũ Hữu Mận");

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

  /**
   * One person's part is bounded: file, columns, list, print, delivery list, signed list. What the
   * second person and the head do is counted apart, because nobody does it for them.
   */
  @Test
  @Timeout(LONGEST)
  void a_registrar_takes_a_cohort_from_its_file_to_the_hands_of_its_people() throws Exception {
    TestSchools.School school = own.school("BCN");
    int number = school.number();
    String clerk = account(number, "Nguyễn Văn Soạn", Role.PREPARE);
    String approver = account(number, "Vũ Thị Xem", Role.APPROVE);
    String rector = account(number, RECTOR, Role.SIGN);
    Hand office = new Hand();
    mandate(
        office.on(signedIn(account(number, "Lê Văn Mời", Role.OPERATE))),
        office.on(signedIn(account(number, "Trần Thị Duyệt", Role.OPERATE))),
        number,
        RECTOR,
        rector,
        "",
        today().minusDays(30),
        false);
    Path file = Files.createTempDirectory("cohort").resolve("khoá 2026.xlsx");
    assertThat(
            new Bench(file.getParent(), System.out, System.err)
                .run(List.of("cohort", "--out", file.toString(), "--rows", "" + PEOPLE)))
        .isZero();

    Hand one = new Hand();
    Hand.Of registrar = one.on(signedIn(clerk));
    registrar.click("main .cards a.button");
    look(registrar.page(), "cohort-file");
    registrar.file("#file", file);
    registrar.tab("#decisionNumber", "99/QĐ-ĐHM");
    registrar.tab("#decisionDate", "2026-06-12");
    registrar.tab("#issueDate", "2026-06-15");
    registrar.tab("#graduationYear", "2026");
    registrar.enter();
    registrar.arrives("/columns");
    registrar.click("main form button:not(.link)");
    registrar.sees("Danh sách không có lỗi");
    registrar.click("form.panel button");
    registrar.arrives("/me/batches/bat_");
    String batch = URI.create(registrar.page().url()).getPath();

    Hand two = new Hand();
    Hand.Of second = two.on(signedIn(approver));
    approve(second, batch, PEOPLE);
    Hand three = new Hand();
    Hand.Of head = three.on(signedIn(rector));
    head.open(at(batch));
    sign(head, PEOPLE);

    registrar.open(at("/me"));
    look(registrar.page(), "cohort-home");
    registrar.click("#print-now");
    registrar.arrives("/me/prints/prn_");
    registrar.waitsFor("#download");
    look(registrar.page(), "cohort-print");
    assertThat(Files.size(registrar.download("#download").path())).isGreaterThan(10_000);
    registrar.click("#hand-out");
    look(registrar.page(), "cohort-list");
    assertThat(Files.size(registrar.download("#paper").path())).isGreaterThan(10_000);
    registrar.click("#record-all"); // everybody has signed the list meanwhile
    registrar.waitsFor("#undo-all");
    look(registrar.page(), "cohort-received");
    assertThat(registrar.page().locator("#sheet").innerText())
        .contains(shown(PEOPLE) + " văn bằng đã phát");
    LOG.infof(
        "play: a registrar's cohort of %d, signed in: registrar %s; approver %s; head %s",
        PEOPLE, one, two, three);
    assertThat(one.clicks()).as(one.toString()).isLessThanOrEqualTo(12);
    assertThat(two.clicks()).as(two.toString()).isLessThanOrEqualTo(6);
    assertThat(three.clicks()).as(three.toString()).isLessThanOrEqualTo(6);
    assertThat(one.seconds()).as(one.toString()).isLessThan(FIVE_MINUTES);

    registrar.click("#undo-all");
    registrar.sees("đã rút lại danh sách");
    assertThat(registrar.page().locator("input[name=credentials]").count()).isPositive();
  }

  /** Two persons key each row, so this is the work of both; the head's part is one press. */
  @Test
  void a_page_of_an_old_register_book_becomes_signed_copies() {
    int school = own.school().number();
    Hand hand = new Hand();
    Hand.Of first =
        hand.on(signedIn(account(school, "Nguyễn Thị Soạn", Role.PREPARE, Role.APPROVE)));
    Hand.Of second = hand.on(signedIn(account(school, "Trần Văn Ký", Role.SIGN)));
    String serial = "SC-" + UUID.randomUUID().toString().substring(0, 6);
    first.open(at("/me/books"));
    first.type("#title", "Sổ gốc 1999-2001");
    first.choose("#kind", new SelectOption().setValue("BCN"));
    first.page().locator("#kind").focus();
    first.tab("#yearFrom", "1999");
    first.tab("#yearTo", "2001");
    first.tab("#entries", "" + 4 * LINES);
    first.enter();
    first.arrives("/me/books/bok_");
    String book = first.page().url();
    second.open(book);
    second.click("form[action$='/approval'] button");
    second.sees("Người duyệt: Trần Văn Ký");
    Hand page = new Hand();
    Hand.Of keying = page.on(first.page());
    keying.open(book);
    keying.file(
        "#image", new FilePayload("trang.png", "image/png", LegacyClient.picture().toArray()));
    keying.click("main form[enctype] button");
    keying.arrives("/me/book-pages/bpg_");
    String at = first.page().url();
    for (int row = 1; row <= LINES; row++) {
      key(keying, serial, row, "Khá");
    }
    keying.click("#close");
    keying.sees("Phần của bạn đã xong");
    Hand.Of other = page.on(second.page());
    other.open(at);
    for (int row = 1; row <= LINES; row++) {
      key(other, serial, row, row == 2 ? "Giỏi" : "Khá");
    }
    other.click("#close");
    other.sees("Hai lần nhập khác nhau");
    keying.open(at);
    keying.click("a[href$='/comparison']");
    keying.arrives("/comparison");
    look(keying.page(), "book-compare");
    keying.type("#ranking-2", "Khá");
    keying.type("#reason-2", "theo ảnh là Khá");
    keying.enter();
    keying.sees("Có hiệu lực khi người nhập còn lại đồng ý");
    other.open(at + "/comparison");
    other.click("form[action$='/agreement'] button");
    other.page().waitForURL(url -> !url.endsWith("/comparison"));
    keying.open(at);
    keying.click("#ask");
    keying.sees("Một người đã đề nghị");
    other.open(at);
    other.click("#sign");
    other.sees("Mọi dòng của trang đã được ký");
    look(other.page(), "book-signed");
    Page anybody = browser.page();
    anybody.navigate(at("/nhap-so"));
    anybody.locator("#serialNumber").fill(serial + "-" + LINES);
    anybody.locator("#fullName").fill(NAMES.get(LINES - 1));
    anybody.locator("main form button").click();
    anybody.locator(".verdict:visible").first().waitFor();
    assertThat(anybody.locator("main:visible").first().innerText()).contains("bản sao điện tử");
    LOG.infof(
        "play: an old book, signed in: opened by two once %s; a page of %d rows, keyed twice, one"
            + " difference decided, signed: %s",
        hand, LINES, page);
    assertThat(hand.clicks()).as(hand.toString()).isLessThanOrEqualTo(8);
    assertThat(page.clicks()).as(page.toString()).isLessThanOrEqualTo(20);
  }

  /** A row from the first field, which the page puts the focus on, without the mouse. */
  private static void key(Hand.Of person, String serial, int row, String ranking) {
    person.page().waitForFunction("() => document.activeElement?.id === 'registerNumber'");
    person.tab("#registerNumber", row + "/CN-" + row);
    person.tab("#serialNumber", serial + "-" + row);
    person.tab("#fullName", NAMES.get(row - 1));
    person.tab("#birth", "00/00/197" + row);
    person.tab("#birthplace", "Hà Nam Ninh");
    person.tab("#ranking", ranking);
    person.tab("#graduationYear", "2001");
    person.tab("#issued", "2001");
    String before = person.page().url();
    person.enter();
    person.page().waitForCondition(() -> !person.page().url().equals(before));
    assertThat(person.page().url()).contains("line=" + (row + 1));
  }

  private static String shown(int number) {
    return NumberFormat.getIntegerInstance(Locale.of("vi", "VN")).format(number);
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
    approve(person, batch, 2);
  }

  private void approve(Hand.Of person, String batch, int rows) {
    person.open(at(batch));
    person.click(".turn a.button");
    if (person.page().locator("#seen").count() > 0) {
      person.tick("#seen");
    }
    person.type("#phrase", "Duyệt " + shown(rows));
    person.click("form.panel button");
    person.page().waitForURL(url -> url.endsWith(batch));
  }

  private void sign(Hand.Of head) {
    sign(head, 2);
  }

  private void sign(Hand.Of head, int rows) {
    head.click(".turn a.button");
    head.type("#phrase", "Ký " + shown(rows));
    head.click("form.panel button");
    head.sees("Đã cấp " + shown(rows) + " văn bằng, chứng chỉ");
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

  private String account(int institution, String name, Role... roles) {
    String username = "u" + UUID.randomUUID();
    accounts.create(
        new NewAccount(
            username, name, PASSWORD, schools.somebody(institution), institution, Set.of(roles)));
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
