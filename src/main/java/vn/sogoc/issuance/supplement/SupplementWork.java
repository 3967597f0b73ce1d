package vn.sogoc.issuance.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.register.supplement.SupplementEvidence;
import vn.sogoc.register.supplement.SupplementProblem;
import vn.sogoc.register.supplement.Supplements;
import vn.sogoc.tlog.LogEntry;

/** The transactions of the job that signs a list. */
@ApplicationScoped
class SupplementWork {
  private final SheetStore store;
  private final Supplements supplements;
  private final Diplomas diplomas;
  private final Approvals approvals;
  private final Accounts accounts;
  private final Mandates mandates;
  private final TrustRegister trust;
  private final Signing signing;
  private final Trail trail;
  private final PublicIds ids;

  SupplementWork(
      SheetStore store,
      Supplements supplements,
      Diplomas diplomas,
      Approvals approvals,
      Accounts accounts,
      Mandates mandates,
      TrustRegister trust,
      Signing signing,
      Trail trail,
      PublicIds ids) {
    this.store = store;
    this.supplements = supplements;
    this.diplomas = diplomas;
    this.approvals = approvals;
    this.accounts = accounts;
    this.mandates = mandates;
    this.trust = trust;
    this.signing = signing;
    this.trail = trail;
    this.ids = ids;
  }

  /** Who approved, and what of the list goes on the face of every supplement. */
  record Face(Digest approved, int persons, String signer, UUID signerPerson) {}

  /** A supplement with its signature. */
  record Made(int line, UUID diploma, CoseSign1 message) {}

  @Transactional
  boolean isRecorded(int institution, UUID sheet) {
    return store.find(institution, sheet).orElseThrow(Sheets::unknown).recordedAt != null;
  }

  /** What two persons approved of a list that can still be signed. */
  @Transactional
  Face face(int institution, UUID sheet) {
    return face(store.find(institution, sheet).orElseThrow(Sheets::unknown));
  }

  private Face face(SheetEntity sheet) {
    if (!sheet.isOpen()) {
      throw new Refusal(SupplementProblem.STATE, "the list was discarded, or is recorded");
    }
    Approval approval =
        approvals
            .find(Sheets.APPROVAL, sheet.publicId().toString())
            .filter(a -> a.state().equals("approved") && a.content().equals(sheet.content()))
            .filter(a -> a.count() == sheet.persons)
            .orElseThrow(() -> new Refusal(SupplementProblem.STATE, "this list was not approved"));
    Actor signer =
        Optional.ofNullable(approval.approverAccount())
            .flatMap(accounts::current)
            .filter(actor -> actor.actsFor(sheet.institutionId) && actor.has(Role.SIGN))
            .orElseThrow(
                () ->
                    new Refusal(
                        HttpProblem.FORBIDDEN,
                        "whoever approved does not sign for the institution now"));
    return new Face(sheet.content(), sheet.persons, signer.displayName(), signer.personId());
  }

  /** The next supplements to be signed, with new identifiers, after a line. */
  @Transactional
  List<Unsigned> wanted(
      int institution, UUID sheet, Face face, int afterLine, int limit, Instant now) {
    List<Unsigned> wanted = new ArrayList<>();
    for (DraftEntity row : store.drafts(sheet, afterLine, limit)) {
      SupplementContent content = store.content(row);
      Diplomas.Diploma diploma = diplomas.get(institution, row.entryId);
      Supplement supplement =
          new Supplement(
              institution,
              now.truncatedTo(ChronoUnit.SECONDS),
              ids.next(Supplement.ID_KIND),
              diploma.entry().digest(),
              diploma.record().serialNumber(),
              row.revision,
              face.approved(),
              content,
              face.signer(),
              title(institution, face, diploma.record().claims().kind().code(), now));
      wanted.add(new Unsigned(row.line, row.entryId, supplement.encode()));
    }
    return wanted;
  }

  /** What is to be signed of one person. */
  record Unsigned(int line, UUID diploma, Bytes payload) {}

  /** Of the mandate for this kind today; empty where whoever approved has none for it. */
  private String title(int institution, Face face, String kind, Instant now) {
    return mandates.of(institution).stream()
        .filter(m -> m.personId().equals(face.signerPerson()))
        .filter(m -> m.covers(kind, LegalDay.of(now)))
        .map(Mandate::titleVi)
        .findFirst()
        .orElse("");
  }

