package vn.sogoc.register.supplement;

import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A recorded supplement as its institution's people see it.
 *
 * @param diploma {@code crd_...}
 * @param sheet its list
 * @param line in that list
 * @param name whose it is
 * @param standing whether it is the one of its diploma that counts, as the store has it
 * @param waiting what waits for a second person who takes it back
 * @param withdrawn why it was taken back, where it was
 */
public record SupplementView(
    PublicId id,
    PublicId diploma,
    UUID sheet,
    int line,
    String name,
    String studentCode,
    String serialNumber,
    int revision,
    Digest digest,
    boolean standing,
    Optional<Waiting> waiting,
    Optional<String> withdrawn) {

  /**
   * A withdrawal that was asked for.
   *
   * @param content hash that the second person approves
   */
  public record Waiting(String reason, String by, Digest content, boolean byYou) {}
}
