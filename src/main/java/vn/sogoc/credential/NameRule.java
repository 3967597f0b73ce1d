package vn.sogoc.credential;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import vn.sogoc.kernel.Refusal.Fault;

/** The characters a name is made of, and how they may follow one another: src/docs/names.md. */
final class NameRule {
  private static final String COLUMN = "fullName";
  private static final int MOST_MARKS = 2;
  private static final int MOST_FAULTS = 5;

  /** Letters that look like a Vietnamese one, or signs that stand for a plain one. */
  private static final Map<Integer, String> MEANT =
      Map.ofEntries(
          Map.entry(0x00d0, "Đ"),
          Map.entry(0x0189, "Đ"),
          Map.entry(0x00f0, "đ"),
          Map.entry(0x0256, "đ"),
          Map.entry(0x2010, "-"),
          Map.entry(0x2011, "-"),
          Map.entry(0x2012, "-"),
          Map.entry(0x2013, "-"),
          Map.entry(0x2014, "-"),
          Map.entry((int) '`', "'"),
          Map.entry(0x00b4, "'"));

  /** Letters that Unicode does not decompose, as the search key writes them. */
  private static final Map<Integer, String> FOLDED =
      Map.ofEntries(
          Map.entry(0x0110, "d"),
          Map.entry(0x0111, "d"),
          Map.entry(0x00d0, "d"),
          Map.entry(0x00f0, "d"),
          Map.entry(0x0189, "d"),
          Map.entry(0x0256, "d"),
          Map.entry(0x0180, "b"),
          Map.entry(0x0243, "b"),
          Map.entry(0x00d8, "o"),
          Map.entry(0x00f8, "o"),
          Map.entry(0x0141, "l"),
          Map.entry(0x0142, "l"),
          Map.entry(0x0126, "h"),
          Map.entry(0x0127, "h"),
          Map.entry(0x0166, "t"),
          Map.entry(0x0167, "t"),
          Map.entry(0x00c6, "ae"),
          Map.entry(0x00e6, "ae"),
          Map.entry(0x0152, "oe"),
          Map.entry(0x0153, "oe"),
          Map.entry(0x00df, "ss"),
          Map.entry(0x1e9e, "ss"),
          Map.entry(0x00de, "th"),
          Map.entry(0x00fe, "th"),
          Map.entry(0x014a, "ng"),
          Map.entry(0x014b, "ng"));

  private enum Sign {
    LETTER,
    MARK,
    SPACE,
    APOSTROPHE,
    HYPHEN,
    DOT,
    OTHER
  }

  private NameRule() {}

  /** Every fault of a name; none where it is accepted. */
  static List<Fault> faults(String name) {
    int length = name.codePointCount(0, name.length());
    if (length == 0 || length > PersonName.LONGEST) {
      return List.of(new Fault("name_length", 0, COLUMN, "1 to 150 characters", name));
    }
    List<Fault> faults = new ArrayList<>();
    for (int i = 0; i < name.length(); ) {
      int c = name.codePointAt(i);
      if (sign(c) == Sign.OTHER && faults.size() < MOST_FAULTS) {
        Fault fault = wrongCharacter(name, c);
        if (!faults.contains(fault)) {
          faults.add(fault);
        }
      }
      i += Character.charCount(c);
    }
    if (faults.isEmpty() && !isWellOrdered(name)) {
      faults.add(
          new Fault(
              "name_punctuation",
              0,
              COLUMN,
              "letters, with single spaces, hyphens, apostrophes or dots between them",
              name));
    }
    return faults;
  }

  static boolean hasTypographicApostrophe(String text) {
    return text.codePoints().anyMatch(NameRule::isTypographicApostrophe);
  }

