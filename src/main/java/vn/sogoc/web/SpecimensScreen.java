package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What diplomas look like.
 *
 * @param next path of the next page; null where there is none
 */
public record SpecimensScreen(List<Line> lines, @Nullable String next) {

  /**
   * One of them.
   *
   * @param ended when it ended; empty while it lasts
   * @param picture path of the specimen
   * @param alternative what it is, for those who cannot see it
   */
  public record Line(
      String issuer, String kind, String days, String ended, String picture, String alternative) {}

  public SpecimensScreen {
    lines = List.copyOf(lines);
  }
}
