package vn.sogoc.credential;

import java.math.BigDecimal;

/**
 * One line of a certificate's score table.
 *
 * @param skill a row of the table of skills
 * @param value 0 to 1000 with at most two decimals, kept without trailing zeros
 */
public record Score(Term skill, BigDecimal value) {
  private static final BigDecimal MOST = BigDecimal.valueOf(1000);
  private static final int HUNDREDTHS = 2;

  public Score {
    if (value.signum() < 0 || value.compareTo(MOST) > 0) {
      throw new IllegalArgumentException("a score is 0 to 1000");
    }
    value = value.stripTrailingZeros();
    if (value.scale() > HUNDREDTHS) {
      throw new IllegalArgumentException("a score has at most two decimals");
    }
    if (value.scale() < 0) {
      value = value.setScale(0);
    }
  }

  /** The value in hundredths, as it stands in the record. */
  public int hundredths() {
    return value.movePointRight(HUNDREDTHS).intValueExact();
  }
}
