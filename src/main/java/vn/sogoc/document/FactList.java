package vn.sogoc.document;

import static vn.sogoc.document.Sheet.Align.LEFT;
import static vn.sogoc.document.Sheet.Align.RIGHT;
import static vn.sogoc.document.Typeface.Use.TEXT;
import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;
import static vn.sogoc.document.Typeface.Use.TEXT_ITALIC;

import java.io.IOException;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Sheet.Tag;
import vn.sogoc.platform.Lang;

/** Labels to the left of an axis, what they label to the right; English small beneath. */
final class FactList {
  private static final float GAP = 6;
  private static final float LARGE = 9.4f;
  private static final float SMALL = 7;

  private final Sheet sheet;
  private final Tag list;
  private final float axis;
  private final float labelWidth;
  private final float valueWidth;

  FactList(Sheet sheet, Tag list, float axis, float labelWidth, float valueWidth) {
    this.sheet = sheet;
    this.list = list;
    this.axis = axis;
    this.labelWidth = labelWidth;
    this.valueWidth = valueWidth;
  }

  /** One row whose Vietnamese stands on the baseline y; the next may begin a step further down. */
  void row(Face.Fact fact, float y, float step) throws IOException {
    float scale = Math.min(1, step / 20);
    Tag item = sheet.tag(list, "LI");
    Tag label = sheet.tag(item, "Lbl");
    side(label, fact.label(), TEXT, RIGHT, axis - GAP, labelWidth, y, scale, Ink.QUIET);
    Tag body = sheet.tag(item, "LBody");
    side(body, fact.value(), TEXT_BOLD, LEFT, axis + GAP, valueWidth, y, scale, Ink.TEXT);
  }

  private void side(
      Tag tag,
      BilingualText text,
      Typeface.Use use,
      Sheet.Align align,
      float x,
      float width,
      float y,
      float scale,
      Ink ink)
      throws IOException {
    Fit vi = Fit.of(text.vi(), Style.of(use, LARGE * scale, ink), width, 6.2f * scale, 2);
    boolean english = text.isBilingual() && !text.en().equals(text.vi());
    float first = vi.lines().size() > 1 ? y - 1 : y;
    sheet.text(tag, vi, align, x, first, 1.2f);
    if (english && vi.lines().size() == 1) {
      float size = Math.min(SMALL * scale, vi.style().size());
      Fit en = Fit.oneLine(text.en(), Style.of(TEXT_ITALIC, size, Ink.QUIET), width);
      sheet.text(sheet.tag(tag, "Span", Lang.EN), en, align, x, y + 8.6f * scale, 1);
    }
  }
}
