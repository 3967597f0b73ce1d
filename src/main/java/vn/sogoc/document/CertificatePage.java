package vn.sogoc.document;

import static vn.sogoc.document.Sheet.Align.LEFT;
import static vn.sogoc.document.Sheet.Align.RIGHT;
import static vn.sogoc.document.Typeface.Use.TEXT;
import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;
import static vn.sogoc.document.Typeface.Use.TEXT_ITALIC;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Sheet.Tag;
import vn.sogoc.platform.Lang;

/**
 * A certificate: a panel of woven lines down the left side carries the code, the words and the
 * table of scores stand on the white beside it. Nobody takes it for a diploma from across a room.
 */
final class CertificatePage {
  private static final float EDGE = 20;
  private static final float PANEL = 132;
  private static final float WEAVE = 15;
  private static final float ROSETTE = 44;
  private static final float MIDDLE = 487;
  private static final float LINE = 590;

  private static final class Ornaments {
    private static final int DOWN = 22;
    private static final float PERIOD = (Sheet.HEIGHT - 2 * EDGE) / DOWN;
    private static final Ornament STRIP = Ornament.weave(PERIOD, WEAVE, Ink.TEAL_LINE);
    private static final Ornament SUN =
        Ornament.rosette(ROSETTE, 24, 8, Ink.TEAL_LINE, Ink.TEAL_MIST);
    private static final Ornament SHADE = Ornament.drum(150, Ink.TEAL_SHADE);
  }

  private final Sheet sheet;
  private final Face face;
  private final Column axis;

  CertificatePage(Sheet sheet, Face face) {
    this.sheet = sheet;
    this.face = face;
    this.axis = new Column(sheet, MIDDLE, LINE);
  }

  /** Draws the page; without a code its place says so. */
  void draw(@Nullable QrCode code) throws IOException {
    ground();
    axis.state(face, 66);
    float y = axis.issuer(face.issuer(), 128);
    axis.pair(face.confers(), y + 18);
    y = axis.title(face.title(), 32, Ink.TEAL, y + 59);
    y = axis.phrase(face.subject(), Style.of(TEXT_BOLD, 13.5f, Ink.TEXT), 9.5f, y + 25);
    axis.pair(face.upon(), y + 22);
    y = axis.name(face.holder(), 27, y + 56);
    String school = face.school();
    if (school != null) {
      y += 17;
      axis.phrase(new BilingualText(school, ""), Style.of(TEXT, 11, Ink.TEXT), 0, y);
    }
    axis.rule(Ink.TEAL_LINE, 110, y + 15);
    float side = code == null ? 104f : QrPlace.side(code, 112);
    float panel = EDGE + PANEL / 2;
    new Column(sheet, panel, PANEL - 10).code(code, face, 512 - side, side);
    facts(y + 42);
    float table = scores(y + 34);
    new Column(sheet, 690, 200).signer(face, Math.max(table + 22, 420), 545);
    TestLine.draw(sheet, face, MIDDLE, 40);
  }

  private void ground() throws IOException {
    PDFormXObject strip = sheet.form(Ornaments.STRIP);
    PDFormXObject sun = sheet.form(Ornaments.SUN);
    PDFormXObject shade = sheet.form(Ornaments.SHADE);
    sheet.decoration(
        pen -> {
          sheet.rectangle(Ink.TEAL_MIST, EDGE, EDGE, PANEL, Sheet.HEIGHT - 2 * EDGE);
          pen.saveGraphicsState();
          pen.addRect(EDGE, EDGE, PANEL, Sheet.HEIGHT - 2 * EDGE);
          pen.clip();
          place(pen, shade, Matrix.getTranslateInstance(EDGE + PANEL / 2 - 150, 330 - 150));
          pen.restoreGraphicsState();
          float stretch = Ornaments.PERIOD / Ornaments.PERIOD;
          for (int i = 0; i < Ornaments.DOWN; i++) {
            float y = EDGE + i * Ornaments.PERIOD;
            place(pen, strip, new Matrix(0, stretch, -1, 0, EDGE + PANEL + WEAVE + 1, y));
          }
          sheet.line(
              Ink.TEAL,
              0.8f,
              EDGE + PANEL + WEAVE + 3,
              EDGE,
              EDGE + PANEL + WEAVE + 3,
              Sheet.HEIGHT - EDGE);
          place(
              pen,
              sun,
              Matrix.getTranslateInstance(
                  EDGE + PANEL / 2 - ROSETTE, Sheet.HEIGHT - EDGE - 22 - 2 * ROSETTE));
          sheet.frame(Ink.TEAL, 1, EDGE, EDGE, Sheet.WIDTH - 2 * EDGE, Sheet.HEIGHT - 2 * EDGE);
          sheet.frame(
              Ink.TEAL_LINE,
              0.4f,
              EDGE - 4,
              EDGE - 4,
              Sheet.WIDTH - 2 * EDGE + 8,
              Sheet.HEIGHT - 2 * EDGE + 8);
        });
  }

