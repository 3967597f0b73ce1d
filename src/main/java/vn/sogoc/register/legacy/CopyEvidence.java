package vn.sogoc.register.legacy;

import java.time.Instant;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.tlog.LogEntry;

/** What the store holds about a copy. */
public sealed interface CopyEvidence {
  /**
   * A row that is as the service wrote it.
   *
   * @param cose signed bytes, still to be verified
   * @param entry of the log, still to be proved
   * @param withdrawn when it was taken back, whether or not the log has that yet
   */
  record Recorded(
      int keeper, Bytes cose, LogEntry entry, Instant recordedAt, Optional<Instant> withdrawn)
      implements CopyEvidence {}

  /** A row that was changed by hand. */
  record Altered(String id) implements CopyEvidence {}
}
