package vn.sogoc.register.legacy;

/**
 * What the books of one issuer and kind cover.
 *
 * @param issuer whose books
 * @param kind code of the catalogue
 * @param yearFrom the first year of any of them
 * @param yearTo the last one
 * @param declared entries of the books that are held
 * @param lost entries of the books that are lost, with minutes
 * @param copied how many entries have a logged copy
 */
public record CoverageLine(
    int issuer, String kind, int yearFrom, int yearTo, long declared, long lost, long copied) {
  /** Of all declared entries, lost ones too, how many of a hundred have a copy; rounded down. */
  public int percent() {
    long all = declared + lost;
    return all == 0 ? 0 : (int) Math.min(100, 100 * copied / all);
  }
}
