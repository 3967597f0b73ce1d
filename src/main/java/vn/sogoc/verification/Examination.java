package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.ProvisionalLaw;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustedKey;
import vn.sogoc.publication.PublicationAnswer;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.status.CountedEvents;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.tlog.Inclusion;

/** Examines one signed record, step by step, by what one read of the store gave. */
@ApplicationScoped
class Examination {
  /** Days of the law are days in Viet Nam. */
  static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");

  private static final Set<String> NONE = Set.of();

  private final EvidenceReader reader;
  private final CountedEvents events;
  private final Catalogue catalogue;
  private final ProvisionalLaw provisional;

  Examination(EvidenceReader reader, CountedEvents events, Catalogue catalogue) {
    this.reader = reader;
    this.events = events;
    this.catalogue = catalogue;
    this.provisional = ProvisionalLaw.of(catalogue);
  }

  /** Examines a record that was presented or found. */
  Finding examine(CoseSign1 message, Claimed claimed, Instant now) {
    return examine(message, reader.about(message), claimed, now);
  }

  private Finding examine(CoseSign1 message, Evidence evidence, Claimed claimed, Instant now) {
    Judgement judgement = new Judgement();
    judgement.note(
        Check.of(CheckCode.HOLDER, Check.Result.NOT_PERFORMED, "holder.compare_identity"));
    return switch (evidence.key()) {
      case TrustAnswer.Known known ->
          under(known.key(), message, evidence, claimed, now, judgement);
      case TrustAnswer.Unknown ignored -> {
        judgement.note(
            Check.of(CheckCode.SIGNATURE, Check.Result.NOT_PERFORMED, "signature.no_key"));
        judgement.call(
            Check.of(CheckCode.KEY, Check.Result.FAILED, "key.unknown"), Verdict.UNKNOWN_ISSUER);
        yield without(judgement, now);
      }
      case TrustAnswer.Unavailable ignored -> {
        judgement.note(
            Check.of(CheckCode.SIGNATURE, Check.Result.NOT_PERFORMED, "signature.no_key"));
        judgement.call(
            Check.of(CheckCode.KEY, Check.Result.UNAVAILABLE, "key.statement_untrusted"),
            Verdict.UNDETERMINED);
        yield without(judgement, now);
      }
    };
  }

