package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.KeySuspension;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * The suspensions of keys by one person: each is in the log, from where on its key rests. Comes
 * before whatever asks what a key might sign.
 */
final class SuspensionCheck implements Check {
  private static final String TABLE = "key_suspension";

  @Override
  public void run(Evidence e) throws SQLException {
    e.store().each("select * from key_suspension", row -> suspension(e, row));
  }

  private static void suspension(Evidence e, Cells row) throws SQLException {
    e.count(TABLE);
    UUID id = row.uuid("id");
    Bytes key = row.bytes("key_id");
    KeySuspension suspension;
    try {
      suspension =
          new KeySuspension(
              id,
              row.integer("institution_id"),
              new KeyId(key),
              row.instant("begins_at"),
              row.instant("ends_at"),
              row.text("reason"));
    } catch (IllegalArgumentException wrong) {
      e.findings()
          .add(TABLE, id, "ends_at", "four hours at most", String.valueOf(wrong.getMessage()));
      return;
    }
    long position = position(e, suspension);
    if (position < 0) {
      e.findings().add(TABLE, id, "id", "its entry in the log", "none of these words");
      return;
    }
    boolean isOnce = e.log().told(position);
    e.findings().require(isOnce, TABLE, id, "id", "a suspension once", "another row of it");
    e.keys().add(position, suspension);
  }

  private static long position(Evidence e, KeySuspension suspension) throws SQLException {
    Digest digest = suspension.digest();
    Optional<LogIndex.Placed> placed =
        e.log()
            .byContent(digest)
            .filter(
                p ->
                    p.entry().type() == EntryType.KEY_WITHDRAWN
                        && p.entry().institution() == suspension.institution());
    if (placed.isPresent() || e.isFull()) {
      return placed.map(LogIndex.Placed::position).orElse(-1L);
    }
    // before the entries that are read: it was logged when it began
    return e.position(
        LogEntry.keySuspended(suspension.begins(), suspension.institution(), digest).encode());
  }
}
