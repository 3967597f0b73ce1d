package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/** Writes down a page whose picture was looked at. */
@ApplicationScoped
class PageKeeping {
  private static final int MOST_A_DAY = 500;
  private static final int MOST_PAGES = 2000;
  private static final int MOST_VERSIONS = 20;

  private final Books books;
  private final Keeping keeping;
  private final BookStore bookStore;
  private final PageStore pages;
  private final CopyStore copies;
  private final Approvals approvals;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  PageKeeping(
      Books books,
      Keeping keeping,
      BookStore bookStore,
      PageStore pages,
      CopyStore copies,
      Approvals approvals,
      Trail trail,
      PublicIds ids,
      Clock clock) {
    this.books = books;
    this.keeping = keeping;
    this.bookStore = bookStore;
    this.pages = pages;
    this.copies = copies;
    this.approvals = approvals;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  @Transactional
  PublicId keep(Actor actor, PublicId book, int number, String type, Bytes content) {
    BookEntity of = books.own(actor, book);
    bookStore.lockAll(of.id); // one at a time: two uploads of a number are two versions
    books.requireHeld(of);
    Instant now = Own.now(clock);
    if (number < 1 || number > MOST_PAGES) {
      throw new Refusal(LegacyProblem.BOOK_REFUSED, "a page has a number of 1 to " + MOST_PAGES);
    }
    Optional<BookPageEntity> before = pages.newest(of.id, number);
    int version = before.map(p -> p.version + 1).orElse(1);
    if (before.isPresent()) {
      pages.lock(of.institutionId, before.get().id);
      requireChangeable(before.get());
    }
    if (version > MOST_VERSIONS) {
      throw new Refusal(
          LegacyProblem.TOO_MANY, "a page has at most " + MOST_VERSIONS + " pictures");
    }
    Digest digest = Digest.sha256(content);
    keeping.require(of.institutionId, of.issuerId, now);
    if (pages.hasPageOf(of.institutionId, digest)) {
      throw new Refusal(LegacyProblem.STATE, "this picture is that of another page already");
    }
    if (!pages.hasImage(of.institutionId, digest)) {
      if (pages.imagesSince(of.institutionId, now.minus(Duration.ofDays(1))) >= MOST_A_DAY) {
        throw new Refusal(LegacyProblem.TOO_MANY, "at most " + MOST_A_DAY + " pictures in a day");
      }
      pages.keepImage(
          ids.nextUuid(), of.institutionId, digest, new PageStore.Image(type, content), now);
    }
    BookPageEntity row = new BookPageEntity();
    row.id = ids.nextUuid();
    row.institutionId = of.institutionId;
    row.bookId = of.id;
    row.number = number;
    row.version = version;
    row.imageDigest = digest.toArray();
    row.uploadedPerson = actor.personId();
    row.uploadedAt = now;
    pages.keep(row);
    trail.tell(
        new Deed(
            Own.doer(actor),
            "legacy-page.upload",
            row.institutionId,
            row.publicId().toString(),
            Deed.hash(book, number, version, digest.hex())));
    return row.publicId();
  }

  /** That nothing of the page was asked for or recorded, so that it can still change. */
  void requireChangeable(BookPageEntity page) {
    boolean waits =
        approvals
            .find(Pages.APPROVAL, page.publicId().toString())
            .filter(this::isAlive)
            .isPresent();
    if (waits || (page.recordedAt != null && !isTakenBack(page))) {
      throw new Refusal(LegacyProblem.STATE, "the page waits for an approval, or is recorded");
    }
  }

  /** Whether a copy of the page was taken back, so that it can be keyed anew. */
  private boolean isTakenBack(BookPageEntity page) {
    return copies.ofPage(page.id).stream().anyMatch(c -> copies.withdrawnAt(c.id).isPresent());
  }

  /** Whether a request can still be approved, or an approval used. */
  boolean isAlive(Approval approval) {
    return (approval.state().equals("open") || approval.state().equals("approved"))
        && clock.instant().isBefore(approval.expiresAt());
  }
}
