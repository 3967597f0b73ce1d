package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.supplement.SupplementEvidence;
import vn.sogoc.register.supplement.Supplements;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Logged;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Examines a supplement that somebody brought: its own signature, its place in the log, whether a
 * later one replaced it or it was taken back, and how its diploma stands, each by a check of its
 * own.
 */
@ApplicationScoped
class SupplementExamination {
  private static final Logger LOG = Logger.getLogger(SupplementExamination.class);

  /** No issuance list and no last day belong to a supplement; nothing else may be missing. */
  private static final Set<String> REQUIRED =
      Set.of("signature", "key", "registered", "logged", "status", "diploma");

  private final Supplements supplements;
  private final Register register;
  private final Custody custody;
  private final Lookup lookup;
  private final TrustRegister trust;
  private final TransparencyLog log;

  SupplementExamination(
      Supplements supplements,
      Register register,
      Custody custody,
      Lookup lookup,
      TrustRegister trust,
      TransparencyLog log) {
    this.supplements = supplements;
    this.register = register;
    this.custody = custody;
    this.lookup = lookup;
    this.trust = trust;
    this.log = log;
  }

  /** The supplement that bytes are in their form; whether anybody signed it is not asked here. */
  static Optional<CoseSign1> in(Bytes bytes) {
    try {
      CoseSign1 message = CoseSign1.parse(bytes);
      Supplement.decode(message.payload());
      return Optional.of(message);
    } catch (MalformedCose | MalformedSupplement e) {
      return Optional.empty();
    }
  }

  /** The verdict of this moment about a supplement that was answered before. */
  Optional<Verdict> today(Digest digest, Instant now) {
    return supplements
        .byDigest(digest)
        .map(
            evidence ->
                switch (evidence) {
                  case SupplementEvidence.Altered ignored -> Verdict.UNDETERMINED;
                  case SupplementEvidence.Recorded recorded ->
                      in(recorded.cose())
                          .map(message -> examine(message, now).verdict())
                          .orElse(Verdict.UNDETERMINED);
                });
  }

