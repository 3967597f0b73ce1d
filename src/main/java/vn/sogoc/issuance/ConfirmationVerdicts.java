package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import vn.sogoc.issuance.confirmation.ConfirmationBook;
import vn.sogoc.issuance.confirmation.ConfirmationProblem;
import vn.sogoc.issuance.confirmation.ConfirmationRound;
import vn.sogoc.issuance.confirmation.ConfirmationStanding;
import vn.sogoc.issuance.confirmation.ConfirmationVerdict;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * What graduates said holds a batch until an approver has seen just that: silence and disputes are
 * no consent, so whoever goes on nevertheless says why, and it stands beside the approval. Every
 * call joins the caller's transaction, which holds the batch, as every answer's does.
 */
@ApplicationScoped
class ConfirmationVerdicts {
  static final String ACCEPT = "confirmation.accept";

  private final ConfirmationBook repository;
  private final Trail trail;
  private final Clock clock;

  ConfirmationVerdicts(ConfirmationBook repository, Trail trail, Clock clock) {
    this.repository = repository;
    this.trail = trail;
    this.clock = clock;
  }

  /** What graduates said of a batch; empty where nobody asked them. */
  Optional<ConfirmationView> view(BatchEntity batch) {
    return repository.round(batch.id).map(round -> view(batch, round));
  }

  private ConfirmationView view(BatchEntity batch, ConfirmationRound round) {
    ConfirmationStanding standing = repository.standing(round);
    Optional<ConfirmationVerdict> verdict = repository.verdict(batch.id);
    boolean isHeld =
        switch (batch.batchState()) {
          case DRAFT -> standing.disputed() > 0;
          case APPROVED -> !isSettled(batch, verdict);
          case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> false;
        };
    return new ConfirmationView(
        batch.publicId(),
        round,
        standing,
        hash(batch, standing),
        isOpen(batch, round, clock.instant()),
        isHeld,
        repository.generation(batch.id) > 0,
        verdict);
  }

  /** Whether graduates can answer: nothing is signed, and the closing day has not passed. */
  static boolean isOpen(BatchEntity batch, ConfirmationRound round, Instant now) {
    return switch (batch.batchState()) {
      case DRAFT, APPROVED -> !LegalDay.of(now).isAfter(round.closesOn());
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> false;
    };
  }

  /**
   * Keeps what an approver has seen; the batch goes on with it.
   *
   * @param seen what the approver was shown, and a reason where rows are disputed
   * @throws Refusal where it is not what graduates say now, or rows are disputed and there is no
   *     reason
   */
  void accept(Actor actor, BatchEntity batch, ConfirmationSeen seen) {
    Optional<ConfirmationRound> round = repository.round(batch.id);
    if (round.isEmpty()) {
      return;
    }
    repository.requireGenuine(batch.id);
    ConfirmationStanding standing = repository.standing(round.get());
    Digest hash = hash(batch, standing);
    if (!seen.hash().equals(Optional.of(hash))) {
      throw new Refusal(
          ConfirmationProblem.CHANGED,
          "graduates were asked: send confirmationHash of what they say now (%d confirmed, %d disputed, %d silent, %d not asked)"
              .formatted(
                  standing.confirmed(),
                  standing.disputed(),
                  standing.silent(),
                  standing.notAsked()));
    }
    if (standing.disputed() > 0 && seen.reason().isEmpty()) {
      throw disputed(standing.disputed());
    }
    ConfirmationVerdict verdict =
        new ConfirmationVerdict(
            batch.id,
            repository.verdict(batch.id).map(ConfirmationVerdict::version).orElse(0) + 1,
            batch.institutionId,
            standing,
            hash,
            standing.disputed() > 0 ? seen.reason().orElseThrow() : null,
            actor.accountId(),
            actor.personId(),
            actor.displayName(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    repository.add(verdict);
    trail.tell(
        new Deed(
            actor.as(Role.APPROVE),
            ACCEPT,
            batch.institutionId,
            object(batch.publicId(), verdict.version()),
            verdict.told()));
  }

  /**
   * Answers disputes that came after the approval, as another person than the one who prepared the
   * batch.
   */
  void answer(Actor actor, BatchEntity batch, ConfirmationSeen seen) {
    if (batch.batchState() != BatchState.APPROVED) {
      throw Batches.state(batch);
    }
    if (batch.preparedPerson.equals(actor.personId())) {
      throw new Refusal(
          ApprovalProblem.SAME_PERSON, "the person who prepared this cannot answer for it");
    }
    if (repository.round(batch.id).isEmpty()) {
      throw new Refusal(ConfirmationProblem.NOT_ASKED, "nobody asked the graduates");
    }
    boolean isSaid =
        repository
            .verdict(batch.id)
            .filter(one -> one.person().equals(actor.personId()))
            .filter(one -> seen.hash().equals(Optional.of(one.hash())))
            .filter(one -> seen.reason().equals(Optional.ofNullable(one.reason())))
            .isPresent();
    if (!isSaid) { // sent again, it is one verdict
      accept(actor, batch, seen);
    }
  }

  /**
   * That nothing graduates said waits for an answer. Asked in the transaction that begins the
   * signing, which ends their links.
   *
   * @throws Refusal {@code confirmation-disputed}
   */
  void requireSettled(BatchEntity batch) {
    if (repository.round(batch.id).isEmpty()) {
      return;
    }
    repository.requireGenuine(batch.id);
    if (!isSettled(batch, repository.verdict(batch.id))) {
      throw new Refusal(
          ConfirmationProblem.DISPUTED,
          "graduates disputed rows after the batch was approved; an approver answers that first");
    }
  }

  /** Takes the links away with the rows. */
  void forget(BatchEntity batch) {
    repository.forget(batch.id);
  }

  private boolean isSettled(BatchEntity batch, Optional<ConfirmationVerdict> verdict) {
    return verdict
        .filter(one -> !one.person().equals(batch.preparedPerson))
        .filter(one -> !repository.isDisputedSince(batch.id, one.standing().lastOrdinal()))
        .isPresent();
  }

  private static Digest hash(BatchEntity batch, ConfirmationStanding standing) {
    return standing.hash(batch.publicId().toString(), batch.approvedHash());
  }

  static String object(PublicId batch, int number) {
    return batch + "/" + number;
  }

  private static Refusal disputed(int rows) {
    return new Refusal(
        ConfirmationProblem.DISPUTED,
        rows + " rows are disputed: make a new batch without the mistakes, or say why it goes on");
  }
}
