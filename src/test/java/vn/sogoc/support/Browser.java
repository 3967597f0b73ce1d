package vn.sogoc.support;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Chromium of this machine, driven for a test; see {@link BrowserTest}. Playwright bounds every
 * wait but three: its own start, a script in the page (axe is one) and the end. {@link BrowserTest}
 * and {@link #PATIENCE} bound those, so that a browser that stands still is a failure.
 */
public final class Browser implements AutoCloseable {
  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser browser;

  private Browser(Playwright playwright, com.microsoft.playwright.Browser browser) {
    this.playwright = playwright;
    this.browser = browser;
  }

  /** Seconds that starting or ending a browser may take on a busy machine. */
  public static final int PATIENCE = 90;

  private static final int ACTION_MILLIS = 20_000;

  /** Whether this machine has one; a property names another, or none for a try. */
  public static boolean isInstalled() {
    return find().isPresent();
  }

  private static Optional<Path> find() {
    String named = System.getProperty("sogoc.chromium", "");
    return (named.isEmpty()
            ? Stream.of("/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome")
            : Stream.of(named))
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Starts it, with more arguments where a test needs a camera that plays a file. */
  public static Browser start(String... more) {
    List<String> arguments = new ArrayList<>(QUIET);
    arguments.addAll(List.of(more));
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    return new Browser(
        playwright,
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(find().orElseThrow())
                    .setTimeout(PATIENCE * 1000)
                    .setArgs(arguments)));
  }

  /** Starts it with a camera that plays a film and asks nobody for permission. */
  public static Browser withCamera(Path film) {
    return start(
        "--use-fake-ui-for-media-stream",
        "--use-fake-device-for-media-stream",
        "--use-file-for-fake-video-capture=" + film);
  }

  /** Keeps a picture of the page in the folder {@code sogoc.shots}, where one is named. */
  public static void shoot(Page page, String name) {
    String folder = System.getProperty("sogoc.shots", "");
    if (!folder.isEmpty()) {
      page.screenshot(
          new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")).setFullPage(true));
    }
  }

  /** A fresh page of a size; cookies and cache are its own. */
  public Page page(int width, int height, boolean scripts) {
    BrowserContext context =
        browser.newContext(
            new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setJavaScriptEnabled(scripts)
                .setLocale("vi-VN"));
    context.setDefaultTimeout(ACTION_MILLIS);
    return context.newPage();
  }

  /** A fresh page of a common desktop. */
  public Page page() {
    return page(1366, 768, true);
  }

  /** Closes every page, so that what a test left open costs the next one nothing. */
  public void closePages() {
    browser.contexts().forEach(BrowserContext::close);
  }

  /** Fails where axe-core finds anything against WCAG 2.2 A and AA. */
  public static void assertAccessible(Page page) {
    var found =
        new AxeBuilder(page)
            .withTags(
                List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .setLegacyMode(true) // all in the page itself; the other way opens a page for each call
            .analyze();
    assertThat(found.getViolations())
        .as(page.url())
        .extracting(rule -> rule.getId() + ": " + rule.getNodes().get(0).getHtml())
        .isEmpty();
  }

  /** Fails where anything sticks out to the right. */
  public static void assertNoSidewaysScroll(Page page) {
    Object over =
        page.evaluate(
            "document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(((Number) over).intValue()).as(page.url()).isZero();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
