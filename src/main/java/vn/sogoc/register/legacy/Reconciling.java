package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * Where the two entries of a page differ, somebody who made neither decides; or, in a school that
 * has no third person, one of the two proposes and the other agrees. Each decision has its reason.
 */
@ApplicationScoped
public class Reconciling {
  private static final int SHORTEST_REASON = 3;
  private static final int LONGEST_REASON = 300;
  private static final int MOST_VERSIONS = 100;

  private final Pages pages;
  private final KeyedStore keyed;
  private final Reading reading;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Reconciling(
      Pages pages, KeyedStore keyed, Reading reading, Trail trail, PublicIds ids, Clock clock) {
    this.pages = pages;
    this.keyed = keyed;
    this.reading = reading;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Both entries beside each other.
   *
   * @throws Refusal {@code legacy-state} while not both are done: nobody sees the first one before
   */
  @Transactional
  public Compared compare(Actor actor, PublicId id) {
    return compared(pages.kept(actor, id));
  }

  private Compared compared(BookPageEntity page) {
    List<TurnEntity> turns = keyed.turns(page.id);
    if (turns.size() < 2 || turns.stream().anyMatch(t -> t.closedAt == null)) {
      throw new Refusal(LegacyProblem.STATE, "two persons have not both keyed the page yet");
    }
    return reading.compared(page);
  }

  /**
   * Decides about a line in which the two differ.
   *
   * @param typed the row that stands; null where the book has no such row
   */
  @Transactional
  public Compared decide(
      Actor actor,
      PublicId id,
      int line,
      @Nullable Map<String, String> typed,
      @Nullable String reason) {
    BookPageEntity page = pages.lock(actor, id);
    pages.requireOpen(page);
    differing(page, line);
    String why = RowForm.line(reason);
    if (why.length() < SHORTEST_REASON || !RowForm.isLine(why, LONGEST_REASON)) {
      throw new Refusal(
          LegacyProblem.ROW_REFUSED,
          "reason: expected 3 to 300 characters on one line",
          List.of(
              new Refusal.Fault(
                  "value_format", 0, "reason", "3 to 300 characters on one line", "")));
    }
    KeyedRow row = typed == null ? null : RowForm.read(typed, pages.frame(pages.book(page)));
    SortedMap<Integer, RowDecisionEntity> before = keyed.decisions(page.id);
    RowDecisionEntity next = new RowDecisionEntity();
    next.id = ids.nextUuid();
    next.institutionId = page.institutionId;
    next.pageId = page.id;
    next.line = line;
    next.version = before.containsKey(line) ? before.get(line).version + 1 : 1;
    if (next.version > MOST_VERSIONS) {
      throw new Refusal(LegacyProblem.TOO_MANY, "at most " + MOST_VERSIONS + " decisions a line");
    }
    next.reason = why;
    next.decidedPerson = actor.personId();
    next.decidedName = actor.displayName();
    next.decidedAt = Own.now(clock);
    Digest seal = keyed.keep(next, row);
    tell(actor, page, "legacy-decision.make", next, seal);
    return compared(page);
  }

  /**
   * Agrees, as the other of the two, to what one of them proposed.
   *
   * @param version of the decision that the actor saw
   */
  @Transactional
  public Compared agree(Actor actor, PublicId id, int line, int version) {
    BookPageEntity page = pages.lock(actor, id);
    pages.requireOpen(page);
    differing(page, line);
    RowDecisionEntity row = keyed.decisions(page.id).get(line);
    if (row == null || row.version != version || row.agreedPerson != null) {
      throw new Refusal(LegacyProblem.STATE, "this proposal is not the one that waits");
    }
    boolean isKeyer = keyed.turns(page.id).stream().anyMatch(t -> Pages.same(actor, t.personId));
    if (!isKeyer || Pages.same(actor, row.decidedPerson)) {
      throw new Refusal(
          LegacyProblem.DECIDES_OWN, "the other one of the two who keyed the page agrees");
    }
    row.agreedPerson = actor.personId();
    row.agreedName = actor.displayName();
    row.agreedAt = Own.now(clock);
    Digest seal = keyed.keepAgain(row);
    tell(actor, page, "legacy-decision.agree", row, seal);
    return compared(page);
  }

  private void differing(BookPageEntity page, int line) {
    boolean differs =
        compared(page).lines().stream()
            .anyMatch(l -> l.number() == line && !l.differences().isEmpty());
    if (!differs) {
      throw new Refusal(LegacyProblem.STATE, "the two do not differ on this line");
    }
  }

  private void tell(
      Actor actor, BookPageEntity page, String action, RowDecisionEntity row, Digest seal) {
    trail.tell(
        new Deed(
            Own.doer(actor),
            action,
            page.institutionId,
            page.publicId() + "/" + row.line + "/" + row.version,
            seal));
  }
}
