package vn.sogoc.platform.tables;

/**
 * Characters that no text of a person or a school has: control characters other than tab and line
 * ends, and half a character (a surrogate without its other half). A database keeps no text with
 * some of them, and no reader shows the others.
 */
public final class Unsound {
  static final String CODE = "control_character";

  private Unsound() {}

  /** Whether any stands in a text. */
  static boolean isIn(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (isUnsound(text, i)) {
        return true;
      }
    }
    return false;
  }

  /** The text without them. */
  public static String without(String text) {
    if (!isIn(text)) {
      return text;
    }
    StringBuilder sound = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      if (!isUnsound(text, i)) {
        sound.append(text.charAt(i));
      }
    }
    return sound.toString();
  }

  private static boolean isUnsound(String text, int at) {
    char c = text.charAt(at);
    if (Character.isHighSurrogate(c)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(c)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return Character.isISOControl(c) && c != '\t' && c != '\n' && c != '\r';
  }
}
