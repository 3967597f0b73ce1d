package vn.sogoc.web;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A phrase that somebody types to show that they know what they are about to do, and to how many.
 */
final class Confirmation {
  private Confirmation() {}

  /** Whether the phrase was typed, be it in small letters or without the dots of a number. */
  static boolean isTyped(String phrase, String typed) {
    return key(phrase).equals(key(typed));
  }

  private static String key(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC)
        .toLowerCase(Locale.ROOT)
        .replaceAll("[\\s\\p{Z}.,]+", "");
  }
}
