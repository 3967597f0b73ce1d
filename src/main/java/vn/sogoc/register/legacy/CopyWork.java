package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.Mandates;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
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
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/** The transactions of the job that signs a page. */
@ApplicationScoped
class CopyWork {
  private final BookStore bookStore;
  private final Books books;
  private final Keeping keeping;
  private final PageStore pages;
  private final CopyStore copies;
  private final Reading reading;
  private final Approvals approvals;
  private final Accounts accounts;
  private final Mandates mandates;
  private final TrustRegister trust;
  private final Signing signing;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;
  private final Catalogue catalogue;

  CopyWork(
      BookStore bookStore,
      Books books,
      Keeping keeping,
      PageStore pages,
      CopyStore copies,
      Reading reading,
      Approvals approvals,
      Accounts accounts,
      Mandates mandates,
      TrustRegister trust,
      Signing signing,
      TransparencyLog log,
      Trail trail,
      PublicIds ids,
      Catalogue catalogue) {
    this.catalogue = catalogue;
    this.bookStore = bookStore;
    this.books = books;
    this.keeping = keeping;
    this.pages = pages;
    this.copies = copies;
    this.reading = reading;
    this.approvals = approvals;
    this.accounts = accounts;
    this.mandates = mandates;
    this.trust = trust;
    this.signing = signing;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
  }

  /**
   * What is to be signed: each row that stands, as two persons approved it.
   *
   * @param approved hash of it
   */
  record Wanted(Digest approved, List<RegisterCopy> copies) {
    Wanted {
      copies = List.copyOf(copies);
    }
  }

  /** A copy with its signature. */
  record Made(RegisterCopy copy, CoseSign1 message) {}

  @Transactional
  boolean isRecorded(int institution, UUID page) {
    return pages.find(institution, page).orElseThrow(Pages::unknown).recordedAt != null;
  }

  /** The copies to be signed, with new identifiers. */
  @Transactional
  Wanted wanted(int institution, PublicId id, Instant now) {
    return wanted(pages.find(institution, id.key()).orElseThrow(Pages::unknown), now);
  }

  private Wanted wanted(BookPageEntity page, Instant now) {
    BookEntity book = bookStore.find(page.institutionId, page.bookId).orElseThrow(Pages::unknown);
    books.requireHeld(book);
    keeping.require(book.institutionId, book.issuerId, now);
    Compared compared = reading.compared(page);
    List<Compared.Line> lines = compared.standing();
    Digest content = Reading.content(book, page, lines);
    Approval approval =
        approvals
            .find(Pages.APPROVAL, page.publicId().toString())
            .filter(a -> a.state().equals("approved") && a.content().equals(content))
            .filter(a -> a.count() == lines.size() && compared.isSettled())
            .orElseThrow(() -> new Refusal(LegacyProblem.STATE, "these rows were not approved"));
    requireOld(lines);
    requireRoom(book, page, lines);
    Actor signer = signer(approval, page.institutionId);
    String title = title(signer, book, now);
    List<RegisterCopy> copies = new ArrayList<>();
    for (Compared.Line line : lines) {
      copies.add(
          new RegisterCopy(
              book.institutionId,
              book.issuerId,
              now.truncatedTo(ChronoUnit.SECONDS),
              ids.next(RegisterCopy.ID_KIND),
              book.publicId(),
              book.title,
              page.number,
              line.number(),
              Digest.of(page.imageDigest),
              content,
              line.basis(),
              line.standing().orElseThrow(),
              signer.displayName(),
              title));
    }
    return new Wanted(content, copies);
  }

  private void requireOld(List<Compared.Line> lines) {
    LocalDate last = PaperBooks.lastDay(catalogue);
    if (lines.stream().anyMatch(l -> !PaperBooks.holds(l.standing().orElseThrow(), last))) {
      throw new Refusal(LegacyProblem.STATE, "a row is younger than paper books");
    }
  }

  /** A line has one copy that stands, and a book no more copies than its entries. */
  private void requireRoom(BookEntity book, BookPageEntity page, List<Compared.Line> lines) {
    List<Integer> standing = copies.standingLines(book.id, page.number);
    if (lines.stream().anyMatch(l -> standing.contains(l.number()))) {
      throw new Refusal(
          LegacyProblem.STATE, "a row has a copy that stands: key only those that were taken back");
    }
    int entries = bookStore.standing(book.id).map(d -> d.entries).orElse(0);
    if (copies.countOf(book.id) + lines.size() > entries) {
      throw new Refusal(
          LegacyProblem.STATE, "the book would have more copies than declared entries");
    }
  }

  /** Whoever approved for the keeper, who must still be somebody that signs for it. */
  private Actor signer(Approval approval, int institution) {
    return Optional.ofNullable(approval.approverAccount())
        .flatMap(accounts::current)
        .filter(actor -> actor.actsFor(institution) && actor.has(Role.SIGN))
        .orElseThrow(
            () ->
                new Refusal(
                    HttpProblem.FORBIDDEN, "whoever approved does not sign for the keeper now"));
  }

