package vn.sogoc.platform.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * Approvals by two different persons, bound to a content hash and a count. Every method joins the
 * caller's transaction.
 */
@ApplicationScoped
public class Approvals {
  private final ApprovalRepository repository;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Approvals(ApprovalRepository repository, Trail trail, PublicIds ids, Clock clock) {
    this.repository = repository;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Asks for an approval. A live request of the same subject for another content lapses, and so
   * does any approval given to it: a change after approval needs a new one. For the same content a
   * live request stays as it is.
   *
   * @param usableFor how long the request stays open, and how long the approval may be used once
   *     given
   */
  @Transactional
  public void request(
      Actor actor,
      int institutionId,
      String subjectKind,
      String subjectId,
      Digest content,
      long count,
      Duration usableFor) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Optional<ApprovalEntity> live = repository.lockLive(subjectKind, subjectId);
    if (live.isPresent()) {
      if (repository.isGenuine(live.get())
          && live.get().isAbout(content, count)
          && !live.get().isExpired(now)) {
        return;
      }
      lapse(live.get());
    }
    ApprovalEntity row = new ApprovalEntity();
    row.id = ids.nextUuid();
    row.institutionId = institutionId;
    row.subjectKind = subjectKind;
    row.subjectId = subjectId;
    row.content = content.toArray();
    row.itemCount = count;
    row.requesterAccount = actor.accountId();
    row.requesterPerson = actor.personId();
    row.requestedAt = now;
    row.usableSeconds = usableFor.toSeconds();
    row.state = ApprovalEntity.OPEN;
    row.expiresAt = now.plus(usableFor);
    repository.keep(row);
    tell(actor.as(Role.PREPARE, Role.OPERATE, Role.APPROVE, Role.SIGN), row, ".ask");
  }

  /**
   * Approves what waits, as another person than the one who asked. Of several at once exactly one
   * has the effect.
   *
   * @throws Refusal with an {@link ApprovalProblem} where it is not theirs to approve, not that
   *     content or count, or too late
   */
  @Transactional
  public void approve(
      Actor actor, String subjectKind, String subjectId, Digest content, long count) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ApprovalEntity row =
        repository
            .lockLive(subjectKind, subjectId)
            .filter(repository::isGenuine)
            .orElseThrow(
                () ->
                    new Refusal(
                        ApprovalProblem.NOT_REQUESTED, "nothing waits for an approval here"));
    if (row.requesterPerson.equals(actor.personId())) {
      throw new Refusal(
          ApprovalProblem.SAME_PERSON, "the person who prepared this cannot approve it");
    }
    if (row.state.equals(ApprovalEntity.APPROVED) && !row.isExpired(now)) {
      throw new Refusal(ApprovalProblem.ALREADY_APPROVED, "this has been approved already");
    }
    if (row.isExpired(now)) {
      throw new Refusal(ApprovalProblem.EXPIRED, "the request has expired and must be made again");
    }
    if (!row.isAbout(content, count)) {
      throw new Refusal(
          ApprovalProblem.OTHER_CONTENT,
          "what waits for approval has another content or count; look at it again");
    }
    row.state = ApprovalEntity.APPROVED;
    row.approverAccount = actor.accountId();
    row.approverPerson = actor.personId();
    row.approvedAt = now;
    row.expiresAt = now.plusSeconds(row.usableSeconds);
    repository.keep(row);
    tell(actor.as(Role.APPROVE, Role.SIGN, Role.OPERATE), row, ".approve");
  }

  /**
   * Uses the approval of exactly this content and count, for ever.
   *
   * @return what names the approval from now on
   * @throws Refusal with an {@link ApprovalProblem} where there is none, it is too old, or it was
   *     for something else
   */
  @Transactional
  public UUID consume(String subjectKind, String subjectId, Digest content, long count) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    ApprovalEntity row =
        repository
            .lockLive(subjectKind, subjectId)
            .filter(live -> live.state.equals(ApprovalEntity.APPROVED))
            .filter(repository::isGenuine)
            .orElseThrow(
                () -> new Refusal(ApprovalProblem.NOT_APPROVED, "this has not been approved"));
    if (row.isExpired(now)) {
      throw new Refusal(
          ApprovalProblem.EXPIRED, "the approval has expired and must be given again");
    }
    if (!row.isAbout(content, count)) {
      throw new Refusal(
          ApprovalProblem.OTHER_CONTENT, "the approval was given to another content or count");
    }
    row.state = ApprovalEntity.CONSUMED;
    row.consumedAt = now;
    repository.keep(row);
    return row.id;
  }

  /** The approval that {@link #consume} named, if it stands as used for this subject. */
  @Transactional
  public Optional<Approval> used(UUID approval, String subjectKind, String subjectId) {
    return repository
        .findByIdOptional(approval)
        .filter(row -> row.state.equals(ApprovalEntity.CONSUMED))
        .filter(row -> row.subjectKind.equals(subjectKind) && row.subjectId.equals(subjectId))
        .filter(repository::isGenuine)
        .map(ApprovalEntity::toApproval);
  }

  /**
   * Reads several approvals at once; in the same transaction {@link #used} then finds each without
   * another question.
   */
  @Transactional(TxType.MANDATORY)
  public void readAll(List<UUID> approvals) {
    repository.list("id in ?1", approvals);
  }

  /** Ends a live request or approval, as when its subject is discarded. */
  @Transactional
  public void lapse(String subjectKind, String subjectId) {
    repository.lockLive(subjectKind, subjectId).ifPresent(this::lapse);
  }

  /** The latest request of a subject, whatever became of it. */
  @Transactional
  public Optional<Approval> find(String subjectKind, String subjectId) {
    return repository.latest(subjectKind, subjectId).map(ApprovalEntity::toApproval);
  }

  /** Both persons are told with the hash that they agree on. */
  private void tell(Doer doer, ApprovalEntity row, String verb) {
    trail.tell(
        new Deed(
            doer,
            row.subjectKind + verb,
            row.institutionId,
            row.subjectId,
            Digest.of(row.content)));
  }

  private void lapse(ApprovalEntity row) {
    row.state = ApprovalEntity.LAPSED;
    repository.keep(row);
  }
}
