package vn.sogoc.document;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.supplement.Amount;
import vn.sogoc.credential.supplement.Course;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.credential.supplement.Thesis;
import vn.sogoc.document.Sheet.Align;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * What stands on the pages of a supplement, one block under the other. English is never larger than
 * the Vietnamese above it (Thông tư 21/2019/TT-BGDĐT, Điều 8).
 */
final class SupplementBody {
  /** A4 upright. */
  static final float WIDTH = 595.28f;

  static final float HEIGHT = 841.89f;

  static final Style TEST = Style.of(Typeface.Use.TEXT_BOLD, 60, Ink.QUIET);

  private static final float EDGE = 42;
  private static final float TOP = 40;
  private static final float BOTTOM = 52;
  private static final float HEAD_ROW = 26;
  private static final float ROW = 24;
  private static final float FACT = 23;
  private static final float CELL = 4;
  private static final float CODE = 104;

  /** Edges of the columns: number, code, name, credits, mark, letter, remark. */
  private static final float[] EDGES = {42, 66, 122, 342, 384, 426, 466, 553.28f};

  private static final Style VI = Style.of(Typeface.Use.TEXT, 9.2f, Ink.TEXT);
  private static final Style BOLD = Style.of(Typeface.Use.TEXT_BOLD, 9.2f, Ink.TEXT);
  private static final Style LABEL = Style.of(Typeface.Use.TEXT, 8.4f, Ink.QUIET);
  private static final Style EN = Style.of(Typeface.Use.TEXT_ITALIC, 7.2f, Ink.QUIET);
  private static final Style HEAD = Style.of(Typeface.Use.TEXT_BOLD, 8, Ink.TEXT);
  private static final Style TITLE = Style.of(Typeface.Use.TEXT_BOLD, 17, Ink.TEAL);
  private static final Style NAME = Style.of(Typeface.Use.TEXT_BOLD, 11, Ink.TEXT);
  private static final Style FOOT = Style.of(Typeface.Use.TEXT, 7.4f, Ink.QUIET);

  private final Messages messages;
  private final Supplement supplement;
  private final SupplementContent content;
  private final IssuerNames issuer;
  private final String host;

  SupplementBody(Messages messages, Supplement supplement, IssuerNames issuer, String host) {
    this.messages = messages;
    this.supplement = supplement;
    this.content = supplement.content();
    this.issuer = issuer;
    this.host = host;
  }

  /** Draws at a place. */
  interface Drawing {
    void at(Sheet sheet, float y) throws IOException;
  }

  /**
   * Something that is never broken over two pages.
   *
   * @param isRow whether it is a row of the table of courses
   * @param isFigure whether it says itself what it is to those who cannot see it
   */
  record Block(float height, boolean isRow, boolean isFigure, Drawing drawing) {
    Block(float height, boolean isRow, Drawing drawing) {
      this(height, isRow, false, drawing);
    }
  }

  /** Blocks by page; a page that begins with a row has the table's header above it. */
  static List<List<Block>> pages(List<Block> blocks) {
    List<List<Block>> pages = new ArrayList<>();
    List<Block> page = new ArrayList<>();
    float y = TOP;
    boolean inTable = false;
    for (Block block : blocks) {
      float head = block.isRow() && !inTable ? HEAD_ROW : 0;
      if (y + head + block.height() > HEIGHT - BOTTOM && !page.isEmpty()) {
        pages.add(page);
        page = new ArrayList<>();
        y = TOP;
        head = block.isRow() ? HEAD_ROW : 0;
      }
      page.add(block);
      y += head + block.height();
      inTable = block.isRow();
    }
    pages.add(page);
    return pages;
  }

  void page(Sheet sheet, List<Block> blocks, int number, int of, Digest digest) throws IOException {
    float y = TOP;
    boolean inTable = false;
    for (Block block : blocks) {
      float at = y;
      if (block.isRow() && !inTable) {
        sheet.decoration(pen -> header(sheet, at));
        y += HEAD_ROW;
      }
      float top = y;
      if (block.isFigure()) {
        block.drawing().at(sheet, top);
      } else {
        sheet.decoration(pen -> block.drawing().at(sheet, top));
      }
      y += block.height();
      inTable = block.isRow();
    }
    sheet.decoration(pen -> foot(sheet, number, of, digest));
  }

