package vn.sogoc.platform.tables;

import java.util.HashMap;
import java.util.Map;

/** Finds what separates the cells of a text. */
final class Separator {
  private static final String KNOWN = ";\t,";
  private static final char USUAL = ',';
  private static final int LINES = 40;

  private Separator() {}

  /**
   * The one that stands equally often in most of the first lines, quoted ones not counted: a title
   * above the header and decimal commas are outvoted.
   */
  static char of(String head) {
    char best = USUAL;
    long bestScore = 0;
    for (int i = 0; i < KNOWN.length(); i++) {
      char candidate = KNOWN.charAt(i);
      long score = score(head, candidate);
      if (score > bestScore) {
        best = candidate;
        bestScore = score;
      }
    }
    return best;
  }

  private static long score(String head, char separator) {
    Map<Integer, Integer> linesByCount = new HashMap<>();
    int count = 0;
    int lines = 0;
    boolean quoted = false;
    for (int i = 0; i < head.length() && lines < LINES; i++) {
      char c = head.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '\n' || c == '\r')) {
        linesByCount.merge(count, 1, Integer::sum);
        lines++;
        count = 0;
      } else if (!quoted && c == separator) {
        count++;
      }
    }
    linesByCount.merge(count, 1, Integer::sum);
    return linesByCount.entrySet().stream()
        .filter(e -> e.getKey() > 0)
        .mapToLong(e -> e.getValue() * 10_000L + Math.min(e.getKey(), 9_999))
        .max()
        .orElse(0);
  }
}
