package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.text.Normalizer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.register.Register;
import vn.sogoc.register.ReservedNumbers;
import vn.sogoc.register.VoidMinutes;

/**
 * Gives up a batch that is being signed and never will be: one person asks with a reason, another
 * approves the hash of exactly that, and then, in one transaction, the job ends, the numbers are
 * void with minutes in the register, signatures that were made are gone, and the persons may be in
 * another batch. What is recorded cannot be given up; it can be revoked.
 */
@ApplicationScoped
public class Voidings {
  static final String SUBJECT = "batch-voiding";

  private static final String CONTEXT = "sogoc/voiding/1";
  private static final int SHORTEST = 10;
  private static final int LONGEST = 500;
  private static final int MOST_ASKED = 100;

  private final Batches batches;
  private final BatchRepository repository;
  private final BatchRowRepository rows;
  private final StagedRecords staged;
  private final Approvals approvals;
  private final Jobs jobs;
  private final Register register;
  private final BatchTrail trail;
  private final Accounts accounts;
  private final IssuanceConfig config;
  private final Clock clock;

  Voidings(
      Batches batches,
      BatchRepository repository,
      BatchRowRepository rows,
      StagedRecords staged,
      Approvals approvals,
      Jobs jobs,
      Register register,
      BatchTrail trail,
      Accounts accounts,
      IssuanceConfig config,
      Clock clock) {
    this.batches = batches;
    this.repository = repository;
    this.rows = rows;
    this.staged = staged;
    this.approvals = approvals;
    this.jobs = jobs;
    this.register = register;
    this.trail = trail;
    this.accounts = accounts;
    this.config = config;
    this.clock = clock;
  }

  /**
   * What is to be known before a batch is voided.
   *
   * @param year of the register numbers
   * @param first register number that the batch holds
   * @param count how many it holds; 0 where it took none yet
   * @param isAsker whether the visitor asked, so that somebody else approves
   * @param others who else approves at the institution, by name
   */
  public record Look(
      BatchView batch, int year, int first, int count, boolean isAsker, List<String> others) {
    public Look {
      others = List.copyOf(others);
    }
  }

  /** What is to be known before a batch is voided, and who the second person can be. */
  @Transactional
  public Look look(Actor actor, PublicId id) {
    BatchEntity batch = batches.find(actor, id);
    Optional<ReservedNumbers> numbers = register.reservedBy(batch.id);
    UUID asked = batch.voidAskedPerson;
    UUID first = asked == null ? actor.personId() : asked;
    return new Look(
        batches.view(batch),
        numbers.map(ReservedNumbers::year).orElse(0),
        numbers.map(ReservedNumbers::firstRegister).orElse(0),
        numbers.map(ReservedNumbers::count).orElse(0),
        actor.personId().equals(asked),
        accounts.holding(batch.institutionId, Role.APPROVE, MOST_ASKED).stream()
            .filter(other -> !other.personId().equals(first))
            .map(Actor::displayName)
            .distinct()
            .sorted()
            .toList());
  }

  /**
   * Asks for a batch to be voided. The job goes on meanwhile; asked again with another reason, the
   * earlier request and its approval lapse.
   *
   * @param reason 10 to 500 characters; it stands in the register for ever
   */
  @Transactional
  public BatchView ask(Actor actor, PublicId id, @Nullable String reason) {
    String minutes =
        Normalizer.normalize(reason == null ? "" : reason, Normalizer.Form.NFC).strip();
    int length = minutes.codePointCount(0, minutes.length());
    if (length < SHORTEST || length > LONGEST || minutes.matches("(?s).*[\\p{Cntrl}\\p{Cf}].*")) {
      throw new Refusal(
          IssuanceProblem.REASON_REFUSED,
          "a reason is " + SHORTEST + " to " + LONGEST + " characters on one line");
    }
    BatchEntity batch = batches.lock(actor, id);
    if (batch.batchState() != BatchState.SIGNING) {
      throw Batches.state(batch);
    }
    approvals.request(
        actor,
        batch.institutionId,
        SUBJECT,
        id.toString(),
        hash(batch, minutes),
        batch.rowCount,
        config.approvalTtl());
    batch.voidReason = minutes;
    batch.voidAskedPerson = actor.personId();
    batch.voidAskedName = actor.displayName();
    batch.voidAskedAt = clock.instant();
    return batches.view(batch);
  }

