package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.publication.ListChange;
import vn.sogoc.publication.ListHeader;
import vn.sogoc.publication.MalformedList;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;

/**
 * Later versions of issuance lists: each signed, logged, of the same rows, and naming the one
 * before; its change note in rows as in the header, each line an event of the log about the row it
 * names. And back from the log: a version that it names is there.
 */
final class ListVersionCheck implements Check {
  private static final String TABLE = "issuance_list_version";
  private static final String CHANGES = "issuance_list_change";

  private record Version(UUID list, int number) {
    @Override
    public String toString() {
      return list + "/" + number;
    }
  }

  /** What a version must follow. */
  private record Before(int number, Digest signed, Optional<ListHeader> header) {}

  private final Map<UUID, Before> newest = new HashMap<>();
  private final Map<Version, List<ListChange>> notes = new HashMap<>();
  private final Map<Version, Integer> institutions = new HashMap<>();
  private final Set<Digest> signed = new HashSet<>();

  @Override
  public void run(Evidence e) throws SQLException {
    if (!e.isFull() && e.log().earliest().equals(Instant.MAX)) {
      return;
    }
    // lists are few beside credentials; the chain of each is read whole in every scope
    e.store()
        .each(
            "select id, signed_header from issuance_list",
            row -> {
              Bytes header = row.bytes("signed_header");
              signed.add(Digest.sha256(header));
              newest.put(row.uuid("id"), new Before(1, Digest.sha256(header), decoded(header)));
            });
    Instant since = e.isFull() ? Instant.MIN : e.log().earliest();
    e.store()
        .each(
            "select * from issuance_list_version order by list_id, version",
            row -> version(e, row, since));
    e.store()
        .each(
            """
            select c.*, r.credential_digest, v.entry_digest as of_issued, e.entry as of_event
            from issuance_list_change c
            left join issuance_list_row r on r.list_id = c.list_id and r.position = c.position
            left join register_entry x on x.digest = r.credential_digest
            left join register_event v on v.entry_id = x.id and v.type = 'issued'
            left join register_event e on e.entry_digest = c.event
            order by c.list_id, c.version, c.ordinal
            """,
            row -> change(e, row));
    notes.forEach(
        (version, left) -> {
          if (!left.isEmpty()) {
            e.findings().add(TABLE, version, "", left.size() + " more lines of its note", "none");
          }
        });
    told(e, since);
  }

  private static Optional<ListHeader> decoded(Bytes signedHeader) {
    try {
      return Optional.of(ListHeader.decode(CoseSign1.parse(signedHeader).payload()));
    } catch (MalformedCose | MalformedList malformed) {
      return Optional.empty(); // told by the check of the lists
    }
  }

  private void version(Evidence e, Cells row, Instant since) throws SQLException {
    e.count(TABLE);
    Findings findings = e.findings();
    Version id = new Version(row.uuid("list_id"), row.integer("version"));
    Bytes bytes = row.bytes("signed_header");
    signed.add(Digest.sha256(bytes));
    @Nullable Before before = newest.get(id.list());
    findings.same(TABLE, id, "version", before == null ? 0 : before.number() + 1, id.number());
    if (before == null) {
      findings.add(TABLE, id, "list_id", "a list", "none");
      return;
    }
    newest.put(id.list(), new Before(id.number(), Digest.sha256(bytes), before.header()));
    try {
      CoseSign1 message = CoseSign1.parse(bytes);
      Optional<TrustedKey> key = e.keys().key(message.kid());
      boolean isSigned =
          key.flatMap(k -> k.verifier(Purpose.ISSUANCE_LIST))
              .flatMap(k -> message.verify(k, ListHeader.AAD))
              .isPresent();
      ListHeader header = ListHeader.decode(message.payload());
      notes.put(id, new ArrayList<>(header.changes()));
      institutions.put(id, header.institution());
      findings.require(
          isSigned,
          TABLE,
          id,
          "signed_header",
          "a signature by a key for lists",
          "none that verifies");
      e.nonces().take(TABLE, id.toString(), "signed_header", message);
      findings.same(TABLE, id, "version", header.version(), id.number());
      findings.same(
          TABLE, id, "institution_id", header.institution(), row.integer("institution_id"));
      findings.same(TABLE, id, "published_at", header.publishedAt(), row.instant("published_at"));
      findings.same(TABLE, id, "prior", header.prior(), row.digest("prior"));
      findings.same(TABLE, id, "signed_header", Optional.of(before.signed()), header.prior());
      findings.require(
          before.header().filter(header::isOfTheSameList).isPresent(),
          TABLE,
          id,
          "list_id",
          "the rows and the decision of its list",
          "others");
      if (!header.publishedAt().isBefore(since)) {
        ListCheck.logged(e, TABLE, id, bytes, header, message);
      }
    } catch (MalformedCose | MalformedList malformed) {
      findings.add(
          TABLE, id, "signed_header", "a signed header", String.valueOf(malformed.getMessage()));
    }
  }

