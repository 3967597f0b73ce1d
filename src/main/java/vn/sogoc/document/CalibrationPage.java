package vn.sogoc.document;

import static vn.sogoc.document.Typeface.Use.TEXT;
import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;
import static vn.sogoc.document.Typeface.Use.TEXT_ITALIC;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * A sheet that says how far a printer is off: a cross in each corner 20 mm from the edges, a ruler
 * along the top and the left, a line of known length, and the words for measuring. Printed with a
 * printer's own setting, it shows whether that is right.
 */
final class CalibrationPage {
  private static final int FROM_EDGE = 200;
  private static final int ARM = 80;
  private static final int STEPS = 5;
  private static final float FINE = 0.3f;
  private static final Ink LINE = Ink.BLACK;

  private final Messages messages;
  private final Design.Paper paper;

  CalibrationPage(Messages messages, Design.Paper paper) {
    this.messages = messages;
    this.paper = paper;
  }

  /**
   * The sheet.
   *
   * @param name of the printer; empty where none is meant
   */
  Bytes draw(String name, Printing printer) throws IOException {
    try (Sheet sheet = new Sheet(Design.points(paper.width()), Design.points(paper.height()))) {
      printer.apply(sheet);
      int right = paper.width() - FROM_EDGE;
      int bottom = paper.height() - FROM_EDGE;
      sheet.decoration(
          pen -> {
            for (int x : new int[] {FROM_EDGE, right}) {
              for (int y : new int[] {FROM_EDGE, bottom}) {
                line(sheet, x - ARM, y, x + ARM, y);
                line(sheet, x, y - ARM, x, y + ARM);
              }
            }
            for (int at = 0; at <= right - FROM_EDGE; at += 10) {
              int tick = at % 100 == 0 ? 40 : at % 50 == 0 ? 28 : 16;
              line(sheet, FROM_EDGE + at, FROM_EDGE + 110, FROM_EDGE + at, FROM_EDGE + 110 + tick);
            }
            for (int at = 0; at <= bottom - FROM_EDGE; at += 10) {
              int tick = at % 100 == 0 ? 40 : at % 50 == 0 ? 28 : 16;
              line(sheet, FROM_EDGE + 110, FROM_EDGE + at, FROM_EDGE + 110 + tick, FROM_EDGE + at);
            }
          });
      for (int at = 0; at <= right - FROM_EDGE; at += 200) {
        number(sheet, at, FROM_EDGE + at, FROM_EDGE + 180);
      }
      for (int at = 400; at <= bottom - FROM_EDGE; at += 200) {
        number(sheet, at, FROM_EDGE + 185, FROM_EDGE + at + 8);
      }
      words(sheet, name, printer, right - FROM_EDGE, bottom - FROM_EDGE);
      printer.end(sheet);
      String title = messages.get(Lang.VI, "document.calibration.title");
      return sheet.finish(
          new Imprint(title, Instant.EPOCH, Digest.sha256(title.getBytes(StandardCharsets.UTF_8))));
    }
  }

  private void words(Sheet sheet, String name, Printing printer, int across, int down)
      throws IOException {
    float y = 490;
    y = text(sheet, "title", Style.of(TEXT_BOLD, 13, Ink.TEXT), Lang.VI, y);
    y = text(sheet, "title", Style.of(TEXT_ITALIC, 10, Ink.QUIET), Lang.EN, y) + 20;
    for (int step = 1; step <= STEPS; step++) {
      Object[] lengths = {mm(across), mm(down)};
      y = text(sheet, "step" + step, Style.of(TEXT, 9.5f, Ink.TEXT), Lang.VI, y, lengths);
      y = text(sheet, "step" + step, Style.of(TEXT_ITALIC, 8, Ink.QUIET), Lang.EN, y, lengths) + 12;
    }
    if (!name.isEmpty()) {
      Object[] setting = {
        name, mm(printer.right()), mm(printer.down()), mm(printer.stretch()) + " %"
      };
      y = text(sheet, "setting", Style.of(TEXT_BOLD, 9.5f, Ink.TEXT), Lang.VI, y + 20, setting);
      text(sheet, "setting", Style.of(TEXT_ITALIC, 8, Ink.QUIET), Lang.EN, y, setting);
    }
  }

  /** One paragraph; y is in tenths of a millimetre, and so is what comes back. */
  private float text(Sheet sheet, String key, Style style, Lang lang, float y, Object... arguments)
      throws IOException {
    String words = messages.get(lang, "document.calibration." + key, arguments);
    float width = sheet.width() - Design.points(800);
    Fit fit = Fit.of(words, style, width, style.size(), 3);
    float last =
        sheet.text(
            sheet.tag(sheet.root(), "P", lang),
            fit,
            Sheet.Align.LEFT,
            Design.points(450),
            Design.points((int) y),
            1.25f);
    return last * 254 / 72 + style.size() * 5;
  }

  private static void number(Sheet sheet, int at, int x, int y) throws IOException {
    sheet.text(
        sheet.tag(sheet.root(), "P"),
        Integer.toString(at / 10),
        Style.of(TEXT, 6.5f, Ink.TEXT),
        Sheet.Align.CENTRE,
        Design.points(x),
        Design.points(y));
  }

  private static void line(Sheet sheet, int x1, int y1, int x2, int y2) throws IOException {
    sheet.line(
        LINE, FINE, Design.points(x1), Design.points(y1), Design.points(x2), Design.points(y2));
  }

  private static String mm(int tenths) {
    return java.math.BigDecimal.valueOf(tenths, 1).stripTrailingZeros().toPlainString();
  }
}
