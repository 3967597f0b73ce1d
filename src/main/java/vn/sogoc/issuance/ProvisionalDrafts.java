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
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Field;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.ProgrammeTally;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.register.SignedTrees;
import vn.sogoc.status.Provisionals;

/**
 * Temporary certificates for the people of a batch of diplomas that is not signed yet: a draft of
 * its own, of the same persons under the same decision, which two persons and the head see through
 * as any other.
 */
@ApplicationScoped
public class ProvisionalDrafts {
  private static final int AT_ONCE = 1000;

  private final Batches batches;
  private final BatchRepository repository;
  private final BatchRowRepository rows;
  private final BatchFrames frames;
  private final BatchClaims claims;
  private final BatchTerms terms;
  private final DecisionUse decisions;
  private final Provisionals provisionals;
  private final Mandates mandates;
  private final Approvals approvals;
  private final Catalogue catalogue;
  private final RecordCodec codec;
  private final SignedTrees trees;
  private final BatchTrail trail;
  private final PublicIds ids;
  private final IssuanceConfig config;
  private final Clock clock;

  ProvisionalDrafts(
      Batches batches,
      BatchRepository repository,
      BatchRowRepository rows,
      BatchFrames frames,
      BatchClaims claims,
      BatchTerms terms,
      DecisionUse decisions,
      Provisionals provisionals,
      Mandates mandates,
      Approvals approvals,
      Catalogue catalogue,
      RecordCodec codec,
      SignedTrees trees,
      BatchTrail trail,
      PublicIds ids,
      IssuanceConfig config,
      Clock clock) {
    this.batches = batches;
    this.repository = repository;
    this.rows = rows;
    this.frames = frames;
    this.claims = claims;
    this.terms = terms;
    this.decisions = decisions;
    this.provisionals = provisionals;
    this.mandates = mandates;
    this.approvals = approvals;
    this.catalogue = catalogue;
    this.codec = codec;
    this.trees = trees;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /** Whether a batch is one for whose people there can be temporary certificates. */
  public boolean isOpen(BatchView batch) {
    return isOpen(batch.state(), batch.kind());
  }

  private boolean isOpen(BatchState state, String kind) {
    return switch (state) {
      case DRAFT, APPROVED -> provisionals.endsAny(kind);
      case FAULTY, SIGNING, RECORDED, DONE, DISCARDED, VOIDED -> false;
    };
  }

  /**
   * Makes the draft, or gives the one that was made of this batch before and still stands.
   *
   * @throws Refusal where the diplomas are being signed, or nobody's mandate covers the kind today
   */
  @Transactional
  public Batches.Prepared make(Actor actor, PublicId id) {
    BatchEntity source = batches.lock(actor, id);
    if (!isOpen(source.batchState(), source.kind)) {
      throw Batches.state(source);
    }
    String kind = provisionals.meanwhile();
    Optional<BatchEntity> before =
        repository.ofFile(
            source.institutionId, Digest.of(source.fileDigest), kind, source.decisionNumber);
    if (before.isPresent()) {
      return new Batches.Prepared(batches.view(before.get()), false);
    }
    Instant now = clock.instant();
    BatchFrames.Framed framed =
        frames.of(source.institutionId, asked(source, kind, now), LegalDay.of(now));
    decisions.requireRoom(framed.frame(), source.rowCount);
    return new Batches.Prepared(batches.view(made(actor, source, framed, now)), true);
  }

  private PrepareBatch asked(BatchEntity source, String kind, Instant now) {
    @Nullable UUID mandate =
        mandates.of(source.institutionId).stream()
            .filter(one -> one.id().equals(source.mandateId))
            .filter(one -> one.covers(kind, LegalDay.of(now)))
            .map(Mandate::id)
            .findFirst()
            .orElse(null);
    return new PrepareBatch(
        Bytes.of(new byte[0]),
        source.fileName,
        kind,
        source.decisionNumber,
        source.decisionDate,
        LegalDay.of(now),
        null,
        source.decisionTotal,
        null,
        mandate);
  }

  private BatchEntity made(
      Actor actor, BatchEntity source, BatchFrames.Framed framed, Instant now) {
    Frame frame = framed.frame();
    BatchEntity batch = batch(actor, source, framed, now);
    ApprovedHash hash =
        new ApprovedHash(
            batch.policyVersion,
            batch.institutionId,
            frame.kind(),
            frame.regime(),
            batch.decisionNumber,
            batch.decisionDate,
            batch.issueDate,
            batch.rowCount);
    ProgrammeTally programmes = new ProgrammeTally();
    PersonsDigest persons = new PersonsDigest();
    for (int from = 0; from < batch.rowCount; from += AT_ONCE) {
      for (BatchRowEntity row : rows.from(source.id, from, AT_ONCE)) {
        Claims of = of(claims.of(row), frame);
        hash.add(of);
        programmes.add(of);
        persons.add(row.personId);
      }
      rows.getEntityManager().clear();
    }
    batch.approvedHash = hash.digest().toArray();
    batch.programmes = programmes.toString();
    terms.seal(batch, persons.digest());
    repository.persistAndFlush(batch);
    trail.tell(actor.as(Role.PREPARE), "prepare", batch);
    copy(source, batch, frame);
    approvals.request(
        actor,
        batch.institutionId,
        BatchStore.SUBJECT,
        batch.publicId().toString(),
        batch.approvedHash(),
        batch.rowCount,
        config.approvalTtl());
    return batch;
  }

  /** The same persons at the same places: whose diploma it becomes is known from the start. */
  private void copy(BatchEntity source, BatchEntity batch, Frame frame) {
    SignedTrees.Writing tree = trees.write(batch.id, batch.institutionId);
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
      List<BatchRowEntity> page = new ArrayList<>(rows.from(source.id, from, AT_ONCE));
      for (BatchRowEntity row : page) {
        Bytes said = codec.encodeClaims(of(claims.of(row), frame));
        tree.add(said);
        copy.row()
            .add(batch.id)
            .add(row.position)
            .add(batch.institutionId)
            .add(row.line)
            .add(said.toArray())
            .add(row.personId)
            .add(row.likeness);
      }
      copy.into(rows.getEntityManager());
    }
    tree.end();
  }

