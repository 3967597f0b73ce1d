package vn.sogoc.issuance.imports;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import vn.sogoc.issuance.intake.Finding;

/**
 * Counts findings by what would repair them. All are counted; one by one the first ten thousand are
 * kept, and the first few of each group. Used by one thread.
 */
final class Tally {
  static final int EXAMPLES = 5;

  private static final int MOST_KEPT = 10_000;

  /** Rows of which a finding tells, so that its text cannot be made from the row alone. */
  private static final String OTHER_ROW = "same_person_twice";

  private final Map<Key, Group> groups = new LinkedHashMap<>();
  private int kept;

  Tally(List<FindingGroup> before, int kept) {
    before.forEach(
        g -> {
          Group group = new Group(g.ordinal(), g.expected());
          group.count = g.count();
          groups.put(new Key(g.isFault(), g.code(), g.column()), group);
        });
    this.kept = kept;
  }

  private record Key(boolean isFault, String code, String column) {}

  private static final class Group {
    final int ordinal;
    final String expected;
    int count;

    Group(int ordinal, String expected) {
      this.ordinal = ordinal;
      this.expected = expected;
    }
  }

  /** A finding that is kept. */
  record One(int position, int group, int row, String found) {}

  /**
   * What some findings add.
   *
   * @param fresh groups that are new
   * @param counts the counts of older groups that grew, by ordinal
   * @param kept the findings that are kept one by one
   * @param reasons of each row with a fault: ordinals of groups
   */
  record Added(
      List<FindingGroup> fresh,
      Map<Integer, Integer> counts,
      List<One> kept,
      Map<Integer, String> reasons,
      int faults,
      int warnings) {}

  /** Counts findings that were not counted yet. */
  Added add(List<Finding> findings) {
    int known = groups.size();
    Map<Integer, Integer> counts = new TreeMap<>();
    List<One> ones = new ArrayList<>();
    Map<Integer, String> reasons = new TreeMap<>();
    int faults = 0;
    for (Finding finding : findings) {
      Group group =
          groups.computeIfAbsent(
              new Key(finding.isFault(), finding.code(), finding.column()),
              key -> new Group(groups.size(), finding.expected()));
      group.count++;
      counts.put(group.ordinal, group.count);
      if (kept < MOST_KEPT || group.count <= EXAMPLES) {
        ones.add(new One(kept, group.ordinal, finding.row(), finding.found()));
        kept++;
      }
      if (finding.isFault()) {
        faults++;
        String reason =
            finding.code().equals(OTHER_ROW)
                ? group.ordinal + "=" + finding.found()
                : Integer.toString(group.ordinal);
        reasons.merge(finding.row(), reason, (one, other) -> one + " " + other);
      }
    }
    reasons.remove(0); // about the whole list
    List<FindingGroup> fresh = new ArrayList<>();
    groups.forEach(
        (key, group) -> {
          if (group.ordinal >= known) {
            counts.remove(group.ordinal);
            fresh.add(
                new FindingGroup(
                    group.ordinal,
                    key.isFault(),
                    key.code(),
                    key.column(),
                    group.expected,
                    group.count,
                    List.of()));
          }
        });
    return new Added(fresh, counts, ones, reasons, faults, findings.size() - faults);
  }
}
