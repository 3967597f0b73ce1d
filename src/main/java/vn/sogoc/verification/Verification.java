package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.LinkText;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.note.TlogProof;
import vn.sogoc.document.template.SmallCodes;
import vn.sogoc.document.upload.Carried;
import vn.sogoc.document.upload.UploadReader;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.ratelimit.RateLimits;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.TransparencyLog;
import vn.sogoc.verification.incidents.Incidents;

/** The door of verification: one question, one answer, one receipt. */
@ApplicationScoped
public class Verification {
  private static final Logger LOG = Logger.getLogger(Verification.class);

  private final Examination examination;
  private final Lookup lookup;
  private final CopyExamination copies;
  private final SupplementExamination supplements;
  private final UploadReader uploads;
  private final Nothing nothing;
  private final Register register;
  private final Custody custody;
  private final TrustRegister trust;
  private final TransparencyLog log;
  private final Incidents incidents;
  private final ReceiptWriter receipts;
  private final ReceiptStore stored;
  private final ReceiptSeal seal;
  private final PublicIds ids;
  private final Clock clock;
  private final RateLimits limits;
  private final ScannedCodes codes;
  private final SmallCodes small;

  Verification(
      Examination examination,
      Lookup lookup,
      CopyExamination copies,
      SupplementExamination supplements,
      Nothing nothing,
      Register register,
      Custody custody,
      TrustRegister trust,
      TransparencyLog log,
      UploadReader uploads,
      SmallCodes small,
      Incidents incidents,
      ReceiptWriter receipts,
      ReceiptStore stored,
      PublicIds ids,
      Clock clock,
      RateLimits limits,
      Secrets secrets,
      PlatformConfig platform,
      VerificationConfig config) {
    this.examination = examination;
    this.lookup = lookup;
    this.copies = copies;
    this.supplements = supplements;
    this.uploads = uploads;
    this.nothing = nothing;
    this.register = register;
    this.custody = custody;
    this.trust = trust;
    this.log = log;
    this.incidents = incidents;
    this.receipts = receipts;
    this.stored = stored;
    this.ids = ids;
    this.clock = clock;
    this.limits = limits;
    this.seal = new ReceiptSeal(secrets);
    Set<String> addresses = new LinkedHashSet<>();
    addresses.add(platform.address().toString());
    config.acceptedAddresses().orElse(List.of()).stream()
        .map(URI::toString)
        .forEach(addresses::add);
    this.small = small;
    this.codes = new ScannedCodes(addresses, uploads);
  }

