package vn.sogoc.document;

import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;

import java.io.IOException;
import vn.sogoc.credential.BilingualText;

/** Says across a page, too large to be cut off, that it is a specimen. */
final class SpecimenMark {
  private static final double RISING = Math.toRadians(24);

  private SpecimenMark() {}

  static void draw(Sheet sheet, BilingualText word) throws IOException {
    Style style = Style.of(TEXT_BOLD, 84, Ink.RED).tracked(60);
    sheet.across(word.vi() + " · " + word.en(), style, RISING);
  }
}
