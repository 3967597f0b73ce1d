package vn.sogoc.platform.tables;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers of a workbook as a person typed them. */
final class NumberText {
  private static final Pattern NUMBER =
      Pattern.compile(
          "[+-]?(?:[0-9]{1,40}(?:\\.[0-9]{0,40})?|\\.[0-9]{1,40})(?:[eE][+-]?[0-9]{1,3})?");

  /** Excel keeps and shows 15 digits; the file holds the 17 of a double. */
  private static final MathContext SHOWN = new MathContext(15, RoundingMode.HALF_UP);

  private static final int LONGEST = 40;
  private static final int NOT_A_DAY = 60;
  private static final long LAST_DAY = 2_958_465;
  private static final int SECONDS = 86_400;
  private static final LocalDate EPOCH_1904 = LocalDate.of(1904, 1, 1);
  private static final LocalDate EPOCH_1900 = LocalDate.of(1899, 12, 31);
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("dd/MM/uuuu", Locale.ROOT);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);

  private NumberText() {}

  /** Without exponent and without zeros behind the last digit; empty for what is no number. */
  static Optional<String> plain(String stored) {
    return parsed(stored)
        .map(n -> n.signum() == 0 ? "0" : n.round(SHOWN).stripTrailingZeros().toPlainString())
        .map(text -> text.length() <= LONGEST ? text : stored);
  }

  /**
   * The day behind a serial number, and the time where there is one. Excel believes that 1900 was a
   * leap year: its day 60 has never been, and is empty here.
   */
  static Optional<String> date(String stored, boolean from1904) {
    Optional<BigDecimal> number = parsed(stored);
    if (number.isEmpty()
        || number.get().signum() < 0
        || number.get().compareTo(BigDecimal.valueOf(LAST_DAY + 1)) >= 0) {
      return Optional.empty();
    }
    BigDecimal serial = number.get();
    long day = serial.longValue();
    long second =
        serial
            .subtract(BigDecimal.valueOf(day))
            .multiply(BigDecimal.valueOf(SECONDS))
            .setScale(0, RoundingMode.HALF_UP)
            .longValue();
    if (second == SECONDS) {
      second = 0;
      day++;
    }
    if (!from1904 && (day == 0 || day == NOT_A_DAY)) {
      return Optional.empty();
    }
    long since1900 = day > NOT_A_DAY ? day - 1 : day;
    LocalDate date = from1904 ? EPOCH_1904.plusDays(day) : EPOCH_1900.plusDays(since1900);
    String text = DAY.format(date);
    return Optional.of(
        second == 0 ? text : text + " " + TIME.format(LocalTime.ofSecondOfDay(second)));
  }

  private static Optional<BigDecimal> parsed(String stored) {
    return NUMBER.matcher(stored).matches()
        ? Optional.of(new BigDecimal(stored))
        : Optional.empty();
  }
}