  /**
   * Answers a question. The answer is given after its receipt is committed.
   *
   * @throws Refusal where there is nothing to examine: a foreign or damaged code, a file without
   *     one
   */
  public VerificationAnswer ask(Question question) {
    limits.admitVerification();
    if (question instanceof Question.ByNumber number) {
      limits.admitNumber(number.serialNumber());
      if (number.dateOfBirth().isPresent()) {
        limits.admitBirth(number.serialNumber());
      }
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return switch (question) {
      case Question.ByCode code -> byText(question, code.text(), code.claimed(), now);
      case Question.ByFile file -> byFile(file, now);
      case Question.ByNumber number -> {
        Finding finding = lookup.byNumber(number, now);
        yield answer(question, finding, disclosure(number, finding), now);
      }
    };
  }

  /** A supplement that a file is or carries, or the code that it shows. */
  private VerificationAnswer byFile(Question.ByFile file, Instant now) {
    Optional<Carried> carried = uploads.carried(file.content());
    if (carried.isEmpty()) {
      return byText(file, codes.in(file.content()), Claimed.NOTHING, now);
    }
    Optional<CoseSign1> supplement = SupplementExamination.in(carried.get().content());
    if (supplement.isPresent()) {
      Finding finding = supplements.examine(supplement.get(), now);
      Check pages =
          carried.get().isAlone()
              ? Check.of(CheckCode.FILE, Check.Result.NOT_APPLICABLE, "file.signed_bytes")
              : Check.of(CheckCode.FILE, Check.Result.NOT_PERFORMED, "file.only_its_attachment");
      return answer(file, with(finding, pages), VerificationAnswer.Disclosure.CARRIED, now);
    }
    if (!carried.get().isAlone()) { // somebody else's attachment is passed over
      return byText(file, codes.in(file.content()), Claimed.NOTHING, now);
    }
    Finding finding =
        examination.examine(ScannedCodes.parse(carried.get().content()), Claimed.NOTHING, now);
    return answer(file, finding, VerificationAnswer.Disclosure.CARRIED, now);
  }

  /** The record that a code carries, or that a small one leads to. */
  private VerificationAnswer byText(Question question, String text, Claimed claimed, Instant now) {
    boolean isFile = question instanceof Question.ByFile;
    if (codes.isLink(text)) {
      // whoever has only a name for the record is told what whoever typed its number is told
      return answer(
          question,
          with(byLink(text, claimed, now), unread("file.link_only")),
          VerificationAnswer.Disclosure.ASKED,
          now);
    }
    Finding finding = examination.examine(codes.read(text), claimed, now);
    return answer(
        question,
        isFile ? with(finding, unread("file.only_its_code")) : finding,
        VerificationAnswer.Disclosure.CARRIED,
        now);
  }

  /** One answer for a link to nothing, whatever is wrong with it. */
  private Finding byLink(String text, Claimed claimed, Instant now) {
    LinkText.Link link = codes.linked(text);
    return register
        .byId(link.record())
        .filter(evidence -> small.isPrinted(link)) // the name of a record alone opens nothing
        .map(evidence -> lookup.found(evidence, claimed, now))
        .orElseGet(() -> Lookup.notFound(now));
  }

  /**
   * Looks a receipt up again and asks the register anew.
   *
   * @param typed {@code ver_...} or the typed form
   * @throws Refusal {@code receipt-unknown}
   */
  public ReceiptView receipt(String typed) {
    limits.admitVerification();
    ReceiptEntity receipt =
        stored
            .find(typed)
            .filter(seal::holds)
            .orElseThrow(
                () ->
                    new Refusal(VerificationProblem.RECEIPT_UNKNOWN, "No receipt has this code."));
    byte[] digest = receipt.digest;
    Optional<Verdict> today =
        digest == null
            ? Optional.empty()
            : register
                .byDigest(Digest.of(digest))
                .map(evidence -> lookup.found(evidence, Claimed.NOTHING, clock.instant()).verdict())
                .or(() -> copies.today(Digest.of(digest), clock.instant()))
                .or(() -> supplements.today(Digest.of(digest), clock.instant()));
    return new ReceiptView(
        PublicId.of("ver", receipt.id),
        receipt.shortCode,
        receipt.askedBy,
        receipt.checkedAt,
        receipt.verdict,
        List.of(receipt.checks.split(" ")),
        today);
  }

  /** Names the log that answers speak of. */
  public String logOrigin() {
    return log.origin();
  }

  /**
   * The proof that a credential stands in the log, for whoever verifies without us; the entry it is
   * about travels in it.
   *
   * @param typed {@code crd_...}
   * @throws Refusal {@code proof-unknown} for an unknown one and where it is not logged yet
   */
  public TlogProof proof(String typed) {
    limits.admitVerification();
    return PublicId.parse(CredentialRecord.ID_KIND, typed)
        .flatMap(register::byId)
        .flatMap(
            evidence ->
                switch (evidence) {
                  case RegisterEvidence.Recorded recorded ->
                      log.proof(recorded.events().getFirst());
                  case RegisterEvidence.Altered ignored -> Optional.empty();
                })
        .orElseThrow(
            () ->
                new Refusal(
                    VerificationProblem.PROOF_UNKNOWN,
                    "The log proves nothing under this identifier, or not yet."));
  }

  /** What was not looked at, and why. */
  private static Check unread(String reason) {
    return Check.of(CheckCode.FILE, Check.Result.NOT_PERFORMED, reason);
  }

  /** With what is said of the file. */
  private static Finding with(Finding finding, Check file) {
    List<Check> checks = new ArrayList<>(finding.checks());
    int holder = checks.size() - 1; // the holder is always the last
    checks.add(holder, file);
    return finding.with(checks);
  }

  /**
   * The whole date of birth is shown only to who typed the whole of it; a year that agrees is no
   * reason to tell the day.
   */
  private static VerificationAnswer.Disclosure disclosure(
      Question.ByNumber number, Finding finding) {
    boolean knows =
        finding
            .record()
            .map(record -> record.record().claims().birthDate())
            .equals(number.dateOfBirth());
    return knows
        ? VerificationAnswer.Disclosure.ASKED_WITH_BIRTH
        : VerificationAnswer.Disclosure.ASKED;
  }

  /** Who answers for the issuer's register today; nobody is named where the answer was altered. */
  private Optional<VerificationAnswer.Kept> keeper(InstitutionFacts issuer, Instant now) {
    return switch (custody.keeper(issuer.id(), now)) {
      case Keeper.TheIssuer ignored -> Optional.empty();
      case Keeper.Another another ->
          trust
              .institution(another.institution())
              .map(by -> new VerificationAnswer.Kept(by, another.since()));
      case Keeper.Altered ignored -> {
        LOG.errorf("the custody of the register of institution %s was altered", issuer.id());
        yield Optional.empty();
      }
    };
  }

  /**
   * The checks as they may be told. Where no field of the document is shown, neither is a date that
   * stands in it or that says what became of it.
   */
  private static List<Check> told(Finding finding) {
    return finding.verdict().showsDocument()
        ? finding.checks()
        : finding.checks().stream().map(Check::undated).toList();
  }

  private VerificationAnswer answer(
      Question question, Finding finding, VerificationAnswer.Disclosure disclosure, Instant now) {
    if (finding.verdict() == Verdict.UNREGISTERED) {
      // The alarm of a stolen key. Only public facts: whose key, never whose diploma.
      LOG.warnf(
          "a good signature of %s is not in the register",
          finding.issuer().map(i -> "institution " + i.id()).orElse("an institution"));
      finding.incident().ifPresent(incidents::raise);
    }
    PublicId id = ids.next("ver");
    ReceiptEntity receipt = new ReceiptEntity();
    receipt.id = id.key();
    receipt.shortCode = ReceiptCode.of(id.value());
    receipt.askedBy = question.kind();
    receipt.verdict = finding.verdict().code();
    List<Check> checks = told(finding);
    receipt.checks = ReceiptView.line(checks);
    receipt.digest =
        finding.verdict().showsDocument()
            ? finding
                .record()
                .map(AuthenticRecord::digest)
                .or(() -> finding.copy().map(FoundCopy::digest))
                .or(() -> finding.supplement().map(FoundSupplement::digest))
                .map(Digest::toArray)
                .orElse(null)
            : null;
    receipt.checkedAt = now;
    receipt.seal = seal.of(receipt);
    receipts.write(receipt);
    Optional<VerificationAnswer.Shown> shown =
        finding.verdict().showsDocument()
            ? finding
                .record()
                .flatMap(
                    record ->
                        finding
                            .issuer()
                            .map(
                                issuer ->
                                    new VerificationAnswer.Shown(
                                        record.record(),
                                        record.digest(),
                                        issuer,
                                        keeper(issuer, now),
                                        finding.logged(),
                                        finding.published(),
                                        disclosure)))
            : Optional.empty();
    return new VerificationAnswer(
        id,
        receipt.shortCode,
        finding.verdict(),
        checks,
        now,
        finding.statusAsOf(),
        shown,
        finding.verdict().showsDocument()
            ? finding.copy().map(found -> copies.shown(found, question))
            : Optional.empty(),
        finding.verdict().showsDocument() ? finding.supplement() : Optional.empty(),
        finding.verdict() == Verdict.NOT_FOUND ? nothing.coverage(question) : Optional.empty());
  }
}
