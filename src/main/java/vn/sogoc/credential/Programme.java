package vn.sogoc.credential;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What was studied (ngành).
 *
 * @param code the national code, 7 digits, or null where the programme has none
 * @param label its name in both languages
 * @param written whether the record carries the name itself; false where the national table says it
 */
public record Programme(@Nullable String code, BilingualText label, boolean written) {
  private static final Pattern CODE = Pattern.compile("[5-9][0-9]{6}");

  public Programme {
    if (code == null && !written) {
      throw new IllegalArgumentException("a programme without a code is written out");
    }
    if (code != null && !isCode(code)) {
      throw new IllegalArgumentException("a programme code has 7 digits and begins with 5 to 9");
    }
  }

  /** Whether the text is a national code: 7 digits, the first 5 to 9. */
  public static boolean isCode(String text) {
    return CODE.matcher(text).matches();
  }

  /** Vietnamese name. */
  public String vi() {
    return label.vi();
  }

  /** English name; empty where there is none. */
  public String en() {
    return label.en();
  }
}
