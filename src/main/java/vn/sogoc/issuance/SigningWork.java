package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Person;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.register.NewEntry;
import vn.sogoc.register.Recording;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.status.Provisionals;
import vn.sogoc.tlog.LogEntry;

/**
 * What the signing job reads and writes. Everything that writes joins the job's own, fenced
 * transaction.
 */
@ApplicationScoped
class SigningWork {
  private static final int PAGE = 1000;
  private static final int ENDED_AT_ONCE = 200;

  /** Half of what the log allows, so that other entries may come between. */
  private static final Duration LONGEST_RECORDING = LogEntry.MOST_BEHIND.dividedBy(2);

  private final BatchRepository batches;
  private final StagedRecords staged;
  private final RecordCheck check;
  private final Register register;
  private final Persons persons;
  private final Mandates mandates;
  private final Signing signing;
  private final HeadSignature head;
  private final BatchAuthority authority;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final SecureRandom random;
  private final BatchTrail trail;
  private final Provisionals provisionals;
  private final Clock clock;

  SigningWork(
      BatchRepository batches,
      StagedRecords staged,
      RecordCheck check,
      Register register,
      Persons persons,
      Mandates mandates,
      Signing signing,
      HeadSignature head,
      BatchAuthority authority,
      TrustRegister trust,
      Catalogue catalogue,
      SecureRandom random,
      BatchTrail trail,
      Provisionals provisionals,
      Clock clock) {
    this.batches = batches;
    this.staged = staged;
    this.check = check;
    this.register = register;
    this.persons = persons;
    this.mandates = mandates;
    this.signing = signing;
    this.head = head;
    this.authority = authority;
    this.trust = trust;
    this.catalogue = catalogue;
    this.random = random;
    this.trail = trail;
    this.provisionals = provisionals;
    this.clock = clock;
  }

  /** Whether the batch passed its commit point under an earlier job; then only its list is due. */
  @Transactional(TxType.MANDATORY)
  boolean isRecorded(UUID id) {
    return switch (locked(id).batchState()) {
      case RECORDED, DONE -> true;
      case FAULTY, DRAFT, APPROVED, SIGNING, DISCARDED, VOIDED -> false;
    };
  }

  /**
   * Numbers, status slots, record ids and the time of issue. The numbers and ids are taken once for
   * ever: a job after one that failed finds them, and begins its signatures anew.
   */
  @Transactional(TxType.MANDATORY)
  void reserve(UUID id, Instant now) {
    BatchEntity batch = signing(id);
    requireAskedFor(batch, now);
    if (batch.recordIds != null) {
      restart(id, now);
    } else {
      register.reserve(
          id, batch.institutionId, batch.kind, batch.issueDate.getYear(), batch.rowCount, now);
      begin(batch, now);
    }
  }

  /** Asked for again when it is recorded; what could not be is not begun. */
  void requireAskedFor(BatchEntity batch, Instant now) {
    authority.require(batch);
    Mandate mandate = mandates.covering(batch.mandateId, batch.institutionId, batch.kind, now);
    head.require(batch, head.tree(batch).root(), mandate, now);
  }

