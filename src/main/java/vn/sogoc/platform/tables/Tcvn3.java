package vn.sogoc.platform.tables;

import java.util.Optional;

/**
 * TCVN 5712:1993, VN3 ("ABC"): one byte a letter. It has no capitals with tones: the fonts that
 * show them (.VnTimeH) draw a capital for the small letter, which a table of text does not tell.
 */
final class Tcvn3 {
  private static final char FIRST = '\u00A1';

  /** From A1 on; a space is no letter. */
  private static final String LETTERS =
      "ĂÂÊÔƠƯĐăâêôơưđ      àảãáạ ằẳẵắ       ặầẩẫấậè ẻẽéẹềểễếệìỉ   ĩíịò ỏõóọồổỗốộờởỡớợù ủũúụừửữứựỳỷỹýỵ";

  private Tcvn3() {}

  static Optional<String> toUnicode(String typed) {
    StringBuilder text = new StringBuilder(typed.length());
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      char letter = c < '\u0080' || c == '\u00A0' ? c : letter(c);
      if (letter == 0) {
        return Optional.empty();
      }
      text.append(letter);
    }
    return Optional.of(text.toString());
  }

  /** The letter that a character stands for, or 0. */
  private static char letter(char c) {
    int index = c - FIRST;
    if (index < 0 || index >= LETTERS.length()) {
      return 0;
    }
    char letter = LETTERS.charAt(index);
    return letter == ' ' ? 0 : letter;
  }
}
