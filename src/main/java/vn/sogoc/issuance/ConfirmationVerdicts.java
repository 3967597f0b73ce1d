package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.sogoc.issuance.confirmation.AnswerBook;
import vn.sogoc.issuance.confirmation.ConfirmationBook;
import vn.sogoc.issuance.confirmation.ConfirmationDownload;
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
 * no consent, so whoever goes on nevertheless says why, and it stands beside the approval; so does
 * that nobody was asked. A dispute is lifted by an approver alone, who neither prepared the batch
 * nor had its links. Every call joins the caller's transaction, which holds the batch, as every
 * answer's does.
 */
@ApplicationScoped
class ConfirmationVerdicts {
  private final ConfirmationBook book;
  private final AnswerBook answers;
  private final Trail trail;
  private final Clock clock;

  ConfirmationVerdicts(ConfirmationBook book, AnswerBook answers, Trail trail, Clock clock) {
    this.book = book;
    this.answers = answers;
    this.trail = trail;
    this.clock = clock;
  }

  /** What graduates said of a batch that has no faults. */
  ConfirmationView view(BatchEntity batch) {
    Optional<ConfirmationRound> round = book.round(batch.id);
    List<ConfirmationVerdict> verdicts = answers.verdicts(batch.id);
    List<ConfirmationDownload> downloads = book.downloads(batch.id);
    ConfirmationStanding standing = standing(batch, round, downloads.size(), verdicts);
    boolean isHeld =
        switch (batch.batchState()) {
          case DRAFT -> standing.needsReason();
          case APPROVED -> round.isPresent() && !isSettled(batch, verdicts);
          case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> false;
        };
    return new ConfirmationView(
        batch.publicId(),
        round,
        standing,
        hash(batch, standing),
        round.filter(one -> isOpen(batch.batchState(), one, clock.instant())).isPresent(),
        isHeld,
        downloads,
        answers.givenUp(batch.institutionId, batch.decisionKey, batch.kind, batch.id),
        verdicts);
  }

  /** Of a batch that is signed, what the last approver saw. */
  private ConfirmationStanding standing(
      BatchEntity batch,
      Optional<ConfirmationRound> round,
      int downloads,
      List<ConfirmationVerdict> verdicts) {
    if (round.isEmpty()) {
      return ConfirmationStanding.ofNobody(batch.rowCount);
    }
    return switch (batch.batchState()) {
      case DRAFT, APPROVED, FAULTY ->
          answers.standing(round.get(), downloads, LegalDay.of(clock.instant()));
      case SIGNING, RECORDED, DONE, VOIDED ->
          verdicts.isEmpty()
              ? answers.leftOf(round.get(), downloads, batch.rowCount)
              : verdicts.getFirst().standing();
      case DISCARDED -> answers.leftOf(round.get(), downloads, batch.rowCount);
    };
  }

  /** Whether graduates can answer: nothing is signed, and the closing day has not passed. */
  static boolean isOpen(BatchState state, ConfirmationRound round, Instant now) {
    return switch (state) {
      case DRAFT, APPROVED -> !LegalDay.of(now).isAfter(round.closesOn());
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> false;
    };
  }

  /** Whether graduates of the batch were asked. */
  boolean isAsked(BatchEntity batch) {
    return book.round(batch.id).isPresent();
  }

  /** Whether graduates were asked, and whether what they said holds the batch. */
  record Shown(boolean isAsked, boolean isHeld) {}

  /** The same for lists, which an altered row must not hide: its batch counts as held. */
  Shown shown(BatchEntity batch) {
    try {
      return new Shown(isAsked(batch), isHeld(batch));
    } catch (Refusal altered) { // told as an alarm where it was found
      return new Shown(true, batch.batchState() == BatchState.APPROVED);
    }
  }

  /** Whether an approved batch waits for an approver because of a dispute. */
  boolean isHeld(BatchEntity batch) {
    return batch.batchState() == BatchState.APPROVED
        && isAsked(batch)
        && !isSettled(batch, answers.verdicts(batch.id));
  }

