package vn.sogoc.document;

import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;

import java.io.IOException;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.platform.Lang;

/** Says in both languages that a page is not a valid document. */
final class TestLine {
  private TestLine() {}

  static void draw(Sheet sheet, Face face, float middle, float y) throws IOException {
    BilingualText test = face.test();
    if (test != null) {
      draw(sheet, test, middle, y);
    }
  }

  static void draw(Sheet sheet, BilingualText test, float middle, float y) throws IOException {
    Style style = Style.of(TEXT_BOLD, 7.6f, Ink.RED).tracked(60);
    float gap = 14;
    float width = style.width(test.vi()) + gap + style.width(test.en());
    sheet.decoration(
        pen -> sheet.rectangle(Ink.WHITE, middle - width / 2 - 8, y - 9, width + 16, 13));
    sheet.text(
        sheet.tag(sheet.root(), "P"), test.vi(), style, Sheet.Align.LEFT, middle - width / 2, y);
    sheet.text(
        sheet.tag(sheet.root(), "P", Lang.EN),
        test.en(),
        style,
        Sheet.Align.RIGHT,
        middle + width / 2,
        y);
  }
}
