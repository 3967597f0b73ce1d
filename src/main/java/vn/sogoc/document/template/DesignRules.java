package vn.sogoc.document.template;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
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
  /** Letters of {@code .en}. */
  private static final int ENGLISH = 3;

  private static final int LARGE = 120;
  private static final int HIGHEST_PICTURE = 600;

  private final Design design;
  private final List<Refusal.Fault> faults = new ArrayList<>();
  private final Set<PageField> due = EnumSet.noneOf(PageField.class);

  private DesignRules(Design design) {
    this.design = design;
  }

  /**
   * That the design is one of the kind.
   *
   * @param rankings what no words of its own may say
   * @throws Refusal with every fault
   */
  static void require(Kind kind, TemplateLaw.Rule rule, Artwork art, Set<String> rankings) {
    DesignRules rules = new DesignRules(art.design());
    rules.fields(kind, rule);
    rules.words(rankings);
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
    Map<PageField, Integer> placed = new EnumMap<>(PageField.class);
    int number = 0;
    for (Design.Item item : design.items()) {
      number++;
      PageField field = item.field();
      if (field == null) {
        continue;
      }
      placed.merge(field, item.size(), Math::max);
      if (!field.isOf(kind)) {
        fault(
            "template_value",
            "items[" + number + "].what",
            "a field of " + kind.code(),
            field.code());
      }
    }
    due.addAll(rule.shows());
    due.removeIf(field -> !field.isOf(kind));
    for (PageField field : PageField.values()) {
      if (!field.isEnglish() && field.claim().filter(kind::requires).isPresent()) {
        due.add(field);
      }
    }
    due.stream()
        .filter(field -> !placed.containsKey(field))
        .forEach(field -> fault("template_missing", "items", field.code(), ""));
    languages(placed);
  }

  /**
   * Words of its own stand on every page alike, so they say nothing that a record says: no number,
   * no day, no ranking. That they are no name of somebody is for the second person to see.
   */
  private void words(Set<String> rankings) {
    int number = 0;
    for (Design.Item item : design.items()) {
      number++;
      if (item.field() == null && says(item.words(), rankings)) {
        fault(
            "template_value",
            "items[" + number + "].words",
            "words without a digit and without a ranking: the record says these",
            item.words());
      }
    }
  }

  private static boolean says(String words, Set<String> rankings) {
    String text = Normalizer.normalize(words, Normalizer.Form.NFC);
    return text.codePoints().anyMatch(Character::isDigit)
        || rankings.stream()
            .anyMatch(
                ranking ->
                    Pattern.compile(
                            "(?<![\\p{L}\\p{M}])" + Pattern.quote(ranking) + "(?![\\p{L}\\p{M}])",
                            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                        .matcher(text)
                        .find());
  }

  /** English stands beside Vietnamese and is not larger (Circular 27/2019, article 8). */
  private void languages(Map<PageField, Integer> placed) {
    placed.forEach(
        (field, size) -> {
          if (field.isEnglish()) {
            String code = field.code().substring(0, field.code().length() - ENGLISH);
            int vietnamese = placed.getOrDefault(PageField.ofCode(code).orElseThrow(), 0);
            if (vietnamese < size) {
              fault("template_value", "items", code + " at least as large as in English", "");
            }
          }
        });
    for (PageField large : List.of(PageField.TITLE, PageField.HOLDER)) {
      if (placed.getOrDefault(large, LARGE) < LARGE) {
        fault("template_value", "items", large.code() + " of 12 points or more", "");
      }
    }
  }

  private void paper() {
    int width = design.paper().width();
    int height = design.paper().height();
    Design.Code code = design.code();
    if (code.x() + code.side() > width || code.y() + code.side() > height) {
      off("code");
    }
    Box square = new Box(code.x(), code.y(), code.x() + code.most(), code.y() + code.most());
    List<Box> boxes = new ArrayList<>();
    int number = 0;
    for (Design.Item item : design.items()) {
      number++;
      String name = "items[" + number + "]";
      Box box =
          new Box(item.x(), item.y() - ascent(item.size()), item.x() + item.width(), item.y());
      if (box.right() > width || box.bottom() > height || box.top() < 0) {
        off(name);
      }
      if (item.field() != null && due.contains(item.field())) {
        if (box.meets(square) || boxes.stream().anyMatch(box::meets)) {
          fault("template_covered", name, "a place of its own", "");
        }
        boxes.add(box);
      }
    }
  }

  /** Tenths of a millimetre that letters of so many tenths of a point rise. */
  private static int ascent(int size) {
    return Math.round(size * 0.75f * 25.4f / 72);
  }

  /** A rectangle, in tenths of a millimetre. */
  private record Box(int left, int top, int right, int bottom) {
    boolean meets(Box other) {
      return left < other.right && other.left < right && top < other.bottom && other.top < bottom;
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
        || height > HIGHEST_PICTURE
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
