package vn.sogoc.issuance.quota;

/**
 * A quota in force.
 *
 * @param programme a national code of 7 digits, or {@link #ALL}
 * @param places how many credentials may be issued in the year
 * @param decisionNumber of the ministry's decision
 */
public record QuotaLimit(String programme, int places, String decisionNumber) {
  /** All programmes together. */
  public static final String ALL = "*";
}
