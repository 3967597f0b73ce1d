package vn.sogoc.issuance.blanks;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers from one to another, both of them included.
 *
 * @param first 0 or more
 * @param last not before the first
 */
public record Span(long first, long last) {
  /** Ranges of one text. */
  static final int MOST = 50;

  /** The largest number of a blank. */
  static final long LARGEST = 999_999_999_999L;

  private static final Pattern ONE = Pattern.compile("([0-9]{1,12})(?:[-–]([0-9]{1,12}))?");

  public Span {
    if (first < 0 || last < first || last > LARGEST) {
      throw new IllegalArgumentException("no range of numbers: " + first + " to " + last);
    }
  }

  /** How many numbers there are. */
  public long count() {
    return last - first + 1;
  }

  /** What both have; null where that is nothing. */
  boolean meets(Span other) {
    return first <= other.last && other.first <= last;
  }

  Span within(Span other) {
    return new Span(Math.max(first, other.first), Math.min(last, other.last));
  }

  /**
   * Ranges as people write them: {@code 1-5, 9}; in their order, none of which meets another.
   *
   * @throws IllegalArgumentException where it is something else
   */
  static List<Span> parse(String text) {
    List<Span> spans = new ArrayList<>();
    for (String part : text.strip().split("\\s*[,;]\\s*", -1)) {
      Matcher one = ONE.matcher(part);
      if (!one.matches() || spans.size() == MOST) {
        throw new IllegalArgumentException("not 1 to " + MOST + " ranges");
      }
      long first = Long.parseLong(one.group(1));
      spans.add(new Span(first, one.group(2) == null ? first : Long.parseLong(one.group(2))));
    }
    spans.sort(java.util.Comparator.comparingLong(Span::first));
    for (int i = 1; i < spans.size(); i++) {
      if (spans.get(i).meets(spans.get(i - 1))) {
        throw new IllegalArgumentException("a number stands there twice");
      }
    }
    return spans;
  }

  /** The ranges as they are written. */
  static String text(List<Span> spans) {
    return String.join(
        ", ",
        spans.stream()
            .map(s -> s.first == s.last ? "" + s.first : s.first + "-" + s.last)
            .toList());
  }

  static long count(List<Span> spans) {
    return spans.stream().mapToLong(Span::count).sum();
  }
}
