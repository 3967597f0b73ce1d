package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.institution.Accreditation;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.StatementAnswer;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.kernel.Digest;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;
import vn.sogoc.register.legacy.Copies;
import vn.sogoc.register.legacy.CopyEvidence;
import vn.sogoc.register.legacy.KeyedRow;
import vn.sogoc.register.legacy.MalformedCopy;
import vn.sogoc.register.legacy.PaperBooks;
import vn.sogoc.register.legacy.RegisterCopy;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Logged;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Examines an electronic copy made from a register book. What it rests on is said by a check of its
 * own: two entries of the page, its picture, and the approval of the keeper.
 */
@ApplicationScoped
class CopyExamination {
  private static final Logger LOG = Logger.getLogger(CopyExamination.class);

  /** No issuance list and no last day belong to a copy; nothing else may be missing. */
  private static final Set<String> REQUIRED =
      Set.of("signature", "key", "registered", "copy", "logged", "status");

  private final Copies copies;
  private final TrustRegister trust;
  private final Custody custody;
  private final TransparencyLog log;
  private final Catalogue catalogue;

  CopyExamination(
      Copies copies,
      TrustRegister trust,
      Custody custody,
      TransparencyLog log,
      Catalogue catalogue) {
    this.catalogue = catalogue;
    this.copies = copies;
    this.trust = trust;
    this.custody = custody;
    this.log = log;
  }

  /** The verdict of this moment about a copy that was answered before. */
  Optional<Verdict> today(Digest digest, Instant now) {
    return copies
        .byDigest(digest)
        .map(evidence -> examine(evidence, Claimed.NOTHING, now).verdict());
  }

  /** What may be shown of it to whoever asked. */
  VerificationAnswer.ShownCopy shown(FoundCopy found, Question question) {
    boolean withBirth =
        question instanceof Question.ByNumber number
            && number.dateOfBirth().isPresent()
            && number.dateOfBirth().equals(found.copy().row().birth().known());
    return new VerificationAnswer.ShownCopy(found, withBirth);
  }

  Finding examine(CopyEvidence evidence, Claimed claimed, Instant now) {
    return switch (evidence) {
      case CopyEvidence.Altered altered -> {
        LOG.errorf("copy %s was altered", altered.id());
        yield Lookup.altered(now);
      }
      case CopyEvidence.Recorded recorded -> {
        try {
          yield examine(recorded, CoseSign1.parse(recorded.cose()), claimed, now);
        } catch (MalformedCose e) {
          yield Lookup.altered(now);
        }
      }
    };
  }