  /** All of it, from the name of the institution to who signed. */
  List<Block> blocks(QrCode code) {
    List<Block> blocks = new ArrayList<>();
    requirePrintable();
    float side = Math.min(QrPlace.side(code, CODE), CODE);
    blocks.add(new Block(0, false, true, (sheet, y) -> code(sheet, y, code, side)));
    blocks.add(new Block(CODE + 22, false, (sheet, y) -> top(sheet, y, side)));
    facts(blocks);
    blocks.add(new Block(20, false, (sheet, y) -> heading(sheet, y + 13, "results")));
    int number = 0;
    for (Course course : content.courses()) {
      int n = ++number;
      blocks.add(new Block(ROW, true, (sheet, y) -> course(sheet, y, n, course)));
    }
    blocks.add(new Block(8, false, (sheet, y) -> {}));
    blocks.add(fact("credits", plain(content.totalCredits().toString().replace('.', ','))));
    blocks.add(fact("average", plain(mark(content.average()) + " / " + content.scale())));
    Thesis thesis = content.thesis();
    if (thesis != null) {
      blocks.add(fact("thesis", thesis.title()));
      blocks.add(fact("thesis-result", plain(result(thesis.mark(), thesis.letter()))));
    }
    BilingualText ranking = content.ranking();
    if (ranking != null) {
      blocks.add(fact("ranking", ranking));
    }
    for (String note : content.notes()) {
      blocks.add(fact("note", plain(note)));
    }
    blocks.add(new Block(66, false, this::signed));
    return blocks;
  }

  private void facts(List<Block> blocks) {
    blocks.add(fact("name", plain(content.fullName().value())));
    blocks.add(fact("birth", plain(day(content.birthDate()))));
    blocks.add(fact("student", plain(content.studentCode())));
    blocks.add(fact("serial", plain(supplement.serialNumber())));
    blocks.add(fact("programme", content.programme()));
    BilingualText specialisation = content.specialisation();
    if (specialisation != null) {
      blocks.add(fact("specialisation", specialisation));
    }
    blocks.add(fact("enrolled", plain(day(content.enrolled()))));
    blocks.add(fact("language", content.language()));
    blocks.add(fact("duration", content.duration()));
    BilingualText mode = content.mode();
    if (mode != null) {
      blocks.add(fact("mode", mode));
    }
    blocks.add(fact("level", words("level.value", Integer.toString(content.level()))));
  }

  private void code(Sheet sheet, float y, QrCode code, float side) throws IOException {
    sheet.qr(sheet.root(), code, WIDTH - EDGE - side, y, side, words("code").vi());
  }

  private void top(Sheet sheet, float y, float side) throws IOException {
    float left = WIDTH - EDGE - side;
    float width = left - EDGE - 14;
    Fit name = Wrap.of(issuer.vi(), NAME, width);
    float line = lines(sheet, name, EDGE, y + 11);
    if (!issuer.en().isEmpty()) {
      line = lines(sheet, Wrap.of(issuer.en(), EN.sized(8.6f), width), EDGE, line + 12);
    }
    BilingualText title = words("title");
    lines(sheet, Fit.oneLine(title.vi(), TITLE, width), EDGE, y + 66);
    lines(sheet, Fit.oneLine(title.en(), EN.sized(11), width), EDGE, y + 81);
    BilingualText about = words("about", supplement.serialNumber(), "" + supplement.revision());
    lines(sheet, Fit.oneLine(about.vi(), VI, width), EDGE, y + 98);
    lines(sheet, Fit.oneLine(about.en(), EN, width), EDGE, y + 108);
    BilingualText scan = words("code");
    sheet.write(
        Fit.oneLine(scan.vi(), FOOT, side + 40).lines().getFirst(),
        Fit.oneLine(scan.vi(), FOOT, side + 40).style(),
        Align.RIGHT,
        WIDTH - EDGE,
        y + side + 9);
    sheet.line(Ink.TEAL_LINE, 0.8f, EDGE, y + CODE + 16, WIDTH - EDGE, y + CODE + 16);
  }