  /** What a temporary certificate says of what the diploma will say. */
  private static Claims of(Claims diploma, Frame frame) {
    Kind kind = frame.kind();
    Integer year = diploma.graduationYear();
    return new Claims(
        diploma.catalogueVersion(),
        frame.institution(),
        kind,
        frame.regime(),
        diploma.fullName(),
        diploma.birthDate(),
        kind.allows(Field.SEX) ? diploma.sex() : null,
        kind.allows(Field.PROGRAMME) ? diploma.programme() : null,
        null,
        null,
        year == null ? Integer.valueOf(frame.decisionDate().getYear()) : year,
        null,
        frame.decisionNumber(),
        frame.decisionDate(),
        frame.issueDate(),
        frame.place(),
        frame.signerName(),
        frame.signerTitle(),
        frame.signsAs(),
        null,
        null,
        null,
        List.of(),
        null,
        kind.allows(Field.SCHOOL) ? diploma.school() : null,
        null,
        null);
  }

  private BatchEntity batch(
      Actor actor, BatchEntity source, BatchFrames.Framed framed, Instant now) {
    Frame frame = framed.frame();
    BatchEntity batch = new BatchEntity();
    batch.id = ids.next(BatchIds.BATCH).key();
    batch.institutionId = frame.institution();
    batch.kind = frame.kind().code();
    batch.regime = frame.regime().code();
    batch.decisionNumber = source.decisionNumber;
    batch.decisionKey = source.decisionKey;
    batch.decisionDate = source.decisionDate;
    batch.issueDate = frame.issueDate();
    batch.graduationYear = source.graduationYear;
    batch.decisionTotal = source.decisionTotal;
    batch.place = frame.place().code();
    batch.mandateId = framed.mandate().id();
    batch.signerName = frame.signerName();
    batch.signerTitleVi = frame.signerTitle().vi();
    batch.signerTitleEn = frame.signerTitle().en();
    batch.signsAs = framed.mandate().signsAs();
    batch.policyVersion = catalogue.version();
    batch.fileDigest = source.fileDigest;
    batch.fileName = source.fileName;
    batch.rowCount = source.rowCount;
    batch.preparedAccount = actor.accountId();
    batch.preparedPerson = actor.personId();
    batch.preparedName = actor.displayName();
    batch.preparedAt = now;
    batch.moveTo(BatchState.DRAFT);
    return batch;
  }
}
