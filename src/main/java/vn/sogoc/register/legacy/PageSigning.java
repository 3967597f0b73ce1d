package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.TransparencyLog;

/** One person asks for a page to be signed, another approves exactly its rows, and a job signs. */
@ApplicationScoped
public class PageSigning {
  private static final Duration WAITS = Duration.ofDays(7);

  private final Books books;
  private final Keeping keeping;
  private final Pages pages;
  private final KeyedStore keyed;
  private final Reading reading;
  private final Approvals approvals;
  private final Jobs jobs;
  private final TransparencyLog log;
  private final Trail trail;
  private final Clock clock;

  PageSigning(
      Books books,
      Keeping keeping,
      Pages pages,
      KeyedStore keyed,
      Reading reading,
      Approvals approvals,
      Jobs jobs,
      TransparencyLog log,
      Trail trail,
      Clock clock) {
    this.books = books;
    this.keeping = keeping;
    this.pages = pages;
    this.keyed = keyed;
    this.reading = reading;
    this.approvals = approvals;
    this.jobs = jobs;
    this.log = log;
    this.trail = trail;
    this.clock = clock;
  }

  /** Asks for the rows that stand to be signed. */
  @Transactional
  public PageView ask(Actor actor, PublicId id) {
    BookPageEntity page = pages.lock(actor, id);
    Standing standing = standing(page);
    approvals.request(
        actor,
        page.institutionId,
        Pages.APPROVAL,
        id.toString(),
        standing.content(),
        standing.rows(),
        WAITS);
    return pages.view(actor, page);
  }

  /**
   * Approves, as another person with the right to sign for the keeper, and has it signed. After a
   * job that failed it is begun anew.
   *
   * @param content hash that the page shows
   * @return the job
   */
  @Transactional
  public PublicId approve(Actor actor, PublicId id, Digest content) {
    BookPageEntity page = pages.lock(actor, id);
    if (page.approvedHash != null && Digest.of(page.approvedHash).equals(content)) {
      return jobs.submit(
          actor, CopyJob.KIND, page.institutionId, id.toString(), 0); // it ended well
    }
    if (!log.takesNew()) {
      throw new Refusal(HttpProblem.UNAVAILABLE, "the log takes nothing new at this moment");
    }
    Standing standing = standing(page);
    if (!standing.content().equals(content)) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "the rows that stand have another hash");
    }
    Optional<Approval> before =
        approvals
            .find(Pages.APPROVAL, id.toString())
            .filter(a -> a.state().equals("approved") && a.content().equals(content))
            .filter(a -> clock.instant().isBefore(a.expiresAt()));
    if (before.isEmpty()) {
      approvals.approve(actor, Pages.APPROVAL, id.toString(), content, standing.rows());
      books.requireStill(
          approvals.find(Pages.APPROVAL, id.toString()).map(Approval::requesterAccount),
          page.institutionId);
    }
    return jobs.submit(actor, CopyJob.KIND, page.institutionId, id.toString(), standing.rows());
  }

  /** Rejects what waits; whoever asked may take it back so too. */
  @Transactional
  public PageView reject(Actor actor, PublicId id) {
    BookPageEntity page = pages.lock(actor, id);
    Approval waiting =
        approvals
            .find(Pages.APPROVAL, id.toString())
            .filter(a -> a.state().equals("open"))
            .orElseThrow(() -> new Refusal(LegacyProblem.STATE, "nothing waits for an approval"));
    approvals.lapse(Pages.APPROVAL, id.toString());
    trail.tell(
        new Deed(
            Own.doer(actor),
            Pages.APPROVAL + ".reject",
            page.institutionId,
            id.toString(),
            waiting.content()));
    return pages.view(actor, page);
  }

  /** What the second person looks at: every row that would be signed, and its hash. */
  public record Standing(Digest content, int rows, List<Compared.Line> lines) {
    public Standing {
      lines = List.copyOf(lines);
    }
  }

  /** What would be signed of a page now. */
  @Transactional
  public Standing standing(Actor actor, PublicId id) {
    return standing(pages.kept(actor, id));
  }

  private Standing standing(BookPageEntity page) {
    List<TurnEntity> turns = keyed.turns(page.id);
    if (page.recordedAt != null
        || turns.size() < 2
        || turns.stream().anyMatch(t -> t.closedAt == null)) {
      throw new Refusal(LegacyProblem.STATE, "the page is recorded, or not keyed by two persons");
    }
    Compared compared = reading.compared(page);
    if (!compared.isSettled()) {
      throw new Refusal(LegacyProblem.STATE, "rows in which the two differ are not decided yet");
    }
    BookEntity book = pages.book(page);
    books.requireHeld(book);
    keeping.require(book.institutionId, book.issuerId, Own.now(clock));
    List<Compared.Line> lines = compared.standing();
    return new Standing(Reading.content(book, page, lines), lines.size(), lines);
  }
}
