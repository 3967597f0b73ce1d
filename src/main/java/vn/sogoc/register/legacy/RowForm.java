package vn.sogoc.register.legacy;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;

/** Reads what somebody keyed of a row: every fault at once, each with what would be accepted. */
final class RowForm {
  /** Longest texts in characters (code points). */
  private static final Map<String, Integer> LONGEST =
      Map.of(
          "registerNumber", 40,
          "serialNumber", 40,
          "birth", 60,
          "birthplace", 250,
          "ranking", 50,
          "issued", 60,
          "signerName", 150,
          "signerTitle", 150,
          "note", 300);

  private static final List<String> SEXES = List.of("", "M", "F");

  private static final Pattern WHOLE_YEAR = Pattern.compile("(?<![0-9])[12][0-9]{3}(?![0-9])");
  private static final int LATEST = 2199;

  private final Map<String, String> typed;
  private final List<Fault> faults = new ArrayList<>();

  private RowForm(Map<String, String> typed) {
    this.typed = typed;
  }

  /**
   * The row.
   *
   * @param typed texts by field; what is missing is empty
   * @throws Refusal {@code legacy-row-refused} with each fault
   */
  static KeyedRow read(Map<String, String> typed, Frame frame) {
    return new RowForm(typed).row(frame);
  }

  private KeyedRow row(Frame frame) {
    String register = text("registerNumber");
    String serial = text("serialNumber");
    boolean isRegisterUnreadable = flag("registerUnreadable");
    boolean isSerialUnreadable = flag("serialUnreadable");
    readable("registerNumber", register, isRegisterUnreadable);
    readable("serialNumber", serial, isSerialUnreadable);
    if (register.isEmpty() && !isRegisterUnreadable && serial.isEmpty() && !isSerialUnreadable) {
      fault(
          "registerNumber", "a register number or a serial number, or that it cannot be read", "");
    }
    Optional<PersonName> name = name();
    String sex = text("sex");
    if (!SEXES.contains(sex)) {
      fault("sex", "M, F or nothing", sex);
    }
    Integer year = year(frame);
    String kind = text("kind");
    kind = kind.isEmpty() ? frame.kind() : kind;
    if (!frame.kind().equals(kind)) {
      fault("kind", "the kind of the book", kind);
    }
    PrintedDate birth = PrintedDate.read(text("birth"), frame.lastBirthYear());
    PrintedDate issued = PrintedDate.read(text("issued"), frame.lastYear());
    String birthplace = text("birthplace");
    String ranking = text("ranking");
    String signerName = text("signerName");
    String signerTitle = text("signerTitle");
    String note = text("note");
    if (isYounger(issued, frame)) {
      fault("issued", "a day on which paper books were the register", issued.printed());
    }
    if (!faults.isEmpty() || name.isEmpty()) {
      throw new Refusal(LegacyProblem.ROW_REFUSED, "the row is not stored", faults);
    }
    return new KeyedRow(
        register,
        isRegisterUnreadable,
        serial,
        isSerialUnreadable,
        name.get(),
        birth,
        birthplace,
        sex,
        ranking,
        year,
        issued,
        kind,
        signerName,
        signerTitle,
        note);
  }

  /** A whole year that is none of the book says no day, but it may say that no book holds it. */
  private static boolean isYounger(PrintedDate issued, Frame frame) {
    boolean isDay =
        issued.known().filter(day -> day.earliest().isAfter(frame.lastDay())).isPresent();
    Matcher years = WHOLE_YEAR.matcher(issued.printed());
    boolean isYear =
        years.find()
            && PrintedDate.read(issued.printed(), LATEST)
                .known()
                .filter(day -> day.earliest().isAfter(frame.lastDay()))
                .isPresent();
    return isDay || isYear;
  }

  /** A ? stands for what cannot be read, so it is never part of a number that can. */
  private void readable(String field, String number, boolean isUnreadable) {
    if (!isUnreadable && number.indexOf('?') >= 0) {
      fault(field, "a number without ?, or the mark that it cannot be read", number);
    }
  }

  private Optional<PersonName> name() {
    try {
      return Optional.of(PersonName.parse(typed.getOrDefault("fullName", "")));
    } catch (Refusal refusal) {
      faults.addAll(refusal.faults());
      return Optional.empty();
    }
  }

  private @Nullable Integer year(Frame frame) {
    String text = text("graduationYear");
    if (text.isEmpty()) {
      return null;
    }
    if (text.matches("[0-9]{4}")) {
      int year = Integer.parseInt(text);
      if (year >= PrintedDate.FIRST_YEAR && year <= frame.lastYear()) {
        return year;
      }
    }
    fault("graduationYear", "a year of the book, or nothing", text);
    return null;
  }

  private boolean flag(String field) {
    String text = text(field);
    if (!text.isEmpty() && !text.equals(KeyedRow.YES)) {
      fault(field, "yes or nothing", text);
    }
    return text.equals(KeyedRow.YES);
  }

  private String text(String field) {
    String text = line(typed.get(field));
    int longest = LONGEST.getOrDefault(field, 20);
    if (!isLine(text, longest)) {
      fault(field, "at most " + longest + " characters on one line", text);
      return "";
    }
    return text;
  }

  private void fault(String field, String expected, String found) {
    faults.add(new Fault("value_format", 0, field, expected, found));
  }

  /** In NFC, without spaces around it. */
  static String line(@Nullable String typed) {
    return Normalizer.normalize(typed == null ? "" : typed, Normalizer.Form.NFC).strip();
  }

  static boolean isLine(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        && !text.matches("(?s).*[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}].*")
        && Normalizer.isNormalized(text, Normalizer.Form.NFC)
        && text.equals(text.strip());
  }

  /** Names the fields of a row that was read from bytes and would not have been accepted. */
  static void lengths(KeyedRow row, List<String> faults) {
    row.words()
        .forEach(
            (field, text) -> {
              int longest =
                  field.equals("fullName") ? PersonName.LONGEST : LONGEST.getOrDefault(field, 20);
              if (!isLine(text, longest)) {
                faults.add(field);
              }
            });
    if (!SEXES.contains(row.sex())) {
      faults.add("sex");
    }
  }
}
