package vn.sogoc.document;

import static vn.sogoc.document.Sheet.Align.CENTRE;
import static vn.sogoc.document.Sheet.Align.LEFT;
import static vn.sogoc.document.Sheet.Align.RIGHT;
import static vn.sogoc.document.Typeface.Use.DISPLAY;
import static vn.sogoc.document.Typeface.Use.DISPLAY_ITALIC;
import static vn.sogoc.document.Typeface.Use.TEXT;
import static vn.sogoc.document.Typeface.Use.TEXT_BOLD;
import static vn.sogoc.document.Typeface.Use.TEXT_ITALIC;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Sheet.Tag;
import vn.sogoc.platform.Lang;

/**
 * Lines on one axis, none wider than the column. Vietnamese first; English beneath it and never
 * larger (Circular 21/2019, article 8). Each method takes the baseline and returns the last one.
 */
final class Column {
  private final Sheet sheet;
  private final float middle;
  private final float width;

  Column(Sheet sheet, float middle, float width) {
    this.sheet = sheet;
    this.middle = middle;
    this.width = width;
  }

  /** The name of the state and its motto, underlined (Decree 30/2020, annex I). */
  void state(Face face, float y) throws IOException {
    Tag state = sheet.tag(sheet.root(), "P");
    line(state, face.state().vi(), Style.of(TEXT_BOLD, 11.5f, Ink.TEXT).tracked(30), y);
    Style motto = Style.of(TEXT_BOLD, 11, Ink.TEXT);
    line(sheet.tag(sheet.root(), "P"), face.motto().vi(), motto, y + 15.5f);
    float half = motto.width(face.motto().vi()) / 2;
    sheet.decoration(
        pen -> sheet.line(Ink.TEXT, 0.6f, middle - half, y + 20.8f, middle + half, y + 20.8f));
    Tag english = sheet.tag(sheet.root(), "P", Lang.EN);
    Style small = Style.of(TEXT, 7.6f, Ink.QUIET);
    line(english, face.state().en() + "  ·  " + face.motto().en(), small, y + 32);
  }

  float issuer(BilingualText name, float y) throws IOException {
    Fit fit = Fit.of(name.vi(), Style.of(TEXT_BOLD, 15, Ink.TEXT).tracked(25), width, 11, 2);
    float last = sheet.text(sheet.tag(sheet.root(), "P"), fit, CENTRE, middle, y, 1.3f);
    return english(name, TEXT_ITALIC, 9.5f, Ink.QUIET, last + 13);
  }

  float title(BilingualText title, float size, Ink ink, float y) throws IOException {
    Style style = Style.of(DISPLAY, size, ink).tracked(45);
    Fit fit = Fit.of(title.vi(), style, width, size * 0.62f, 2);
    float top = fit.lines().size() > 1 ? y - fit.style().size() * 0.6f : y;
    float last = sheet.text(sheet.tag(sheet.root(), "H1"), fit, CENTRE, middle, top, 1.25f);
    return english(title, DISPLAY_ITALIC, size * 0.43f, ink, last + size * 0.58f);
  }

  /** A phrase and its English; nothing where there is none. */
  float phrase(@Nullable BilingualText text, Style style, float english, float y)
      throws IOException {
    if (text == null) {
      return y;
    }
    Fit fit = Fit.oneLine(text.vi(), style, width);
    sheet.text(sheet.tag(sheet.root(), "P"), fit, CENTRE, middle, y, 1);
    float size = Math.min(english, fit.style().size());
    return english(text, TEXT_ITALIC, size, Ink.QUIET, y + english + 3.5f);
  }

  /** The holder's name on one line, or, where that would be small, on two of even width. */
  float name(String name, float size, float y) throws IOException {
    Fit fit = Fit.oneLine(name, Style.of(DISPLAY, size, Ink.TEXT), width);
    float small = size * 0.64f;
    if (fit.style().size() < small * 0.86f) {
      fit = Fit.of(name, Style.of(DISPLAY, small, Ink.TEXT), width, small, 2);
    }
    float top = fit.lines().size() > 1 ? y - fit.style().size() * 0.55f : y;
    return sheet.text(sheet.tag(sheet.root(), "P"), fit, CENTRE, middle, top, 1.3f);
  }

