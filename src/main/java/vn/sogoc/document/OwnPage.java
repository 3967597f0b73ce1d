package vn.sogoc.document;

import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.QrText;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;

/** An institution's own page: its background, and what its design places on it. */
final class OwnPage {
  private static final Locale VIETNAMESE = Locale.forLanguageTag("vi");
  private static final float LINE = 1.2f;

  /** What of a page is drawn. */
  enum Part {
    /** All of it. */
    ALL,
    /** Without the pictures of a signature and a seal: what everybody may see. */
    UNSIGNED,
    /** What is of one holder alone, for paper that has the rest already. */
    VARIABLE
  }

  private final Artwork art;
  private final Design design;
  private final Map<PageField, String> values;

  OwnPage(Artwork art, Map<PageField, String> values) {
    this.art = art;
    this.design = art.design();
    this.values = values;
  }

  Sheet sheet() throws IOException {
    return new Sheet(Design.points(design.paper().width()), Design.points(design.paper().height()));
  }

  /** The next page of a file of several. */
  Sheet sheet(Sheet.Stock stock) throws IOException {
    return new Sheet(
        stock, Design.points(design.paper().width()), Design.points(design.paper().height()));
  }

  /**
   * What is printed of a record.
   *
   * @param link what a small code says
   */
  QrCode code(CredentialRecord record, Bytes cose, String publicAddress, String link) {
    boolean isDiploma = record.claims().kind().document() == Kind.Document.DIPLOMA;
    return switch (design.code().form()) {
      case RECORD ->
          QrCode.of(
              QrText.address(publicAddress, cose), isDiploma ? QrCode.Level.Q : QrCode.Level.M);
      case LINK -> QrCode.of(link, QrCode.Level.M);
    };
  }

  /**
   * Draws the page.
   *
   * @param code what is printed of the record; null where there is none yet
   * @param alternative what the code is, for those who cannot see it
   */
  void draw(Sheet sheet, @Nullable QrCode code, String alternative, Part part) throws IOException {
    Digest background = design.background();
    if (background != null && part != Part.VARIABLE) {
      sheet.picture(art.picture(background), 0, 0, sheet.width(), sheet.height());
    }
    List<Design.Item> inReadingOrder =
        design.items().stream()
            .filter(item -> part != Part.VARIABLE || isOfHolder(item.field()))
            .sorted(Comparator.comparingInt(Design.Item::y).thenComparingInt(Design.Item::x))
            .toList();
    picture(sheet, design.seal(), part);
    picture(sheet, design.signature(), part);
    for (Design.Item item : inReadingOrder) { // over the pictures, so that none hides a text
      text(sheet, item);
    }
    code(sheet, code, alternative);
  }

  private static boolean isOfHolder(@Nullable PageField field) {
    return field != null && !field.isOfPaper();
  }

  private void text(Sheet sheet, Design.Item item) throws IOException {
    String text = text(item);
    if (text.isEmpty()) {
      return;
    }
    float x = Design.points(item.x());
    float width = Design.points(item.width());
    Style style = Style.of(item.font().use(), item.size() / 10f, Ink.of(item.colour()));
    Fit fit = Wrap.of(text, style, width);
    Sheet.Align align =
        switch (item.align()) {
          case LEFT -> Sheet.Align.LEFT;
          case CENTRE -> Sheet.Align.CENTRE;
          case RIGHT -> Sheet.Align.RIGHT;
        };
    float at =
        switch (item.align()) {
          case LEFT -> x;
          case CENTRE -> x + width / 2;
          case RIGHT -> x + width;
        };
    boolean isTitle = item.field() == PageField.TITLE;
    Sheet.Tag tag =
        sheet.tag(sheet.root(), isTitle ? "H1" : "P", item.isEnglish() ? Lang.EN : Lang.VI);
    float top = Math.max(Design.points(item.y()) - fit.depth(LINE), fit.style().size());
    sheet.text(tag, fit, align, at, top, LINE);
  }

  private String text(Design.Item item) {
    String text = item.field() == null ? item.words() : values.getOrDefault(item.field(), "");
    return item.capitals() ? text.toUpperCase(VIETNAMESE) : text;
  }

  private void picture(Sheet sheet, Design.@Nullable Placed placed, Part part) throws IOException {
    if (placed == null || part == Part.VARIABLE || !isOfSigner(placed)) {
      return;
    }
    Picture picture = art.picture(placed.picture());
    float x = Design.points(placed.x());
    float y = Design.points(placed.y());
    float width = Design.points(placed.width());
    float height = width * picture.height() / picture.width();
    if (part == Part.ALL) {
      sheet.picture(picture, x, y, width, height);
    } else {
      sheet.decoration(pen -> sheet.frame(Ink.QUIET, 0.5f, x, y, width, height));
    }
  }

  /** A signature is that of one person: above another's name there is none. */
  private boolean isOfSigner(Design.Placed placed) {
    return placed.of().isEmpty() || placed.of().equals(values.getOrDefault(PageField.SIGNER, ""));
  }

  /** Whether its code only leads to the record. */
  boolean hasLink() {
    return design.code().form() == Design.CodeForm.LINK;
  }

  /** Larger than its place where its modules would be too fine, and never off the paper. */
  private void code(Sheet sheet, @Nullable QrCode code, String alternative) throws IOException {
    float wanted = Design.points(design.code().side());
    float side = code == null ? Design.points(design.code().most()) : wanted;
    if (code != null && design.code().form() == Design.CodeForm.RECORD) {
      side = QrPlace.side(code, wanted);
    }
    float x = Math.max(0, Math.min(Design.points(design.code().x()), sheet.width() - side));
    float y = Math.max(0, Math.min(Design.points(design.code().y()), sheet.height() - side));
    if (code != null) {
      sheet.qr(sheet.root(), code, x, y, side, alternative);
      return;
    }
    float empty = side;
    sheet.decoration(
        pen -> {
          sheet.rectangle(Ink.WHITE, x, y, empty, empty);
          sheet.frame(Ink.RED, 0.8f, x, y, empty, empty);
        });
  }

  /** Says in both languages that the page is not a valid document. */
  static void test(Sheet sheet, BilingualText words) throws IOException {
    TestLine.draw(sheet, words, sheet.width() / 2, sheet.height() - 7);
  }

  /** That every letter can be printed in the typeface that its place has. */
  void requirePrintable() {
    for (Design.Item item : design.items()) {
      Typeface.of(item.font().use())
          .missing(text(item))
          .ifPresent(
              letter -> {
                throw new Refusal(
                    DocumentProblem.TEXT_NOT_PRINTABLE,
                    "no typeface of the page has the character U+%04X"
                        .formatted(letter.codePointAt(0)));
              });
    }
  }
}
