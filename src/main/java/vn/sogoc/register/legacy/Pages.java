package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.Approvals;

/** Pages of a book: their pictures, and how far each one is. */
@ApplicationScoped
public class Pages {
  /** Bytes of the largest picture. */
  public static final int LARGEST = 8 * 1024 * 1024;

  static final String APPROVAL = "legacy-page";

  /** A picture for whoever may see it. */
  public record Picture(String mediaType, Bytes content) {}

  private final Books books;
  private final Keeping keepership;
  private final BookStore bookStore;
  private final PageStore pages;
  private final KeyedStore keyed;
  private final PageImages images;
  private final PageKeeping keeping;
  private final Reading reading;
  private final Catalogue catalogue;
  private final Approvals approvals;
  private final Clock clock;

  Pages(
      Books books,
      Keeping keepership,
      BookStore bookStore,
      PageStore pages,
      KeyedStore keyed,
      PageImages images,
      PageKeeping keeping,
      Reading reading,
      Catalogue catalogue,
      Approvals approvals,
      Clock clock) {
    this.clock = clock;
    this.books = books;
    this.keepership = keepership;
    this.bookStore = bookStore;
    this.pages = pages;
    this.keyed = keyed;
    this.images = images;
    this.keeping = keeping;
    this.reading = reading;
    this.catalogue = catalogue;
    this.approvals = approvals;
  }

  /**
   * Keeps the picture of a page. One of a number that has a page already is its new version; what
   * was keyed of the earlier one is void. Looked at outside of any transaction.
   *
   * @throws Refusal where it is no picture, or the page was recorded or waits for an approval
   */
  public PageView upload(Actor actor, PublicId book, int number, Bytes content) {
    if (content.size() == 0 || content.size() > LARGEST) {
      throw new Refusal(LegacyProblem.IMAGE_REFUSED, "a PNG or JPEG file of at most 8 MB");
    }
    String type = images.check(content);
    return get(actor, keeping.keep(actor, book, number, type, content));
  }

  /** How far a page is. */
  @Transactional
  public PageView get(Actor actor, PublicId id) {
    return view(actor, kept(actor, id));
  }

  /** Pages of a book by their numbers, after one. */
  @Transactional
  public List<PageView> of(Actor actor, PublicId book, int after, int limit) {
    BookEntity kept = books.kept(actor, book);
    return pages.newest(kept.id, after, limit).stream().map(page -> view(actor, page)).toList();
  }

  /** The picture of a page. */
  @Transactional
  public Picture picture(Actor actor, PublicId id) {
    BookPageEntity page = kept(actor, id);
    PageStore.Image image = pages.image(page.institutionId, Digest.of(page.imageDigest));
    return new Picture(image.mediaType(), image.content());
  }

  /** A page of a book that the actor's institution keeps today, whoever declared it. */
  BookPageEntity kept(Actor actor, PublicId id) {
    int institution = Own.institution(actor);
    return pages
        .find(id.key())
        .filter(page -> keepership.keeps(institution, book(page).issuerId))
        .orElseThrow(Pages::unknown);
  }

  /** The same, alone until the transaction ends, to change it: in a book of one's own. */
  BookPageEntity lock(Actor actor, PublicId id) {
    kept(actor, id);
    BookPageEntity page =
        pages
            .lock(Own.institution(actor), id.key())
            .orElseThrow(
                () ->
                    new Refusal(
                        LegacyProblem.NOT_KEEPER,
                        "an earlier keeper declared this book; declare it as yours"));
    requireNewest(page);
    BookEntity book = book(page);
    keepership.require(book.institutionId, book.issuerId, Own.now(clock));
    return page;
  }

  BookEntity book(BookPageEntity page) {
    return bookStore
        .find(page.institutionId, page.bookId)
        .orElseThrow(() -> new Refusal(LegacyProblem.ALTERED, "the book was changed by hand"));
  }

  /** What its rows may hold. */
  Frame frame(BookEntity book) {
    return new Frame(book.kind, book.yearTo, PaperBooks.lastDay(catalogue));
  }

  /** What was keyed of earlier versions of a page, by whom. */
  boolean keyedBefore(BookPageEntity page, UUID person) {
    return pages.before(page).stream()
        .map(before -> keyed.turns(before.id))
        .filter(turns -> turns.size() == 2 && turns.stream().allMatch(t -> t.closedAt != null))
        .anyMatch(turns -> turns.stream().anyMatch(t -> t.personId.equals(person)));
  }

  /** That nothing of the page was asked for or recorded, so that it can still change. */
  void requireOpen(BookPageEntity page) {
    keeping.requireChangeable(page);
  }

  private void requireNewest(BookPageEntity page) {
    if (!isNewest(page)) {
      throw new Refusal(LegacyProblem.STATE, "the page was photographed anew");
    }
  }

  private boolean isNewest(BookPageEntity page) {
    return pages.newest(page.bookId, page.number).filter(p -> p.id.equals(page.id)).isPresent();
  }

  PageView view(Actor actor, BookPageEntity page) {
    BookEntity book = book(page);
    List<TurnEntity> turns = keyed.turns(page.id);
    boolean bothDone = turns.size() == 2 && turns.stream().allMatch(t -> t.closedAt != null);
    Optional<Compared> compared = bothDone ? Optional.of(reading.compared(page)) : Optional.empty();
    Optional<Approval> approval =
        approvals
            .find(APPROVAL, page.publicId().toString())
            .filter(a -> a.state().equals("consumed") || keeping.isAlive(a));
    return new PageView(
        page.publicId(),
        book.publicId(),
        book.title,
        page.number,
        page.version,
        Digest.of(page.imageDigest),
        state(page, compared, approval),
        turns.stream()
            .map(t -> new PageView.Keyer(t.personName, t.closedAt != null, same(actor, t.personId)))
            .toList(),
        approval.map(
            a ->
                new PageView.Asked(
                    a.content(), same(actor, a.requesterPerson()), !a.state().equals("open"))),
        compared.filter(Compared::isSettled).map(c -> c.standing().size()).orElse(0),
        Optional.ofNullable(page.recordedAt));
  }

  private PageView.State state(
      BookPageEntity page, Optional<Compared> compared, Optional<Approval> approval) {
    if (page.recordedAt != null) {
      return PageView.State.RECORDED;
    } else if (!isNewest(page)) {
      return PageView.State.REPLACED;
    } else if (compared.isEmpty()) {
      return PageView.State.KEYING;
    } else if (!compared.get().isSettled()) {
      return PageView.State.DIFFERS;
    } else if (approval.isEmpty()) {
      return PageView.State.AGREED;
    }
    return approval.get().state().equals("open") ? PageView.State.ASKED : PageView.State.APPROVED;
  }

  static boolean same(Actor actor, UUID person) {
    return actor.personId().equals(person);
  }

  static Refusal unknown() {
    return new Refusal(LegacyProblem.PAGE_UNKNOWN, "no such page here");
  }
}
