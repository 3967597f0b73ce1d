package vn.sogoc.audit;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.status.MalformedStatusList;
import vn.sogoc.status.StatusBits;
import vn.sogoc.status.StatusListCredential;
import vn.sogoc.status.StatusPurpose;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;

/**
 * The status lists: every version signed by a status key that was valid then and logged with the
 * number of its entries that are set; the newest says of each entry what the log's events about it
 * add up to, and no bit is without an event.
 */
final class StatusListCheck implements Check {
  private static final String TABLE = "status_list_version";

  /** A version is made of what the log had a moment before; what came later is in the next one. */
  private static final Duration BEHIND = Duration.ofMinutes(5);

  /** A service at work makes the next version within a minute; then the newest one lags. */
  private static final Duration LAG = Duration.ofMinutes(15);

  private record Place(String purpose, int list) {}

  private record Newest(
      String key, StatusPurpose purpose, int list, Instant from, StatusBits bits) {}

  private final Map<Place, Integer> versions = new HashMap<>();
  private final Map<Place, Newest> newest = new HashMap<>();
  private final Heads heads;

  /**
   * @param heads the last time of a cosignature shows that the service was at work
   */
  StatusListCheck(Heads heads) {
    this.heads = heads;
  }

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            20,
            "select * from status_list_version order by purpose, list, version",
            row -> version(e, row));
    if (e.isFull()) {
      Map<Integer, List<LogIndex.Placed>> events = events(e);
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
    Bytes signed = row.bytes("signed");
    List<KeyId> signers = new ArrayList<>();
    try {
      StatusListCredential.Read read =
          StatusListCredential.read(
              signed,
              purpose.get(),
              list,
              id -> {
                signers.add(id);
                return statusKey(e, id, registry);
              });
      e.nonces().take(TABLE, key, "signed", signers.getFirst().value(), signature(signed));
      findings.same(TABLE, key, "bits", Optional.of(read.bits().digest()), row.digest("bits"));
      findings.same(TABLE, key, "entries_set", read.bits().count(), row.integer("entries_set"));
      findings.same(TABLE, key, "valid_from", read.validFrom(), row.instant("valid_from"));
      findings.same(TABLE, key, "valid_until", read.validUntil(), row.instant("valid_until"));
      logged(e, key, Digest.sha256(signed), registry, read, signers.getFirst());
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

  /** The last part of what a status key signed, which verified. */
  private static byte[] signature(Bytes signed) {
    String text = new String(signed.toArray(), StandardCharsets.US_ASCII);
    return Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
  }

  private static void logged(
      Evidence e,
      String key,
      Digest signed,
      int registry,
      StatusListCredential.Read read,
      KeyId signer) {
    Optional<LogIndex.Placed> placed =
        e.log().byContent(signed).filter(p -> p.entry().type() == EntryType.STATUS_LIST);
    if (placed.isEmpty()) {
      // before the entries that were read, where the run began later
      e.findings().require(!e.isFull(), TABLE, key, "signed", "its entry in the log", "none");
      return;
    }
    LogEntry entry = placed.get().entry();
    Findings findings = e.findings();
    findings.same(TABLE, key, "entries_set", Optional.of(read.bits().count()), entry.set());
    findings.same(TABLE, key, "institution_id", entry.institution(), registry);
    boolean isOnce = e.log().toldByTable(placed.get().position());
    findings.require(isOnce, TABLE, key, "signed", "a version once", "another row of it");
    boolean isValid =
        e.keys()
            .at(registry, placed.get().position())
            .flatMap(s -> s.statement().key(signer))
            .filter(k -> k.state() == KeyState.ACTIVE && k.validAt(read.validFrom()))
            .isPresent();
    findings.require(
        isValid,
        TABLE,
        key,
        "signed",
        "a status key of the registry that was valid then",
        "key " + signer);
  }

  /** What happened to credentials after their issue, by status list, in the order of the log. */
  private static Map<Integer, List<LogIndex.Placed>> events(Evidence e) {
    List<LogIndex.Placed> all = new ArrayList<>();
    e.log().later().values().forEach(all::addAll);
    all.sort(Comparator.comparingLong(LogIndex.Placed::position));
    Map<Integer, List<LogIndex.Placed>> byList = new HashMap<>();
    for (LogIndex.Placed placed : all) {
      placed
          .entry()
          .slot()
          .ifPresent(
              slot -> byList.computeIfAbsent(slot.list(), none -> new ArrayList<>()).add(placed));
    }
    return byList;
  }

  private void compare(Evidence e, Newest newest, List<LogIndex.Placed> events) {
    Instant settled = settled(newest.from(), heads.cosignedAt());
    Map<Integer, List<LogIndex.Placed>> bySlot = new HashMap<>();
    for (LogIndex.Placed event : events) {
      int index = event.entry().slot().orElseThrow().index();
      bySlot.computeIfAbsent(index, none -> new ArrayList<>()).add(event);
    }
    for (int index : StatusBits.none(newest.purpose()).loweredFrom(newest.bits())) {
      e.findings()
          .require(
              bySlot.containsKey(index),
              TABLE,
              newest.key(),
              "signed",
              "an event for entry " + index,
              "a bit without an event");
    }
    bySlot.forEach(
        (index, ofSlot) -> {
          Set<Integer> may =
              values(newest.purpose(), newest.list(), ofSlot, settled, heads.cosigned());
          int is = newest.bits().at(index);
          e.findings()
              .require(
                  may.contains(is),
                  TABLE,
                  newest.key(),
                  "bits",
                  "entry "
                      + index
                      + " as the events of "
                      + ofSlot.getLast().entry().time()
                      + " and before",
                  Integer.toString(is));
        });
  }

  /** What happened before this time, the newest version must say. */
  static Instant settled(Instant from, Instant atWork) {
    Instant made = from.minus(BEHIND);
    Instant lagging = atWork.minus(LAG);
    return made.isAfter(lagging) ? made : lagging;
  }

  /**
   * The numbers that an entry may have: all that the events add up to from the settled ones on. A
   * list is made of what a cosigned head covers.
   *
   * @param events of one entry, in the order of the log
   */
  static Set<Integer> values(
      StatusPurpose purpose,
      int list,
      List<LogIndex.Placed> events,
      Instant settled,
      long covered) {
    List<LogEntry> entries = events.stream().map(LogIndex.Placed::entry).toList();
    int index = entries.getFirst().slot().orElseThrow().index();
    int certain = 0;
    while (certain < events.size()
        && events.get(certain).position() < covered
        && entries.get(certain).time().isBefore(settled)) {
      certain++;
    }
    Set<Integer> may = new HashSet<>();
    for (int many = certain; many <= events.size(); many++) {
      may.add(StatusBits.of(purpose, list, entries.subList(0, many)).at(index));
    }
    return may;
  }
}
