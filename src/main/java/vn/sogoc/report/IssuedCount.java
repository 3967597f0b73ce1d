package vn.sogoc.report;

import java.util.List;
import vn.sogoc.issuance.quota.QuotaLimit;

/**
 * How many credentials an institution issued of a kind in a year.
 *
 * @param lists in how many published lists they stand
 * @param quotas in force, none where the kind is not limited there
 */
public record IssuedCount(
    int institution, String kind, int year, long issued, long lists, List<QuotaLimit> quotas) {
  public IssuedCount {
    quotas = List.copyOf(quotas);
  }
}
