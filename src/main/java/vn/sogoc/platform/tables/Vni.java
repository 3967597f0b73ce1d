package vn.sogoc.platform.tables;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** VNI for Windows: a few letters of their own, all others a vowel and a mark behind it. */
final class Vni {
  /** Marks in the order of {@link #TONED}. */
  private static final String TONES = "ùøûõï";

  private static final String CIRCUMFLEX_TONES = "âáàåãä";
  private static final String BREVE_TONES = "êéèúüë";

  /** Vowel, its five toned letters: acute, grave, hook, tilde, dot. */
  private static final String[] TONED = {
    "aáàảãạ", "eéèẻẽẹ", "oóòỏõọ", "uúùủũụ", "yýỳỷỹ", "ôớờởỡợ", "öứừửữự"
  };

  private static final String[] CIRCUMFLEX = {"aâấầẩẫậ", "eêếềểễệ", "oôốồổỗộ"};
  private static final String BREVE = "aăắằẳẵặ";

  private static final String ALONE = "ñđííììæỉóĩòịîỵôơöư";

  private static final Map<String, Character> PAIRS = new HashMap<>();
  private static final Map<Character, Character> SINGLES = new HashMap<>();

  static {
    for (String vowel : TONED) {
      pairs(vowel, TONES);
    }
    for (String vowel : CIRCUMFLEX) {
      pairs(vowel, CIRCUMFLEX_TONES);
    }
    pairs(BREVE, BREVE_TONES);
    for (int i = 0; i < ALONE.length(); i += 2) {
      SINGLES.put(ALONE.charAt(i), ALONE.charAt(i + 1));
      SINGLES.put(upper(ALONE.charAt(i)), upper(ALONE.charAt(i + 1)));
    }
  }

  private Vni() {}

  static Optional<String> toUnicode(String typed) {
    StringBuilder text = new StringBuilder(typed.length());
    int i = 0;
    while (i < typed.length()) {
      Character pair = i + 1 < typed.length() ? PAIRS.get(typed.substring(i, i + 2)) : null;
      char c = typed.charAt(i);
      Character letter = pair == null ? SINGLES.get(c) : pair;
      if (letter == null && c >= '\u0080' && c != '\u00A0') {
        return Optional.empty();
      }
      text.append(letter == null ? c : letter.charValue());
      i += pair == null ? 1 : 2;
    }
    return Optional.of(text.toString());
  }

  /** The case of the vowel counts: fonts draw a mark of either case. */
  private static void pairs(String letters, String marks) {
    for (int i = 0; i + 1 < letters.length(); i++) {
      char vowel = letters.charAt(0);
      char mark = marks.charAt(i);
      char letter = letters.charAt(i + 1);
      for (char m : new char[] {mark, upper(mark)}) {
        PAIRS.put("" + vowel + m, letter);
        PAIRS.put("" + upper(vowel) + m, upper(letter));
      }
    }
  }

  private static char upper(char c) {
    return Character.toUpperCase(c);
  }
}
