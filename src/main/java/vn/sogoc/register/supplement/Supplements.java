package vn.sogoc.register.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.MalformedEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/** The door to recorded supplements. */
@ApplicationScoped
public class Supplements {
  private final SupplementStore store;
  private final TransparencyLog log;
  private final PublicIds ids;

  Supplements(SupplementStore store, TransparencyLog log, PublicIds ids) {
    this.store = store;
    this.log = log;
    this.ids = ids;
  }

  /**
   * A supplement with its signature, which the caller verified.
   *
   * @param line in the list that was approved
   * @param diploma the register entry that it is of
   * @param issued SHA-256 of the bytes of the diploma's issued entry
   */
  public record Made(
      int line, UUID diploma, Digest issued, PublicId id, int revision, CoseSign1 message) {}

  /**
   * Records a list whole, with its entries of the log, in the caller's transaction.
   *
   * @param sheet the list that two persons approved
   */
  @Transactional(TxType.MANDATORY)
  public void record(int institution, UUID sheet, List<Made> made, Instant now) {
    List<Submission> entries = new ArrayList<>();
    for (Made one : made) {
      Digest digest = Digest.sha256(one.message().bytes());
      LogEntry entry = LogEntry.supplement(now, institution, digest, one.issued());
      SupplementEntity row = new SupplementEntity();
      row.id = one.id().key();
      row.institutionId = institution;
      row.sheetId = sheet;
      row.line = one.line();
      row.entryId = one.diploma();
      row.revision = one.revision();
      row.cose = one.message().bytes().toArray();
      row.digest = digest.toArray();
      row.eventId = ids.nextUuid();
      row.entry = entry.encode().toArray();
      row.recordedAt = now;
      store.keep(row);
      entries.add(new Submission(row.eventId, entry));
    }
    store.flush();
    entries.sort(Comparator.comparing(Submission::event)); // random, not that of the list
    log.submit(entries);
  }

  /** The newest revision of each diploma that has one, taken back or not: numbers are gapless. */
  @Transactional
  public Map<UUID, Integer> newestRevisions(Collection<UUID> diplomas) {
    return store.newestRevisions(diplomas);
  }

  /** The supplement with this digest. */
  @Transactional
  public Optional<SupplementEvidence> byDigest(Digest digest) {
    return store.byDigest(digest).map(this::evidence);
  }

  /** The supplement with this identifier. */
  @Transactional
  public Optional<SupplementEvidence> byId(PublicId id) {
    return store.findByIdOptional(id.key()).map(this::evidence);
  }

  /** All of a diploma, the newest revision first; at most {@value Supplement#MOST_REVISIONS}. */
  @Transactional
  public List<SupplementEvidence> ofDiploma(UUID diploma) {
    return store.ofDiploma(diploma).stream().map(this::evidence).toList();
  }

  /** Those of a list, in its order. */
  @Transactional
  public List<SupplementEvidence> ofSheet(int institution, UUID sheet, int afterLine, int limit) {
    return store.ofSheet(institution, sheet, afterLine, limit).stream()
        .map(this::evidence)
        .toList();
  }

  /** The one of a diploma that counts: the newest that was not taken back. */
  @Transactional
  public Optional<SupplementEvidence.Recorded> standing(UUID diploma) {
    for (SupplementEvidence one : ofDiploma(diploma)) {
      if (!(one instanceof SupplementEvidence.Recorded recorded)) {
        return Optional.empty(); // what may have replaced the others was altered
      }
      if (recorded.withdrawn().isEmpty()) {
        return Optional.of(recorded);
      }
    }
    return Optional.empty();
  }

  private SupplementEvidence evidence(SupplementEntity row) {
    PublicId id = PublicId.of(Supplement.ID_KIND, row.id);
    Digest digest = Digest.sha256(row.cose);
    Optional<LogEntry> entry = entry(row, digest);
    boolean holds =
        entry.isPresent() && store.isGenuine(row) && digest.equals(Digest.of(row.digest));
    return holds
        ? new SupplementEvidence.Recorded(
            id,
            row.institutionId,
            row.entryId,
            row.line,
            row.revision,
            Bytes.of(row.cose),
            digest,
            entry.get(),
            row.recordedAt,
            store.withdrawnAt(row.id))
        : new SupplementEvidence.Altered(id);
  }

  /** Its entry, where that says just what the row says. */
  private static Optional<LogEntry> entry(SupplementEntity row, Digest digest) {
    try {
      LogEntry stored = LogEntry.parse(Bytes.of(row.entry));
      LogEntry told =
          LogEntry.supplement(
              row.recordedAt,
              row.institutionId,
              digest,
              stored.subject().orElse(Digest.sha256(new byte[0])));
      return Optional.of(stored).filter(told::equals);
    } catch (MalformedEntry e) {
      return Optional.empty();
    }
  }
}
