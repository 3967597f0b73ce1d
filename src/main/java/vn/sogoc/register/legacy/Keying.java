package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;

/**
 * Two different persons key each page, and neither sees what the other keyed before both are done.
 */
@ApplicationScoped
public class Keying {
  /** No page of a book has more lines. */
  public static final int MOST_LINES = 60;

  /**
   * What the visitor keyed of a page.
   *
   * @param done whether they said that this is all of it
   * @param rows by line
   */
  public record Mine(boolean done, SortedMap<Integer, KeyedRow> rows) {
    public Mine {
      rows = new TreeMap<>(rows);
    }
  }

  private final Pages pages;
  private final KeyedStore keyed;
  private final Trail trail;
  private final PublicIds ids;
  private final Clock clock;

  Keying(Pages pages, KeyedStore keyed, Trail trail, PublicIds ids, Clock clock) {
    this.pages = pages;
    this.keyed = keyed;
    this.trail = trail;
    this.ids = ids;
    this.clock = clock;
  }

  /** What the actor keyed of a page, and nothing of anybody else. */
  @Transactional
  public Mine mine(Actor actor, PublicId id) {
    BookPageEntity page = pages.kept(actor, id);
    return mine(turn(actor, keyed.turns(page.id)));
  }

  private Mine mine(Optional<TurnEntity> turn) {
    return turn.map(t -> new Mine(t.closedAt != null, keyed.rows(t)))
        .orElseGet(() -> new Mine(false, new TreeMap<>()));
  }

  /**
   * Stores a row, the first or another of its line.
   *
   * @param line on the page, 1 to {@value #MOST_LINES}
   * @param typed texts by field
   * @throws Refusal with each fault of the row; where the actor closed their entry; where two other
   *     persons key the page
   */
  @Transactional
  public Mine save(Actor actor, PublicId id, int line, Map<String, String> typed) {
    BookPageEntity page = pages.lock(actor, id);
    pages.requireOpen(page);
    requireLine(line);
    KeyedRow row = RowForm.read(typed, pages.frame(pages.book(page)));
    TurnEntity turn = open(actor, page);
    KeyedRowEntity stored = keyed.row(turn.id, line).orElseGet(KeyedRowEntity::new);
    if (stored.line == 0) {
      stored.id = ids.nextUuid();
      stored.institutionId = page.institutionId;
      stored.turnId = turn.id;
      stored.line = line;
    }
    stored.keyedAt = Own.now(clock);
    Digest seal = keyed.keep(turn, stored, row);
    tell(actor, page, "legacy-row.save", turn, line, seal);
    return mine(Optional.of(turn));
  }

  /** Takes out a row that the page does not have. */
  @Transactional
  public Mine remove(Actor actor, PublicId id, int line) {
    BookPageEntity page = pages.lock(actor, id);
    pages.requireOpen(page);
    requireLine(line);
    TurnEntity turn = open(actor, page);
    KeyedRowEntity stored =
        keyed
            .row(turn.id, line)
            .orElseThrow(() -> new Refusal(LegacyProblem.STATE, "you keyed no row on this line"));
    Digest seal = Digest.of(stored.seal);
    keyed.delete(stored);
    tell(actor, page, "legacy-row.remove", turn, line, seal);
    return mine(Optional.of(turn));
  }

  /** Says that this is all of the page; from now on the actor's entry stands as it is. */
  @Transactional
  public Mine close(Actor actor, PublicId id) {
    BookPageEntity page = pages.lock(actor, id);
    pages.requireOpen(page);
    TurnEntity turn = open(actor, page);
    SortedMap<Integer, KeyedRow> rows = keyed.rows(turn);
    if (rows.isEmpty()) {
      throw new Refusal(LegacyProblem.STATE, "you keyed no row of this page yet");
    }
    turn.closedAt = Own.now(clock);
    turn.rowsDigest = KeyedStore.digest(rows).toArray();
    keyed.keep(turn);
    tell(actor, page, "legacy-entry.close", turn, 0, Digest.of(turn.seal));
    return mine(Optional.of(turn));
  }

  /** The actor's turn, begun where they have none yet. */
  private TurnEntity open(Actor actor, BookPageEntity page) {
    List<TurnEntity> turns = keyed.turns(page.id);
    Optional<TurnEntity> mine = turn(actor, turns);
    if (mine.isPresent()) {
      if (mine.get().closedAt != null) {
        throw new Refusal(
            LegacyProblem.KEYED_BY_YOU, "you keyed this page already; another person keys it next");
      }
      return mine.get();
    }
    if (pages.keyedBefore(page, actor.personId())) { // they have seen both entries of it
      throw new Refusal(
          LegacyProblem.KEYED_BY_YOU, "you keyed this page before it was photographed anew");
    }
    if (turns.size() == 2) {
      throw new Refusal(LegacyProblem.PAGE_TAKEN, "two other persons key this page");
    }
    TurnEntity turn = new TurnEntity();
    turn.id = ids.nextUuid();
    turn.institutionId = page.institutionId;
    turn.pageId = page.id;
    turn.turn = turns.size() + 1;
    turn.personId = actor.personId();
    turn.personName = actor.displayName();
    turn.openedAt = Own.now(clock);
    keyed.keep(turn);
    return turn;
  }

  private static Optional<TurnEntity> turn(Actor actor, List<TurnEntity> turns) {
    return turns.stream().filter(t -> Pages.same(actor, t.personId)).findFirst();
  }

  /** The line is told by its seal, which nobody can guess a name by. */
  private void tell(
      Actor actor, BookPageEntity page, String action, TurnEntity turn, int line, Digest seal) {
    String object = page.publicId() + "/" + turn.turn + (line == 0 ? "" : "/" + line);
    trail.tell(new Deed(Own.doer(actor), action, page.institutionId, object, seal));
  }

  static void requireLine(int line) {
    if (line < 1 || line > MOST_LINES) {
      throw new Refusal(LegacyProblem.ROW_REFUSED, "a line has a number of 1 to " + MOST_LINES);
    }
  }
}
