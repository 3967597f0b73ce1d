package vn.sogoc.credential;

/**
 * A row of a code table (ranking, mode of study, title ...) or, with number 0, words that stand in
 * the record itself because no row says them.
 *
 * @param number the stable integer of the row, 1 or more; 0 for written words
 * @param code the stable word of the row; empty for written words
 * @param label the words in both languages
 */
public record Term(int number, String code, BilingualText label) {
  /** Words that are in no table. */
  public static Term written(String vi, String en) {
    return new Term(0, "", new BilingualText(vi, en));
  }

  /** Whether the record carries these words itself instead of a code. */
  public boolean isWritten() {
    return number == 0;
  }

  /** Vietnamese words. */
  public String vi() {
    return label.vi();
  }

  /** English words; empty where there are none. */
  public String en() {
    return label.en();
  }
}
