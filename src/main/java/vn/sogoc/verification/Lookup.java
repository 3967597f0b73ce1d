package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.platform.ratelimit.RateLimits;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.legacy.Copies;
import vn.sogoc.register.legacy.CopyEvidence;

/** Looks for what is asked about by number and name, or was found before. */
@ApplicationScoped
class Lookup {
  private static final Logger LOG = Logger.getLogger(Lookup.class);

  private final Examination examination;
  private final CopyExamination copyExamination;
  private final Register register;
  private final Copies copies;
  private final RateLimits limits;

  Lookup(
      Examination examination,
      CopyExamination copyExamination,
      Register register,
      Copies copies,
      RateLimits limits) {
    this.examination = examination;
    this.copyExamination = copyExamination;
    this.register = register;
    this.copies = copies;
    this.limits = limits;
  }

  Finding byNumber(Question.ByNumber number, Instant now) {
    Claimed claimed = new Claimed(Optional.of(number.fullName()), number.dateOfBirth());
    List<RegisterEvidence> found =
        register.byNumberAndName(number.serialNumber(), number.fullName());
    Optional<Finding> best = Optional.empty();
    for (RegisterEvidence evidence : found) {
      Finding finding = found(evidence, claimed, now);
      // Two institutions may share an old number; the one the birth date agrees with is meant.
      if (best.isEmpty() || best.get().verdict() == Verdict.MISMATCH) {
        best = Optional.of(finding);
      }
    }
    // A copy from an old book is looked for in any case: one amount of work, whatever was found.
    Optional<Finding> copy = copy(number, claimed, now);
    if (best.isEmpty() || best.get().verdict() == Verdict.MISMATCH) {
      best = copy.isPresent() ? copy : best;
    }
    if (best.isPresent() && best.get().verdict() == Verdict.MISMATCH) {
      limits.noteWrongBirth(number.serialNumber());
    }
    return best.orElseGet(() -> notFound(now));
  }

  /**
   * The one copy that is meant. One that was taken back is as if it had not been made: its paper
   * may be genuine. Where several agree with what was typed, none is shown.
   */
  private Optional<Finding> copy(Question.ByNumber number, Claimed claimed, Instant now) {
    List<CopyEvidence> old =
        copies.byNumberAndName(
            number.serialNumber(), number.fullName(), number.dateOfBirth().isPresent());
    List<Finding> found =
        old.stream()
            .map(evidence -> copyExamination.examine(evidence, claimed, now))
            .filter(finding -> finding.verdict() != Verdict.REVOKED)
            .toList();
    List<Finding> agreeing =
        found.stream().filter(finding -> finding.verdict() != Verdict.MISMATCH).toList();
    if (old.size() > Copies.MOST || agreeing.size() > 1) {
      Judgement judgement = new Judgement();
      judgement.call(
          Check.of(CheckCode.COPY, Check.Result.UNAVAILABLE, "copy.several"), Verdict.UNDETERMINED);
      return Optional.of(end(judgement, now));
    }
    return agreeing.isEmpty() ? found.stream().findFirst() : agreeing.stream().findFirst();
  }

  Finding found(RegisterEvidence evidence, Claimed claimed, Instant now) {
    return switch (evidence) {
      case RegisterEvidence.Altered altered -> {
        LOG.errorf("register entry %s was altered: %s", altered.id(), altered.what());
        yield altered(now);
      }
      case RegisterEvidence.Recorded recorded -> {
        try {
          yield examination.examine(CoseSign1.parse(recorded.cose()), claimed, now);
        } catch (MalformedCose e) {
          yield altered(now);
        }
      }
    };
  }

  static Finding altered(Instant now) {
    Judgement judgement = new Judgement();
    judgement.call(
        Check.of(CheckCode.REGISTERED, Check.Result.UNAVAILABLE, "registered.altered"),
        Verdict.UNDETERMINED);
    return end(judgement, now);
  }

  static Finding notFound(Instant now) {
    Judgement judgement = new Judgement();
    judgement.call(
        Check.of(CheckCode.REGISTERED, Check.Result.FAILED, "registered.no_match"),
        Verdict.NOT_FOUND);
    return end(judgement, now);
  }

  static Finding end(Judgement judgement, Instant now) {
    judgement.note(
        Check.of(CheckCode.HOLDER, Check.Result.NOT_PERFORMED, "holder.compare_identity"));
    return new Finding(
        judgement.verdict(Set.of()),
        judgement.checks(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        now);
  }
}
