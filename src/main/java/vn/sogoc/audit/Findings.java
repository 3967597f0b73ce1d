package vn.sogoc.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Collects findings of several threads: all are counted, the first of each table kept, so that many
 * of one sort do not push others out.
 */
final class Findings {
  /** For each table. */
  private static final int MOST_KEPT = 2_000;

  private static final int LONGEST = 120;

  private final List<Finding> kept = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Long> counts = Collections.synchronizedMap(new TreeMap<>());

  void add(String table, Object key, String column, String expected, String found) {
    if (counts.merge(table, 1L, Long::sum) <= MOST_KEPT) {
      kept.add(new Finding(table, key.toString(), column, shortened(expected), shortened(found)));
    }
  }

  /** A row that no check could read to its end: what is in it was not foreseen. */
  void unreadable(String table, Object key, RuntimeException why) {
    add(table, key, "", "a row that can be read", why.getClass().getSimpleName());
  }

  /** A column that must have a value; text about persons is compared but never repeated. */
  void same(
      String table, Object key, String column, @Nullable Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      add(table, key, column, String.valueOf(expected), String.valueOf(found));
    }
  }

  /** Bytes that must have a digest; written out only where they have not. */
  void sameDigest(String table, Object key, String column, Digest expected, Bytes found) {
    if (!expected.bytes().equals(found)) {
      add(table, key, column, expected.hex(), found.hex());
    }
  }

  /** Like {@link #same} for what may tell of a person. */
  void sameSecret(
      String table, Object key, String column, @Nullable Object expected, @Nullable Object found) {
    if (!Objects.equals(expected, found)) {
      add(table, key, column, "what the signed bytes say", "another value");
    }
  }

  /** A rule that must hold. */
  void require(
      boolean holds, String table, Object key, String column, String expected, String found) {
    if (!holds) {
      add(table, key, column, expected, found);
    }
  }

  List<Finding> kept() {
    synchronized (kept) {
      return kept.stream()
          .sorted(Comparator.comparing(Finding::table).thenComparing(Finding::key))
          .toList();
    }
  }

  Map<String, Long> counts() {
    return Map.copyOf(counts);
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
