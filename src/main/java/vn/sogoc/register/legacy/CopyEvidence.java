package vn.sogoc.register.legacy;

import java.time.Instant;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.tlog.LogEntry;

/** What the store holds about a copy. */
public sealed interface CopyEvidence {
  /**
   * A row that is as the service wrote it.
   *
   * @param cose signed bytes, still to be verified
   * @param entry of the log, still to be proved
   */
  record Recorded(int keeper, Bytes cose, LogEntry entry, Instant recordedAt)
      implements CopyEvidence {}

  /** A row that was changed by hand. */
  record Altered(String id) implements CopyEvidence {}
}
