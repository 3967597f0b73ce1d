package vn.sogoc.register;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.StatusSlot;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.platform.store.FreshPlans;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/**
 * A batch on its way into the register, inside of one transaction: rows are seated by any thread,
 * written in order by the one that owns the transaction, and {@link #end} makes the batch whole. A
 * row goes from verified bytes in memory into the register; there is no place between where anybody
 * could change it.
 */
public final class Recording {
  private static final String[] ENTRY =
      """
      id, institution_id, batch_id, batch_row, kind, regime, full_name, birth_date, serial_number, serial_key,
      register_number, register_year, register_seq, decision_number, decision_key, decision_date, issue_date,
      status_list, status_index, key_id, person_id, lookup, cose, digest, recorded_at, seal"""
          .replaceAll("\\s", "")
          .split(",");

  /** From so many rows on their own plans are worth forgetting all others. */
  private static final int MANY = 256;

  private static final String[] EVENT = {
    "id", "institution_id", "entry_id", "type", "entry", "entry_digest", "recorded_at"
  };

  /** In the order of random ids: places in the log must not tell the order of the class list. */
  static final String EVENTS =
      """
      select v.id, v.institution_id, v.entry
      from register_entry e join register_event v on v.entry_id = e.id
      where e.batch_id =""";

  private final NumberReservationEntity held;
  private final ReservedNumbers numbers;
  private final Instant at;
  private final RegisterEntryRepository entries;
  private final TransparencyLog log;
  private final PublicIds ids;
  private final EntrySeal seal;
  private int written;
  private boolean isEnded;

  /** Where rows wait for those of other batches; null where they are written at once. */
  private @Nullable CopyRows copiedLater;

  private @Nullable CopyRows toldLater;

  Recording(
      NumberReservationEntity held,
      ReservedNumbers numbers,
      Instant at,
      RegisterEntryRepository entries,
      TransparencyLog log,
      PublicIds ids,
      EntrySeal seal) {
    this.held = held;
    this.numbers = numbers;
    this.at = at;
    this.entries = entries;
    this.log = log;
    this.ids = ids;
    this.seal = seal;
  }

  /** A signed record with its row and its event; opaque. */
  public static final class Seated {
    private final RegisterEntryEntity row;
    private final UUID event;
    private final LogEntry issued;

    private Seated(RegisterEntryEntity row, UUID event, LogEntry issued) {
      this.row = row;
      this.event = event;
      this.issued = issued;
    }
  }

  /** When the batch is recorded. */
  public Instant at() {
    return at;
  }

  /**
   * Gives a signed record its row. Pure: any thread may.
   *
   * @param position of the row in the batch, from 0
   * @throws Refusal {@code numbers-differ} where the record does not carry its reserved numbers
   */
  public Seated seat(int position, NewEntry entry) {
    AuthenticRecord signed = entry.record();
    Claims claims = signed.record().claims();
    StatusSlot slot = numbers.slot(position);
    boolean reserved =
        claims.institution() == numbers.institution()
            && claims.kind().code().equals(numbers.kind())
            && claims.issueDate().getYear() == numbers.year()
            && slot.equals(signed.record().slot())
            && numbers
                .registerNumber(claims.kind(), position)
                .equals(signed.record().registerNumber());
    if (!reserved) {
      throw new Refusal(
          RegisterProblem.NUMBERS_DIFFER, "Row " + position + " does not carry its numbers.");
    }
    RegisterEntryEntity e = new RegisterEntryEntity();
    e.id = signed.record().id().key();
    e.institutionId = numbers.institution();
    e.batchId = held.batchId;
    e.batchRow = position;
    e.kind = numbers.kind();
    e.regime = claims.regime().code();
    e.fullName = claims.fullName().value();
    e.birthDate = claims.birthDate().toString();
    e.serialNumber = signed.record().serialNumber();
    e.serialKey = EntrySeal.serialKey(e.serialNumber);
    e.registerNumber = signed.record().registerNumber();
    e.registerYear = numbers.year();
    e.registerSeq = numbers.firstRegister() + position;
    e.decisionNumber = claims.decisionNumber();
    e.decisionKey = DecisionKey.of(e.decisionNumber);
    e.decisionDate = claims.decisionDate();
    e.issueDate = claims.issueDate();
    e.statusList = slot.list();
    e.statusIndex = slot.index();
    e.keyId = signed.keyId().value().toArray();
    e.personId = entry.person();
    e.lookup = seal.lookup(e.serialKey, claims.fullName().searchKey()).toArray();
    e.cose = signed.cose().toArray();
    e.digest = signed.digest().toArray();
    e.recordedAt = at;
    e.seal = seal.of(e).toArray();
    return new Seated(
        e, ids.nextUuid(), LogEntry.issued(at, numbers.institution(), signed.digest(), slot));
  }