  private void change(Evidence e, Cells row) throws SQLException {
    e.count(CHANGES);
    Findings findings = e.findings();
    Version version = new Version(row.uuid("list_id"), row.integer("version"));
    int ordinal = row.integer("ordinal");
    String key = version + "/" + ordinal;
    @Nullable List<ListChange> note = notes.get(version);
    if (note == null) {
      findings.add(CHANGES, key, "list_id,version", "a version with this note", "none");
      return;
    }
    List<ListChange> all = headerOf(note, version);
    if (ordinal >= all.size()) {
      findings.add(CHANGES, key, "ordinal", "a line of the note", "none");
      return;
    }
    ListChange line = all.get(ordinal);
    note.remove(line);
    findings.same(
        CHANGES, key, "institution_id", institutions.get(version), row.integer("institution_id"));
    findings.same(CHANGES, key, "position", line.position(), row.integer("position"));
    findings.same(CHANGES, key, "type", line.type(), row.text("type"));
    findings.same(
        CHANGES, key, "decision_number", line.decisionNumber(), row.text("decision_number"));
    findings.same(CHANGES, key, "decision_date", line.decisionDate(), row.date("decision_date"));
    findings.same(CHANGES, key, "event", Optional.of(line.event()), row.digest("event"));
    findings.require(
        isAboutItsRow(row, line),
        CHANGES,
        key,
        "event",
        "an event " + line.type() + " about the credential of the row",
        "none");
  }

  private final Map<Version, List<ListChange>> whole = new HashMap<>();

  /** The note as it is in the header, before lines were found. */
  private List<ListChange> headerOf(List<ListChange> note, Version version) {
    return whole.computeIfAbsent(version, first -> List.copyOf(note));
  }

  private static boolean isAboutItsRow(Cells row, ListChange line) throws SQLException {
    try {
      LogEntry event = LogEntry.parse(row.bytes("of_event"));
      return event.type().code().equals(line.type())
          && row.digest("of_issued").equals(event.subject());
    } catch (MalformedEntry malformed) {
      return false;
    }
  }

  /** From the events of the register, which the log tells, back to lists and versions. */
  private void told(Evidence e, Instant since) throws SQLException {
    Snapshot.Row check =
        row -> {
          try {
            LogEntry entry = LogEntry.parse(row.bytes("entry"));
            if (entry.type() == EntryType.LIST_PUBLISHED && !signed.contains(entry.digest())) {
              e.findings()
                  .add(
                      TABLE,
                      "event " + row.uuid("id"),
                      "",
                      "the list or version that the log names",
                      "none");
            }
          } catch (MalformedEntry malformed) {
            // told by the check of the events
          }
        };
    String events = "select id, entry from register_event where type = 'list-published'";
    if (since.equals(Instant.MIN)) {
      e.store().each(events, check);
    } else {
      e.store().each(events + " and recorded_at >= ?", check, since.atOffset(ZoneOffset.UTC));
    }
  }
}
