package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.institution.Accreditation;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** The old books that an institution keeps: declared by one person, approved by another. */
@ApplicationScoped
public class Books {
  static final String APPROVAL = "legacy-book";
  private static final Duration WAITS = Duration.ofDays(7);
  private static final int MOST_BOOKS = 5000;
  private static final int MOST_DECLARATIONS = 50;
  private static final int MOST_ENTRIES = 1_000_000;

  private final BookStore books;
  private final Keeping keeping;
  private final Catalogue catalogue;
  private final TrustRegister trust;
  private final Approvals approvals;
  private final Accounts accounts;
  private final Jobs jobs;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Books(
      BookStore books,
      Keeping keeping,
      Catalogue catalogue,
      TrustRegister trust,
      Approvals approvals,
      Accounts accounts,
      Jobs jobs,
      Trail trail,
      PublicIds ids,
      Clock clock) {
    this.books = books;
    this.keeping = keeping;
    this.catalogue = catalogue;
    this.trust = trust;
    this.approvals = approvals;
    this.accounts = accounts;
    this.jobs = jobs;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /** Declares a book of the actor's institution, or of one whose register it keeps. */
  @Transactional
  public BookView declare(Actor actor, NewBook asked) {
    int institution = Own.institution(actor);
    Instant now = Own.now(clock);
    int issuer = issuer(institution, asked.issuer());
    keeping.require(institution, issuer, now);
    if (books.countOf(institution) >= MOST_BOOKS) {
      throw new Refusal(LegacyProblem.TOO_MANY, "at most " + MOST_BOOKS + " books");
    }
    int lastYear = PaperBooks.lastDay(catalogue).getYear();
    BookEntity row = new BookEntity();
    row.id = ids.nextUuid();
    row.institutionId = institution;
    row.issuerId = issuer;
    row.kind = asked.kind() == null ? "" : asked.kind();
    if (catalogue.kind(row.kind).isEmpty()) {
      throw refused("kind", "a code of the catalogue");
    }
    row.title = line(asked.title(), "title", 3, 200);
    row.yearFrom = number(asked.yearFrom(), "yearFrom", PrintedDate.FIRST_YEAR, lastYear);
    row.yearTo = number(asked.yearTo(), "yearTo", row.yearFrom, lastYear);
    row.firstNumber = line(asked.firstNumber(), "firstNumber", 0, 40);
    row.lastNumber = line(asked.lastNumber(), "lastNumber", 0, 40);
    row.createdAt = now;
    requireKind(row);
    requireLine(row);
    books.add(row);
    declare(actor, row, List.of(), asked.entries(), asked.lost(), asked.minutes(), now);
    return view(actor, row);
  }

  /** Declares something else of a book: that it was lost, or how many entries it has. */
  @Transactional
  public BookView declareAgain(
      Actor actor, PublicId id, @Nullable Integer entries, boolean lost, @Nullable String minutes) {
    BookEntity row = own(actor, id);
    List<DeclarationEntity> before = books.lockAll(row.id);
    if (before.size() >= MOST_DECLARATIONS) {
      throw new Refusal(LegacyProblem.TOO_MANY, "at most " + MOST_DECLARATIONS + " declarations");
    }
    declare(actor, row, before, entries, lost, minutes, Own.now(clock));
    return view(actor, row);
  }

  private void declare(
      Actor actor,
      BookEntity book,
      List<DeclarationEntity> before,
      @Nullable Integer entries,
      boolean lost,
      @Nullable String minutes,
      Instant now) {
    DeclarationEntity row = new DeclarationEntity();
    row.id = ids.nextUuid();
    row.institutionId = book.institutionId;
    row.bookId = book.id;
    row.version = before.size() + 1;
    row.entries = number(entries, "entries", 1, MOST_ENTRIES);
    row.lost = lost;
    row.minutes = line(minutes, "minutes", lost ? 3 : 0, 300);
    row.declaredPerson = actor.personId();
    row.declaredName = actor.displayName();
    row.declaredAt = now;
    books.keep(row);
    approvals.request(
        actor,
        book.institutionId,
        APPROVAL,
        subject(book, row),
        content(book, row),
        row.entries,
        WAITS);
  }

  /** Approves the newest declaration, as another person than whoever made it. */
  @Transactional
  public BookView approve(Actor actor, PublicId id, Digest content) {
    BookEntity book = own(actor, id);
    DeclarationEntity row =
        books.lockAll(book.id).reversed().stream()
            .findFirst()
            .filter(d -> d.approvalId == null)
            .orElseThrow(
                () -> new Refusal(LegacyProblem.STATE, "nothing waits for an approval here"));
    if (!content(book, row).equals(content)) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "what waits has another hash");
    }
    String subject = subject(book, row);
    keeping.require(book.institutionId, book.issuerId, Own.now(clock));
    books.alone(book.institutionId);
    approvals.approve(actor, APPROVAL, subject, content, row.entries);
    requireStill(
        approvals.find(APPROVAL, subject).map(Approval::requesterAccount), book.institutionId);
    row.approvalId = approvals.consume(APPROVAL, subject, content, row.entries);
    row.approvedPerson = actor.personId();
    row.approvedName = actor.displayName();
    row.approvedAt = Own.now(clock);
    books.keep(row);
    jobs.submit(actor, CoverageJob.KIND, book.institutionId, subject, 1);
    return view(actor, book);
  }

  /** Rejects what waits; whoever asked may take it back so too. */
  @Transactional
  public BookView reject(Actor actor, PublicId id) {
    BookEntity book = own(actor, id);
    DeclarationEntity row =
        books.lockAll(book.id).reversed().stream()
            .findFirst()
            .filter(d -> d.approvalId == null)
            .orElseThrow(
                () -> new Refusal(LegacyProblem.STATE, "nothing waits for an approval here"));
    approvals.lapse(APPROVAL, subject(book, row));
    trail.tell(
        new Deed(
            Own.doer(actor),
            APPROVAL + ".reject",
            book.institutionId,
            subject(book, row),
            content(book, row)));
    return view(actor, book);
  }

  /** A book that the actor's institution keeps today, whoever declared it. */
  @Transactional
  public BookView get(Actor actor, PublicId id) {
    return view(actor, kept(actor, id));
  }

  /**
   * The actor's books, the newest first.
   *
   * @param after the one before the page; nothing for the first
   * @param limit how many, one more than are shown
   */
  @Transactional
  public List<BookView> newest(Actor actor, @Nullable PublicId after, int limit) {
    BookEntity before = after == null ? null : kept(actor, after);
    return books.newest(keeping.issuers(Own.institution(actor)), before, limit).stream()
        .map(book -> view(actor, book))
        .toList();
  }

  /** One that the actor's institution keeps today: what is in it may be read. */
  BookEntity kept(Actor actor, PublicId id) {
    int institution = Own.institution(actor);
    return books
        .find(id.key())
        .filter(book -> keeping.keeps(institution, book.issuerId))
        .orElseThrow(() -> new Refusal(LegacyProblem.BOOK_UNKNOWN, "no such book here"));
  }

  /** One that it declared itself, too: who signs a copy is who declared its book. */
  BookEntity own(Actor actor, PublicId id) {
    BookEntity book = kept(actor, id);
    if (book.institutionId != Own.institution(actor)) {
      throw new Refusal(
          LegacyProblem.NOT_KEEPER,
          "an earlier keeper declared this book; declare it as yours to go on with it");
    }
    return book;
  }

  /** That a book is held, as two persons said. */
  void requireHeld(BookEntity book) {
    if (books.standing(book.id).filter(d -> !d.lost).isEmpty()) {
      throw new Refusal(LegacyProblem.STATE, "the book was not approved, or it is lost");
    }
  }

  /** That whoever asked still acts for the institution with a right to prepare or approve. */
  void requireStill(Optional<UUID> account, int institution) {
    boolean may =
        account
            .flatMap(accounts::current)
            .filter(asker -> asker.actsFor(institution))
            .filter(a -> a.has(Role.PREPARE) || a.has(Role.APPROVE) || a.has(Role.SIGN))
            .isPresent();
    if (!may) {
      throw new Refusal(HttpProblem.FORBIDDEN, "whoever asked has no right to any more");
    }
  }

  /** What the issuer had no right to issue in those years is not copied from its books either. */
  private void requireKind(BookEntity row) {
    List<Accreditation> then =
        trust.statement(row.issuerId).accreditations().stream()
            .filter(a -> a.from().getYear() <= row.yearTo)
            .filter(a -> a.until() == null || a.until().getYear() >= row.yearFrom)
            .toList();
    if (!then.isEmpty() && then.stream().noneMatch(a -> a.kind().equals(row.kind))) {
      throw refused("kind", "one that the issuer could issue in those years");
    }
  }

  /** A coverage that nobody could read would be signed otherwise. */
  private void requireLine(BookEntity row) {
    if (books.linesWith(row.institutionId, row.issuerId, row.kind) > CoverageStatement.MOST_LINES) {
      throw new Refusal(LegacyProblem.TOO_MANY, "too many issuers and kinds for one coverage");
    }
  }

  private BookView view(Actor actor, BookEntity row) {
    List<BookView.Declared> declared = new ArrayList<>();
    for (DeclarationEntity d : books.declarations(row.id)) {
      declared.add(
          new BookView.Declared(
              d.version,
              d.entries,
              d.lost,
              d.minutes,
              d.declaredName,
              d.declaredAt,
              content(row, d),
              Optional.ofNullable(d.approvedName),
              Pages.same(actor, d.declaredPerson)));
    }
    return new BookView(
        row.publicId(),
        row.institutionId,
        row.issuerId,
        row.kind,
        row.title,
        row.yearFrom,
        row.yearTo,
        row.firstNumber,
        row.lastNumber,
        declared);
  }

  private static String subject(BookEntity book, DeclarationEntity row) {
    return book.publicId() + "/" + row.version;
  }

  /** All of the book and of the declaration: what the second person approves. */
  static Digest content(BookEntity book, DeclarationEntity row) {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/legacy-book/1"),
                Cbor.of(book.publicId().toString()),
                Cbor.of(book.institutionId),
                Cbor.of(book.issuerId),
                Cbor.of(book.kind),
                Cbor.of(book.title),
                Cbor.of(book.yearFrom),
                Cbor.of(book.yearTo),
                Cbor.of(book.firstNumber),
                Cbor.of(book.lastNumber),
                Cbor.of(row.version),
                Cbor.of(row.entries),
                Cbor.of(row.lost),
                Cbor.of(row.minutes))
            .encode());
  }

  private static int issuer(int own, @Nullable String typed) {
    String text = typed == null || typed.isBlank() ? "iss_" + own : typed.strip();
    if (!text.matches("iss_[1-9][0-9]{0,8}")) {
      throw refused("issuer", "iss_ and a number");
    }
    return Integer.parseInt(text.substring(4));
  }

  private static int number(@Nullable Integer typed, String field, int least, int most) {
    if (typed == null || typed < least || typed > most) {
      throw refused(field, least + " to " + most);
    }
    return typed;
  }

  private static String line(@Nullable String typed, String field, int least, int most) {
    String text = RowForm.line(typed);
    if (text.codePointCount(0, text.length()) < least || !RowForm.isLine(text, most)) {
      throw refused(field, least + " to " + most + " characters on one line");
    }
    return text;
  }

  private static Refusal refused(String field, String expected) {
    return new Refusal(
        LegacyProblem.BOOK_REFUSED,
        field + ": expected " + expected,
        List.of(new Refusal.Fault("value_format", 0, field, expected, "")));
  }
}