  /**
   * Approves, as another person than the one who asked, that exactly this batch is voided for
   * exactly this reason, and voids it.
   */
  @Transactional
  public BatchView approve(Actor actor, PublicId id, Digest hash) {
    boolean ended = endJob(batches.find(actor, id));
    BatchEntity batch = batches.lock(actor, id);
    // What was read before the locks may have changed meanwhile.
    repository.getEntityManager().refresh(batch);
    if (batch.batchState() != BatchState.SIGNING || !ended) {
      throw Batches.state(batch);
    }
    String reason = batch.voidReason;
    UUID askedPerson = batch.voidAskedPerson;
    String askedName = batch.voidAskedName;
    Instant askedAt = batch.voidAskedAt;
    if (reason == null || askedPerson == null || askedName == null || askedAt == null) {
      throw new Refusal(IssuanceProblem.NOT_ASKED, "nobody asked to void this batch");
    }
    Digest asked = hash(batch, reason);
    approvals.approve(actor, SUBJECT, id.toString(), hash, batch.rowCount);
    approvals.consume(SUBJECT, id.toString(), asked, batch.rowCount);
    Instant now = clock.instant();
    register.voidNumbers(
        batch.id,
        new VoidMinutes(
            reason,
            asked,
            askedPerson,
            askedName,
            askedAt,
            actor.personId(),
            actor.displayName(),
            now));
    batch.moveTo(BatchState.VOIDED);
    batch.voidedPerson = actor.personId();
    batch.voidedName = actor.displayName();
    batch.voidedAt = now;
    repository.flush();
    staged.deleteOf(batch.id);
    rows.release(batch.id);
    trail.tell(actor.as(Role.APPROVE), "void", batch);
    return batches.view(batch);
  }

  /** What the actor voided under this hash before: of a request whose answer was lost. */
  @Transactional
  public Optional<BatchView> approvedBefore(Actor actor, PublicId id, Digest hash) {
    BatchEntity batch = batches.find(actor, id);
    boolean isTheirs =
        batch.batchState() == BatchState.VOIDED
            && actor.personId().equals(batch.voidedPerson)
            && approvals
                .find(SUBJECT, id.toString())
                .filter(a -> a.content().equals(hash))
                .isPresent();
    return isTheirs ? Optional.of(batches.view(batch)) : Optional.empty();
  }

  /** Locks the job before the batch, in the order in which the job itself does. */
  private boolean endJob(BatchEntity batch) {
    UUID job = batch.jobId;
    return job != null && jobs.cancel(PublicId.of(BatchIds.JOB, job));
  }

  /** What the second person approves: the batch, its rows, the numbers it took, and the reason. */
  private Digest hash(BatchEntity batch, String reason) {
    Optional<ReservedNumbers> numbers = register.reservedBy(batch.id);
    return Digest.sha256(
        Cbor.map()
            .put(0, Cbor.of(CONTEXT))
            .put(1, Cbor.of(batch.publicId().toString()))
            .put(2, Cbor.of(batch.approvedHash().bytes()))
            .put(3, Cbor.of(batch.institutionId))
            .put(4, Cbor.of(batch.kind))
            .put(5, Cbor.of(numbers.map(ReservedNumbers::year).orElse(0)))
            .put(6, Cbor.of(numbers.map(ReservedNumbers::firstRegister).orElse(0)))
            .put(7, Cbor.of(numbers.map(ReservedNumbers::count).orElse(0)))
            .put(8, Cbor.of(reason))
            .build()
            .encode());
  }
}
