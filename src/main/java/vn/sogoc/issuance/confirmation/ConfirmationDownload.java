package vn.sogoc.issuance.confirmation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;

/**
 * That somebody had links of a batch shown, who could answer in the place of whose they are.
 *
 * @param generation from 1
 * @param position of the one row whose link it was; null where it was everybody's
 */
public record ConfirmationDownload(
    UUID batch,
    int generation,
    int institution,
    @Nullable Integer position,
    UUID account,
    UUID person,
    String name,
    Instant at) {
  /**
   * What its line of the trail says.
   *
   * @param rows of the batch
   */
  public Digest told(int rows) {
    return position == null ? Deed.hash(generation, rows) : Deed.hash(generation, "row", position);
  }
}
