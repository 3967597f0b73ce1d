package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many credentials were issued in a year, by institution and kind.
 *
 * @param years to choose from
 * @param issuers to choose from
 */
public record CountsScreen(List<Choice> years, List<Choice> issuers, List<Line> lines) {
  public CountsScreen {
    years = List.copyOf(years);
    issuers = List.copyOf(issuers);
    lines = List.copyOf(lines);
  }

  /**
   * One institution and kind.
   *
   * @param quota of all programmes together; null where there is none
   * @param programmes those with a quota of their own
   */
  public record Line(
      String issuer,
      String kind,
      String issued,
      String lists,
      @Nullable String quota,
      List<String> programmes,
      boolean over) {
    public Line {
      programmes = List.copyOf(programmes);
    }
  }
}
