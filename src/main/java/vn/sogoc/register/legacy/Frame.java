package vn.sogoc.register.legacy;

import java.time.LocalDate;

/**
 * What a book and the law allow in its rows.
 *
 * @param kind of the book, and so of each row
 * @param lastYear the last year that the book holds
 * @param lastDay the last one on which paper books were the register
 */
record Frame(String kind, int lastYear, LocalDate lastDay) {
  /** The youngest whose name stands in such a book. */
  private static final int YOUNGEST = 10;

  int lastBirthYear() {
    return lastYear - YOUNGEST;
  }
}
