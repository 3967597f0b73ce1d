package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lists that were brought in, newest first.
 *
 * @param next path of the page after, null on the last
 */
public record ImportsScreen(List<Line> lines, @Nullable String next) {

  /**
   * One list.
   *
   * @param tone colour family of the state
   */
  public record Line(
      String path,
      String file,
      String decision,
      String kind,
      String rows,
      String state,
      String tone,
      String uploaded) {}

  public ImportsScreen {
    lines = List.copyOf(lines);
  }
}
