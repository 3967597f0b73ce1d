package vn.sogoc.document;

import static vn.sogoc.document.Typeface.Use.TEXT;

import java.io.IOException;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.util.Matrix;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Sheet.Tag;

/**
 * A diploma to be framed: everything on the middle axis inside a woven band, the sun of the bronze
 * drum behind the name; below it the code at the left, what is said in the middle, the signer at
 * the right.
 */
final class DiplomaPage {
  private static final float MIDDLE = Sheet.WIDTH / 2;
  private static final float MARGIN = 15;
  private static final float BAND = 18;
  private static final float CORNER = 13;
  private static final float DRUM = 164;

  /** Width of a line on the axis. */
  private static final float LINE = 640;

  private static final class Ornaments {
    private static final int ACROSS = 30;
    private static final int DOWN = 21;
    private static final float PERIOD = (Sheet.WIDTH - 2 * (MARGIN + 2 * CORNER)) / ACROSS;
    private static final float PERIOD_DOWN = (Sheet.HEIGHT - 2 * (MARGIN + 2 * CORNER)) / DOWN;
    private static final Ornament WEAVE = Ornament.weave(PERIOD, BAND, Ink.GOLD);
    private static final Ornament ROSETTE = Ornament.rosette(CORNER, 12, 6, Ink.GOLD, Ink.WHITE);
    private static final Ornament SUN = Ornament.drum(DRUM, Ink.GOLD_MIST);
  }

  private final Sheet sheet;
  private final Face face;
  private final Column axis;

  DiplomaPage(Sheet sheet, Face face) {
    this.sheet = sheet;
    this.face = face;
    this.axis = new Column(sheet, MIDDLE, LINE);
  }

  /** Draws the page; without a code its place says so. */
  void draw(@Nullable QrCode code) throws IOException {
    ground();
    axis.state(face, 76);
    float y = axis.issuer(face.issuer(), 140);
    axis.pair(face.confers(), y + 18);
    y = axis.title(face.title(), 37, Ink.RED, y + 66);
    y = axis.phrase(face.subject(), Style.of(TEXT, 14, Ink.TEXT), 10, y + 25);
    y = axis.phrase(face.within(), Style.of(TEXT, 11.5f, Ink.TEXT), 9, y + 17);
    y = Math.max(y + 23, face.subject() == null ? 274 : 302);
    axis.pair(face.upon(), y);
    y = axis.name(face.holder(), 31, y + 39);
    String school = face.school();
    if (school != null) {
      y += 19;
      axis.phrase(new BilingualText(school, ""), Style.of(TEXT, 11.5f, Ink.TEXT), 0, y);
    }
    axis.rule(Ink.GOLD, 120, y + 17);
    float side = code == null ? 112f : QrPlace.side(code, 128);
    new Column(sheet, 72 + side / 2, 150).code(code, face, 497 - side, side);
    facts(y + 42);
    new Column(sheet, 668, 200).signer(face, 402, 521);
    TestLine.draw(sheet, face, MIDDLE, Sheet.HEIGHT - MARGIN - CORNER + 2.6f);
  }

  private void ground() throws IOException {
    PDFormXObject weave = sheet.form(Ornaments.WEAVE);
    PDFormXObject rosette = sheet.form(Ornaments.ROSETTE);
    PDFormXObject sun = sheet.form(Ornaments.SUN);
    sheet.decoration(
        pen -> {
          place(pen, sun, Matrix.getTranslateInstance(MIDDLE - DRUM, Sheet.HEIGHT - 300 - DRUM));
          float inset = MARGIN + CORNER - BAND / 2;
          float from = MARGIN + 2 * CORNER;
          for (int i = 0; i < Ornaments.ACROSS; i++) {
            float x = from + i * Ornaments.PERIOD;
            place(pen, weave, Matrix.getTranslateInstance(x, inset));
            place(pen, weave, Matrix.getTranslateInstance(x, Sheet.HEIGHT - inset - BAND));
          }
          float stretch = Ornaments.PERIOD_DOWN / Ornaments.PERIOD;
          for (int i = 0; i < Ornaments.DOWN; i++) {
            float y = from + i * Ornaments.PERIOD_DOWN;
            place(pen, weave, new Matrix(0, stretch, -1, 0, inset + BAND, y));
            place(pen, weave, new Matrix(0, stretch, -1, 0, Sheet.WIDTH - inset, y));
          }
          frame(Ink.GOLD_DARK, 1.1f, MARGIN - 2);
          frame(Ink.GOLD, 0.35f, MARGIN + 1);
          frame(Ink.GOLD, 0.35f, MARGIN + 2 * CORNER - 1);
          frame(Ink.GOLD_DARK, 0.8f, MARGIN + 2 * CORNER + 2);
          for (float x : new float[] {MARGIN, Sheet.WIDTH - MARGIN - 2 * CORNER}) {
            for (float y : new float[] {MARGIN, Sheet.HEIGHT - MARGIN - 2 * CORNER}) {
              place(pen, rosette, Matrix.getTranslateInstance(x, y));
            }
          }
        });
  }

  private static void place(PDPageContentStream pen, PDFormXObject form, Matrix where)
      throws IOException {
    pen.saveGraphicsState();
    pen.transform(where);
    pen.drawForm(form);
    pen.restoreGraphicsState();
  }

  private void frame(Ink ink, float line, float inset) throws IOException {
    sheet.frame(ink, line, inset, inset, Sheet.WIDTH - 2 * inset, Sheet.HEIGHT - 2 * inset);
  }

  private void facts(float top) throws IOException {
    Tag list = sheet.tag(sheet.root(), "L");
    FactList facts = new FactList(sheet, list, MIDDLE - 42, 100, 186);
    float y = top;
    int rows = face.facts().size() + face.numbers().size();
    float step = Math.min(23, (536 - top) / rows);
    for (Face.Fact fact : face.facts()) {
      facts.row(fact, y, step);
      y += step;
    }
    for (Face.Fact fact : face.numbers()) {
      facts.row(fact, y, step);
      y += step;
    }
  }
}
