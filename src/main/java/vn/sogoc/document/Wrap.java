package vn.sogoc.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A text in a place of an institution's own page: it shrinks down to a floor, then breaks at its
 * spaces into as many lines as it needs. Nothing is ever cut off.
 */
final class Wrap {
  /** What can be read on paper, in points. */
  static final float FLOOR = 5;

  /** Of the size that was asked for. */
  private static final float SHARE = 0.6f;

  private static final int EVEN_LINES = 3;

  private Wrap() {}

  /**
   * The lines and their size.
   *
   * @param width in points
   */
  static Fit of(String text, Style style, float width) {
    float floor = Math.min(style.size(), Math.max(FLOOR, style.size() * SHARE));
    Fit fit = Fit.of(text, style, width, floor, EVEN_LINES);
    return fit.style().size() >= floor ? fit : broken(text, style.sized(floor), width);
  }

  /** Word by word; only a single word that is wider than its place still shrinks. */
  private static Fit broken(String text, Style style, float width) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    float widest = 0;
    for (String word : text.split(" ")) {
      String longer = line.isEmpty() ? word : line + " " + word;
      if (!line.isEmpty() && style.width(longer) > width) {
        lines.add(line.toString());
        line.setLength(0);
        longer = word;
      }
      line.setLength(0);
      line.append(longer);
      widest = Math.max(widest, style.width(word));
    }
    lines.add(line.toString());
    return new Fit(lines, widest <= width ? style : style.sized(style.size() * width / widest));
  }
}
