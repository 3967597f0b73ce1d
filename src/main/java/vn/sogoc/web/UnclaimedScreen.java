package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Documents that nobody came for.
 *
 * @param after path of the next page; null on the last
 */
public record UnclaimedScreen(int days, List<Line> lines, @Nullable String after) {
  public UnclaimedScreen {
    lines = List.copyOf(lines);
  }

  /** A document. */
  public record Line(String name, String birth, String serial, String issued, String path) {}
}
