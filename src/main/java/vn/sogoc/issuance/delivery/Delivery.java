package vn.sogoc.issuance.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.PublicId;

/**
 * An event about handing out a document.
 *
 * @param version from 1, without a gap, for each credential
 * @param receiver empty where an earlier one was taken back
 * @param recordedBy account of whoever wrote it down
 */
public record Delivery(
    UUID id,
    PublicId credential,
    int version,
    Optional<Receiver> receiver,
    UUID recordedBy,
    String recordedName,
    Instant at) {
  /** Whether the document is with somebody by it. */
  public boolean isDelivered() {
    return receiver.isPresent();
  }
}
