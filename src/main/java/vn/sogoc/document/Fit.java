package vn.sogoc.document;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text made to fit a width: it shrinks, and only where one line would become too small it is
 * broken at the spaces into lines of about the same width. Nothing is ever cut off.
 *
 * @param lines one or more
 * @param style the given one in the size that fits
 */
record Fit(List<String> lines, Style style) {
  /**
   * One line where it can be set in at least {@code leastSize}, else the fewest lines that can,
   * else {@code mostLines} lines in whatever size they need.
   *
   * @param width in points
   */
  static Fit of(String text, Style style, float width, float leastSize, int mostLines) {
    Fit fit = oneLine(text, style, width);
    for (int lines = 2; lines <= mostLines && fit.style.size() < leastSize; lines++) {
      fit = balanced(text, style, width, lines);
    }
    return fit;
  }

  /** One line, however small. */
  static Fit oneLine(String text, Style style, float width) {
    return new Fit(List.of(text), shrunk(style, style.width(text), width));
  }

  /** The baseline of the last line lies so far under that of the first. */
  float depth(float lineHeight) {
    return (lines.size() - 1) * style.size() * lineHeight;
  }

  private static Fit balanced(String text, Style style, float width, int count) {
    List<String> lines = breakEvenly(text.split(" "), style, count);
    float widest = 0;
    for (String line : lines) {
      widest = Math.max(widest, style.width(line));
    }
    return new Fit(lines, shrunk(style, widest, width));
  }

  private static Style shrunk(Style style, float needed, float width) {
    return needed <= width ? style : style.sized(style.size() * width / needed);
  }

  /** The break whose widest line is narrowest; fewer lines where there are fewer words. */
  private static List<String> breakEvenly(String[] words, Style style, int count) {
    Evenly best = new Evenly(words, style);
    best.place(0, Math.min(count, words.length), 0, new ArrayList<>());
    return best.lines == null ? List.of(String.join(" ", words)) : best.lines;
  }

  /** Tries all breaks: at most three lines and a few dozen words. */
  private static final class Evenly {
    private final String[] words;
    private final Style style;
    private float narrowest = Float.MAX_VALUE;
    private @Nullable List<String> lines;

    Evenly(String[] words, Style style) {
      this.words = words;
      this.style = style;
    }

    void place(int from, int left, float widest, List<String> placed) {
      if (left == 1) {
        String rest = String.join(" ", java.util.Arrays.copyOfRange(words, from, words.length));
        float all = Math.max(widest, style.width(rest));
        if (all < narrowest) {
          narrowest = all;
          lines = new ArrayList<>(placed);
          lines.add(rest);
        }
        return;
      }
      for (int to = from + 1; to <= words.length - left + 1; to++) {
        String line = String.join(" ", java.util.Arrays.copyOfRange(words, from, to));
        float all = Math.max(widest, style.width(line));
        if (all >= narrowest) {
          return; // longer lines only get wider
        }
        placed.add(line);
        place(to, left - 1, all, placed);
        placed.remove(placed.size() - 1);
      }
    }
  }
}
