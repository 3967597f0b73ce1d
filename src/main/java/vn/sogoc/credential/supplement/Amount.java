package vn.sogoc.credential.supplement;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A mark, an average or a number of credits: exact, with at most two decimals. It is never a
 * floating-point number, because what is printed, signed and recomputed must be the same.
 *
 * @param hundredths 0 to 100,000
 */
public record Amount(int hundredths) implements Comparable<Amount> {
  /** The largest, in hundredths. */
  public static final int MOST = 100_000;

  private static final Pattern TYPED = Pattern.compile("([0-9]{1,4})(?:[.,]([0-9]{1,2})0*)?");
  private static final int ONE = 100;

  public Amount {
    if (hundredths < 0 || hundredths > MOST) {
      throw new IllegalArgumentException("an amount is 0 to 1000");
    }
  }

  /** Reads {@code 8}, {@code 8,5}, {@code 8.50}; empty where the text is anything else. */
  public static Optional<Amount> parse(String typed) {
    var read = TYPED.matcher(typed.strip());
    if (!read.matches()) {
      return Optional.empty();
    }
    String decimals = read.group(2) == null ? "" : read.group(2);
    int whole = Integer.parseInt(read.group(1));
    int part = Integer.parseInt((decimals + "00").substring(0, 2));
    return whole * ONE + part > MOST
        ? Optional.empty()
        : Optional.of(new Amount(whole * ONE + part));
  }

  /** The number. */
  public BigDecimal value() {
    return BigDecimal.valueOf(hundredths, 2);
  }

  @Override
  public int compareTo(Amount other) {
    return Integer.compare(hundredths, other.hundredths);
  }

  /** Without zeros at its end, with a point. */
  @Override
  public String toString() {
    return hundredths == 0 ? "0" : value().stripTrailingZeros().toPlainString();
  }
}