  /** A short word in both languages on one line. */
  void pair(BilingualText text, float y) throws IOException {
    Style vi = Style.of(TEXT_ITALIC, 11.5f, Ink.TEXT);
    Style en = Style.of(TEXT_ITALIC, 9, Ink.QUIET);
    float half = (vi.width(text.vi()) + 6 + en.width(text.en())) / 2;
    sheet.text(sheet.tag(sheet.root(), "P"), text.vi(), vi, LEFT, middle - half, y);
    sheet.text(sheet.tag(sheet.root(), "P", Lang.EN), text.en(), en, RIGHT, middle + half, y);
  }

  /** A fine rule with a lozenge in its middle. */
  void rule(Ink ink, float half, float y) throws IOException {
    sheet.decoration(
        pen -> {
          sheet.line(ink, 0.6f, middle - half, y, middle - 9, y);
          sheet.line(ink, 0.6f, middle + 9, y, middle + half, y);
          sheet.fill(ink);
          float centre = Sheet.HEIGHT - y;
          pen.moveTo(middle - 4.5f, centre);
          pen.lineTo(middle, centre + 4.5f);
          pen.lineTo(middle + 4.5f, centre);
          pen.lineTo(middle, centre - 4.5f);
          pen.closePath();
          pen.fill();
        });
  }

  /**
   * Place and date, in whose place, with which title; the name on its own baseline further down.
   */
  void signer(Face face, float y, float nameY) throws IOException {
    float at = phrase(face.placeAndDate(), Style.of(TEXT_ITALIC, 10, Ink.TEXT), 7.6f, y) + 17;
    Style bold = Style.of(TEXT_BOLD, 10.5f, Ink.TEXT);
    BilingualText signsAs = face.signsAs();
    if (signsAs != null) {
      sheet.text(
          sheet.tag(sheet.root(), "P"),
          Fit.oneLine(signsAs.vi(), bold, width),
          CENTRE,
          middle,
          at,
          1);
      at += 14;
    }
    Fit title = Fit.of(face.signerTitle().vi(), bold, width, 8.5f, 2);
    at = sheet.text(sheet.tag(sheet.root(), "P"), title, CENTRE, middle, at, 1.3f);
    english(face.signerTitle(), TEXT_ITALIC, 7.6f, Ink.QUIET, at + 10);
    Fit name = Fit.of(face.signerName(), Style.of(TEXT_BOLD, 12.5f, Ink.TEXT), width, 9, 2);
    float top = nameY - name.depth(1.3f);
    sheet.text(sheet.tag(sheet.root(), "P"), name, CENTRE, middle, top, 1.3f);
  }

  /**
   * The code on its white ground, and in words where it leads; without a code an empty frame, and
   * nothing that leads anywhere.
   */
  void code(@Nullable QrCode code, Face face, float top, float side) throws IOException {
    if (code == null) {
      sheet.decoration(
          pen -> {
            sheet.rectangle(Ink.WHITE, middle - side / 2, top, side, side);
            sheet.frame(Ink.RED, 0.8f, middle - side / 2, top, side, side);
          });
      return;
    }
    sheet.qr(sheet.root(), code, middle - side / 2, top, side, face.qrAlternative().vi());
    float y = top + side + 9;
    phrase(face.qrCaption(), Style.of(TEXT, 7.4f, Ink.QUIET), 6.6f, y);
    Fit host = Fit.oneLine(face.host(), Style.of(TEXT_BOLD, 8.8f, Ink.TEXT), width);
    sheet.text(sheet.tag(sheet.root(), "P"), host, CENTRE, middle, y + 22, 1);
  }

  private float english(BilingualText text, Typeface.Use use, float size, Ink ink, float y)
      throws IOException {
    if (!text.isBilingual()) {
      return y;
    }
    Fit fit = Fit.oneLine(text.en(), Style.of(use, size, ink), width);
    sheet.text(sheet.tag(sheet.root(), "P", Lang.EN), fit, CENTRE, middle, y, 1);
    return y;
  }

  private void line(Tag tag, String text, Style style, float y) throws IOException {
    sheet.text(tag, text, style, CENTRE, middle, y);
  }
}
