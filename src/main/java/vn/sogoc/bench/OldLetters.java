package vn.sogoc.bench;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import vn.sogoc.platform.tables.TextForm;

/**
 * Writes letters as the programs of the nineties did, for lists to try the import with: the
 * converter of the form, read backwards.
 */
final class OldLetters {
  private static final char FIRST = '\u0080';
  private static final char LAST = '\u00FF';

  private final Map<String, String> bytes;

  private OldLetters(Map<String, String> bytes) {
    this.bytes = bytes;
  }

  /** What one byte stands for, and what two stand for together. */
  static OldLetters of(TextForm form) {
    Map<String, String> bytes = new HashMap<>();
    for (char first = LAST; first >= 'A'; first--) {
      for (char second = FIRST; second <= LAST; second++) {
        add(bytes, form, "" + first + second);
      }
    }
    for (char single = FIRST; single <= LAST; single++) {
      add(bytes, form, "" + single);
    }
    return new OldLetters(bytes);
  }

  private static void add(Map<String, String> bytes, TextForm form, String typed) {
    form.convert(typed).filter(t -> t.length() == 1).ifPresent(t -> bytes.put(t, typed));
  }

  /** A capital that the form lacks becomes the small letter, as fonts of capitals hid it. */
  byte[] bytes(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (int i = 0; i < text.length(); i++) {
      String letter = text.substring(i, i + 1);
      String typed = letter.charAt(0) < FIRST ? letter : bytes.get(letter);
      if (typed == null) {
        typed = bytes.get(letter.toLowerCase(Locale.ROOT));
      }
      if (typed == null) {
        throw new IllegalArgumentException("no such letter in this form: " + letter);
      }
      out.writeBytes(typed.getBytes(StandardCharsets.ISO_8859_1));
    }
    return out.toByteArray();
  }
}