  private void heading(Sheet sheet, float y, String key) throws IOException {
    BilingualText text = words(key);
    sheet.write(text.vi(), BOLD.sized(10.5f), Align.LEFT, EDGE, y);
    float x = EDGE + BOLD.sized(10.5f).width(text.vi()) + 8;
    sheet.write(text.en(), EN.sized(8.4f), Align.LEFT, x, y);
  }

  private Block fact(String key, BilingualText value) {
    float width = WIDTH - 2 * EDGE - 168;
    Fit vi = Wrap.of(value.vi(), BOLD, width);
    boolean english = value.isBilingual() && !value.en().equals(value.vi());
    Fit en = Wrap.of(english ? value.en() : "", EN, width);
    float more = vi.depth(1.2f) + (english ? en.depth(1.15f) : 0);
    return new Block(
        FACT + more,
        false,
        (sheet, y) -> {
          BilingualText label = words(key);
          sheet.write(label.vi(), LABEL, Align.LEFT, EDGE, y + 10);
          sheet.write(label.en(), EN.sized(6.8f), Align.LEFT, EDGE, y + 18.5f);
          float line = lines(sheet, vi, EDGE + 168, y + 10);
          if (english) {
            lines(sheet, en, EDGE + 168, line + 8.8f);
          }
        });
  }

  private void header(Sheet sheet, float y) throws IOException {
    String[] keys = {"row", "course", "course-name", "course-credits", "mark", "letter", "remark"};
    sheet.rectangle(Ink.TEAL_MIST, EDGE, y, WIDTH - 2 * EDGE, HEAD_ROW);
    for (int i = 0; i < keys.length; i++) {
      BilingualText text = words("table." + keys[i]);
      float width = EDGES[i + 1] - EDGES[i] - 2 * CELL;
      lines(sheet, Fit.oneLine(text.vi(), HEAD, width), EDGES[i] + CELL, y + 11);
      lines(sheet, Fit.oneLine(text.en(), EN.sized(6.8f), width), EDGES[i] + CELL, y + 20);
    }
    grid(sheet, y, HEAD_ROW);
    sheet.line(Ink.TEAL, 0.9f, EDGE, y, WIDTH - EDGE, y);
  }

  private void course(Sheet sheet, float y, int number, Course course) throws IOException {
    cell(sheet, 0, y, plain(Integer.toString(number)));
    cell(sheet, 1, y, plain(course.code()));
    cell(sheet, 2, y, course.name());
    cell(sheet, 3, y, plain(course.credits().toString().replace('.', ',')));
    Amount mark = course.mark();
    cell(sheet, 4, y, plain(mark == null ? "" : mark(mark)));
    cell(sheet, 5, y, plain(course.letter()));
    if (!course.elsewhere().isEmpty()) {
      cell(sheet, 6, y, plain(course.elsewhere() + (course.counted() ? "" : " *")));
    } else if (!course.counted()) {
      cell(sheet, 6, y, words("not-counted"));
    }
    grid(sheet, y, ROW);
  }

  private static void grid(Sheet sheet, float y, float height) throws IOException {
    for (float edge : EDGES) {
      sheet.line(Ink.TEAL_LINE, 0.4f, edge, y, edge, y + height);
    }
    sheet.line(Ink.TEAL_LINE, 0.4f, EDGE, y + height, WIDTH - EDGE, y + height);
  }

  /** Up to two lines of Vietnamese, or one with English beneath. */
  private static void cell(Sheet sheet, int column, float y, BilingualText text)
      throws IOException {
    if (text.vi().isBlank()) {
      return;
    }
    float width = EDGES[column + 1] - EDGES[column] - 2 * CELL;
    float x = EDGES[column] + CELL;
    if (text.isBilingual()) {
      lines(sheet, Fit.oneLine(text.vi(), VI, width), x, y + 10.5f);
      Fit english = Fit.oneLine(text.en(), EN, width);
      lines(sheet, english, x, y + 19.5f);
      return;
    }
    Fit fit = Fit.of(text.vi(), VI, width, 6.4f, 2);
    float size = fit.style().size();
    lines(sheet, fit, x, y + (ROW - fit.depth(1.15f)) / 2 + size * 0.36f);
  }

