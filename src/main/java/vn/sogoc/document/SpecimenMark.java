package vn.sogoc.document;

import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;

import java.io.IOException;
import vn.sogoc.credential.BilingualText;

/** Says across a page, too large to be cut off, that it is a specimen. */
final class SpecimenMark {
  private static final double RISING = Math.toRadians(24);

  /** Of the page's width that the words take. */
  private static final float SHARE = 0.8f;

  private SpecimenMark() {}

  static void draw(Sheet sheet, BilingualText word) throws IOException {
    Style style = Style.of(TEXT_BOLD, 84, Ink.RED).tracked(60);
    sheet.across(word.vi() + " · " + word.en(), style, RISING);
  }

  /** Over and over, so that no part of a page is without it. */
  static void cover(Sheet sheet, BilingualText word) throws IOException {
    String words = word.vi() + " · " + word.en();
    Style one = Style.of(TEXT_BOLD, 10, Ink.RED).tracked(60);
    Style style = one.sized(10 * sheet.width() * SHARE / one.width(words));
    float apart = style.size() * 2.1f;
    int each = (int) (sheet.height() / apart) + 1;
    for (int i = -each; i <= each; i++) {
      sheet.across(words, style, RISING, i * apart);
    }
  }
}
