package vn.sogoc.issuance;

import io.quarkus.narayana.jta.runtime.TransactionConfiguration;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.issuance.intake.ClassList;
import vn.sogoc.issuance.intake.DraftRow;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.register.SignedTrees;

/** Writes a batch down, whole and once. */
@ApplicationScoped
class BatchStore {
  static final String SUBJECT = "batch";

  private static final int LONGEST_STORE = 600;
  private static final int ROWS_AT_ONCE = 4096;
  private static final int FLUSH_EVERY = 500;
  private static final int MOST_FINDINGS = 10_000;

  private final BatchRepository batches;
  private final BatchRowRepository rows;
  private final PageHold pages;
  private final FindingRepository findings;
  private final BatchHolders holders;
  private final DecisionUse decisions;
  private final Approvals approvals;
  private final Catalogue catalogue;
  private final RecordCodec codec;
  private final SignedTrees trees;
  private final BatchTerms terms;
  private final BatchTrail trail;
  private final PublicIds ids;
  private final IssuanceConfig config;

  BatchStore(
      BatchRepository batches,
      BatchRowRepository rows,
      FindingRepository findings,
      BatchHolders holders,
      DecisionUse decisions,
      Approvals approvals,
      PageHold pages,
      Catalogue catalogue,
      RecordCodec codec,
      SignedTrees trees,
      BatchTerms terms,
      BatchTrail trail,
      PublicIds ids,
      IssuanceConfig config) {
    this.batches = batches;
    this.rows = rows;
    this.findings = findings;
    this.holders = holders;
    this.decisions = decisions;
    this.approvals = approvals;
    this.pages = pages;
    this.catalogue = catalogue;
    this.codec = codec;
    this.trees = trees;
    this.terms = terms;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
  }

  /**
   * The batch that was already made of this file under this decision. Asking again also asks again
   * for an approval that ran out.
   *
   * @throws Refusal where its other particulars differ
   */
  @Transactional
  Optional<UUID> again(Actor actor, BatchFrames.Framed framed, Digest file, Instant now) {
    Frame frame = framed.frame();
    batches.oneAtATime(frame.institution(), file);
    Optional<BatchEntity> existing =
        batches.ofFile(frame.institution(), file, frame.kind().code(), frame.decisionNumber());
    existing.ifPresent(
        batch -> {
          if (!isSame(batch, framed)) {
            throw new Refusal(
                IssuanceProblem.BATCH_EXISTS,
                "this file was prepared for this decision with other particulars: "
                    + batch.publicId());
          }
          askAgain(actor, batch.id, frame.institution(), now);
        });
    return existing.map(batch -> batch.id);
  }

  /** A batch, and whether it was made just now. */
  record Stored(UUID id, boolean isNew) {}

  /**
   * Stores what was read. Where another request stored the same file meanwhile, that batch is the
   * answer.
   */
  @Transactional
  @TransactionConfiguration(timeout = LONGEST_STORE)
  Stored store(
      Actor actor,
      BatchFrames.Framed framed,
      PrepareBatch asked,
      Digest file,
      ClassList list,
      Instant now) {
    Frame frame = framed.frame();
    Optional<UUID> existing = again(actor, framed, file, now);
    if (existing.isPresent()) {
      return new Stored(existing.get(), false);
    }
    decisions.requireRoom(frame, list.rowCount());
    List<Finding> all = new ArrayList<>(list.findings());
    all.addAll(holders.compare(frame, list.rows()));
    all.sort(Comparator.comparing(Finding::isFault).reversed().thenComparingInt(Finding::row));
    BatchEntity batch = batchOf(actor, framed, asked, file, list, all, now);
    List<UUID> persons = List.of();
    if (batch.batchState() == BatchState.DRAFT) {
      persons = holders.personsOf(batch.institutionId, list.rows());
      terms.seal(batch, PersonsDigest.of(persons));
    }
    batches.persistAndFlush(batch);
    trail.tell(actor.as(Role.PREPARE), "prepare", batch);
    storeFindings(batch, all);
    if (batch.batchState() == BatchState.DRAFT) {
      storeRows(batch, list.rows(), persons);
      ask(actor, batch);
    }
    return new Stored(batch.id, true);
  }

  /**
   * Asks again for an approval that nobody gave in time, that ran out before it was used, or after
   * which the page of the diplomas became another. Only whoever prepared the batch does: two
   * persons stand behind it, and an approval that a third one asked for is none of theirs.
   */
  void askAgain(Actor actor, UUID id, int institution, Instant now) {
    BatchEntity batch = batches.lock(institution, id).orElseThrow();
    if (!batch.preparedPerson.equals(actor.personId())) {
      return;
    }
    switch (batch.batchState()) {
      case DRAFT -> ask(actor, batch);
      case APPROVED -> {
        boolean ranOut =
            approvals
                .find(SUBJECT, batch.publicId().toString())
                .filter(a -> now.isBefore(a.expiresAt()))
                .isEmpty();
        boolean isOther = !ranOut && pages.isOther(batch, now);
        if (isOther) { // what was approved is another page than it would be now
          approvals.lapse(SUBJECT, batch.publicId().toString());
        }
        if (ranOut || isOther) {
          batch.moveTo(BatchState.DRAFT);
          batch.approvedPerson = null;
          batch.approvedName = null;
          batch.approvedAt = null;
          batches.flush();
          ask(actor, batch);
        }
      }
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> {
        // nothing to ask for
      }
    }
  }

