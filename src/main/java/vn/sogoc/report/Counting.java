package vn.sogoc.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Term;
import vn.sogoc.register.NumberSpan;

/** A tally that is being counted on, by one thread. */
final class Counting {
  /** Changed rows beyond these are counted and not looked at again. */
  private static final int MOST_ALTERED = 1_000;

  private final Map<String, Integer> bySex;
  private final Map<String, Integer> byRanking;
  private final List<Integer> waiting;
  private final List<Integer> altered = new ArrayList<>();
  private int until;
  private int beyond;

  /** Rows that were altered are to be added again. */
  Counting(YearTally from) {
    bySex = new HashMap<>(from.bySex());
    byRanking = new HashMap<>(from.byRanking());
    waiting = new ArrayList<>(from.waiting());
    until = from.until();
    beyond = from.beyond();
  }

  /**
   * A row of the register.
   *
   * @param claims none where it is not as it was written
   */
  void add(int number, Optional<Claims> claims) {
    if (claims.isPresent()) {
      bySex.merge(code(claims.get().sex()), 1, Integer::sum);
      byRanking.merge(code(claims.get().ranking()), 1, Integer::sum);
    } else if (altered.size() < MOST_ALTERED) {
      altered.add(number);
    } else {
      beyond++;
    }
  }

  /**
   * Everything up to a number was looked at.
   *
   * @param waited the batch that waits no more, or 0
   */
  void reached(int number, int waited) {
    until = Math.max(until, number);
    waiting.removeIf(first -> first == waited);
  }

  /** A batch is still being signed. */
  void waits(NumberSpan span) {
    until = Math.max(until, span.last());
    waiting.add(span.first());
  }

  YearTally tally() {
    return new YearTally(until, bySex, byRanking, waiting, altered, beyond);
  }

  private static String code(@Nullable Term term) {
    return term == null ? "" : term.code();
  }
}
