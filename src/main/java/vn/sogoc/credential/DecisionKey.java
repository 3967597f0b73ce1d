package vn.sogoc.credential;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What all spellings of one decision's number share, so that a credential is issued once under it
 * however it was typed. Printed is always the number as it was given.
 */
public final class DecisionKey {
  private static final Pattern UNSEEN = Pattern.compile("[\\s\\p{Z}\\p{Cf}]+");

  private DecisionKey() {}

  /**
   * Composed, upper case, no blanks or invisible signs; the letters Eth and African D, which look
   * like Đ, are Đ.
   */
  public static String of(String number) {
    String capitals = Normalizer.normalize(number, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
    return UNSEEN
        .matcher(capitals)
        .replaceAll("")
        .replace('\u00d0', '\u0110')
        .replace('\u0189', '\u0110');
  }
}