  private void ask(Actor actor, BatchEntity batch) {
    approvals.request(
        actor,
        batch.institutionId,
        SUBJECT,
        batch.publicId().toString(),
        batch.approvedHash(),
        batch.rowCount,
        config.approvalTtl());
  }

  private BatchEntity batchOf(
      Actor actor,
      BatchFrames.Framed framed,
      PrepareBatch asked,
      Digest file,
      ClassList list,
      List<Finding> all,
      Instant now) {
    Frame frame = framed.frame();
    int faults = (int) all.stream().filter(Finding::isFault).count();
    BatchEntity batch = new BatchEntity();
    batch.id = ids.next(BatchIds.BATCH).key();
    batch.institutionId = frame.institution();
    batch.kind = frame.kind().code();
    batch.regime = frame.regime().code();
    batch.decisionNumber = frame.decisionNumber();
    batch.decisionKey = DecisionKey.of(frame.decisionNumber());
    batch.decisionDate = frame.decisionDate();
    batch.issueDate = frame.issueDate();
    batch.graduationYear = frame.graduationYear();
    batch.decisionTotal = frame.decisionTotal();
    batch.place = frame.place().code();
    batch.mandateId = framed.mandate().id();
    batch.signerName = frame.signerName();
    batch.signerTitleVi = frame.signerTitle().vi();
    batch.signerTitleEn = frame.signerTitle().en();
    batch.signsAs = framed.mandate().signsAs();
    batch.policyVersion = catalogue.version();
    batch.fileDigest = file.toArray();
    batch.fileName = asked.fileName();
    batch.rowCount = list.rowCount();
    batch.faultCount = faults;
    batch.warningCount = all.size() - faults;
    batch.preparedAccount = actor.accountId();
    batch.preparedPerson = actor.personId();
    batch.preparedName = actor.displayName();
    batch.preparedAt = now;
    batch.moveTo(faults > 0 ? BatchState.FAULTY : BatchState.DRAFT);
    if (faults == 0) {
      List<Claims> claims = list.rows().stream().map(DraftRow::claims).toList();
      ProgrammeTally programmes = new ProgrammeTally();
      claims.forEach(programmes::add);
      batch.programmes = programmes.toString();
      batch.approvedHash =
          ApprovedHash.of(
                  batch.policyVersion,
                  frame.institution(),
                  frame.kind(),
                  frame.regime(),
                  frame.decisionNumber(),
                  frame.decisionDate(),
                  frame.issueDate(),
                  claims)
              .toArray();
    }
    return batch;
  }

  private void storeRows(BatchEntity batch, List<DraftRow> list, List<UUID> persons) {
    SignedTrees.Writing tree = trees.write(batch.id, batch.institutionId);
    for (int from = 0; from < list.size(); from += ROWS_AT_ONCE) {
      CopyRows copy =
          new CopyRows(
              "batch_row",
              "batch_id",
              "position",
              "institution_id",
              "line",
              "claims",
              "person_id",
              "likeness");
      for (int i = from; i < Math.min(list.size(), from + ROWS_AT_ONCE); i++) {
        DraftRow row = list.get(i);
        Bytes claims = codec.encodeClaims(row.claims());
        tree.add(claims);
        copy.row()
            .add(batch.id)
            .add(i)
            .add(batch.institutionId)
            .add(row.line())
            .add(claims.toArray())
            .add(persons.get(i))
            .add(holders.likeness(row).toArray());
      }
      copy.into(rows.getEntityManager());
    }
    tree.end();
  }

  /** Of a hopeless list the first ten thousand findings are kept; the counts tell of all. */
  private void storeFindings(BatchEntity batch, List<Finding> all) {
    EntityManager store = findings.getEntityManager();
    for (int i = 0; i < Math.min(all.size(), MOST_FINDINGS); i++) {
      Finding finding = all.get(i);
      FindingEntity entity = new FindingEntity();
      entity.batchId = batch.id;
      entity.position = i;
      entity.institutionId = batch.institutionId;
      entity.isFault = finding.isFault();
      entity.code = finding.code();
      entity.line = finding.row();
      entity.columnName = finding.column();
      entity.expected = finding.expected();
      entity.found = finding.found();
      findings.persist(entity);
      if (i % FLUSH_EVERY == FLUSH_EVERY - 1) {
        store.flush();
        store.clear();
      }
    }
    store.flush();
    store.clear();
  }

  private static boolean isSame(BatchEntity batch, BatchFrames.Framed framed) {
    Frame frame = framed.frame();
    return batch.decisionDate.equals(frame.decisionDate())
        && batch.issueDate.equals(frame.issueDate())
        && java.util.Objects.equals(batch.graduationYear, frame.graduationYear())
        && java.util.Objects.equals(batch.decisionTotal, frame.decisionTotal())
        && batch.place == frame.place().code()
        && batch.mandateId.equals(framed.mandate().id());
  }
}
