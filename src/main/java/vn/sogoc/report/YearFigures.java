package vn.sogoc.report;

import java.util.List;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.http.HttpProblem;

/**
 * The figures of an institution's year.
 *
 * @param kinds one for each kind
 * @param isComplete whether everything is counted; otherwise it is what is there so far
 * @param counted how many register numbers were looked at
 * @param numbers how many there are
 */
public record YearFigures(List<YearCount> kinds, boolean isComplete, long counted, long numbers) {
  public YearFigures {
    kinds = List.copyOf(kinds);
  }

  /**
   * Only whole figures leave in a file: nobody sees there that some are missing.
   *
   * @throws Refusal while they are being counted
   */
  public YearFigures whole() {
    if (!isComplete) {
      throw new Refusal(
          HttpProblem.UNAVAILABLE,
          "The figures are being counted, %,d of %,d register numbers. Ask again in some seconds."
              .formatted(counted, numbers));
    }
    return this;
  }
}