  /** Examines the signed bytes of a supplement. */
  Finding examine(CoseSign1 message, Instant now) {
    Judgement judgement = new Judgement();
    TrustAnswer answer = trust.keys(Set.of(message.kid())).get(message.kid());
    if (!(answer instanceof TrustAnswer.Known known)) {
      judgement.note(Check.of(CheckCode.SIGNATURE, Check.Result.NOT_PERFORMED, "signature.no_key"));
      boolean isUnknown = answer instanceof TrustAnswer.Unknown;
      judgement.call(
          isUnknown
              ? Check.of(CheckCode.KEY, Check.Result.FAILED, "key.unknown")
              : Check.of(CheckCode.KEY, Check.Result.UNAVAILABLE, "key.statement_untrusted"),
          isUnknown ? Verdict.UNKNOWN_ISSUER : Verdict.UNDETERMINED);
      return Lookup.end(judgement, now);
    }
    Optional<VerificationKey<Purpose.Record>> key = known.key().verifier(Purpose.RECORD);
    if (key.isEmpty()) { // as a record under such a key is answered
      judgement.note(Check.of(CheckCode.SIGNATURE, Check.Result.NOT_PERFORMED, "signature.no_key"));
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.FAILED, "key.purpose"), Verdict.UNKNOWN_ISSUER);
      return Lookup.end(judgement, now);
    }
    Optional<Supplement.Signed> signed = verified(message, key.get());
    if (signed.isEmpty()) {
      judgement.call(
          Check.of(CheckCode.SIGNATURE, Check.Result.FAILED, "signature.wrong"), Verdict.MISMATCH);
      return Lookup.end(judgement, now);
    }
    judgement.passed(CheckCode.SIGNATURE);
    return signed(message, known.key(), signed.get(), now, judgement);
  }

  private Finding signed(
      CoseSign1 message,
      TrustedKey key,
      Supplement.Signed signed,
      Instant now,
      Judgement judgement) {
    Supplement supplement = signed.supplement();
    Optional<SupplementEvidence.Recorded> recorded = registered(signed.digest(), judgement);
    Inclusion logged = recorded.map(r -> inclusion(r.entry())).orElseGet(Inclusion.Absent::new);
    key(key, supplement, recorded.map(SupplementEvidence.Recorded::recordedAt), logged, judgement);
    Optional<RegisterEvidence> diploma = register.byDigest(supplement.diploma());
    recorded.ifPresent(row -> logged(row, logged, diploma, now, judgement));
    diploma(supplement, diploma, now, judgement);
    judgement.note(
        Check.of(CheckCode.PUBLISHED, Check.Result.NOT_APPLICABLE, "published.supplement"));
    judgement.note(
        Check.of(CheckCode.HOLDER, Check.Result.NOT_PERFORMED, "holder.compare_identity"));
    return new Finding(
        judgement.verdict(REQUIRED),
        judgement.checks(),
        Optional.empty(),
        Optional.of(key.institution()),
        logged instanceof Inclusion.Included included ? Optional.of(included) : Optional.empty(),
        Optional.empty(),
        now,
        Optional.empty(),
        Optional.of(
            new FoundSupplement(supplement, signed.digest(), message.kid(), key.institution())));
  }

  private static Optional<Supplement.Signed> verified(
      CoseSign1 message, VerificationKey<Purpose.Record> key) {
    try {
      return Supplement.verify(message, key);
    } catch (MalformedSupplement e) {
      return Optional.empty();
    }
  }

  private Optional<SupplementEvidence.Recorded> registered(Digest digest, Judgement judgement) {
    Optional<SupplementEvidence> found = supplements.byDigest(digest);
    if (found.isEmpty()) {
      judgement.call(
          Check.of(CheckCode.REGISTERED, Check.Result.FAILED, "registered.unknown"),
          Verdict.UNREGISTERED);
      judgement.note(Check.of(CheckCode.LOGGED, Check.Result.FAILED, "logged.absent"));
      judgement.note(
          Check.of(CheckCode.STATUS, Check.Result.NOT_PERFORMED, "status.not_registered"));
      return Optional.empty();
    }
    return switch (found.get()) {
      case SupplementEvidence.Recorded recorded -> {
        judgement.passed(CheckCode.REGISTERED);
        yield Optional.of(recorded);
      }
      case SupplementEvidence.Altered altered -> {
        LOG.errorf("supplement %s was altered", altered.id());
        judgement.call(
            Check.of(CheckCode.REGISTERED, Check.Result.UNAVAILABLE, "registered.altered"),
            Verdict.UNDETERMINED);
        yield Optional.empty();
      }
    };
  }

  /** The issuer's own key, which was valid when it signed and when it was recorded. */
  private static void key(
      TrustedKey trusted,
      Supplement supplement,
      Optional<Instant> recordedAt,
      Inclusion logged,
      Judgement judgement) {
    if (supplement.institution() != trusted.institution().id()) {
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.FAILED, "key.scope"), Verdict.UNKNOWN_ISSUER);
      return;
    }
    Examination.standing(trusted, supplement.issuedAt(), recordedAt, logged, judgement);
  }

  private void logged(
      SupplementEvidence.Recorded recorded,
      Inclusion logged,
      Optional<RegisterEvidence> diploma,
      Instant now,
      Judgement judgement) {
    switch (logged) {
      case Inclusion.Included included -> {
        judgement.passed(CheckCode.LOGGED);
        status(recorded, included, diploma, now, judgement);
      }
      case Inclusion.Absent ignored ->
          judgement.call(
              Check.of(CheckCode.LOGGED, Check.Result.UNAVAILABLE, "log.pending"),
              Verdict.UNDETERMINED);
      case Inclusion.Unavailable u ->
          judgement.call(
              Check.of(CheckCode.LOGGED, Check.Result.UNAVAILABLE, u.code()), Verdict.UNDETERMINED);
    }
  }

  /** Taken back counts at once; of several the last that the log has and was not taken back. */
  private void status(
      SupplementEvidence.Recorded recorded,
      Inclusion.Included included,
      Optional<RegisterEvidence> diploma,
      Instant now,
      Judgement judgement) {
    Optional<Instant> withdrawn = withdrawn(included).or(recorded::withdrawn);
    if (withdrawn.isPresent()) {
      judgement.call(
          Check.since(
              CheckCode.STATUS,
              Check.Result.FAILED,
              "status.supplement_withdrawn",
              withdrawn.get()),
          Verdict.REVOKED);
      return;
    }
    if (!(diploma.orElse(null) instanceof RegisterEvidence.Recorded of)
        || !(inclusion(of.events().getFirst()) instanceof Inclusion.Included life)) {
      judgement.call( // without its diploma's life nobody knows what came later
          Check.of(CheckCode.STATUS, Check.Result.UNAVAILABLE, "log.pending"),
          Verdict.UNDETERMINED);
      return;
    }
    Optional<Instant> replaced =
        replaced(life, included.index(), recorded.institution(), now)
            .or(() -> replacedInStore(recorded));
    if (replaced.isPresent()) {
      judgement.call(
          Check.since(
              CheckCode.STATUS, Check.Result.FAILED, "status.supplement_replaced", replaced.get()),
          Verdict.SUPERSEDED);
    } else {
      judgement.passed(CheckCode.STATUS);
    }
  }

  /** When a later one of the diploma was logged that stands. */
  private Optional<Instant> replaced(
      Inclusion.Included life, long index, int institution, Instant now) {
    return life.later().stream()
        .filter(later -> later.entry().type() == EntryType.SUPPLEMENT)
        .filter(later -> later.index() > index && later.entry().institution() == institution)
        .map(Logged::entry)
        .filter(
            later ->
                !(inclusion(later) instanceof Inclusion.Included one)
                    || !isWithdrawn(one, institution, now))
        .map(LogEntry::time)
        .findFirst();
  }

  /** One on its way into the log replaces at once; a row that a hand put in can only take away. */
  private Optional<Instant> replacedInStore(SupplementEvidence.Recorded recorded) {
    for (SupplementEvidence one : supplements.ofDiploma(recorded.diploma())) {
      if (one instanceof SupplementEvidence.Recorded other
          && other.revision() > recorded.revision()
          && other.withdrawn().isEmpty()) {
        return Optional.of(other.recordedAt());
      }
    }
    return Optional.empty();
  }

  /** When the log was told that it is taken back: whoever said so, it only takes away. */
  private static Optional<Instant> withdrawn(Inclusion.Included of) {
    return of.later().stream()
        .map(Logged::entry)
        .filter(later -> later.type() == EntryType.SUPPLEMENT_WITHDRAWN)
        .map(LogEntry::time)
        .findFirst();
  }

  /**
   * Whether it no longer stands before an earlier one, which gives: said by the issuer or by
   * whoever keeps the register now.
   */
  private boolean isWithdrawn(Inclusion.Included of, int issuer, Instant now) {
    return of.later().stream()
        .map(Logged::entry)
        .filter(later -> later.type() == EntryType.SUPPLEMENT_WITHDRAWN)
        .anyMatch(
            later -> later.institution() == issuer || later.institution() == keeper(issuer, now));
  }

  private int keeper(int issuer, Instant now) {
    return switch (custody.keeper(issuer, now)) {
      case Keeper.TheIssuer ignored -> issuer;
      case Keeper.Another another -> another.institution();
      case Keeper.Altered ignored -> issuer;
    };
  }

  /** A supplement says nothing where its diploma is not in force. */
  private void diploma(
      Supplement supplement,
      Optional<RegisterEvidence> evidence,
      Instant now,
      Judgement judgement) {
    if (evidence.isEmpty()) {
      judgement.call(
          Check.of(CheckCode.DIPLOMA, Check.Result.UNAVAILABLE, "diploma.unknown"),
          Verdict.UNDETERMINED);
      return;
    }
    Finding finding = lookup.found(evidence.get(), Claimed.NOTHING, now);
    boolean agrees =
        finding.record().filter(r -> supplement.isOf(r.record(), r.digest())).isPresent();
    if (finding.record().isPresent() && !agrees) {
      judgement.call(
          Check.of(CheckCode.DIPLOMA, Check.Result.FAILED, "diploma.differs"), Verdict.MISMATCH);
      return;
    }
    String reason = "diploma." + finding.verdict().code();
    switch (finding.verdict()) {
      case VALID -> judgement.passed(CheckCode.DIPLOMA);
      case CORRECTED ->
          judgement.call(
              Check.of(CheckCode.DIPLOMA, Check.Result.WARNING, reason), Verdict.CORRECTED);
      case REVOKED, SUPERSEDED, SUSPENDED, EXPIRED ->
          judgement.call(
              Check.of(CheckCode.DIPLOMA, Check.Result.FAILED, reason), finding.verdict());
      default ->
          judgement.call(
              Check.of(CheckCode.DIPLOMA, Check.Result.UNAVAILABLE, "diploma.undetermined"),
              Verdict.UNDETERMINED);
    }
  }

  private Inclusion inclusion(LogEntry entry) {
    return log.inclusions(List.of(entry)).getOrDefault(entry, new Inclusion.Absent());
  }
}
