package vn.sogoc.document.template;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Design;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.PageField;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.proposals.Typed;

/** Reads a design as it was asked for; every fault by the name of its place. */
final class DesignReader {
  private static final int MOST_ITEMS = 40;
  private static final int LONGEST_WORDS = 200;
  private static final int MOST_LENGTH = 4200;
  private static final int LEAST_SIZE = 50;
  private static final int MOST_SIZE = 720;
  private static final int LEAST_WIDTH = 100;
  private static final int LEAST_PICTURE = 50;
  private static final int MOST_PICTURE = 900;
  private static final int LONGEST_NAME = 120;
  private static final int LARGEST_CODE = 600;
  private static final int MOST_DIGITS = 6;

  private final List<Refusal.Fault> faults = new ArrayList<>();

  static Design read(TemplateAsked asked) {
    DesignReader reader = new DesignReader();
    Optional<Design> design = reader.design(asked);
    if (!reader.faults.isEmpty() || design.isEmpty()) {
      throw new Refusal(
          TemplateProblem.REFUSED,
          reader.faults.getFirst().column() + ": expected " + reader.faults.getFirst().expected(),
          reader.faults);
    }
    return design.get();
  }

  private Optional<Design> design(TemplateAsked asked) {
    Design.Paper paper =
        known(Design.Paper.class, asked.paper(), "paper", "one of the sizes", null);
    List<TemplateAsked.ItemAsked> wanted = asked.items() == null ? List.of() : asked.items();
    if (wanted.isEmpty() || wanted.size() > MOST_ITEMS) {
      fault("items", "1 to " + MOST_ITEMS + " texts", wanted.size() + "");
      return Optional.empty();
    }
    List<Design.Item> items = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      Design.Item item = item(wanted.get(i), "items[" + (i + 1) + "]");
      if (item != null) {
        items.add(item);
      }
    }
    Digest background = blank(asked.background()) ? null : digest(asked.background(), "background");
    Design.Placed signature = placed(asked.signature(), "signature", true);
    Design.Placed seal = placed(asked.seal(), "seal", false);
    Design.Code code = code(asked.code());
    if (!faults.isEmpty() || paper == null || code == null) {
      return Optional.empty();
    }
    return Optional.of(new Design(paper, background, items, signature, seal, code));
  }

  private Design.@Nullable Item item(TemplateAsked.ItemAsked asked, String at) {
    String what = asked.what() == null ? "" : asked.what();
    boolean isWords = what.equals("words-vi") || what.equals("words-en");
    PageField field = isWords ? null : PageField.ofCode(what).orElse(null);
    if (!isWords && field == null) {
      fault(at + ".what", "a field of the kind, words-vi or words-en", what);
    }
    String words = "";
    if (isWords) {
      words = words(asked.words(), at + ".words");
    } else if (!blank(asked.words())) {
      fault(at + ".words", "nothing: a field has its own", "");
    }
    int x = tenths(asked.x(), at + ".x", 0, MOST_LENGTH);
    int y = tenths(asked.y(), at + ".y", 0, MOST_LENGTH);
    int width = tenths(asked.width(), at + ".width", LEAST_WIDTH, MOST_LENGTH);
    int size = tenths(asked.size(), at + ".size", LEAST_SIZE, MOST_SIZE);
    Design.Align align =
        known(
            Design.Align.class,
            asked.align(),
            at + ".align",
            "left, centre or right",
            Design.Align.LEFT);
    Design.Font font =
        known(
            Design.Font.class,
            asked.font(),
            at + ".font",
            "one of the typefaces",
            Design.Font.TEXT);
    int colour = colour(asked.colour(), at + ".colour");
    if (align == null || font == null) {
      return null;
    }
    return new Design.Item(
        field,
        words,
        what.equals("words-en"),
        x,
        y,
        width,
        size,
        align,
        font,
        colour,
        Boolean.TRUE.equals(asked.capitals()));
  }

  private String words(@Nullable String typed, String at) {
    try {
      String line = Typed.line(typed, at, 1, LONGEST_WORDS);
      Optional<String> missing = DocumentRenderer.unprintable(line);
      if (missing.isPresent()) {
        fault(
            at,
            "letters of the typefaces there are",
            "U+%04X".formatted(missing.get().codePointAt(0)));
      }
      return line;
    } catch (Refusal refusal) {
      faults.addAll(refusal.faults());
      return "";
    }
  }

  private Design.@Nullable Placed placed(
      TemplateAsked.@Nullable PictureAsked asked, String at, boolean isSignature) {
    if (asked == null || blank(asked.picture())) {
      return null;
    }
    Digest picture = digest(asked.picture(), at + ".picture");
    int x = tenths(asked.x(), at + ".x", 0, MOST_LENGTH);
    int y = tenths(asked.y(), at + ".y", 0, MOST_LENGTH);
    int width = tenths(asked.width(), at + ".width", LEAST_PICTURE, MOST_PICTURE);
    String of = isSignature ? name(asked.signer(), at + ".signer") : "";
    return picture == null ? null : new Design.Placed(picture, x, y, width, of);
  }

  private String name(@Nullable String typed, String at) {
    try {
      return Typed.line(typed, at, 2, LONGEST_NAME);
    } catch (Refusal refusal) {
      fault(at, "whose signature it is", "");
      return "";
    }
  }

  private Design.@Nullable Code code(TemplateAsked.@Nullable CodeAsked asked) {
    if (asked == null) {
      fault("code", "a place for the QR code", "");
      return null;
    }
    Design.CodeForm form =
        known(
            Design.CodeForm.class,
            asked.form(),
            "code.form",
            "record or link",
            Design.CodeForm.RECORD);
    if (form == null) {
      return null;
    }
    return new Design.Code(
        form,
        tenths(asked.x(), "code.x", 0, MOST_LENGTH),
        tenths(asked.y(), "code.y", 0, MOST_LENGTH),
        tenths(asked.side(), "code.side", form.least(), LARGEST_CODE));
  }

  /** At most one digit after the point; what is written as a power of ten is not taken. */
  private int tenths(@Nullable BigDecimal value, String at, int least, int most) {
    if (value != null
        && value.precision() <= MOST_DIGITS
        && value.scale() <= MOST_DIGITS
        && value.scale() >= -MOST_DIGITS) {
      BigDecimal tenths = value.movePointRight(1).stripTrailingZeros();
      if (tenths.scale() <= 0
          && tenths.compareTo(BigDecimal.valueOf(least)) >= 0
          && tenths.compareTo(BigDecimal.valueOf(most)) <= 0) {
        return tenths.intValueExact();
      }
    }
    fault(
        at,
        BigDecimal.valueOf(least, 1).toPlainString()
            + " to "
            + BigDecimal.valueOf(most, 1).toPlainString(),
        value == null ? "" : value.toString());
    return least;
  }

  private int colour(@Nullable String typed, String at) {
    String hex = typed == null || typed.isBlank() ? "1f1b16" : typed.strip();
    if (!hex.matches("#?[0-9A-Fa-f]{6}")) {
      fault(at, "six hexadecimal digits", hex);
      return 0;
    }
    return Integer.parseInt(hex.substring(hex.length() - 6), 16);
  }

  private @Nullable Digest digest(@Nullable String typed, String at) {
    if (typed == null || !typed.matches("[0-9a-f]{64}")) {
      fault(at, "a picture of the institution", "");
      return null;
    }
    return Digest.ofHex(typed);
  }

  private <E extends Enum<E>> @Nullable E known(
      Class<E> type, @Nullable String typed, String at, String expected, @Nullable E otherwise) {
    if (blank(typed) && otherwise != null) {
      return otherwise;
    }
    Optional<E> found = Design.ofCode(type, typed == null ? "" : typed);
    if (found.isEmpty()) {
      fault(at, expected, typed == null ? "" : typed);
    }
    return found.orElse(null);
  }

  private void fault(String at, String expected, String found) {
    faults.add(new Refusal.Fault("template_value", 0, at, expected, found));
  }

  private static boolean blank(@Nullable String text) {
    return text == null || text.isBlank();
  }
}