  /** Writes the next rows with their events. */
  public void write(List<Seated> rows) {
    CopyRows copied = copiedLater == null ? entries() : copiedLater;
    CopyRows told = toldLater == null ? events() : toldLater;
    for (Seated seated : rows) {
      RegisterEntryEntity e = seated.row;
      if (e.batchRow != written) {
        throw new IllegalStateException("row " + e.batchRow + " is not the next, " + written);
      }
      written++;
      copy(e, copied);
      byte[] entry = seated.issued.encode().toArray();
      told.row()
          .add(seated.event)
          .add(e.institutionId)
          .add(e.id)
          .add(seated.issued.type().code())
          .add(entry)
          .add(Digest.sha256(entry).toArray())
          .add(at);
    }
    if (copiedLater != null) {
      return;
    }
    EntityManager session = entries.getEntityManager();
    copied.into(session);
    if (written == rows.size() && written >= MANY) {
      FreshPlans.of(session);
    }
    told.into(session);
  }

  /**
   * Makes the batch whole: its numbers are used, its events are bound for the log.
   *
   * @throws Refusal {@code numbers-differ} where not every reserved row was written
   */
  public void end() {
    held.state = NumberReservationEntity.USED;
    int told = written; // of several they are written and counted together, later
    if (copiedLater == null) {
      entries.getEntityManager().flush();
      told = log.submitSelected(EVENTS + " :batch", Map.of("batch", held.batchId));
    }
    if (written != held.count || told != held.count) {
      throw new Refusal(
          RegisterProblem.NUMBERS_DIFFER,
          "Expected %d reserved rows, found %d with %d events"
              .formatted(held.count, written, told));
    }
    isEnded = true;
  }

  /** How many rows a batch has that was found whole. */
  int ended() {
    if (!isEnded) {
      throw new IllegalStateException("a batch was begun and not ended");
    }
    return written;
  }

  /** Lets the rows wait for those of other batches. */
  Recording writingInto(CopyRows rows, CopyRows events) {
    copiedLater = rows;
    toldLater = events;
    return this;
  }

  static CopyRows entries() {
    return new CopyRows("register_entry", ENTRY);
  }

  static CopyRows events() {
    return new CopyRows("register_event", EVENT);
  }

  private static void copy(RegisterEntryEntity e, CopyRows rows) {
    rows.row()
        .add(e.id)
        .add(e.institutionId)
        .add(e.batchId)
        .add(e.batchRow)
        .add(e.kind)
        .add(e.regime)
        .add(e.fullName)
        .add(e.birthDate)
        .add(e.serialNumber)
        .add(e.serialKey)
        .add(e.registerNumber)
        .add(e.registerYear)
        .add(e.registerSeq)
        .add(e.decisionNumber)
        .add(e.decisionKey)
        .add(e.decisionDate)
        .add(e.issueDate)
        .add(e.statusList)
        .add(e.statusIndex)
        .add(e.keyId)
        .add(e.personId)
        .add(e.lookup)
        .add(e.cose)
        .add(e.digest)
        .add(e.recordedAt)
        .add(e.seal);
  }
}
