package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What the checks share: the store and what is believed, and what those before found out.
 *
 * @param log filled by the check of the log
 * @param keys filled by the check of the statements
 * @param batches filled by the check of the register, by batch
 * @param reservations filled by the check of the numbers, by batch
 * @param rows filled by the check of the trees; computed by those of register and batches
 * @param notes what is no finding and is told all the same
 * @param read rows by table
 */
record Evidence(
    Snapshot store,
    AuditTrust trust,
    ExecutorService pool,
    Findings findings,
    LogIndex log,
    KeyHistory keys,
    Nonces nonces,
    Map<UUID, IssuedBatch> batches,
    Map<UUID, Reservation> reservations,
    SignedRows rows,
    List<String> notes,
    Map<String, Long> read) {

  static Evidence of(Snapshot store, AuditTrust trust, ExecutorService pool, long first) {
    Findings findings = new Findings();
    return new Evidence(
        store,
        trust,
        pool,
        findings,
        new LogIndex(first),
        new KeyHistory(),
        new Nonces(findings),
        new HashMap<>(),
        new HashMap<>(),
        new SignedRows(),
        new ArrayList<>(),
        new HashMap<>());
  }

  void count(String table) {
    read.merge(table, 1L, Long::sum);
  }

  boolean isFull() {
    return log.first() == 0;
  }

  /** The earliest time of an entry that is read, for rows that are found by their time. */
  OffsetDateTime since() {
    return log.earliest().isBefore(Instant.MAX)
        ? log.earliest().atOffset(ZoneOffset.UTC)
        : OffsetDateTime.MAX;
  }

  /**
   * The index of the entry with these bytes, or -1. What lies before the entries that were read is
   * asked for by its leaf and compared.
   */
  long position(Bytes entry) throws SQLException {
    return position(Digest.sha256(entry), entry);
  }

  /** The same where the digest of its bytes is known. */
  long position(Digest digest, Bytes entry) throws SQLException {
    long found = log.find(digest);
    if (found >= 0 || isFull()) {
      return found;
    }
    List<Long> earlier = new ArrayList<>();
    store.each(
        "select idx, entry from log_entry where leaf = ? and idx < ?",
        row -> {
          if (row.bytes("entry").equals(entry)) {
            earlier.add(row.number("idx"));
          }
        },
        MerkleTree.leaf(entry).toArray(),
        log.first());
    return earlier.isEmpty() ? -1 : earlier.getFirst();
  }

  /** What an entry that was issued belongs to: its index and the row of the register. */
  record Subject(long position, UUID credential) {}

  /** The issued entry with this digest; nobody's where there is none. */
  Subject subject(Digest issuedEntry) throws SQLException {
    UUID nobody = new UUID(0, 0);
    long here = log.find(issuedEntry);
    if (here >= 0 || isFull()) {
      return new Subject(here, log.credential(here).orElse(nobody));
    }
    List<Subject> earlier = new ArrayList<>();
    List<Bytes> entries = new ArrayList<>();
    store.each(
        "select entry, entry_id from register_event where entry_digest = ? and type = 'issued'",
        row -> {
          if (Digest.sha256(row.bytes("entry")).equals(issuedEntry)) {
            entries.add(row.bytes("entry"));
            earlier.add(new Subject(-1, row.uuid("entry_id")));
          }
        },
        (Object) issuedEntry.toArray());
    return earlier.isEmpty()
        ? new Subject(-1, nobody)
        : new Subject(position(entries.getFirst()), earlier.getFirst().credential());
  }
}