  private Finding under(
      TrustedKey trusted,
      CoseSign1 message,
      Evidence evidence,
      Claimed claimed,
      Instant now,
      Judgement judgement) {
    Optional<VerificationKey<Purpose.Record>> key = trusted.verifier(Purpose.RECORD);
    if (key.isEmpty()) {
      judgement.note(Check.of(CheckCode.SIGNATURE, Check.Result.NOT_PERFORMED, "signature.no_key"));
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.FAILED, "key.purpose"), Verdict.UNKNOWN_ISSUER);
      return without(judgement, now);
    }
    Optional<AuthenticRecord> signed;
    try {
      signed = AuthenticRecord.verify(message, key.get(), catalogue);
    } catch (MalformedRecord e) {
      judgement.call(
          Check.of(CheckCode.SIGNATURE, Check.Result.FAILED, "record.malformed"), Verdict.MISMATCH);
      return without(judgement, now);
    }
    if (signed.isEmpty()) {
      judgement.call(
          Check.of(CheckCode.SIGNATURE, Check.Result.FAILED, "signature.wrong"), Verdict.MISMATCH);
      return without(judgement, now);
    }
    judgement.passed(CheckCode.SIGNATURE);
    AuthenticRecord record = signed.get();
    Claims claims = record.record().claims();
    Optional<Instant> recordedAt = registered(record, evidence, judgement);
    logged(evidence, judgement);
    key(trusted, record, recordedAt, evidence.logged(), judgement);
    published(record, evidence, judgement);
    expiry(claims, now, judgement);
    claimed(claims, claimed, judgement);
    return new Finding(
        judgement.verdict(claims.regime().requiredChecks()),
        judgement.checks(),
        Optional.of(record),
        Optional.of(trusted.institution()),
        evidence.logged() instanceof Inclusion.Included included
            ? Optional.of(included)
            : Optional.empty(),
        evidence.published() instanceof PublicationAnswer.Published published
            ? Optional.of(published.list())
            : Optional.empty(),
        now);
  }

  private static Finding without(Judgement judgement, Instant now) {
    return new Finding(
        judgement.verdict(NONE),
        judgement.checks(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now);
  }

  /** Whose key, for what, when. The record names its issuer; the trust register decides. */
  private static void key(
      TrustedKey trusted,
      AuthenticRecord record,
      Optional<Instant> recordedAt,
      Inclusion logged,
      Judgement judgement) {
    Claims claims = record.record().claims();
    Instant iat = record.record().issuedAt();
    boolean covered =
        claims.institution() == trusted.institution().id()
            && trusted.accreditations().stream()
                .anyMatch(a -> a.covers(claims.kind().code(), claims.issueDate()));
    if (!covered) {
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.FAILED, "key.scope"), Verdict.UNKNOWN_ISSUER);
      return;
    }
    standing(trusted, iat, recordedAt, logged, judgement);
  }

  /** Whether the key was valid when it signed, and stands or stood so. */
  static void standing(
      TrustedKey trusted,
      Instant iat,
      Optional<Instant> recordedAt,
      Inclusion logged,
      Judgement judgement) {
    InstitutionKey key = trusted.key();
    if (!key.validAt(iat) || recordedAt.filter(at -> !key.validAt(at)).isPresent()) {
      judgement.call(
          Check.of(CheckCode.KEY, Check.Result.FAILED, "key.not_valid_then"), Verdict.UNREGISTERED);
      return;
    }
    if (trusted.suspendedSince().isPresent() && key.state() != KeyState.WITHDRAWN) {
      judgement.call( // what will be said of the key is open
          Check.since(
              CheckCode.KEY,
              Check.Result.UNAVAILABLE,
              "key.suspended",
              trusted.suspendedSince().get()),
          Verdict.UNDETERMINED);
      return;
    }
    switch (key.state()) {
      case ACTIVE, SUSPENDED -> judgement.passed(CheckCode.KEY);
      case RETIRED, WITHDRAWN -> {
        if (recordedAt.isPresent()
            && logged instanceof Inclusion.Included included
            && trusted.precedesEnd(included.index(), iat, recordedAt.get())) {
          judgement.passed(CheckCode.KEY);
        } else {
          judgement.call(
              Check.since(
                  CheckCode.KEY, Check.Result.FAILED, "key." + key.state().code(), trusted.since()),
              Verdict.UNREGISTERED);
        }
      }
    }
  }

  private Optional<Instant> registered(
      AuthenticRecord record, Evidence evidence, Judgement judgement) {
    if (evidence.entry().isEmpty()) {
      judgement.call(
          Check.of(CheckCode.REGISTERED, Check.Result.FAILED, "registered.unknown"),
          Verdict.UNREGISTERED);
      judgement.note(
          Check.of(CheckCode.STATUS, Check.Result.NOT_PERFORMED, "status.not_registered"));
      return Optional.empty();
    }
    return switch (evidence.entry().get()) {
      case RegisterEvidence.Altered ignored -> {
        judgement.call(
            Check.of(CheckCode.REGISTERED, Check.Result.UNAVAILABLE, "registered.altered"),
            Verdict.UNDETERMINED);
        judgement.note(
            Check.of(CheckCode.STATUS, Check.Result.NOT_PERFORMED, "status.not_registered"));
        yield Optional.empty();
      }
      case RegisterEvidence.Recorded recorded -> {
        if (recorded.institution() != record.record().claims().institution()) {
          judgement.call(
              Check.of(CheckCode.REGISTERED, Check.Result.UNAVAILABLE, "registered.altered"),
              Verdict.UNDETERMINED);
        } else {
          judgement.passed(CheckCode.REGISTERED);
        }
        status(
            CredentialStatus.of(events.of(recorded, evidence.logged())),
            provisional.isProvisional(record.record().claims().kind()),
            judgement);
        yield Optional.of(recorded.recordedAt());
      }
    };
  }

  private static void logged(Evidence evidence, Judgement judgement) {
    if (evidence.entry().isEmpty()) {
      judgement.note(Check.of(CheckCode.LOGGED, Check.Result.FAILED, "logged.absent"));
      return;
    }
    switch (evidence.logged()) {
      case Inclusion.Included ignored -> judgement.passed(CheckCode.LOGGED);
      case Inclusion.Absent ignored ->
          judgement.call(
              Check.of(CheckCode.LOGGED, Check.Result.UNAVAILABLE, "log.pending"),
              Verdict.UNDETERMINED);
      case Inclusion.Unavailable u ->
          judgement.call(
              Check.of(CheckCode.LOGGED, Check.Result.UNAVAILABLE, u.code()), Verdict.UNDETERMINED);
    }
  }

  private static void status(CredentialStatus status, boolean isProvisional, Judgement judgement) {
    switch (status) {
      case CredentialStatus.InForce ignored -> judgement.passed(CheckCode.STATUS);
      case CredentialStatus.Corrected c ->
          judgement.call(
              Check.since(CheckCode.STATUS, Check.Result.WARNING, "status.corrected", c.since()),
              Verdict.CORRECTED);
      case CredentialStatus.Superseded s ->
          judgement.call(
              Check.since(
                  CheckCode.STATUS,
                  Check.Result.FAILED,
                  isProvisional ? VerificationAnswer.PROVISIONAL_ENDED : "status.superseded",
                  s.since()),
              Verdict.SUPERSEDED);
      case CredentialStatus.Revoked r ->
          judgement.call(
              Check.since(CheckCode.STATUS, Check.Result.FAILED, "status.revoked", r.since()),
              Verdict.REVOKED);
      case CredentialStatus.Suspended s ->
          judgement.call(
              Check.since(CheckCode.STATUS, Check.Result.FAILED, "status.suspended", s.since()),
              Verdict.SUSPENDED);
      case CredentialStatus.Contradictory ignored ->
          judgement.call(
              Check.of(CheckCode.STATUS, Check.Result.UNAVAILABLE, "status.contradictory"),
              Verdict.UNDETERMINED);
    }
  }

  private static void published(AuthenticRecord record, Evidence evidence, Judgement judgement) {
    switch (evidence.published()) {
      case PublicationAnswer.Published p -> {
        if (p.list().institution() == record.record().claims().institution()
            && p.list().kind().equals(record.record().claims().kind().code())
            && p.list().decisionNumber().equals(record.record().claims().decisionNumber())) {
          judgement.passed(CheckCode.PUBLISHED);
        } else {
          judgement.call(
              Check.of(CheckCode.PUBLISHED, Check.Result.UNAVAILABLE, "published.other_list"),
              Verdict.UNDETERMINED);
        }
      }
      case PublicationAnswer.Pending ignored ->
          judgement.call(
              Check.of(CheckCode.PUBLISHED, Check.Result.UNAVAILABLE, "log.pending"),
              Verdict.UNDETERMINED);
      case PublicationAnswer.Absent ignored -> {
        if (evidence.entry().isPresent()) {
          judgement.call(
              Check.of(CheckCode.PUBLISHED, Check.Result.UNAVAILABLE, "published.pending"),
              Verdict.UNDETERMINED);
        } else { // nothing that may yet appear: the verdict is that of the register
          judgement.note(Check.of(CheckCode.PUBLISHED, Check.Result.FAILED, "published.absent"));
        }
      }
      case PublicationAnswer.Unavailable ignored ->
          judgement.call(
              Check.of(CheckCode.PUBLISHED, Check.Result.UNAVAILABLE, "published.untrusted"),
              Verdict.UNDETERMINED);
    }
  }

  private static void expiry(Claims claims, Instant now, Judgement judgement) {
    LocalDate expires = claims.expires();
    if (expires == null) {
      judgement.note(Check.of(CheckCode.EXPIRY, Check.Result.NOT_APPLICABLE, "expiry.none"));
    } else if (LocalDate.ofInstant(now, ZONE).isAfter(expires)) {
      judgement.call(
          Check.since(
              CheckCode.EXPIRY,
              Check.Result.FAILED,
              "expiry.past",
              expires.plusDays(1).atStartOfDay(ZONE).toInstant()),
          Verdict.EXPIRED);
    } else {
      judgement.passed(CheckCode.EXPIRY);
    }
  }

  private static void claimed(Claims claims, Claimed claimed, Judgement judgement) {
    if (claimed.isEmpty()) {
      return;
    }
    if (claimed.agreesWith(claims.fullName(), claims.birthDate())) {
      judgement.passed(CheckCode.CLAIMS);
    } else {
      judgement.call(
          Check.of(CheckCode.CLAIMS, Check.Result.FAILED, "claims.differ"), Verdict.MISMATCH);
    }
  }
}
