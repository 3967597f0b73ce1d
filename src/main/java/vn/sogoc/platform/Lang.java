package vn.sogoc.platform;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A language of the product. Vietnamese is what a caller gets who asked for nothing we have. */
public enum Lang {
  VI("vi"),
  EN("en");

  private static final int LONGEST_HEADER = 256;

  private final String tag;

  Lang(String tag) {
    this.tag = tag;
  }

  /** The BCP 47 tag, as in {@code lang="vi"} and {@code Content-Language}. */
  public String tag() {
    return tag;
  }

  /** The Java locale of the tag. */
  public Locale locale() {
    return Locale.forLanguageTag(tag);
  }

  /** The language with exactly this tag; empty for any other text. */
  public static Optional<Lang> ofTag(@Nullable String tag) {
    for (Lang lang : values()) {
      if (lang.tag.equals(tag)) {
        return Optional.of(lang);
      }
    }
    return Optional.empty();
  }

  /**
   * The language of an answer: the address says it ({@code ?lang=}), else the cookie of an earlier
   * choice, else the {@code Accept-Language} header, else Vietnamese. Unreadable values count as
   * absent.
   */
  public static Lang choose(
      @Nullable String query, @Nullable String cookie, @Nullable String acceptLanguage) {
    return ofTag(query).or(() -> ofTag(cookie)).orElseGet(() -> ofAccept(acceptLanguage));
  }

  private static Lang ofAccept(@Nullable String header) {
    if (header == null || header.isBlank() || header.length() > LONGEST_HEADER) {
      return VI;
    }
    List<Locale.LanguageRange> ranges;
    try {
      ranges = Locale.LanguageRange.parse(header);
    } catch (IllegalArgumentException e) {
      return VI;
    }
    for (Locale.LanguageRange range : ranges) {
      if (range.getWeight() == 0) {
        continue;
      }
      String primary = range.getRange().split("-", 2)[0];
      Optional<Lang> known = ofTag(primary);
      if (known.isPresent()) {
        return known.get();
      }
    }
    return VI;
  }
}
