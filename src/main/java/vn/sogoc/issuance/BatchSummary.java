package vn.sogoc.issuance;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.TreeMap;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.Term;

/**
 * What stands out in the rows of a batch, told of each row in turn; memory does not grow with the
 * rows.
 */
final class BatchSummary {
  /** How many of the longest names are known. */
  static final int LONGEST = 500;

  private static final int NAMES = 3;
  private static final int AGES = 2;

  private record Seen(int position, int length, PartialDate birth) {}

  private static final Comparator<Seen> BY_PLACE = Comparator.comparingInt(Seen::position);
  private static final Comparator<Seen> SHORTER =
      Comparator.comparingInt(Seen::length).thenComparing(BY_PLACE.reversed());
  private static final Comparator<Seen> OLDER =
      Comparator.comparing(Seen::birth).thenComparing(BY_PLACE.reversed());

  private final Top longest = new Top(LONGEST, SHORTER);
  private final Top shortest = new Top(NAMES, SHORTER.reversed());
  private final Top youngest = new Top(AGES, OLDER);
  private final Top oldest = new Top(AGES, OLDER.reversed());
  private final TreeMap<Integer, BatchReview.Share> rankings = new TreeMap<>();

  void add(int position, Claims claims) {
    String name = claims.fullName().value();
    Seen seen = new Seen(position, name.codePointCount(0, name.length()), claims.birthDate());
    longest.add(seen);
    shortest.add(seen);
    youngest.add(seen);
    oldest.add(seen);
    Term ranking = claims.ranking();
    rankings.merge(
        ranking == null ? Integer.MAX_VALUE : ranking.number(),
        new BatchReview.Share(ranking, 1),
        (one, other) -> new BatchReview.Share(one.ranking(), one.count() + other.count()));
  }

  List<BatchReview.Share> rankings() {
    return List.copyOf(rankings.values());
  }

  /** Positions of the rows with the longest names, the longest first. */
  List<Integer> longest() {
    return longest.positions();
  }

  /** Positions of the rows that stand out, each once. */
  List<Integer> outliers() {
    Set<Integer> positions = new LinkedHashSet<>();
    positions.addAll(first(longest.positions(), NAMES));
    positions.addAll(shortest.positions());
    positions.addAll(youngest.positions());
    positions.addAll(oldest.positions());
    return List.copyOf(positions);
  }

  private static Collection<Integer> first(List<Integer> positions, int most) {
    return positions.subList(0, Math.min(most, positions.size()));
  }

  /** The greatest few. */
  private static final class Top {
    private final int most;
    private final Comparator<Seen> order;
    private final PriorityQueue<Seen> kept;

    Top(int most, Comparator<Seen> order) {
      this.most = most;
      this.order = order;
      this.kept = new PriorityQueue<>(order);
    }

    void add(Seen seen) {
      kept.add(seen);
      if (kept.size() > most) {
        kept.remove();
      }
    }

    List<Integer> positions() {
      List<Seen> sorted = new ArrayList<>(kept);
      sorted.sort(order.reversed());
      return sorted.stream().map(Seen::position).toList();
    }
  }
}