  static String plainApostrophes(String text) {
    return text.codePoints()
        .map(c -> isTypographicApostrophe(c) ? '\'' : c)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  static String foldLetters(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              String other = FOLDED.get(c);
              if (other == null) {
                folded.appendCodePoint(c);
              } else {
                folded.append(other);
              }
            });
    return folded.toString();
  }

  private static boolean isTypographicApostrophe(int c) {
    return c == 0x2018 || c == 0x2019 || c == 0x02bc;
  }

  private static Fault wrongCharacter(String name, int wrong) {
    String found = String.format(Locale.ROOT, "U+%04X", wrong);
    if (MEANT.containsKey(wrong)) {
      StringBuilder meant = new StringBuilder();
      name.codePoints()
          .forEach(
              c -> {
                String other = MEANT.get(c);
                if (other == null) {
                  meant.appendCodePoint(c);
                } else {
                  meant.append(other);
                }
              });
      return new Fault("name_lookalike", 0, COLUMN, meant.toString(), found);
    }
    String code =
        switch (Character.getType(wrong)) {
          case Character.FORMAT,
              Character.CONTROL,
              Character.SURROGATE,
              Character.LINE_SEPARATOR,
              Character.PARAGRAPH_SEPARATOR ->
              "name_invisible";
          case Character.UNASSIGNED, Character.PRIVATE_USE -> "name_unassigned";
          case Character.DECIMAL_DIGIT_NUMBER -> "name_digit";
          default -> Character.isLetter(wrong) ? "name_script" : "name_character";
        };
    return new Fault(
        code, 0, COLUMN, "letters of the Latin script as Vietnamese names use them", found);
  }

  /**
   * letter mark* ( [ -'.] or "' " or ". " between ) letter mark* ... and at most a dot at the end.
   */
  private static boolean isWellOrdered(String name) {
    Sign before = Sign.SPACE;
    Sign last = Sign.SPACE;
    int marks = 0;
    for (int i = 0; i < name.length(); i++) {
      Sign sign = sign(name.charAt(i)); // all letters and signs of names are in the first plane
      boolean afterLetter = last == Sign.LETTER || last == Sign.MARK;
      boolean allowed =
          switch (sign) {
            case LETTER -> true;
            case MARK -> afterLetter && ++marks <= MOST_MARKS;
            case SPACE -> afterLetter || last == Sign.APOSTROPHE || last == Sign.DOT;
            case APOSTROPHE, HYPHEN, DOT -> afterLetter;
            case OTHER -> false;
          };
      if (!allowed || (i == 0 && sign != Sign.LETTER)) {
        return false;
      }
      if (sign == Sign.LETTER) {
        marks = 0;
      }
      before = last;
      last = sign;
    }
    return last == Sign.LETTER || last == Sign.MARK || (last == Sign.DOT && before != Sign.SPACE);
  }

  private static Sign sign(int c) {
    return switch (c) {
      case ' ' -> Sign.SPACE;
      case '\'' -> Sign.APOSTROPHE;
      case '-' -> Sign.HYPHEN;
      case '.' -> Sign.DOT;
      // What Vietnamese and the scripts of the Central Highlands leave uncomposed in NFC.
      case 0x0300, 0x0301, 0x0302, 0x0303, 0x0306, 0x0309, 0x030c, 0x031b, 0x0323 -> Sign.MARK;
      default -> isLetter(c) ? Sign.LETTER : Sign.OTHER;
    };
  }

  static boolean isLetter(int c) {
    boolean ascii = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    boolean latin1 = c >= 0x00c0 && c <= 0x00ff && c != 0x00d7 && c != 0x00f7;
    boolean extendedA = c >= 0x0100 && c <= 0x017f;
    boolean extendedB = c == 0x01a0 || c == 0x01a1 || c == 0x01af || c == 0x01b0;
    boolean barredB = c == 0x0180 || c == 0x0243;
    boolean additional = c >= 0x1e00 && c <= 0x1eff;
    return (ascii || latin1 || extendedA || extendedB || barredB || additional)
        && !isRefusedLetter(c);
  }

  /** Latin letters that are look-alikes, ligatures or change length when their case changes. */
  private static boolean isRefusedLetter(int c) {
    return switch (c) {
      case 0x00d0, 0x00f0, 0x0130, 0x0131, 0x0132, 0x0133, 0x0138, 0x013f, 0x0140, 0x0149, 0x017f ->
          true;
      case 0x1e9a, 0x1e9b, 0x1e9c, 0x1e9d, 0x1e9f, 0x1efa, 0x1efb, 0x1efc, 0x1efd, 0x1efe, 0x1eff ->
          true;
      default -> false;
    };
  }
}