  private static void place(PDPageContentStream pen, PDFormXObject form, Matrix where)
      throws IOException {
    pen.saveGraphicsState();
    pen.transform(where);
    pen.drawForm(form);
    pen.restoreGraphicsState();
  }

  private void facts(float top) throws IOException {
    FactList facts =
        new FactList(
            sheet, sheet.tag(sheet.root(), "L"), 296, 108, face.scores().isEmpty() ? 270 : 230);
    int rows = face.facts().size() + face.numbers().size();
    float step = Math.min(24, (556 - top) / rows);
    float y = top;
    for (Face.Fact fact : face.facts()) {
      facts.row(fact, y, step);
      y += step;
    }
    for (Face.Fact fact : face.numbers()) {
      facts.row(fact, y, step);
      y += step;
    }
  }

  /** The table of scores; returns its lower edge. */
  private float scores(float top) throws IOException {
    if (face.scores().isEmpty()) {
      return top;
    }
    float left = 590;
    float right = 790;
    float step = Math.min(17, 100f / (face.scores().size() + 1));
    Tag table = sheet.tag(sheet.root(), "Table");
    sheet.decoration(pen -> sheet.rectangle(Ink.TEAL, left, top, right - left, step));
    row(table, face.scoreHead(), "TH", left, right, top + step * 0.68f, step, Ink.WHITE);
    float y = top + step;
    for (Face.Fact score : face.scores()) {
      float line = y + step;
      row(table, score, "TD", left, right, y + step * 0.68f, step, Ink.TEXT);
      sheet.decoration(pen -> sheet.line(Ink.TEAL_LINE, 0.4f, left, line, right, line));
      y = line;
    }
    return y;
  }

  private void row(
      Tag table,
      Face.Fact cells,
      String second,
      float left,
      float right,
      float y,
      float step,
      Ink ink)
      throws IOException {
    Tag row = sheet.tag(table, "TR");
    Tag head = sheet.header(row, second.equals("TH") ? "Column" : "Row");
    Tag value = second.equals("TH") ? sheet.header(row, "Column") : sheet.tag(row, second);
    float size = step * 0.54f;
    Ink quiet = ink.equals(Ink.WHITE) ? ink : Ink.QUIET;
    Style large = Style.of(TEXT, size, ink);
    Style small = Style.of(TEXT_ITALIC, size * 0.8f, quiet);
    sheet.text(head, cells.label().vi(), large, LEFT, left + 8, y);
    if (cells.label().isBilingual()) {
      float x = left + 8 + large.width(cells.label().vi()) + 6;
      sheet.text(sheet.tag(head, "Span", Lang.EN), cells.label().en(), small, LEFT, x, y);
    }
    boolean words = second.equals("TH");
    Style strong = Style.of(words ? TEXT : TEXT_BOLD, size, ink);
    float end = right - 8;
    if (words) {
      Tag english = sheet.tag(value, "Span", Lang.EN);
      float width = small.width(cells.value().en());
      sheet.text(value, cells.value().vi(), strong, RIGHT, end - width - 6, y);
      sheet.text(english, cells.value().en(), small, RIGHT, end, y);
    } else {
      sheet.text(value, cells.value().vi(), strong, RIGHT, end, y);
    }
  }
}
