package vn.sogoc.platform.tables;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text of a workbook: its runs are joined, what tells how to pronounce it is left out. */
final class RichText {
  /** ECMA-376-1 §22.9.2.19: characters that XML has no place for. */
  private static final Pattern ESCAPED = Pattern.compile("_x([0-9A-Fa-f]{4})_");

  private RichText() {}

  /**
   * Reads to the end of an element that starts here.
   *
   * @param most how many characters are kept; what is behind them is passed over
   */
  static String read(Xml xml, String element, int most) {
    StringBuilder text = new StringBuilder();
    boolean inText = false;
    boolean phonetic = false;
    while (xml.next() && !xml.isEnd(element)) {
      if (xml.isStart("rPh")) {
        phonetic = true;
      } else if (xml.isEnd("rPh")) {
        phonetic = false;
      } else if (xml.isStart("t")) {
        inText = true;
      } else if (xml.isEnd("t")) {
        inText = false;
      } else if (inText && !phonetic && xml.isText()) {
        append(text, xml.text(), most);
      }
    }
    return unescaped(text.toString());
  }

  static void append(StringBuilder text, String piece, int most) {
    text.append(piece, 0, Math.max(0, Math.min(piece.length(), most - text.length())));
  }

  /** Whether an escape stands at a place of a text. */
  static boolean isEscape(String text, int at) {
    return ESCAPED.matcher(text).region(at, text.length()).lookingAt();
  }

  static String unescaped(String text) {
    if (!text.contains("_x")) {
      return text;
    }
    return ESCAPED
        .matcher(text)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    String.valueOf((char) Integer.parseInt(found.group(1), 16))));
  }
}
