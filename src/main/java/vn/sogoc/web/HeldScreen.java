package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Batches that a quota holds, newest first.
 *
 * @param next path of the page after, null on the last
 */
public record HeldScreen(List<Line> lines, @Nullable String next) {
  public HeldScreen {
    lines = List.copyOf(lines);
  }

  /** A batch, why it is held, and whether a release waits. */
  public record Line(
      String path,
      String decision,
      String decisionDate,
      String institution,
      String kind,
      String rows,
      List<String> why,
      String release) {
    public Line {
      why = List.copyOf(why);
    }
  }
}
