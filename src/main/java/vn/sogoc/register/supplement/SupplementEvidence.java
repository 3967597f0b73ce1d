package vn.sogoc.register.supplement;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.tlog.LogEntry;

/** What the store holds about a supplement. */
public sealed interface SupplementEvidence {
  /** Its public identifier. */
  PublicId id();

  /**
   * A row that is as the service wrote it.
   *
   * @param diploma the register entry it belongs to
   * @param line in the list that it was approved with
   * @param cose signed bytes, still to be verified
   * @param entry of the log, still to be proved
   * @param withdrawn when it was taken back, whether or not the log has that yet
   */
  record Recorded(
      PublicId id,
      int institution,
      UUID diploma,
      int line,
      int revision,
      Bytes cose,
      Digest digest,
      LogEntry entry,
      Instant recordedAt,
      Optional<Instant> withdrawn)
      implements SupplementEvidence {}

  /** A row that was changed by hand. */
  record Altered(PublicId id) implements SupplementEvidence {}
}
