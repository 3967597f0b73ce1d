package vn.sogoc.document.template;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Kind;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.Design;
import vn.sogoc.document.PageField;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/** What a page of a kind must have, and that everything of it is on the paper. */
final class DesignRules {
  private final Design design;
  private final List<Refusal.Fault> faults = new ArrayList<>();

  private DesignRules(Design design) {
    this.design = design;
  }

  /**
   * That the design is one of the kind.
   *
   * @throws Refusal with every fault
   */
  static void require(Kind kind, TemplateLaw.Rule rule, Artwork art) {
    DesignRules rules = new DesignRules(art.design());
    rules.fields(kind, rule);
    rules.paper();
    rules.picture(art, "signature", art.design().signature());
    rules.picture(art, "seal", art.design().seal());
    if (!rules.faults.isEmpty()) {
      Refusal.Fault first = rules.faults.getFirst();
      throw new Refusal(
          TemplateProblem.REFUSED, first.column() + ": expected " + first.expected(), rules.faults);
    }
  }

  private void fields(Kind kind, TemplateLaw.Rule rule) {
    Set<PageField> placed = EnumSet.noneOf(PageField.class);
    int number = 0;
    for (Design.Item item : design.items()) {
      number++;
      PageField field = item.field();
      if (field == null) {
        continue;
      }
      placed.add(field);
      if (!field.isOf(kind)) {
        fault(
            "template_value",
            "items[" + number + "].what",
            "a field of " + kind.code(),
            field.code());
      }
    }
    Set<PageField> due = EnumSet.noneOf(PageField.class);
    due.addAll(rule.shows());
    for (PageField field : PageField.values()) {
      if (!field.isEnglish() && field.claim().filter(kind::requires).isPresent()) {
        due.add(field);
      }
    }
    due.removeAll(placed);
    due.forEach(field -> fault("template_missing", "items", field.code(), ""));
  }

  private void paper() {
    int width = design.paper().width();
    int height = design.paper().height();
    int number = 0;
    for (Design.Item item : design.items()) {
      number++;
      if (item.x() + item.width() > width || item.y() > height) {
        off("items[" + number + "]");
      }
    }
    Design.Code code = design.code();
    if (code.x() + code.side() > width || code.y() + code.side() > height) {
      off("code");
    }
  }

  private void picture(Artwork art, String name, Design.@Nullable Placed placed) {
    if (placed == null) {
      return;
    }
    Digest digest = placed.picture();
    Picture picture = art.pictures().get(digest);
    if (picture == null) {
      fault("template_value", name, "a picture of the institution", "");
      return;
    }
    long height = (long) placed.width() * picture.height() / picture.width();
    if (placed.x() + placed.width() > design.paper().width()
        || placed.y() + height > design.paper().height()) {
      off(name);
    }
  }

  private void off(String what) {
    fault("template_off", what, "a place on the paper", "");
  }

  private void fault(String code, String column, String expected, String found) {
    faults.add(new Refusal.Fault(code, 0, column, expected, found));
  }
}
