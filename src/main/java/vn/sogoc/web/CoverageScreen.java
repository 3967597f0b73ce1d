package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What every institution's old register books cover.
 *
 * @param more the next page of the list; null where there is none
 */
public record CoverageScreen(List<Line> lines, @Nullable String more) {
  /** Books of one issuer and kind. */
  public record Line(
      String issuer,
      String keeper,
      String kind,
      String years,
      String declared,
      String lost,
      String copied,
      int percent,
      String at) {}

  public CoverageScreen {
    lines = List.copyOf(lines);
  }
}
