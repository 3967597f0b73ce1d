package vn.sogoc.status;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.demo.IssuedCredentials.Issued;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/** An event that a hand on the database writes, as genuine in its form as any. */
record ForgedEvent(LogEntry entry, UUID about) {

  /**
   * A reinstatement that nobody decided.
   *
   * @param first the issued event of the credential
   */
  static ForgedEvent reinstatement(Issued issued, LogEntry first) {
    return new ForgedEvent(
        new LogEntry(
            EntryType.REINSTATED,
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            first.institution(),
            Digest.sha256(new byte[] {1}),
            first.slot(),
            Optional.of(Digest.sha256(first.encode()))),
        issued.record().id().key());
  }

  void intoTheRegister(Connection hand) throws SQLException {
    try (PreparedStatement insert =
        hand.prepareStatement("insert into register_event values (?, ?, ?, ?, ?, ?, ?)")) {
      insert.setObject(1, id());
      insert.setInt(2, entry.institution());
      insert.setObject(3, about);
      insert.setString(4, entry.type().code());
      insert.setBytes(5, entry.encode().toArray());
      insert.setBytes(6, Digest.sha256(entry.encode()).toArray());
      insert.setTimestamp(7, Timestamp.from(entry.time()));
      insert.executeUpdate();
    }
  }

  /** Sends it into the log, which asks nobody who wrote it. */
  void intoTheOutbox(Connection hand) throws SQLException {
    try (PreparedStatement insert =
        hand.prepareStatement(
            "insert into log_pending (event_id, institution_id, entry) values (?, ?, ?)")) {
      insert.setObject(1, id());
      insert.setInt(2, entry.institution());
      insert.setBytes(3, entry.encode().toArray());
      insert.executeUpdate();
    }
  }

  private UUID id() {
    return UUID.nameUUIDFromBytes(entry.encode().toArray());
  }
}
