package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.intake.ClassList;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.tables.CsvTable;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.Table;
import vn.sogoc.register.Register;
import vn.sogoc.register.SignedTrees;

/**
 * The door to batches; to their signing it is {@link BatchSigning}. Every method acts for the
 * actor's own institution; other institutions' batches do not exist for it.
 */
@ApplicationScoped
public class Batches {
  private final BatchFrames frames;
  private final BatchStore store;
  private final BatchRepository batches;
  private final BatchRowRepository rows;
  private final FindingRepository findings;
  private final Approvals approvals;
  private final Register register;
  private final Catalogue catalogue;
  private final BatchClaims claims;
  private final SignedTrees trees;
  private final ConfirmationVerdicts verdicts;
  private final BatchViews views;
  private final BatchTrail trail;
  private final Clock clock;

  Batches(
      BatchFrames frames,
      BatchStore store,
      BatchRepository batches,
      BatchRowRepository rows,
      FindingRepository findings,
      Approvals approvals,
      Register register,
      Catalogue catalogue,
      BatchClaims claims,
      SignedTrees trees,
      ConfirmationVerdicts verdicts,
      BatchViews views,
      BatchTrail trail,
      Clock clock) {
    this.frames = frames;
    this.store = store;
    this.batches = batches;
    this.rows = rows;
    this.findings = findings;
    this.approvals = approvals;
    this.register = register;
    this.catalogue = catalogue;
    this.claims = claims;
    this.trees = trees;
    this.verdicts = verdicts;
    this.views = views;
    this.trail = trail;
    this.clock = clock;
  }

  /** A batch, and whether this request made it. */
  public record Prepared(BatchView batch, boolean isNew) {}

  /**
   * Makes a batch of a class list: frozen as a draft and waiting for approval, or listed with its
   * faults. The same file under the same decision is the same batch.
   *
   * @throws Refusal where the particulars or the structure of the file do not stand; nothing is
   *     stored then
   */
  public Prepared prepare(Actor actor, PrepareBatch asked) {
    int institution = institutionOf(actor);
    Instant now = clock.instant();
    BatchFrames.Framed framed = frames.of(institution, asked, LegalDay.of(now));
    Digest file = Digest.sha256(asked.file());
    Optional<UUID> existing = store.again(actor, framed, file, now);
    if (existing.isPresent()) {
      return new Prepared(get(actor, PublicId.of(BatchIds.BATCH, existing.get())), false);
    }
    Table table = CsvTable.parse(asked.file(), Limits.STANDARD);
    ClassList list = ClassList.read(table, framed.frame(), catalogue);
    BatchStore.Stored stored = store.store(actor, framed, asked, file, list, now);
    return new Prepared(get(actor, PublicId.of(BatchIds.BATCH, stored.id())), stored.isNew());
  }

  /** One batch. */
  @Transactional
  public BatchView get(Actor actor, PublicId id) {
    return view(find(actor, id));
  }

  /**
   * Newest first.
   *
   * @param after the last batch of the page before, or null
   */
  @Transactional
  public List<BatchView> list(Actor actor, @Nullable PublicId after, int limit) {
    int institution = institutionOf(actor);
    BatchEntity last =
        after == null
            ? null
            : batches
                .of(institution, after.key())
                .orElseThrow(
                    () -> new Refusal(HttpProblem.CURSOR_INVALID, "no batch has this identifier"));
    return batches.page(institution, last, limit).stream().map(this::view).toList();
  }

  /** Batches under a decision, however its number was typed, the newest first. */
  @Transactional
  public List<BatchView> ofDecision(Actor actor, String decision, int limit) {
    return batches.ofDecision(institutionOf(actor), decision, limit).stream()
        .map(this::view)
        .toList();
  }

  /**
   * What will be, or was, signed: rows from a position (0 for the first) on. A batch with faults
   * has none.
   */
  @Transactional
  public List<BatchRow> rows(Actor actor, PublicId id, int from, int limit) {
    BatchEntity batch = find(actor, id);
    boolean isRecorded =
        switch (batch.batchState()) {
          case RECORDED, DONE -> true;
          case FAULTY, DRAFT, APPROVED, SIGNING, DISCARDED, VOIDED -> false;
        };
    List<PublicId> credentials =
        isRecorded ? register.ofBatch(batch.id, from - 1, limit) : List.of();
    List<BatchRowEntity> page = rows.from(batch.id, from, limit);
    List<BatchRow> found = new ArrayList<>(page.size());
    for (int i = 0; i < page.size(); i++) {
      BatchRowEntity row = page.get(i);
      found.add(
          new BatchRow(
              row.position,
              row.line,
              claims.of(row),
              i < credentials.size() ? credentials.get(i) : null));
    }
    return found;
  }

