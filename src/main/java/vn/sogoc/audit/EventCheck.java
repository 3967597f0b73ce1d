package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/** Each event: its bytes are an entry of the log, and of the credential that the row names. */
final class EventCheck implements Check {
  private static final String TABLE = "register_event";

  private record Stored(
      UUID id,
      int institution,
      @Nullable UUID credential,
      String type,
      Bytes entry,
      Bytes digest,
      Instant recordedAt) {}

  private record Read(Stored row, Digest digest, Optional<LogEntry> entry, String why) {}

  @Override
  public void run(Evidence e) throws SQLException {
    Ordered<Stored, Read> work =
        new Ordered<>(
            e.pool(),
            EventCheck::read,
            read -> take(e, read),
            (row, why) -> e.findings().unreadable(TABLE, row.id(), why));
    Snapshot.Row put =
        row ->
            work.put(
                new Stored(
                    row.uuid("id"),
                    row.integer("institution_id"),
                    row.uuidOrNull("entry_id"),
                    row.text("type"),
                    row.bytes("entry"),
                    row.bytes("entry_digest"),
                    row.instant("recorded_at")));
    if (e.isFull()) {
      e.store().each("select * from register_event", put);
    } else {
      // by their place in the log: the time beside a row is anybody's to choose
      e.store()
          .each(
              """
              select v.* from register_event v left join log_entry l on l.event_id = v.id
              where l.idx is null or l.idx >= ?
              """,
              put,
              e.log().first());
    }
    work.finish();
  }

  private static Read read(Stored row) {
    try {
      LogEntry entry = LogEntry.parse(row.entry());
      return new Read(row, Digest.sha256(row.entry()), Optional.of(entry), "");
    } catch (MalformedEntry malformed) {
      return new Read(
          row,
          Digest.sha256(row.entry()),
          Optional.empty(),
          String.valueOf(malformed.getMessage()));
    }
  }

  private static void take(Evidence e, Read read) throws SQLException {
    Stored row = read.row();
    Findings findings = e.findings();
    e.count(TABLE);
    findings.sameDigest(TABLE, row.id(), "entry_digest", read.digest(), row.digest());
    if (read.entry().isEmpty()) {
      findings.add(TABLE, row.id(), "entry", read.why(), "other bytes");
      return;
    }
    LogEntry entry = read.entry().get();
    findings.same(TABLE, row.id(), "type", entry.type().code(), row.type());
    findings.same(TABLE, row.id(), "institution_id", entry.institution(), row.institution());
    findings.same(TABLE, row.id(), "recorded_at", entry.time(), row.recordedAt());
    long position = e.position(read.digest(), row.entry());
    if (position < 0) {
      findings.add(TABLE, row.id(), "entry", "an entry of the log", "none with these bytes");
    } else {
      if (!e.log().told(position)) {
        findings.add(TABLE, row.id(), "entry", "an event once", "another row of it");
      }
      event(e, row, position);
    }
    about(e, read, entry, position);
  }

  /** The log keeps the identifier of the event, so that neither is moved to another. */
  private static void event(Evidence e, Stored row, long position) {
    if (position < e.log().first() || e.log().event(position).equals(Optional.of(row.id()))) {
      return;
    }
    boolean isLogged = position < e.log().size();
    e.findings()
        .add(
            isLogged ? "log_entry" : "log_pending",
            isLogged ? position : "event " + row.id(),
            "event_id",
            "event " + row.id() + " of the register",
            e.log().event(position).map(UUID::toString).orElse("none"));
  }

  private static void about(Evidence e, Read read, LogEntry entry, long position)
      throws SQLException {
    Stored row = read.row();
    Optional<UUID> credential = Optional.empty();
    if (entry.type() == EntryType.ISSUED) {
      credential =
          position < e.log().first() && position >= 0
              ? Optional.of(e.subject(read.digest()).credential())
              : position < 0 ? Optional.empty() : e.log().credential(position);
    } else if (entry.subject().isPresent()) {
      Evidence.Subject subject = e.subject(entry.subject().get());
      credential = Optional.of(subject.credential());
      e.findings()
          .require(
              subject.position() >= 0 && (position < 0 || subject.position() < position),
              TABLE,
              row.id(),
              "entry",
              "an issued entry before it as its subject",
              "none");
    }
    @Nullable UUID expected = credential.orElse(null);
    if (entry.type() == EntryType.ISSUED || entry.subject().isPresent()) {
      e.findings().same(TABLE, row.id(), "entry_id", expected, row.credential());
    } else {
      e.findings().same(TABLE, row.id(), "entry_id", null, row.credential());
    }
  }
}
