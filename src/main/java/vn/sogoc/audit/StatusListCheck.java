package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Digest;
import vn.sogoc.status.MalformedStatusList;
import vn.sogoc.status.StatusBits;
import vn.sogoc.status.StatusListCredential;
import vn.sogoc.status.StatusPurpose;
import vn.sogoc.tlog.LogEntry;

/**
 * The status lists: every version signed by a status key and logged with the number of its entries
 * that are set; the newest says what the log's events add up to, and no bit is without an event.
 */
final class StatusListCheck implements Check {
  private static final String TABLE = "status_list_version";

  /** A version is made of what the log had a moment before; what came later is in the next one. */
  private static final Duration BEHIND = Duration.ofMinutes(5);

  private record Place(String purpose, int list) {}

  private record Newest(
      String key, StatusPurpose purpose, int list, Instant from, StatusBits bits) {}

  private final Map<Place, Integer> versions = new HashMap<>();
  private final Map<Place, Newest> newest = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            20,
            "select * from status_list_version order by purpose, list, version",
            row -> version(e, row));
    if (e.isFull()) {
      Map<Integer, List<LogEntry>> events = events(e);
      for (Newest one : newest.values()) {
        compare(e, one, events.getOrDefault(one.list(), List.of()));
      }
    }
  }

  private void version(Evidence e, Cells row) throws SQLException {
    e.count(TABLE);
    String purposeCode = row.text("purpose");
    int list = row.integer("list");
    int version = row.integer("version");
    String key = purposeCode + "/" + list + "/" + version;
    Findings findings = e.findings();
    int last = versions.merge(new Place(purposeCode, list), 1, Integer::sum);
    findings.same(TABLE, key, "version", last, version);
    Optional<StatusPurpose> purpose = StatusPurpose.ofCode(purposeCode);
    if (purpose.isEmpty()) {
      findings.add(TABLE, key, "purpose", "a purpose of status lists", purposeCode);
      return;
    }
    int registry = row.integer("institution_id");
    try {
      StatusListCredential.Read read =
          StatusListCredential.read(
              row.bytes("signed"), purpose.get(), list, id -> statusKey(e, id, registry));
      findings.same(TABLE, key, "bits", read.bits().digest(), Digest.of(row.raw("bits")));
      findings.same(TABLE, key, "entries_set", read.bits().count(), row.integer("entries_set"));
      findings.same(TABLE, key, "valid_from", read.validFrom(), row.instant("valid_from"));
      findings.same(TABLE, key, "valid_until", read.validUntil(), row.instant("valid_until"));
      logged(e, key, Digest.sha256(row.bytes("signed")), registry, read.bits().count());
      newest.put(
          new Place(purposeCode, list),
          new Newest(key, purpose.get(), list, read.validFrom(), read.bits()));
    } catch (MalformedStatusList malformed) {
      findings.add(
          TABLE,
          key,
          "signed",
          "a list under a status key",
          String.valueOf(malformed.getMessage()));
    }
  }

  private static Optional<VerificationKey<Purpose.Status>> statusKey(
      Evidence e, KeyId id, int registry) {
    return e.keys()
        .key(id)
        .filter(key -> key.institution().id() == registry)
        .flatMap((TrustedKey key) -> key.verifier(Purpose.STATUS));
  }

  private static void logged(Evidence e, String key, Digest signed, int registry, int set) {
    Optional<LogEntry> entry = e.log().byContent(signed).map(LogIndex.Placed::entry);
    if (entry.isEmpty()) {
      // before the entries that were read, where the run began later
      e.findings().require(!e.isFull(), TABLE, key, "signed", "its entry in the log", "none");
      return;
    }
    e.findings().same(TABLE, key, "entries_set", Optional.of(set), entry.get().set());
    e.findings().same(TABLE, key, "institution_id", entry.get().institution(), registry);
  }

  /** What happened to credentials after their issue, by status list, in the order of the log. */
  private static Map<Integer, List<LogEntry>> events(Evidence e) {
    List<LogIndex.Placed> all = new ArrayList<>();
    e.log().later().values().forEach(all::addAll);
    all.sort(Comparator.comparingLong(LogIndex.Placed::position));
    Map<Integer, List<LogEntry>> byList = new HashMap<>();
    for (LogIndex.Placed placed : all) {
      placed
          .entry()
          .slot()
          .ifPresent(
              slot ->
                  byList
                      .computeIfAbsent(slot.list(), none -> new ArrayList<>())
                      .add(placed.entry()));
    }
    return byList;
  }

  private static void compare(Evidence e, Newest newest, List<LogEntry> events) {
    StatusBits expected = StatusBits.of(newest.purpose(), newest.list(), events);
    Set<Integer> known = new HashSet<>();
    boolean isQuiet = true;
    for (LogEntry event : events) {
      event.slot().ifPresent(slot -> known.add(slot.index()));
      isQuiet &= event.time().isBefore(newest.from().minus(BEHIND));
    }
    for (int index : StatusBits.none(newest.purpose()).loweredFrom(newest.bits())) {
      e.findings()
          .require(
              known.contains(index),
              TABLE,
              newest.key(),
              "signed",
              "an event for entry " + index,
              "a bit without an event");
    }
    if (isQuiet) {
      e.findings().same(TABLE, newest.key(), "bits", expected.digest(), newest.bits().digest());
    }
  }
}