  private void signed(Sheet sheet, float y) throws IOException {
    String when = LegalDay.of(supplement.issuedAt()).format(DAY);
    String who =
        supplement.signerTitle().isEmpty()
            ? supplement.signer()
            : supplement.signer() + ", " + supplement.signerTitle();
    float width = WIDTH - 2 * EDGE;
    float line = y + 16;
    BilingualText by =
        new BilingualText(
            words("signed", issuer.vi(), when).vi(),
            words("signed", issuer.en().isEmpty() ? issuer.vi() : issuer.en(), when).en());
    for (BilingualText text : List.of(by, words("approved", who))) {
      line = lines(sheet, Wrap.of(text.vi(), VI, width), EDGE, line);
      line = lines(sheet, Wrap.of(text.en(), EN, width), EDGE, line + 9) + 14;
    }
  }

  private void foot(Sheet sheet, int number, int of, Digest digest) throws IOException {
    float y = HEIGHT - 30;
    sheet.line(Ink.QUIET, 0.4f, EDGE, y - 10, WIDTH - EDGE, y - 10);
    String left =
        supplement.serialNumber()
            + " · "
            + content.studentCode()
            + " · SHA-256 "
            + digest.hex().substring(0, 16);
    sheet.write(left, FOOT, Align.LEFT, EDGE, y);
    sheet.write(words("page", "" + number, "" + of).vi(), FOOT, Align.RIGHT, WIDTH - EDGE, y);
    BilingualText how = words("verify", host);
    lines(
        sheet,
        Fit.oneLine(how.vi() + " " + how.en(), FOOT.sized(6.8f), WIDTH - 2 * EDGE),
        EDGE,
        y + 10);
  }

  /** Draws lines, the first on the baseline y; gives the last baseline. */
  private static float lines(Sheet sheet, Fit fit, float x, float y) throws IOException {
    float baseline = y;
    for (int i = 0; i < fit.lines().size(); i++) {
      baseline = y + i * fit.style().size() * 1.2f;
      sheet.write(fit.lines().get(i), fit.style(), Align.LEFT, x, baseline);
    }
    return baseline;
  }

  private String result(@Nullable Amount mark, String letter) {
    String number = mark == null ? "" : mark(mark);
    return (number + (letter.isEmpty() || number.isEmpty() ? "" : " · ") + letter).strip();
  }

  private static String mark(Amount mark) {
    return mark.toString().replace('.', ',');
  }

  private BilingualText words(String key, Object... values) {
    return new BilingualText(
        messages.get(Lang.VI, "document.supplement." + key, values),
        messages.get(Lang.EN, "document.supplement." + key, values));
  }

  private static BilingualText plain(String text) {
    return new BilingualText(text.isBlank() ? "—" : text, "");
  }

  private static final java.time.format.DateTimeFormatter DAY =
      java.time.format.DateTimeFormatter.ofPattern("dd/MM/uuuu");

  /** As far as it is known, the day first. */
  private static String day(PartialDate date) {
    String iso = date.toString();
    String[] parts = iso.split("-");
    return switch (parts.length) {
      case 1 -> iso;
      case 2 -> parts[1] + "/" + parts[0];
      default -> parts[2] + "/" + parts[1] + "/" + parts[0];
    };
  }

  private void requirePrintable() {
    List<String> texts = new ArrayList<>();
    texts.add(content.fullName().value());
    texts.add(issuer.vi() + issuer.en());
    texts.add(content.programme().vi() + content.programme().en());
    texts.add(supplement.signer() + supplement.signerTitle());
    for (BilingualText text : List.of(content.language(), content.duration())) {
      texts.add(text.vi() + text.en());
    }
    Thesis thesis = content.thesis();
    if (thesis != null) {
      texts.add(thesis.title().vi() + thesis.title().en() + thesis.letter());
    }
    for (Course course : content.courses()) {
      texts.add(
          course.code()
              + course.name().vi()
              + course.name().en()
              + course.letter()
              + course.elsewhere());
    }
    texts.addAll(content.notes());
    SupplementPages.requirePrintable(texts);
  }
}