  /** Faults first, then warnings, each by row; from a position (0 for the first) on. */
  @Transactional
  public List<Finding> findings(Actor actor, PublicId id, int from, int limit) {
    BatchEntity batch = find(actor, id);
    return findings.from(batch.id, from, limit).stream().map(FindingEntity::finding).toList();
  }

  /**
   * Approves exactly the rows behind a hash, as another person than the one who prepared them.
   *
   * @param warningsSeen that the approver has looked at the warnings; needed where there are any
   * @param confirmations what graduates say, as the approver saw it; needed where they were asked
   */
  @Transactional
  public BatchView approve(
      Actor actor,
      PublicId id,
      Digest approvedHash,
      long count,
      boolean warningsSeen,
      ConfirmationSeen confirmations) {
    BatchEntity batch = lock(actor, id);
    requireNoFaults(batch);
    if (batch.preparedPerson.equals(actor.personId())) {
      throw new Refusal(
          ApprovalProblem.SAME_PERSON, "the person who prepared this cannot approve it");
    }
    if (batch.warningCount > 0 && !warningsSeen) {
      throw new Refusal(
          IssuanceProblem.WARNINGS_NOT_ACKNOWLEDGED,
          "the list has " + batch.warningCount + " warnings; say that you have seen them");
    }
    approvals.approve(actor, BatchStore.SUBJECT, id.toString(), approvedHash, count);
    verdicts.accept(actor, batch, confirmations);
    batch.moveTo(BatchState.APPROVED);
    batch.approvedPerson = actor.personId();
    batch.approvedName = actor.displayName();
    batch.approvedAt = clock.instant();
    return view(batch);
  }

  /**
   * The batch, where the actor approved exactly these rows of it before, having seen the same of
   * what graduates say and for the same reason: with another it is another request.
   */
  @Transactional
  public Optional<BatchView> approvedBefore(
      Actor actor, PublicId id, Digest approvedHash, ConfirmationSeen confirmations) {
    return Optional.of(find(actor, id))
        .filter(batch -> actor.personId().equals(batch.approvedPerson))
        .filter(batch -> approvedHash.equals(batch.approvedHash()))
        .filter(batch -> verdicts.isAccepted(actor, batch, confirmations))
        .map(this::view);
  }

  /** Gives up a batch of which nothing was signed; its rows go, its header stays as evidence. */
  @Transactional
  public void discard(Actor actor, PublicId id) {
    BatchEntity batch = lock(actor, id);
    switch (batch.batchState()) {
      case FAULTY, DRAFT, APPROVED -> {
        approvals.lapse(BatchStore.SUBJECT, id.toString());
        batch.moveTo(BatchState.DISCARDED);
        batches.flush();
        rows.deleteOf(batch.id);
        findings.deleteOf(batch.id);
        trees.forget(batch.id);
        verdicts.forget(batch);
        trail.tell(actor.as(Role.PREPARE), "discard", batch);
      }
      case DISCARDED -> {
        // done already
      }
      case SIGNING, RECORDED, DONE, VOIDED -> throw state(batch);
    }
  }

  static void requireNoFaults(BatchEntity batch) {
    if (batch.batchState() == BatchState.FAULTY) {
      throw new Refusal(
          IssuanceProblem.BATCH_HAS_FAULTS,
          "the list has " + batch.faultCount + " faults; repair them and upload it again");
    }
  }

  static Refusal state(BatchEntity batch) {
    return new Refusal(IssuanceProblem.BATCH_STATE, "the batch is in state " + batch.state);
  }

  BatchView view(BatchEntity batch) {
    return views.of(batch);
  }

  BatchEntity find(Actor actor, PublicId id) {
    return batches.of(institutionOf(actor), id.key()).orElseThrow(Batches::notFound);
  }

  BatchEntity lock(Actor actor, PublicId id) {
    return batches.lock(institutionOf(actor), id.key()).orElseThrow(Batches::notFound);
  }

  private static Refusal notFound() {
    return new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch");
  }

  private static int institutionOf(Actor actor) {
    Integer institution = actor.institutionId();
    if (institution == null) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you act for no institution");
    }
    return institution;
  }
}
