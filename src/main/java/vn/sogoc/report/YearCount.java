package vn.sogoc.report;

import java.util.Map;

/**
 * What an institution issued of a kind in a year, and to whom: for the report that is due on 31
 * December (Circular 21/2019, article 13).
 *
 * @param kind code of the kind
 * @param issued how many entries the register has
 * @param bySex code of the table of sexes, empty where the record says none
 * @param byRanking code of the ranking, empty where the record has none
 * @param takenBack how many of them are revoked now
 * @param replaced how many of them another credential took the place of
 * @param altered rows that were changed after they were written; they are counted nowhere else
 */
public record YearCount(
    String kind,
    int issued,
    Map<String, Integer> bySex,
    Map<String, Integer> byRanking,
    int takenBack,
    int replaced,
    int altered) {
  public YearCount {
    bySex = Map.copyOf(bySex);
    byRanking = Map.copyOf(byRanking);
  }

  /** How many of a sex. */
  public int ofSex(String code) {
    return bySex.getOrDefault(code, 0);
  }
}
