package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.PersonalSigning;
import vn.sogoc.institution.Signing;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.store.ReadOnce;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.status.Provisionals;
import vn.sogoc.tlog.TransparencyLog;

/**
 * The door to signing: an approved batch is asked to be signed by the person whose mandate it
 * names, who signs the root over its rows with a personal key; a job does the rest.
 */
@ApplicationScoped
public class BatchSigning {
  private final Batches batches;
  private final BatchHolders holders;
  private final BatchRowRepository rows;
  private final Approvals approvals;
  private final Jobs jobs;
  private final Mandates mandates;
  private final Signing signing;
  private final HeadSignature head;
  private final DecisionUse decisions;
  private final BatchQuota quota;
  private final BatchTerms terms;
  private final BatchAuthority authority;
  private final ConfirmationVerdicts verdicts;
  private final PageHold pages;
  private final Provisionals provisionals;
  private final TransparencyLog log;
  private final BatchTrail trail;
  private final ReadOnce readOnce;
  private final Clock clock;

  BatchSigning(
      Batches batches,
      BatchHolders holders,
      BatchRowRepository rows,
      Approvals approvals,
      Jobs jobs,
      Mandates mandates,
      Signing signing,
      HeadSignature head,
      DecisionUse decisions,
      BatchQuota quota,
      BatchTerms terms,
      BatchAuthority authority,
      ConfirmationVerdicts verdicts,
      PageHold pages,
      Provisionals provisionals,
      TransparencyLog log,
      BatchTrail trail,
      ReadOnce readOnce,
      Clock clock) {
    this.batches = batches;
    this.holders = holders;
    this.rows = rows;
    this.approvals = approvals;
    this.jobs = jobs;
    this.mandates = mandates;
    this.signing = signing;
    this.head = head;
    this.decisions = decisions;
    this.quota = quota;
    this.terms = terms;
    this.authority = authority;
    this.verdicts = verdicts;
    this.pages = pages;
    this.provisionals = provisionals;
    this.log = log;
    this.trail = trail;
    this.readOnce = readOnce;
    this.clock = clock;
  }

  /**
   * What the person of the mandate would sign now, for a key that lives elsewhere.
   *
   * @param signedAt the time that is part of it, to the second
   */
  public record Content(PersonalSigning.ToSign toSign, Instant signedAt) {}

  /**
   * What the actor's personal key signs for an approved batch.
   *
   * @throws Refusal where the batch is not approved, or the actor is not its signer
   */
  @Transactional
  public Content content(Actor actor, PublicId id) {
    BatchEntity batch = batches.find(actor, id);
    Batches.requireNoFaults(batch);
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Mandate mandate = signer(actor, batch, now);
    switch (batch.batchState()) {
      case APPROVED -> {
        verdicts.requireSettled(batch);
        if (pages.isOther(
            batch, clock.instant())) { // said before a key elsewhere signs for nothing
          throw PageHold.changed();
        }
      }
      case DRAFT -> throw notApproved();
      case SIGNING, RECORDED, DONE, FAULTY, DISCARDED, VOIDED -> throw Batches.state(batch);
    }
    return new Content(head.toSign(batch, mandate, now), now);
  }

  /**
   * Has an approved batch signed by a job. Only the person whose mandate the batch names may, on a
   * day the mandate covers. Asked again, the same job is the answer; a job that failed is taken up
   * by a new one with the same numbers, and what is already recorded is only published.
   *
   * @param given what the person's key signed where it lives elsewhere; empty where it is hosted
   */
  @Transactional
  public PublicId sign(Actor actor, PublicId id, Optional<SignedElsewhere> given) {
    BatchEntity batch = batches.lock(actor, id);
    Batches.requireNoFaults(batch);
    Instant now = clock.instant();
    switch (batch.batchState()) {
      case APPROVED -> {
        requireLog();
        Mandate mandate = signer(actor, batch, now);
        pages.requireSame(batch, now);
        signing.requireAccredited(batch.institutionId, batch.kind, batch.issueDate);
        verdicts.requireSettled(batch);
        provisionals.requireInTime(
            batch.id, batch.institutionId, batch.kind, batch.decisionNumber, batch.decisionDate);
        UUID approval =
            approvals.consume(
                BatchStore.SUBJECT, id.toString(), batch.approvedHash(), batch.rowCount);
        claimPersons(batch);
        batch.signedPerson = actor.personId();
        batch.signedName = actor.displayName();
        batch.signedAt = now;
        Digest persons = rows.persons(batch.id); // read once: what was checked is what is sealed
        terms.require(batch, persons);
        decisions.use(batch);
        quota.reserve(batch, LegalDay.of(now).getYear());
        readOnce.begin(); // whatever had to be waited for is held by now
        authority.give(batch, approval, persons);
        head.give(batch, mandate, given, now);
        verdicts.forget(batch);
      }
      case SIGNING -> {
        // Asked again: the submission below finds the job, or takes up one that failed.
        signer(actor, batch, now);
        signing.requireAccredited(batch.institutionId, batch.kind, batch.issueDate);
      }
      case RECORDED, DONE -> {
        // As above; nothing is signed any more, only the list may be missing.
      }
      case DRAFT -> throw notApproved();
      case FAULTY, DISCARDED, VOIDED -> throw Batches.state(batch);
    }
    PublicId job =
        jobs.submit(actor, SigningJob.KIND, batch.institutionId, id.toString(), batch.rowCount);
    if (!job.key().equals(batch.jobId)) {
      trail.tell(actor.as(Role.SIGN), "sign", batch); // asked again, nothing is done
    }
    batch.jobId = job.key();
    if (batch.batchState() == BatchState.APPROVED) {
      batch.moveTo(BatchState.SIGNING);
    }
    return job;
  }

  /** A batch that could not be finished is not begun: its numbers would wait with it. */
  private void requireLog() {
    if (!log.takesNew()) {
      throw new Refusal(
          HttpProblem.UNAVAILABLE,
          "The log has no head that enough witnesses cosigned; nothing new is signed. Ask again later.");
    }
  }

  /** Another signer would not be the one who stands in the rows that were approved. */
  private Mandate signer(Actor actor, BatchEntity batch, Instant now) {
    return mandates.require(actor.personId(), batch.institutionId, batch.kind, now).stream()
        .filter(mandate -> isNamed(mandate, batch))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    IssuanceProblem.OTHER_SIGNER,
                    "the rows that were approved name another signer than you"));
  }

  static boolean isNamed(Mandate mandate, BatchEntity batch) {
    return mandate.id().equals(batch.mandateId)
        && mandate.personName().equals(batch.signerName)
        && mandate.titleVi().equals(batch.signerTitleVi)
        && mandate.titleEn().equals(batch.signerTitleEn)
        && mandate.signsAs().equals(batch.signsAs);
  }

  private void claimPersons(BatchEntity batch) {
    holders.requireKnownBirths(batch);
    List<Integer> held = rows.claim(batch);
    if (!held.isEmpty()) {
      throw new Refusal(
          RegisterProblem.ISSUED_ONCE,
          "persons of this batch hold this kind under this decision already, or are about to",
          held.stream()
              .map(line -> new Refusal.Fault("issued_once", line, "personalNumber", "", ""))
              .toList());
    }
  }

  private static Refusal notApproved() {
    return new Refusal(ApprovalProblem.NOT_APPROVED, "the batch has not been approved");
  }
}
