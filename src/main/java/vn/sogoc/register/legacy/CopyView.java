package vn.sogoc.register.legacy;

import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A recorded copy as its keeper's people see it.
 *
 * @param name whose row it is
 * @param waiting what waits for a second person who withdraws it
 * @param withdrawn why it was taken back, where it was
 */
public record CopyView(
    PublicId id,
    int line,
    String name,
    Digest digest,
    Optional<Waiting> waiting,
    Optional<String> withdrawn) {

  /**
   * A withdrawal that was asked for.
   *
   * @param content hash that the second person approves
   */
  public record Waiting(String reason, String by, Digest content, boolean byYou) {}
}