  private Finding examine(
      CopyEvidence.Recorded recorded, CoseSign1 message, Claimed claimed, Instant now) {
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
    Optional<RegisterCopy.Signed> signed = verified(message, known.key());
    if (signed.isEmpty()) {
      judgement.call(
          Check.of(CheckCode.SIGNATURE, Check.Result.FAILED, "signature.wrong"), Verdict.MISMATCH);
      return Lookup.end(judgement, now);
    }
    judgement.passed(CheckCode.SIGNATURE);
    RegisterCopy copy = signed.get().copy();
    Inclusion logged =
        log.inclusions(List.of(recorded.entry()))
            .getOrDefault(recorded.entry(), new Inclusion.Absent());
    key(known.key(), copy, recorded.recordedAt(), logged, now, judgement);
    judgement.passed(CheckCode.REGISTERED);
    judgement.note(
        new Check(
            CheckCode.COPY,
            Check.Result.PASSED,
            Optional.of("copy." + copy.basis().name().toLowerCase(java.util.Locale.ROOT)),
            Optional.empty()));
    judgement.note(
        Check.of(CheckCode.PUBLISHED, Check.Result.NOT_APPLICABLE, "published.register_copy"));
    logged(recorded, logged, judgement);
    claimed(copy.row(), claimed, judgement);
    judgement.note(
        Check.of(CheckCode.HOLDER, Check.Result.NOT_PERFORMED, "holder.compare_identity"));
    Optional<InstitutionFacts> issuer = trust.institution(copy.issuer());
    if (issuer.isEmpty()) {
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.UNAVAILABLE, "key.statement_untrusted"),
          Verdict.UNDETERMINED);
    }
    return new Finding(
        judgement.verdict(REQUIRED),
        judgement.checks(),
        Optional.empty(),
        issuer,
        logged instanceof Inclusion.Included included ? Optional.of(included) : Optional.empty(),
        Optional.empty(),
        now,
        issuer.map(
            by ->
                new FoundCopy(
                    copy,
                    signed.get().digest(),
                    by,
                    known.key().institution(),
                    kind(copy.row().kind()))),
        Optional.empty());
  }

  private BilingualText kind(String code) {
    return catalogue.kind(code).map(Kind::label).orElseGet(() -> new BilingualText(code, code));
  }

  private static Optional<RegisterCopy.Signed> verified(CoseSign1 message, TrustedKey key) {
    try {
      return key.verifier(Purpose.RECORD).isPresent()
          ? RegisterCopy.verify(message, key.verifier(Purpose.RECORD).get())
          : Optional.empty();
    } catch (MalformedCopy e) {
      return Optional.empty();
    }
  }

  /**
   * The keeper's own key, of an institution that kept the issuer's books then or keeps them now.
   */
  private void key(
      TrustedKey trusted,
      RegisterCopy copy,
      Instant recordedAt,
      Inclusion logged,
      Instant now,
      Judgement judgement) {
    if (custody.keeper(copy.issuer(), now) instanceof Keeper.Altered) {
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.UNAVAILABLE, "key.statement_untrusted"),
          Verdict.UNDETERMINED);
      return;
    }
    boolean covered =
        isOld(copy)
            && copy.keeper() == trusted.institution().id()
            && (keeps(copy, copy.issuedAt()) || keeps(copy, now));
    if (!covered) {
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.FAILED, "key.scope"), Verdict.UNKNOWN_ISSUER);
      return;
    }
    Examination.standing(trusted, copy.issuedAt(), Optional.of(recordedAt), logged, judgement);
  }

  /** No copy of what was issued after paper books, nor of what its issuer could not issue then. */
  private boolean isOld(RegisterCopy copy) {
    boolean could =
        PaperBooks.day(copy.row())
            .flatMap(
                day ->
                    trust.newest(copy.issuer()) instanceof StatementAnswer.Known known
                        ? Optional.of(could(known, copy.row().kind(), day))
                        : Optional.empty())
            .orElse(true);
    return could && PaperBooks.holds(copy.row(), PaperBooks.lastDay(catalogue));
  }

  /** Where rights are recorded for that day at all. */
  private static boolean could(StatementAnswer.Known known, String kind, LocalDate day) {
    List<Accreditation> then =
        known.statement().accreditations().stream().filter(a -> a.covers(a.kind(), day)).toList();
    return then.isEmpty() || then.stream().anyMatch(a -> a.kind().equals(kind));
  }

  private boolean keeps(RegisterCopy copy, Instant at) {
    return switch (custody.keeper(copy.issuer(), at)) {
      case Keeper.TheIssuer ignored -> copy.keeper() == copy.issuer();
      case Keeper.Another another -> another.institution() == copy.keeper();
      case Keeper.Altered ignored -> false;
    };
  }

  private static void logged(
      CopyEvidence.Recorded recorded, Inclusion logged, Judgement judgement) {
    switch (logged) {
      case Inclusion.Included included -> {
        judgement.passed(CheckCode.LOGGED);
        Optional<Instant> withdrawn =
            included.later().stream()
                .map(Logged::entry)
                .filter(later -> later.type() == EntryType.COPY_WITHDRAWN)
                .map(LogEntry::time)
                .findFirst()
                .or(recorded::withdrawn); // at once, whenever the next head is
        if (withdrawn.isPresent()) {
          judgement.call(
              Check.since(
                  CheckCode.STATUS, Check.Result.FAILED, "status.copy_withdrawn", withdrawn.get()),
              Verdict.REVOKED);
        } else {
          judgement.passed(CheckCode.STATUS);
        }
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

  /** Compared as far as both know it: old books often have the year alone. */
  private static void claimed(KeyedRow row, Claimed claimed, Judgement judgement) {
    if (claimed.isEmpty()) {
      return;
    }
    Optional<PartialDate> known = row.birth().known();
    boolean agrees =
        claimed.fullName().map(n -> n.searchKey().equals(row.fullName().searchKey())).orElse(true)
            && claimed.dateOfBirth().map(d -> known.map(d::agreesWith).orElse(true)).orElse(true);
    if (!agrees) {
      judgement.call(
          Check.of(CheckCode.CLAIMS, Check.Result.FAILED, "claims.differ"), Verdict.MISMATCH);
    } else if (claimed.dateOfBirth().isPresent() && known.isEmpty()) {
      judgement.note(
          Check.of(CheckCode.CLAIMS, Check.Result.NOT_PERFORMED, "claims.birth_unknown"));
    } else if (claimed
        .dateOfBirth()
        .filter(d -> d.precision().compareTo(known.orElse(d).precision()) > 0)
        .isPresent()) {
      judgement.note(Check.of(CheckCode.CLAIMS, Check.Result.WARNING, "claims.birth_coarse"));
    } else {
      judgement.passed(CheckCode.CLAIMS);
    }
  }
}
