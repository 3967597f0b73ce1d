package vn.sogoc.report;

import java.util.List;
import java.util.Map;

/**
 * What was counted of a kind and year, up to a register number. Never changed.
 *
 * @param until the last number that was looked at
 * @param bySex how many records by code of the sex, empty where the record says none
 * @param byRanking the same by code of the ranking
 * @param waiting first numbers of batches up to there that were still being signed
 * @param altered numbers up to there whose rows were changed; looked at again each time, since they
 *     may be repaired
 * @param beyond how many more such rows there are, which are not looked at again
 */
record YearTally(
    int until,
    Map<String, Integer> bySex,
    Map<String, Integer> byRanking,
    List<Integer> waiting,
    List<Integer> altered,
    int beyond) {
  static final YearTally NOTHING = new YearTally(0, Map.of(), Map.of(), List.of(), List.of(), 0);

  YearTally {
    bySex = Map.copyOf(bySex);
    byRanking = Map.copyOf(byRanking);
    waiting = List.copyOf(waiting);
    altered = List.copyOf(altered);
  }

  int issued() {
    return bySex.values().stream().mapToInt(Integer::intValue).sum();
  }

  int alteredRows() {
    return altered.size() + beyond;
  }
}
