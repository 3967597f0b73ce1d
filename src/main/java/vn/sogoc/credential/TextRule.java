package vn.sogoc.credential;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What the free texts of a record may consist of. */
public final class TextRule {
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2007\\u202f\\u200b]+");
  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212]");

  private TextRule() {}

  /**
   * Whether the text is one printable line: NFC, no space at its ends, Latin letters and common
   * signs only, nothing invisible, at most so many characters (code points).
   */
  public static boolean isPlain(String text, int longest) {
    return !text.isEmpty()
        && text.length() <= 2 * longest
        && text.codePointCount(0, text.length()) <= longest
        && !text.startsWith(" ")
        && !text.endsWith(" ")
        && isPrintable(text)
        && Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  /** Whether the text is a serial or register number: letters and digits, single signs between. */
  public static boolean isNumber(String text) {
    boolean afterSign = true;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = c == ' ' || c == '/' || c == '-' || c == '.';
      boolean word = (c >= '0' && c <= '9') || NameRule.isLetter(c);
      if ((!sign && !word) || (sign && afterSign)) {
        return false;
      }
      afterSign = sign;
    }
    return !afterSign && Normalizer.isNormalized(text, Normalizer.Form.NFC);
  }

  static String numberKey(String typed) {
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
    String dashes = DASHES.matcher(composed).replaceAll("-");
    return SPACES.matcher(dashes).replaceAll("").toUpperCase(Locale.ROOT);
  }

  private static boolean isPrintable(String text) {
    for (int i = 0; i < text.length(); ) {
      int c = text.codePointAt(i);
      if (!isPrintable(c)) {
        return false;
      }
      i += Character.charCount(c);
    }
    return true;
  }

  private static boolean isPrintable(int c) {
    if (c < 0x7f) {
      return c >= ' ';
    }
    if (NameRule.isLetter(c)) {
      return true;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      case Character.SPACE_SEPARATOR -> c == ' ';
      default -> {
        UnicodeScript script = UnicodeScript.of(c);
        yield script == UnicodeScript.LATIN
            || script == UnicodeScript.COMMON
            || script == UnicodeScript.INHERITED;
      }
    };
  }
}
