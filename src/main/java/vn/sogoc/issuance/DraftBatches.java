package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.issuance.intake.DraftRow;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.person.Persons;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.register.SignedTrees;

/**
 * The way into a batch for lists of any length: what all rows share is agreed on, rows are compared
 * with the register some at a time, and a list without faults becomes a draft in the caller's
 * transaction. Memory grows by 16 bytes a row.
 */
@ApplicationScoped
public class DraftBatches {
  private static final int AT_ONCE = 1000;
  private static final int MOST_FINDINGS = 10_000;

  private final BatchFrames frames;
  private final BatchRepository batches;
  private final BatchStore store;
  private final BatchHolders holders;
  private final DecisionUse decisions;
  private final BatchQuota quota;
  private final Persons persons;
  private final Approvals approvals;
  private final Catalogue catalogue;
  private final RecordCodec codec;
  private final SignedTrees trees;
  private final BatchTerms terms;
  private final BatchTrail trail;
  private final PublicIds ids;
  private final IssuanceConfig config;

  DraftBatches(
      BatchFrames frames,
      BatchRepository batches,
      BatchStore store,
      BatchHolders holders,
      DecisionUse decisions,
      BatchQuota quota,
      Persons persons,
      Approvals approvals,
      Catalogue catalogue,
      RecordCodec codec,
      SignedTrees trees,
      BatchTerms terms,
      BatchTrail trail,
      PublicIds ids,
      IssuanceConfig config) {
    this.frames = frames;
    this.batches = batches;
    this.store = store;
    this.holders = holders;
    this.decisions = decisions;
    this.quota = quota;
    this.persons = persons;
    this.approvals = approvals;
    this.catalogue = catalogue;
    this.codec = codec;
    this.trees = trees;
    this.terms = terms;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
  }

  /**
   * What all rows of a list share.
   *
   * @param mandateId the mandate whose holder the frame names as signer
   * @param signsAs as the mandate writes it
   */
  public record Agreed(Frame frame, UUID mandateId, String signsAs) {}

  /**
   * Whether a batch of these particulars may be made now, and what its rows share.
   *
   * @param asked its file is not looked at
   * @param today in the country's time
   * @throws Refusal naming every particular that does not fit, or where the institution is not
   *     accredited
   */
  public Agreed agree(int institution, PrepareBatch asked, LocalDate today) {
    BatchFrames.Framed framed = frames.of(institution, asked, today);
    return new Agreed(framed.frame(), framed.mandate().id(), framed.mandate().signsAs());
  }

  /** What a list of so many rows would take of a quota, before anybody signs. */
  @Transactional
  public List<QuotaStanding> standing(Frame frame, int rows) {
    return quota.standing(frame, rows);
  }

  /** What the register says against some rows of a list that are fine by themselves. */
  @Transactional
  public List<Finding> compare(Frame frame, List<DraftRow> rows) {
    return holders.compare(frame, rows);
  }

  /** What rows of people without a number have in common when they may be the same, blinded. */
  public Bytes likeness(DraftRow row) {
    return holders.likeness(row);
  }

  /** Whether a batch still stands: it was neither discarded nor voided. */
  @Transactional
  public boolean stands(int institution, UUID batch) {
    return batches
        .of(institution, batch)
        .filter(
            b ->
                switch (b.batchState()) {
                  case FAULTY, DRAFT, APPROVED, SIGNING, RECORDED, DONE -> true;
                  case DISCARDED, VOIDED -> false;
                })
        .isPresent();
  }

  /**
   * Makes a draft of a list, whole, and asks for its approval.
   *
   * @return the batch; where the same rows of the same file were made into one before, that
   * @throws Refusal where a batch of the file and decision exists that says something else
   */
  @Transactional(TxType.MANDATORY)
  public PublicId make(Actor actor, ImportedList list, Instant now) {
    Frame frame = list.frame();
    batches.oneAtATime(frame.institution(), list.file());
    Summed summed = summed(list);
    Digest hash = summed.hash();
    Optional<BatchEntity> existing =
        batches.ofFile(
            frame.institution(), list.file(), frame.kind().code(), frame.decisionNumber());
    if (existing.isPresent()) {
      BatchEntity batch = existing.get();
      if (batch.approvedHash == null
          || !batch.approvedHash().equals(hash)
          || !Objects.equals(batch.decisionTotal, frame.decisionTotal())) {
        throw new Refusal(
            IssuanceProblem.BATCH_EXISTS,
            "this file was prepared for this decision with another result: " + batch.publicId());
      }
      return batch.publicId();
    }
    decisions.requireRoom(frame, list.rowCount());
    BatchEntity batch = batchOf(actor, list, summed, now);
    People people = people(list);
    terms.seal(batch, people.digest());
    batches.persistAndFlush(batch);
    trail.tell(actor.as(Role.PREPARE), "prepare", batch);
    EntityManager session = batches.getEntityManager();
    copyRows(session, batch, list, people, trees.write(batch.id, batch.institutionId));
    copyFindings(session, batch, list);
    approvals.request(
        actor,
        batch.institutionId,
        BatchStore.SUBJECT,
        batch.publicId().toString(),
        hash,
        batch.rowCount,
        config.approvalTtl());
    return batch.publicId();
  }

  /** Asks again for the approval of a draft that nobody approved in time. */
  @Transactional(TxType.MANDATORY)
  public void askAgain(Actor actor, int institution, UUID batch, Instant now) {
    store.askAgain(actor, batch, institution, now);
  }

  /** What all rows of a list come to. */
  private record Summed(Digest hash, String programmes) {}