  /** Of the mandate for this kind today; a keeper of another's old books may have none for it. */
  private String title(Actor signer, BookEntity book, Instant now) {
    return mandates.of(book.institutionId).stream()
        .filter(m -> m.personId().equals(signer.personId()))
        .filter(m -> m.covers(book.kind, LegalDay.of(now)))
        .map(Mandate::titleVi)
        .findFirst()
        .orElse("");
  }

  /**
   * Records a page whole: copies, entries of the log, the page itself; in the caller's transaction.
   *
   * @throws Refusal where what was signed is not what is approved, or the key may not be used now
   */
  @Transactional(TxType.MANDATORY)
  void record(int institution, PublicId id, List<Made> made, Instant now) {
    BookPageEntity page = pages.lock(institution, id.key()).orElseThrow(Pages::unknown);
    if (page.recordedAt != null) {
      throw new Refusal(LegacyProblem.STATE, "the page is recorded already");
    }
    bookStore.alone(institution);
    Wanted wanted = wanted(page, now);
    Digest content = wanted.approved();
    requireSame(wanted, made);
    KeyId key = made.getFirst().message().kid();
    Instant iat = made.getFirst().copy().issuedAt();
    signing.requireRecordable(institution, key, iat, now);
    requireSigned(key, made);
    UUID approval = approvals.consume(Pages.APPROVAL, id.toString(), content, made.size());
    List<Submission> entries = new ArrayList<>();
    for (Made one : made) {
      CopyEntity row = row(page, one, now);
      copies.keep(row);
      entries.add(
          new Submission(
              row.eventId, LogEntry.registerCopy(now, institution, Digest.of(row.digest))));
    }
    page.approvalId = approval;
    page.approvedHash = content.toArray();
    page.recordedAt = now;
    pages.keep(page);
    entries.sort(Comparator.comparing(Submission::event)); // random, not that of the page
    log.submit(entries);
    trail.tell(
        new Deed(Doer.REGISTRY, Pages.APPROVAL + ".record", institution, id.toString(), content));
  }

  private static void requireSame(Wanted wanted, List<Made> made) {
    boolean same =
        Reading.content(made.stream().map(Made::copy).toList()).equals(wanted.approved())
            && made.stream()
                .allMatch(
                    m ->
                        m.copy().approved().equals(wanted.approved())
                            && m.copy().book().equals(wanted.copies().getFirst().book())
                            && m.copy().title().equals(wanted.copies().getFirst().title())
                            && m.copy().page() == wanted.copies().getFirst().page()
                            && m.copy().image().equals(wanted.copies().getFirst().image())
                            && m.copy().keeper() == wanted.copies().getFirst().keeper()
                            && m.copy().issuer() == wanted.copies().getFirst().issuer()
                            && m.copy()
                                .signerTitle()
                                .equals(wanted.copies().getFirst().signerTitle())
                            && m.copy().signer().equals(wanted.copies().getFirst().signer())
                            && m.copy().encode().equals(m.message().payload()));
    if (!same) {
      throw new Refusal(LegacyProblem.ALTERED, "what was signed is not what two persons approved");
    }
  }

  private void requireSigned(KeyId id, List<Made> made) {
    Optional<VerificationKey<Purpose.Record>> key =
        switch (trust.key(id)) {
          case TrustAnswer.Known known -> known.key().verifier(Purpose.RECORD);
          case TrustAnswer.Unknown ignored -> Optional.empty();
          case TrustAnswer.Unavailable ignored -> Optional.empty();
        };
    boolean signed = key.isPresent() && made.stream().allMatch(m -> isRead(m, key.get()));
    if (!signed) {
      throw new Refusal(LegacyProblem.ALTERED, "a signature is not the keeper's");
    }
  }

  /** Signed, and read back as just this: what our own reader refuses is not recorded. */
  private static boolean isRead(Made made, VerificationKey<Purpose.Record> key) {
    try {
      return RegisterCopy.verify(made.message(), key)
          .filter(signed -> signed.copy().equals(made.copy()))
          .isPresent();
    } catch (MalformedCopy e) {
      return false;
    }
  }

  private CopyEntity row(BookPageEntity page, Made one, Instant now) {
    KeyedRow keyed = one.copy().row();
    Digest digest = Digest.sha256(one.message().bytes());
    CopyEntity row = new CopyEntity();
    row.id = one.copy().id().key();
    row.institutionId = page.institutionId;
    row.issuerId = one.copy().issuer();
    row.pageId = page.id;
    row.line = one.copy().line();
    row.serialLookup =
        copies.lookup(keyed.serialNumber(), keyed.isSerialUnreadable(), keyed.fullName());
    row.registerLookup =
        copies.lookup(keyed.registerNumber(), keyed.isRegisterUnreadable(), keyed.fullName());
    row.cose = one.message().bytes().toArray();
    row.digest = digest.toArray();
    row.eventId = ids.nextUuid();
    row.entry = LogEntry.registerCopy(now, page.institutionId, digest).encode().toArray();
    row.recordedAt = now;
    return row;
  }

  /** The entries of a page, to be awaited. */
  @Transactional
  List<LogEntry> entries(UUID page) {
    return copies.ofPage(page).stream()
        .map(row -> LogEntry.registerCopy(row.recordedAt, row.institutionId, Digest.of(row.digest)))
        .toList();
  }
}
