package vn.sogoc.register;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.LogEntry;

/** What the register holds about one credential. */
public sealed interface RegisterEvidence {
  /** The record's 128-bit id. */
  UUID id();

  /**
   * The entry agrees in every column with its own signed record.
   *
   * @param id the record's 128-bit id
   * @param institution who issued
   * @param batch in which batch
   * @param person whose
   * @param cose the signed record
   * @param digest SHA-256 of it
   * @param recordedAt when it was recorded
   * @param events the issued event first, then what happened later, in order of time
   */
  record Recorded(
      UUID id,
      int institution,
      UUID batch,
      UUID person,
      Bytes cose,
      Digest digest,
      Instant recordedAt,
      List<LogEntry> events)
      implements RegisterEvidence {
    public Recorded {
      events = List.copyOf(events);
    }
  }

  /**
   * The stored row or one of its events was changed after it was written.
   *
   * @param what the column or event that differs
   */
  record Altered(UUID id, String what) implements RegisterEvidence {}
}
