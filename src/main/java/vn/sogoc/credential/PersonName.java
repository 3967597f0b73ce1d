package vn.sogoc.credential;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;

/**
 * A person's name as it is printed, in Unicode NFC, by the written rule of src/docs/names.md. It is
 * never split into parts, never re-cased, and the tone marks stay where they were typed.
 *
 * @param value the printed name, 1 to 150 characters
 */
public record PersonName(String value) {
  /** Longest name in characters (code points), as in the ministry's format. */
  public static final int LONGEST = 150;

  private static final Pattern MARKS = Pattern.compile("\\p{M}+");
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0\\u2007\\u202f\\u200b]+");
  private static final Pattern TYPED_SPACES = Pattern.compile("[ \\u00a0\\u202f]+");
  private static final Pattern APOSTROPHES = Pattern.compile("['\\u2018\\u2019\\u02bc`\\u00b4]");
  private static final Pattern DASHES = Pattern.compile("[\\u2010-\\u2015\\u2212-]");

  /** What was changed or is worth a look, without being wrong. */
  public enum Note {
    /** The text was not in NFC and is now. */
    COMPOSED("name_composed"),
    /** A typographic apostrophe became U+0027. */
    APOSTROPHE("name_apostrophe"),
    /** Spaces around or between the words were dropped. */
    SPACES("name_spaces"),
    /** Two or more letters and all of them capitals: perhaps not as it should be printed. */
    UPPER_CASE("name_upper_case"),
    /** The first letter is small: perhaps not as it should be printed. */
    LOWER_CASE("name_lower_case");

    private final String code;

    Note(String code) {
      this.code = code;
    }

    /** The stable code used in import reports. */
    public String code() {
      return code;
    }
  }

  /** A name that was read and what is to be said about it. */
  public record Reading(PersonName name, Set<Note> notes) {
    public Reading {
      notes = Set.copyOf(notes);
    }
  }

  /** Accepts only the stored form; a text that reading would change is refused. */
  public PersonName {
    List<Fault> faults = NameRule.faults(value);
    if (faults.isEmpty() && !Normalizer.isNormalized(value, Normalizer.Form.NFC)) {
      faults = List.of(new Fault("name_not_canonical", 0, "fullName", "Unicode NFC", value));
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          CredentialProblem.NAME_REFUSED, "the name breaks the rule for names", faults);
    }
  }

  /**
   * Reads a typed name.
   *
   * @throws Refusal naming each fault, with the corrected name where there is an obvious one
   */
  public static PersonName parse(String typed) {
    return read(typed).name();
  }

  /** Reads a typed name and says what was changed on the way. */
  public static Reading read(String typed) {
    if (typed.length() > 4 * LONGEST) {
      throw new Refusal(
          CredentialProblem.NAME_REFUSED,
          "the name is too long",
          List.of(new Fault("name_length", 0, "fullName", "1 to 150 characters", typed)));
    }
    PersonName name = new PersonName(stored(typed));
    Set<Note> notes = EnumSet.noneOf(Note.class);
    if (!Normalizer.isNormalized(typed, Normalizer.Form.NFC)) {
      notes.add(Note.COMPOSED);
    }
    if (NameRule.hasTypographicApostrophe(typed)) {
      notes.add(Note.APOSTROPHE);
    }
    if (!typed.equals(trimmed(typed))) {
      notes.add(Note.SPACES);
    }
    String value = name.value();
    if (value.codePoints().filter(Character::isLetter).count() > 1
        && value.codePoints().noneMatch(Character::isLowerCase)) {
      notes.add(Note.UPPER_CASE);
    } else if (Character.isLowerCase(value.codePointAt(0))) {
      notes.add(Note.LOWER_CASE);
    }
    return new Reading(name, notes);
  }

  /** The key under which the name is found: see {@link #searchKey(String)}. */
  public String searchKey() {
    return searchKey(value);
  }

  /**
   * Folds any text to the key of the name it may be: marks stripped (so the place of the tone does
   * not matter), đ as d, one kind of apostrophe, dash and space, lower case. For finding, never for
   * showing.
   */
  public static String searchKey(String text) {
    String key = APOSTROPHES.matcher(text).replaceAll("'");
    key = MARKS.matcher(Normalizer.normalize(key, Normalizer.Form.NFD)).replaceAll("");
    key = NameRule.foldLetters(key).toLowerCase(Locale.ROOT);
    key = DASHES.matcher(key).replaceAll("-");
    return SPACES.matcher(key).replaceAll(" ").strip().replace("' ", "'");
  }

  /** The number of characters only, so that no name reaches a log by accident. */
  @Override
  public String toString() {
    return "PersonName[" + value.codePointCount(0, value.length()) + "]";
  }

  private static String stored(String typed) {
    String composed = Normalizer.normalize(typed, Normalizer.Form.NFC);
    return trimmed(NameRule.plainApostrophes(composed));
  }

  private static String trimmed(String typed) {
    String single = TYPED_SPACES.matcher(typed).replaceAll(" ");
    int from = single.startsWith(" ") ? 1 : 0;
    int to = single.endsWith(" ") ? single.length() - 1 : single.length();
    return from >= to ? "" : single.substring(from, to);
  }
}