  /**
   * Records a list whole: supplements, entries of the log, the list itself; in the caller's
   * transaction, whose commit is the one point at which they begin to be.
   *
   * @throws Refusal where what was signed is not what is approved, or the key may not be used now,
   *     or another list was recorded meanwhile
   */
  @Transactional(TxType.MANDATORY)
  void record(int institution, PublicId id, List<Made> made, Instant now) {
    SheetEntity sheet = store.lock(institution, id.key()).orElseThrow(Sheets::unknown);
    Face face = face(sheet);
    if (made.size() != face.persons()) {
      throw SheetStore.altered();
    }
    KeyId key = made.getFirst().message().kid();
    VerificationKey<Purpose.Record> verifier = verifier(institution, key);
    Map<UUID, Integer> before =
        supplements.newestRevisions(made.stream().map(Made::diploma).toList());
    List<Digest> parts = new ArrayList<>();
    List<Supplements.Made> whole = new ArrayList<>();
    Optional<Instant> iat = Optional.empty();
    for (Made one : made) {
      Supplement said = said(one, key, verifier);
      Diplomas.Diploma diploma = diplomas.get(institution, one.diploma());
      requireOf(said, diploma, face, before);
      if (iat.isPresent() && !iat.get().equals(said.issuedAt())) {
        throw SheetStore.altered();
      }
      iat = Optional.of(said.issuedAt());
      parts.add(said.part());
      whole.add(
          new Supplements.Made(
              one.line(),
              one.diploma(),
              Digest.sha256(diploma.entry().events().getFirst().encode()),
              said.id(),
              said.revision(),
              one.message()));
    }
    if (!Supplement.approved(institution, parts).equals(face.approved())) {
      throw new Refusal(
          SupplementProblem.ALTERED, "what was signed is not what two persons approved");
    }
    signing.requireRecordable(institution, key, iat.orElseThrow(), now);
    sheet.approvalId =
        approvals.consume(Sheets.APPROVAL, id.toString(), face.approved(), face.persons());
    sheet.recordedAt = now;
    store.keep(sheet);
    store.forget(sheet.id);
    supplements.record(institution, sheet.id, whole, now);
    trail.tell(
        new Deed(
            Doer.REGISTRY,
            Sheets.APPROVAL + ".record",
            institution,
            id.toString(),
            face.approved()));
  }

  private void requireOf(
      Supplement said, Diplomas.Diploma diploma, Face face, Map<UUID, Integer> before) {
    if (!said.isOf(diploma.record(), diploma.entry().digest())
        || !said.approved().equals(face.approved())) {
      throw SheetStore.altered();
    }
    if (!diplomas.isInForce(diploma)) {
      throw new Refusal(
          SupplementProblem.STATE, "a diploma of the list was taken back or replaced meanwhile");
    }
    if (said.revision() != before.getOrDefault(diploma.entry().id(), 0) + 1) {
      throw new Refusal(
          SupplementProblem.STATE, "a later supplement was recorded meanwhile; upload it again");
    }
  }

  private VerificationKey<Purpose.Record> verifier(int institution, KeyId id) {
    Optional<VerificationKey<Purpose.Record>> key =
        switch (trust.key(id)) {
          case TrustAnswer.Known known ->
              known.key().institution().id() == institution
                  ? known.key().verifier(Purpose.RECORD)
                  : Optional.empty();
          case TrustAnswer.Unknown ignored -> Optional.empty();
          case TrustAnswer.Unavailable ignored -> Optional.empty();
        };
    return key.orElseThrow(
        () -> new Refusal(SupplementProblem.ALTERED, "a signature is not the institution's"));
  }

  /** Signed, and read back: what our own reader refuses is not recorded. */
  private static Supplement said(Made made, KeyId key, VerificationKey<Purpose.Record> verifier) {
    try {
      CoseSign1 read = CoseSign1.parse(made.message().bytes());
      return Optional.of(read)
          .filter(message -> message.kid().equals(key))
          .flatMap(message -> verified(message, verifier))
          .orElseThrow(
              () -> new Refusal(SupplementProblem.ALTERED, "a signature is not the institution's"));
    } catch (MalformedCose e) {
      throw SheetStore.altered();
    }
  }

  private static Optional<Supplement> verified(
      CoseSign1 message, VerificationKey<Purpose.Record> verifier) {
    try {
      return Supplement.verify(message, verifier).map(Supplement.Signed::supplement);
    } catch (MalformedSupplement e) {
      return Optional.empty();
    }
  }

  /** Entries of a list to be awaited, after a line. */
  @Transactional
  List<LogEntry> entries(int institution, UUID sheet, int afterLine, int limit) {
    return supplements.ofSheet(institution, sheet, afterLine, limit).stream()
        .map(
            one ->
                switch (one) {
                  case SupplementEvidence.Recorded recorded -> recorded.entry();
                  case SupplementEvidence.Altered ignored -> throw SheetStore.altered();
                })
        .toList();
  }
}
