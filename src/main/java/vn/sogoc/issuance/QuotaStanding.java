package vn.sogoc.issuance;

/**
 * What a batch takes of a quota.
 *
 * @param programme a national code, or {@code *} for all programmes together
 * @param year of the issue date
 * @param places how many may be issued
 * @param used how many were, or are being signed, the batch not among them
 * @param batch how many rows of the batch count
 * @param released whether two persons of the registry released just this batch
 */
public record QuotaStanding(
    String programme, int year, int places, long used, int batch, boolean released) {
  /** How many rows are more than are left; 0 where it fits. */
  public long over() {
    return batch == 0 ? 0 : Math.max(0, used + batch - places);
  }

  /** Whether the batch waits for the ministry. */
  public boolean isHeld() {
    return over() > 0 && !released;
  }
}
