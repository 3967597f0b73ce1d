package vn.sogoc.web;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jboss.resteasy.reactive.RestForm;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.template.TemplateAsked;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/** The form of an institution's own page: its rows come as lists of the same length. */
class TemplateForm {
  private static final int LONGEST_NUMBER = 8;

  @RestForm @Nullable String kind;
  @RestForm @Nullable String from;
  @RestForm @Nullable String until;
  @RestForm @Nullable String paper;
  @RestForm @Nullable String background;
  @RestForm @Nullable String signature;
  @RestForm @Nullable String signatureX;
  @RestForm @Nullable String signatureY;
  @RestForm @Nullable String signatureWidth;
  @RestForm @Nullable String signatureOf;
  @RestForm @Nullable String seal;
  @RestForm @Nullable String sealX;
  @RestForm @Nullable String sealY;
  @RestForm @Nullable String sealWidth;
  @RestForm @Nullable String codeForm;
  @RestForm @Nullable String codeX;
  @RestForm @Nullable String codeY;
  @RestForm @Nullable String codeSide;
  @RestForm @Nullable String longest;
  @RestForm @Nullable List<String> what;
  @RestForm @Nullable List<String> words;
  @RestForm @Nullable List<String> x;
  @RestForm @Nullable List<String> y;
  @RestForm @Nullable List<String> width;
  @RestForm @Nullable List<String> size;
  @RestForm @Nullable List<String> align;
  @RestForm @Nullable List<String> font;
  @RestForm @Nullable List<String> colour;
  @RestForm @Nullable List<String> capitals;

  boolean isLongest() {
    return "yes".equals(longest);
  }

  /** What is asked for; rows that place nothing are left out. */
  TemplateAsked asked() {
    return new TemplateAsked(
        kind,
        from,
        until,
        paper,
        background,
        items(),
        picture(signature, signatureX, signatureY, signatureWidth, signatureOf),
        picture(seal, sealX, sealY, sealWidth, null),
        new TemplateAsked.CodeAsked(codeForm, number(codeX), number(codeY), number(codeSide)));
  }

  private List<TemplateAsked.ItemAsked> items() {
    List<String> wanted = list(what);
    boolean isEven =
        Stream.of(words, x, y, width, size, align, font, colour, capitals)
            .allMatch(column -> list(column).size() == wanted.size());
    if (!isEven) {
      throw new Refusal(
          HttpProblem.MALFORMED_REQUEST, "each row of the form has all of its fields");
    }
    List<TemplateAsked.ItemAsked> items = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      if (!wanted.get(i).isEmpty()) {
        items.add(
            new TemplateAsked.ItemAsked(
                wanted.get(i),
                list(words).get(i),
                number(list(x).get(i)),
                number(list(y).get(i)),
                number(list(width).get(i)),
                number(list(size).get(i)),
                list(align).get(i),
                list(font).get(i),
                list(colour).get(i),
                list(capitals).get(i).equals("yes")));
      }
    }
    return items;
  }

  private static TemplateAsked.@Nullable PictureAsked picture(
      @Nullable String digest,
      @Nullable String x,
      @Nullable String y,
      @Nullable String width,
      @Nullable String of) {
    return digest == null || digest.isEmpty()
        ? null
        : new TemplateAsked.PictureAsked(digest, number(x), number(y), number(width), of);
  }

  /** What is no number is none, and is missed by name where it is read. */
  private static @Nullable BigDecimal number(@Nullable String typed) {
    String text = typed == null ? "" : typed.strip().replace(',', '.');
    return text.length() <= LONGEST_NUMBER && text.matches("[0-9]{1,5}(\\.[0-9]{1,2})?")
        ? new BigDecimal(text)
        : null;
  }

  private static List<String> list(@Nullable List<String> column) {
    return column == null ? List.of() : column;
  }
}