  private Summed summed(ImportedList list) {
    Frame frame = list.frame();
    ApprovedHash hash =
        new ApprovedHash(
            catalogue.version(),
            frame.institution(),
            frame.kind(),
            frame.regime(),
            frame.decisionNumber(),
            frame.decisionDate(),
            frame.issueDate(),
            list.rowCount());
    ProgrammeTally programmes = new ProgrammeTally();
    for (int from = 0; from < list.rowCount(); from += AT_ONCE) {
      for (ImportedList.Row row : list.rows(from, AT_ONCE)) {
        Claims claims = claims(row);
        hash.add(claims);
        programmes.add(claims);
      }
    }
    return new Summed(hash.digest(), programmes.toString());
  }

  private Claims claims(ImportedList.Row row) {
    try {
      return codec.decodeClaims(row.claims());
    } catch (MalformedRecord e) {
      throw new IllegalStateException("the claims of row " + row.line() + " are not readable", e);
    }
  }

  /**
   * Whose the rows are. Numbers are asked for in ascending order of their hashes over the whole
   * list, as {@link Persons} writes them, so that two lists never wait for each other in a circle.
   */
  private People people(ImportedList list) {
    People people = new People(list.rowCount());
    List<ImportedList.Numbered> page = list.numbered(null, AT_ONCE);
    while (!page.isEmpty()) {
      List<UUID> owners =
          persons.identifyAll(
              list.frame().institution(), page.stream().map(n -> Optional.of(n.number())).toList());
      for (int i = 0; i < page.size(); i++) {
        ImportedList.Numbered numbered = page.get(i);
        requireItsHash(numbered, list.rowCount());
        people.putNumbered(numbered.position(), owners.get(i));
      }
      page = list.numbered(page.getLast(), AT_ONCE);
    }
    List<Integer> nobody = new ArrayList<>(AT_ONCE);
    for (int position = 0; position < list.rowCount(); position++) {
      if (people.get(position) == null) {
        nobody.add(position);
      }
      if (nobody.size() == AT_ONCE || position == list.rowCount() - 1) {
        List<Optional<PersonalNumber>> without =
            nobody.stream().map(p -> Optional.<PersonalNumber>empty()).toList();
        List<UUID> made = persons.identifyAll(list.frame().institution(), without);
        for (int i = 0; i < made.size(); i++) {
          people.put(nobody.get(i), made.get(i));
        }
        nobody.clear();
      }
    }
    return people;
  }

  /** The rows were compared under their hashes; the person is found by the number itself. */
  private void requireItsHash(ImportedList.Numbered numbered, int size) {
    boolean isInside = numbered.position() >= 0 && numbered.position() < size;
    if (!isInside || !persons.lookup(numbered.number()).equals(numbered.hash())) {
      throw changed(numbered.position(), "the number is not the one that was checked");
    }
  }

  private static Refusal changed(int position, String what) {
    return new Refusal(
        IssuanceProblem.CONTENT_CHANGED, "row at position " + position + ": " + what);
  }

  private static void copyRows(
      EntityManager session,
      BatchEntity batch,
      ImportedList list,
      People people,
      SignedTrees.Writing tree) {
    for (int from = 0; from < batch.rowCount; from += AT_ONCE) {
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
      int position = from;
      for (ImportedList.Row row : list.rows(from, AT_ONCE)) {
        if (row.isNumbered() != people.isNumbered(position)) {
          throw changed(position, "it had a number, or had none, when it was checked");
        }
        tree.add(row.claims());
        copy.row()
            .add(batch.id)
            .add(position)
            .add(batch.institutionId)
            .add(row.line())
            .add(row.claims().toArray())
            .add(people.of(position))
            .add(row.likeness().toArray());
        position++;
      }
      copy.into(session);
    }
    tree.end();
  }

  private static void copyFindings(EntityManager session, BatchEntity batch, ImportedList list) {
    int kept = Math.min(batch.warningCount, MOST_FINDINGS);
    for (int from = 0; from < kept; from += AT_ONCE) {
      List<Finding> page = list.warnings(from, Math.min(AT_ONCE, kept - from));
      for (int i = 0; i < page.size(); i++) {
        Finding finding = page.get(i);
        FindingEntity entity = new FindingEntity();
        entity.batchId = batch.id;
        entity.position = from + i;
        entity.institutionId = batch.institutionId;
        entity.isFault = finding.isFault();
        entity.code = finding.code();
        entity.line = finding.row();
        entity.columnName = finding.column();
        entity.expected = finding.expected();
        entity.found = finding.found();
        session.persist(entity);
      }
      session.flush();
    }
  }

  private BatchEntity batchOf(Actor actor, ImportedList list, Summed summed, Instant now) {
    Frame frame = list.frame();
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
    batch.mandateId = list.mandateId();
    batch.signerName = frame.signerName();
    batch.signerTitleVi = frame.signerTitle().vi();
    batch.signerTitleEn = frame.signerTitle().en();
    batch.signsAs = list.signsAs();
    batch.policyVersion = catalogue.version();
    batch.fileDigest = list.file().toArray();
    batch.fileName = list.fileName();
    batch.rowCount = list.rowCount();
    batch.faultCount = 0;
    batch.warningCount = list.warningCount();
    batch.preparedAccount = actor.accountId();
    batch.preparedPerson = actor.personId();
    batch.preparedName = actor.displayName();
    batch.preparedAt = now;
    batch.approvedHash = summed.hash().toArray();
    batch.programmes = summed.programmes();
    batch.moveTo(BatchState.DRAFT);
    return batch;
  }
}
