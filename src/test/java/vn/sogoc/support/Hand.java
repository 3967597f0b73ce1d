package vn.sogoc.support;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Path;

/**
 * What the people of a play do with mouse and keys, counted. From the counts follows how long they
 * need, by the keystroke-level model (Card, Moran and Newell 1980): 1.1 s to point and 0.2 s to
 * press for a click, 0.28 s for a key of an average typist, 0.4 s from mouse to keys, and 1.35 s to
 * think before each step. A machine's speed does not enter it.
 */
public final class Hand {
  private static final double POINT_AND_PRESS = 1.3;
  private static final double KEY = 0.28;
  private static final double HOME = 0.4;
  private static final double THINK = 1.35;

  /** A file in a folder that the person has open: pointed at, double-clicked. */
  private static final int CLICKS_FOR_A_FILE = 2;

  private static final int LONG_MILLIS = 1_200_000;

  /** Tabulators to a field, at most; a date has three parts. */
  private static final int NEAR = 6;

  private int clicks;
  private int keys;
  private int fields;
  private int steps;

  /** One person's page. */
  public Of on(Page page) {
    return new Of(page);
  }

  /** How often somebody clicked. */
  public int clicks() {
    return clicks;
  }

  /** Seconds of human time. */
  public double seconds() {
    return clicks * POINT_AND_PRESS + keys * KEY + fields * HOME + steps * THINK;
  }

  @Override
  public String toString() {
    return "%d clicks, %d keys, %d steps: %.0f s of human time"
        .formatted(clicks, keys, steps, seconds());
  }

  /** The hand of one person. */
  public final class Of {
    private final Page page;

    private Of(Page page) {
      this.page = page;
    }

    /** The page. */
    public Page page() {
      return page;
    }

    /** Clicks on the first that fits. */
    public void click(String what) {
      page.locator(what).first().click();
      clicks++;
      steps++;
    }

    /** Goes to an address that somebody clicks on in a mail, or has among the bookmarks. */
    public void open(String address) {
      page.navigate(address);
      clicks++;
      steps++;
    }

    /** Types into a field, which is clicked into first. */
    public void type(String field, String text) {
      page.locator(field).fill(text);
      clicks++;
      fields++;
      keys += text.length();
      steps++;
    }

    /**
     * Goes on to a field with the tabulator and types, without the mouse; it must be one of the
     * next few. What has parts of its own, such as a date, takes a key for each.
     */
    public void tab(String field, String text) {
      Locator wanted = page.locator(field);
      for (int i = 0; i < NEAR && !isFocused(wanted); i++) {
        page.keyboard().press("Tab");
        keys++;
      }
      if (!isFocused(wanted)) {
        throw new AssertionError(field + " is not near");
      }
      wanted.fill(text);
      keys += text.length();
      steps++;
    }

    /** Sends the form with the key for it, from the field that is typed into. */
    public void enter() {
      page.keyboard().press("Enter");
      keys++;
      steps++;
    }

    /** Takes a file along, which a click begins. */
    public Download download(String what) {
      clicks++;
      steps++;
      return page.waitForDownload(() -> page.locator(what).first().click());
    }

    private boolean isFocused(Locator field) {
      return (Boolean) field.evaluate("one => one === document.activeElement");
    }

    /** Pastes what was copied: a click, and two keys there and here. */
    public void paste(String field, String text) {
      page.locator(field).fill(text);
      clicks++;
      keys += 4;
      steps++;
    }

    /** Chooses from a list, where it is not chosen already. */
    public void choose(String list, SelectOption option) {
      Locator select = page.locator(list);
      String before = select.inputValue();
      select.selectOption(option);
      if (!before.equals(select.inputValue())) {
        clicks += 2;
        steps++;
      }
    }

    /** Ticks a box. */
    public void tick(String box) {
      page.locator(box).check();
      clicks++;
      steps++;
    }

    /** Chooses a file. */
    public void file(String field, FilePayload file) {
      page.locator(field).setInputFiles(file);
      choseFile(field);
    }

    /** Chooses a file that is there. */
    public void file(String field, Path file) {
      page.locator(field).setInputFiles(file);
      choseFile(field);
    }

    private void choseFile(String field) {
      page.locator(field).focus(); // where the dialog leaves it
      clicks += 1 + CLICKS_FOR_A_FILE;
      steps++;
    }

    /** Waits until something is there, as long as the machine needs for thousands of pages. */
    public void waitsFor(String what) {
      page.locator(what).waitFor(new Locator.WaitForOptions().setTimeout(LONG_MILLIS));
    }

    /** Waits until the address has a word in it; nobody does anything meanwhile. */
    public void arrives(String word) {
      page.waitForURL(url -> url.contains(word));
    }

    /** Waits until a text stands there. */
    public void sees(String text) {
      page.getByText(text).first().waitFor(new Locator.WaitForOptions().setTimeout(LONG_MILLIS));
    }
  }
}
