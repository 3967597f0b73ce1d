package vn.sogoc.register.legacy;

import java.util.Set;

/**
 * What a book and the day allow in its rows.
 *
 * @param kind of the book, for a row that names none
 * @param kinds codes of the catalogue
 * @param lastYear the last year that the book holds
 */
record Frame(String kind, Set<String> kinds, int lastYear) {
  /** The youngest whose name stands in such a book. */
  private static final int YOUNGEST = 10;

  Frame {
    kinds = Set.copyOf(kinds);
  }

  int lastBirthYear() {
    return lastYear - YOUNGEST;
  }
}