  /** Its own ids, and the time of issue. */
  void begin(BatchEntity batch, Instant now) {
    byte[] recordIds = new byte[16 * batch.rowCount];
    random.nextBytes(recordIds);
    batch.recordIds = recordIds;
    batch.iat = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Drops signatures that were not recorded and takes a new time of issue. The numbers stay. */
  @Transactional(TxType.MANDATORY)
  void restart(UUID id, Instant now) {
    BatchEntity batch = signing(id);
    staged.deleteOf(id);
    batch.iat = now.truncatedTo(ChronoUnit.SECONDS);
  }

  /**
   * That somebody with the right to asked for this batch to be signed. A job at a later step is no
   * proof that the earlier ones were taken: its row can be written by hand too.
   */
  @Transactional
  void requireAuthority(UUID id) {
    authority.require(batches.findByIdOptional(id).orElseThrow(SigningWork::noBatch));
  }

  /** What was reserved. Register numbers are asked for again and are the same. */
  @Transactional
  Reserved reserved(UUID id) {
    BatchEntity batch = batches.findById(id);
    byte[] recordIds = batch.recordIds;
    Instant iat = batch.iat;
    if (recordIds == null || iat == null) {
      throw new IllegalStateException("nothing is reserved for " + batch.publicId());
    }
    return new Reserved(
        batch,
        catalogue.kind(batch.kind).orElseThrow(),
        trust.statement(batch.institutionId).facts().serialPrefix(),
        register.reserve(
            id, batch.institutionId, batch.kind, batch.issueDate.getYear(), batch.rowCount, iat),
        iat,
        Bytes.of(recordIds));
  }

  /** The rows that wait. */
  StagedRecords.Source staged(UUID id) {
    return (position, limit) -> staged.from(id, position, limit);
  }

  /** The first row that waits, where one does. */
  @Transactional
  List<StagedRecords.Owned> firstStaged(UUID id) {
    return staged.from(id, 0, 1);
  }

  @Transactional(TxType.MANDATORY)
  void stage(UUID id, int institution, List<StagedRecords.Staged> signed) {
    staged.write(id, institution, signed);
  }

  /**
   * The commit point: the whole batch enters the register with its events, and is recorded. What
   * was signed, and whose it is, is checked and written in one reading.
   *
   * @param signed the signed rows; nothing is believed of them
   * @param each is given the rows on the way, page by page, in order
   */
  @Transactional(TxType.MANDATORY)
  void record(UUID id, StagedRecords.Source signed, Consumer<List<NewEntry>> each) {
    BatchEntity batch = signing(id);
    Reserved reserved = reserved(id);
    provisionals.hold(List.of(decided(batch)));
    record(reserved, register.begin(id, clock.instant()), signed, each);
  }

  static Provisionals.Decided decided(BatchEntity batch) {
    return new Provisionals.Decided(
        batch.institutionId, batch.kind, batch.decisionNumber, batch.decisionDate);
  }

  /** Into a recording that was begun, whose end is this too. */
  void record(
      Reserved reserved,
      Recording recording,
      StagedRecords.Source signed,
      Consumer<List<NewEntry>> each) {
    BatchEntity batch = reserved.batch();
    provisionals.requireInTime(
        batch.id, batch.institutionId, batch.kind, batch.decisionNumber, batch.decisionDate);
    RecordCheck.Checked checked =
        check.record(reserved, head.tree(batch).secret(), recording, signed, each);
    authority.require(batch, checked.persons());
    Instant now = clock.instant();
    mandates.covering(batch.mandateId, batch.institutionId, batch.kind, reserved.iat());
    Mandate mandate = mandates.covering(batch.mandateId, batch.institutionId, batch.kind, now);
    head.require(batch, checked.root(), mandate, now);
    signing.requireAccredited(batch.institutionId, batch.kind, batch.issueDate);
    signing.requireRecordable(batch.institutionId, checked.key(), reserved.iat(), now);
    recording.end();
    if (recording.at().plus(LONGEST_RECORDING).isBefore(clock.instant())) {
      // The log takes no entry that is dated far behind those before it.
      throw new Refusal(
          IssuanceProblem.RECORDING_TOO_SLOW,
          "recording took longer than " + LONGEST_RECORDING.toMinutes() + " minutes");
    }
    batch.moveTo(BatchState.RECORDED);
    batch.recordedAt = recording.at();
    trail.tell(Doer.REGISTRY, "record", batch);
  }

  /**
   * That the batch is in the register, by its state and by every row of it.
   *
   * @param each is given what is recorded, page by page, in order
   * @throws Refusal where it is not, or a row was altered
   */
  @Transactional
  void recorded(UUID id, Consumer<List<RegisterEvidence.Recorded>> each) {
    requireRecorded(id);
    int size = size(id);
    int count = 0;
    for (List<RegisterEvidence> page = register.recordedOfBatch(id, -1, PAGE);
        !page.isEmpty();
        page = register.recordedOfBatch(id, count - 1, PAGE)) {
      List<RegisterEvidence.Recorded> recorded = new ArrayList<>(page.size());
      for (RegisterEvidence row : page) {
        if (!(row instanceof RegisterEvidence.Recorded good)) {
          throw new Refusal(
              IssuanceProblem.CONTENT_CHANGED, "a row of the register was altered: " + row.id());
        }
        recorded.add(good);
      }
      count += page.size();
      each.accept(recorded);
      batches.getEntityManager().clear();
    }
    if (count != size) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED, "expected " + size + " rows, found " + count);
    }
  }

  /** That the batch passed its commit point. */
  @Transactional
  void requireRecorded(UUID id) {
    BatchEntity batch = batches.findByIdOptional(id).orElseThrow(SigningWork::noBatch);
    switch (batch.batchState()) {
      case RECORDED, DONE -> {
        // as it must be
      }
      case FAULTY, DRAFT, APPROVED, SIGNING, DISCARDED, VOIDED ->
          throw new Refusal(
              IssuanceProblem.AUTHORITY_MISSING, "the batch is in state " + batch.state);
    }
  }

  /**
   * What a recorded batch says of its persons is known of them from here on; a draft's never is.
   * Done again it changes nothing.
   */
  @Transactional(TxType.MANDATORY)
  void registerHolders(int institution, List<Person> holders) {
    persons.registerAll(institution, holders);
  }

  /**
   * Ends temporary certificates whose diplomas a recorded batch is, at most so many. Done again it
   * changes nothing.
   *
   * @return whether there may be more
   */
  @Transactional(TxType.MANDATORY)
  boolean endProvisional(UUID id, Instant now) {
    BatchEntity batch = batches.findById(id);
    boolean isAny =
        provisionals.endsAny(batch.kind)
            && batches.isUnder(batch.institutionId, batch.decisionKey, provisionals.meanwhile());
    return isAny && provisionals.end(id, batch.kind, ENDED_AT_ONCE, now) == ENDED_AT_ONCE;
  }

  /** What came between is ended too: nothing is done while a certificate waits for its diploma. */
  void requireEnded(UUID id, Instant now) {
    boolean isMore = true;
    while (isMore) {
      isMore = endProvisional(id, now);
    }
  }

  /** The list is out; what was staged is of no more use. */
  @Transactional(TxType.MANDATORY)
  void done(UUID id, Instant now) {
    requireEnded(id, now);
    BatchEntity batch = batches.findById(id);
    batch.moveTo(BatchState.DONE);
    batch.doneAt = now;
    staged.deleteOf(id);
  }

  /** How many rows the batch has. */
  @Transactional
  int size(UUID id) {
    return batches.findById(id).rowCount;
  }

  private BatchEntity locked(UUID id) {
    return batches
        .findByIdOptional(id, LockModeType.PESSIMISTIC_WRITE)
        .orElseThrow(SigningWork::noBatch);
  }

  /** A job that somebody wrote into the table; it fails for good and is not tried again. */
  private static Refusal noBatch() {
    return new Refusal(IssuanceProblem.AUTHORITY_MISSING, "the job names no batch");
  }

  /** The batch, locked. */
  BatchEntity signing(UUID id) {
    BatchEntity batch = locked(id);
    if (batch.batchState() != BatchState.SIGNING) {
      throw new Refusal(IssuanceProblem.BATCH_STATE, "the batch is in state " + batch.state);
    }
    return batch;
  }
}
