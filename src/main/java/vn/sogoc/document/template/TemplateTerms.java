package vn.sogoc.document.template;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Design;
import vn.sogoc.document.PageField;
import vn.sogoc.kernel.Digest;

/**
 * A template as the terms of its proposal: one line for each thing, in one form, so that the hash
 * over them is a hash over all of it. What is not in exactly this form is no template.
 *
 * @param until null where it lasts
 */
record TemplateTerms(String kind, LocalDate from, @Nullable LocalDate until, Design design) {
  static final String KIND = "kind";
  static final String FROM = "from";
  static final String UNTIL = "until";
  static final String ITEM = "item.";
  static final String BACKGROUND = "background";
  static final String SIGNATURE = "signature";
  static final String SEAL = "seal";

  private static final String DIGEST = "([0-9a-f]{64})";
  private static final Pattern ITEM_FORM =
      Pattern.compile(
          "(?:field=([A-Za-z.]+)|words=(vi|en)) x=([0-9]{1,4}) y=([0-9]{1,4}) width=([0-9]{1,4})"
              + " size=([0-9]{1,3}) align=([a-z]+) font=([a-z-]+) colour=([0-9a-f]{6})"
              + " capitals=(yes|no)(?: text=(.+))?");
  private static final Pattern PLACED =
      Pattern.compile(
          DIGEST + " x=([0-9]{1,4}) y=([0-9]{1,4}) width=([0-9]{1,4})(?: of=(.{2,120}))?");
  private static final Pattern CODE =
      Pattern.compile("([a-z]+) x=([0-9]{1,4}) y=([0-9]{1,4}) side=([0-9]{1,4})");
  private static final Pattern NAMES =
      Pattern.compile("kind|from|until|paper|background|signature|seal|code|item\\.[0-9]{2}");

  /** As terms. */
  SortedMap<String, String> lines() {
    SortedMap<String, String> terms = new TreeMap<>();
    terms.put(KIND, kind);
    terms.put(FROM, from.toString());
    if (until != null) {
      terms.put(UNTIL, until.toString());
    }
    terms.put("paper", design.paper().code());
    Digest background = design.background();
    if (background != null) {
      terms.put(BACKGROUND, background.hex());
    }
    put(terms, SIGNATURE, design.signature());
    put(terms, SEAL, design.seal());
    Design.Code code = design.code();
    terms.put(
        "code",
        "%s x=%d y=%d side=%d".formatted(code.form().code(), code.x(), code.y(), code.side()));
    int number = 1;
    for (Design.Item item : design.items()) {
      terms.put("%s%02d".formatted(ITEM, number++), line(item));
    }
    return terms;
  }

  private static void put(
      SortedMap<String, String> terms, String name, Design.@Nullable Placed placed) {
    if (placed != null) {
      terms.put(
          name,
          "%s x=%d y=%d width=%d%s"
              .formatted(
                  placed.picture().hex(),
                  placed.x(),
                  placed.y(),
                  placed.width(),
                  placed.of().isEmpty() ? "" : " of=" + placed.of()));
    }
  }

  private static String line(Design.Item item) {
    PageField field = item.field();
    return "%s x=%d y=%d width=%d size=%d align=%s font=%s colour=%06x capitals=%s%s"
        .formatted(
            field != null ? "field=" + field.code() : "words=" + (item.english() ? "en" : "vi"),
            item.x(),
            item.y(),
            item.width(),
            item.size(),
            item.align().code(),
            item.font().code(),
            item.colour(),
            item.capitals() ? "yes" : "no",
            field == null ? " text=" + item.words() : "");
  }

  /** The template that terms are; empty where they are none, or in another form. */
  static Optional<TemplateTerms> parse(Map<String, String> terms) {
    try {
      TemplateTerms read = read(terms);
      return read.lines().equals(terms) ? Optional.of(read) : Optional.empty();
    } catch (IllegalArgumentException | DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private static TemplateTerms read(Map<String, String> terms) {
    List<Design.Item> items = new ArrayList<>();
    for (Map.Entry<String, String> term : new TreeMap<>(terms).entrySet()) {
      if (!NAMES.matcher(term.getKey()).matches()) {
        throw new IllegalArgumentException("no such term");
      }
      if (term.getKey().startsWith(ITEM)) {
        items.add(item(term.getValue()));
      }
    }
    String until = terms.get(UNTIL);
    String background = terms.get(BACKGROUND);
    Matcher code = matched(CODE, text(terms, "code"));
    return new TemplateTerms(
        text(terms, KIND),
        LocalDate.parse(text(terms, FROM)),
        until == null ? null : LocalDate.parse(until),
        new Design(
            known(Design.Paper.class, text(terms, "paper")),
            background == null ? null : Digest.ofHex(background),
            items,
            signature(terms.get(SIGNATURE)),
            seal(terms.get(SEAL)),
            new Design.Code(
                known(Design.CodeForm.class, code.group(1)),
                number(code, 2),
                number(code, 3),
                number(code, 4))));
  }

  private static Design.Item item(String line) {
    Matcher m = matched(ITEM_FORM, line);
    @Nullable String field = m.group(1);
    @Nullable String words = m.group(11);
    if ((field == null) == (words == null)) {
      throw new IllegalArgumentException("words or a field");
    }
    return new Design.Item(
        field == null ? null : PageField.ofCode(field).orElseThrow(TemplateTerms::wrong),
        words == null ? "" : words,
        "en".equals(m.group(2)),
        number(m, 3),
        number(m, 4),
        number(m, 5),
        number(m, 6),
        known(Design.Align.class, m.group(7)),
        known(Design.Font.class, m.group(8)),
        Integer.parseInt(m.group(9), 16),
        m.group(10).equals("yes"));
  }

  /** It is somebody's. */
  private static Design.@Nullable Placed signature(@Nullable String line) {
    Design.Placed placed = placed(line);
    if (placed != null && placed.of().isEmpty()) {
      throw wrong();
    }
    return placed;
  }

  /** It is nobody's. */
  private static Design.@Nullable Placed seal(@Nullable String line) {
    Design.Placed placed = placed(line);
    if (placed != null && !placed.of().isEmpty()) {
      throw wrong();
    }
    return placed;
  }

  private static Design.@Nullable Placed placed(@Nullable String line) {
    if (line == null) {
      return null;
    }
    Matcher m = matched(PLACED, line);
    return new Design.Placed(
        Digest.ofHex(m.group(1)),
        number(m, 2),
        number(m, 3),
        number(m, 4),
        m.group(5) == null ? "" : m.group(5));
  }

  private static int number(Matcher m, int group) {
    return Integer.parseInt(m.group(group));
  }

  private static Matcher matched(Pattern form, String line) {
    Matcher m = form.matcher(line);
    if (!m.matches()) {
      throw wrong();
    }
    return m;
  }

  private static <E extends Enum<E>> E known(Class<E> type, String code) {
    return Design.ofCode(type, code).orElseThrow(TemplateTerms::wrong);
  }

  private static String text(Map<String, String> terms, String name) {
    String value = terms.get(name);
    if (value == null) {
      throw wrong();
    }
    return value;
  }

  private static IllegalArgumentException wrong() {
    return new IllegalArgumentException("not in the form of a template");
  }
}
