package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Person;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.register.Register;
import vn.sogoc.register.StagedEntry;

/**
 * What the signing job reads and writes. Everything that writes joins the job's own, fenced
 * transaction.
 */
@ApplicationScoped
class SigningWork {
  private final BatchRepository batches;
  private final BatchRowRepository rows;
  private final Register register;
  private final Persons persons;
  private final Mandates mandates;
  private final Signing signing;
  private final BatchAuthority authority;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final SecureRandom random;
  private final BatchTrail trail;

  SigningWork(
      BatchRepository batches,
      BatchRowRepository rows,
      Register register,
      Persons persons,
      Mandates mandates,
      Signing signing,
      BatchAuthority authority,
      TrustRegister trust,
      Catalogue catalogue,
      SecureRandom random,
      BatchTrail trail) {
    this.batches = batches;
    this.rows = rows;
    this.register = register;
    this.persons = persons;
    this.mandates = mandates;
    this.signing = signing;
    this.authority = authority;
    this.trust = trust;
    this.catalogue = catalogue;
    this.random = random;
    this.trail = trail;
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
    authority.require(batch);
    if (batch.recordIds != null) {
      restart(id, now);
    } else {
      register.reserve(
          id, batch.institutionId, batch.kind, batch.issueDate.getYear(), batch.rowCount, now);
      byte[] recordIds = new byte[16 * batch.rowCount];
      random.nextBytes(recordIds);
      batch.recordIds = recordIds;
      batch.iat = now.truncatedTo(ChronoUnit.SECONDS);
    }
  }

  /** Drops signatures that were not recorded and takes a new time of issue. The numbers stay. */
  @Transactional(TxType.MANDATORY)
  void restart(UUID id, Instant now) {
    BatchEntity batch = signing(id);
    register.dropStaged(id);
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

  @Transactional
  List<BatchRowEntity> rows(UUID id, int from, int limit) {
    return rows.from(id, from, limit);
  }

  /** The first row that waits, where one does. */
  List<StagedEntry> firstStaged(UUID id) {
    return register.staged(id, 0, 1);
  }

  @Transactional(TxType.MANDATORY)
  void stage(List<StagedEntry> signed) {
    register.stage(signed);
  }

  /** The commit point: the whole batch enters the register with its events, and is recorded. */
  @Transactional(TxType.MANDATORY)
  void record(UUID id, RecordCheck.Checked checked, Instant now) {
    BatchEntity batch = signing(id);
    // What was signed and whose it is was read before; both must be what the seal covers now.
    authority.require(batch, checked.persons());
    if (!checked.approvedHash().equals(batch.approvedHash())) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED,
          "the approved hash changed after the records were checked");
    }
    batch.moveTo(BatchState.RECORDED);
    batch.recordedAt = now;
    batches.flush();
    Instant iat = batch.iat;
    if (iat == null) {
      throw new IllegalStateException("nothing is reserved for " + batch.publicId());
    }
    mandates.requireCovering(batch.mandateId, batch.institutionId, batch.kind, iat);
    signing.requireRecordable(batch.institutionId, checked.key(), iat, now);
    register.record(id, now);
    trail.tell(Doer.REGISTRY, "record", batch);
  }

  /**
   * What a recorded batch says of its persons is known of them from here on; a draft's never is.
   * Done again it changes nothing.
   */
  @Transactional(TxType.MANDATORY)
  void registerHolders(int institution, List<Person> holders) {
    persons.registerAll(institution, holders);
  }

  /** The list is out; what was staged is of no more use. */
  @Transactional(TxType.MANDATORY)
  void done(UUID id, Instant now) {
    BatchEntity batch = batches.findById(id);
    batch.moveTo(BatchState.DONE);
    batch.doneAt = now;
    register.dropStaged(id);
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

  private BatchEntity signing(UUID id) {
    BatchEntity batch = locked(id);
    if (batch.batchState() != BatchState.SIGNING) {
      throw new Refusal(IssuanceProblem.BATCH_STATE, "the batch is in state " + batch.state);
    }
    return batch;
  }
}
