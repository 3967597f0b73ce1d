package vn.sogoc.document.template;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.Kind;
import vn.sogoc.document.Design;
import vn.sogoc.document.PageField;

/** A page to begin from: everything that a kind must show, on A4, without a background. */
final class PlainDesign {
  private static final int RED = 0x8c1d18;
  private static final int TEXT = 0x1f1b16;
  private static final int QUIET = 0x6a6156;
  private static final int LEFT = 300;
  private static final int WIDE = 2370;
  private static final int LABEL = 1050;
  private static final int VALUE = 1330;
  private static final int STEP = 85;

  private final Kind kind;
  private final List<Design.Item> items = new ArrayList<>();
  private int line = 1280;

  private PlainDesign(Kind kind) {
    this.kind = kind;
  }

  static Design of(Kind kind) {
    PlainDesign plain = new PlainDesign(kind);
    plain.head();
    plain.facts();
    plain.foot();
    return new Design(
        Design.Paper.A4_LANDSCAPE,
        null,
        plain.items,
        null,
        null,
        new Design.Code(Design.CodeForm.RECORD, 300, 1350, 420));
  }

  private void head() {
    middle(PageField.STATE, 240, 120, Design.Font.TEXT_BOLD, TEXT, false);
    middle(PageField.MOTTO, 300, 110, Design.Font.TEXT_BOLD, TEXT, false);
    middle(PageField.ISSUER, 450, 160, Design.Font.TEXT_BOLD, TEXT, true);
    middle(PageField.ISSUER_EN, 500, 100, Design.Font.TEXT_ITALIC, QUIET, false);
    middle(PageField.TITLE, 690, 360, Design.Font.DISPLAY, RED, true);
    middle(PageField.TITLE_EN, 770, 160, Design.Font.DISPLAY_ITALIC, RED, false);
    middle(PageField.PROGRAMME, 870, 140, Design.Font.TEXT_BOLD, TEXT, false);
    middle(PageField.PROGRAMME_EN, 925, 100, Design.Font.TEXT_ITALIC, QUIET, false);
    middle(PageField.HOLDER, 1090, 300, Design.Font.DISPLAY, TEXT, false);
  }

  private void facts() {
    fact("Ngày sinh", PageField.BIRTH);
    fact("Hạng tốt nghiệp", PageField.RANKING);
    fact("Hình thức đào tạo", PageField.MODE);
    fact("Năm tốt nghiệp", PageField.GRADUATION_YEAR);
    fact("Quyết định", PageField.DECISION);
    fact("Số hiệu", PageField.SERIAL);
    fact("Số vào sổ gốc", PageField.REGISTER);
  }

  private void foot() {
    right(PageField.PLACE_DATE, 1280, 100, Design.Font.TEXT_ITALIC, false);
    right(PageField.SIGNS_AS, 1345, 105, Design.Font.TEXT_BOLD, false);
    right(PageField.SIGNER_TITLE, 1400, 105, Design.Font.TEXT_BOLD, false);
    right(PageField.SIGNER_TITLE_EN, 1445, 80, Design.Font.TEXT_ITALIC, false);
    right(PageField.SIGNER, 1780, 125, Design.Font.TEXT_BOLD, false);
  }

  private void fact(String label, PageField field) {
    if (!field.isOf(kind)) {
      return;
    }
    items.add(
        new Design.Item(
            null,
            label,
            false,
            LABEL - 250,
            line,
            500,
            90,
            Design.Align.RIGHT,
            Design.Font.TEXT,
            QUIET,
            false));
    items.add(
        new Design.Item(
            field,
            "",
            false,
            VALUE,
            line,
            620,
            95,
            Design.Align.LEFT,
            Design.Font.TEXT_BOLD,
            TEXT,
            false));
    line += STEP;
  }

  private void middle(
      PageField field, int y, int size, Design.Font font, int colour, boolean capitals) {
    if (field.isOf(kind)) {
      items.add(
          new Design.Item(
              field, "", false, LEFT, y, WIDE, size, Design.Align.CENTRE, font, colour, capitals));
    }
  }

  private void right(PageField field, int y, int size, Design.Font font, boolean capitals) {
    items.add(
        new Design.Item(
            field, "", false, 1980, y, 720, size, Design.Align.CENTRE, font, TEXT, capitals));
  }
}