  /**
   * Keeps what an approver has seen; the batch goes on with it.
   *
   * @param seen what the approver was shown, and a reason where one is needed; not asked for where
   *     nobody asked the graduates
   * @throws Refusal where it is not what graduates say now, a reason is missing, or the approver is
   *     somebody who could have answered for them
   */
  void accept(Actor actor, BatchEntity batch, ConfirmationSeen seen) {
    answers.requireGenuine(batch.publicId());
    Optional<ConfirmationRound> round = book.round(batch.id);
    List<ConfirmationDownload> downloads = book.downloads(batch.id);
    if (downloads.stream().anyMatch(one -> one.person().equals(actor.personId()))) {
      throw new Refusal(
          ApprovalProblem.SAME_PERSON,
          "whoever had the graduates' links cannot say that what they said is enough");
    }
    List<ConfirmationVerdict> verdicts = answers.verdicts(batch.id);
    ConfirmationStanding standing = standing(batch, round, downloads.size(), verdicts);
    Digest hash = hash(batch, standing);
    if (round.isPresent() && !seen.hash().equals(Optional.of(hash))) {
      throw new Refusal(
          ConfirmationProblem.CHANGED,
          "graduates were asked: send confirmationHash of what they say now (%d confirmed, %d disputed, %d silent, %d not asked)"
              .formatted(
                  standing.confirmed(),
                  standing.disputed(),
                  standing.silent(),
                  standing.notAsked()));
    }
    if (standing.needsReason() && seen.reason().isEmpty()) {
      throw reasonMissing(standing);
    }
    ConfirmationVerdict verdict =
        new ConfirmationVerdict(
            batch.id,
            verdicts.isEmpty() ? 1 : verdicts.getFirst().version() + 1,
            batch.institutionId,
            standing,
            hash,
            standing.needsReason() ? seen.reason().orElseThrow() : null,
            actor.accountId(),
            actor.personId(),
            actor.displayName(),
            clock.instant().truncatedTo(ChronoUnit.MILLIS));
    answers.add(verdict);
    trail.tell(
        new Deed(
            actor.as(Role.APPROVE),
            "confirmation.accept",
            batch.institutionId,
            object(batch.publicId(), verdict.version()),
            verdict.told()));
  }

  /** Whether an approver went on with just this before. */
  boolean isAccepted(Actor actor, BatchEntity batch, ConfirmationSeen seen) {
    return answers.verdicts(batch.id).stream()
        .filter(one -> one.person().equals(actor.personId()))
        .filter(
            one -> one.standing().closesOn() == null || seen.hash().equals(Optional.of(one.hash())))
        .anyMatch(one -> one.reason() == null || seen.reason().equals(Optional.of(one.reason())));
  }

  /**
   * Answers disputes that came after the approval, as another person than the one who prepared the
   * batch. Said again in the same words, it is one verdict.
   */
  void answer(Actor actor, BatchEntity batch, ConfirmationSeen seen) {
    if (batch.batchState() != BatchState.APPROVED) {
      throw Batches.state(batch);
    }
    if (batch.preparedPerson.equals(actor.personId())) {
      throw new Refusal(
          ApprovalProblem.SAME_PERSON, "the person who prepared this cannot answer for it");
    }
    List<ConfirmationVerdict> verdicts = answers.verdicts(batch.id);
    boolean isSaid =
        verdicts.stream()
            .limit(1)
            .filter(one -> one.person().equals(actor.personId()))
            .filter(one -> seen.hash().equals(Optional.of(one.hash())))
            .anyMatch(one -> seen.reason().equals(Optional.ofNullable(one.reason())));
    if (isSaid) {
      return;
    }
    if (!isAsked(batch) || isSettled(batch, verdicts)) {
      throw new Refusal(ConfirmationProblem.NOT_ASKED, "nothing waits for an answer");
    }
    accept(actor, batch, seen);
  }

  /**
   * That nothing graduates said waits for an answer. Asked in the transaction that begins the
   * signing.
   *
   * @throws Refusal {@code confirmation-disputed}
   */
  void requireSettled(BatchEntity batch) {
    boolean isAsked = answers.requireGenuine(batch.publicId());
    if (isAsked && !isSettled(batch, answers.verdicts(batch.id))) {
      throw new Refusal(
          ConfirmationProblem.DISPUTED,
          "graduates disputed rows after the batch was approved; an approver answers that first");
    }
  }

  /** Takes the links away: with the rows, and when the signing begins. */
  void forget(BatchEntity batch) {
    book.forget(batch.id);
  }

  private boolean isSettled(BatchEntity batch, List<ConfirmationVerdict> verdicts) {
    return verdicts.stream()
        .limit(1)
        .filter(one -> !one.person().equals(batch.preparedPerson))
        .anyMatch(one -> !answers.isDisputedSince(batch.id, one.standing().lastOrdinal()));
  }

  private static Digest hash(BatchEntity batch, ConfirmationStanding standing) {
    return standing.hash(batch.publicId().toString(), batch.approvedHash());
  }

  static String object(PublicId batch, int number) {
    return batch + "/" + number;
  }

  private static Refusal reasonMissing(ConfirmationStanding standing) {
    return new Refusal(
        ConfirmationProblem.DISPUTED,
        standing.disputed() > 0
            ? standing.disputed()
                + " rows are disputed: make a new batch without the mistakes, or say why it goes on"
            : standing.silent()
                + " graduates are silent and have time until "
                + standing.closesOn()
                + ": wait, or say why it goes on");
  }
}
