package vn.sogoc.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;

/** Puts together what one look, or one repair, is enough for. */
final class FindingGroups {
  private static final int PAGE = 500;
  private static final int MOST = 20_000;
  private static final int EXAMPLES = 5;

  private record Key(boolean isFault, String code, String column) {}

  private FindingGroups() {}

  /** All faults of a batch, or all its warnings, the most frequent sort first. */
  static List<FindingsLine> of(Ui ui, Batches batches, Actor actor, PublicId id, boolean faults) {
    Map<Key, List<Finding>> groups = new LinkedHashMap<>();
    int from = 0;
    List<Finding> page;
    do {
      page = batches.findings(actor, id, from, PAGE);
      for (Finding finding : page) {
        if (finding.isFault() == faults) {
          groups
              .computeIfAbsent(
                  new Key(faults, finding.code(), finding.column()), key -> new ArrayList<>())
              .add(finding);
        }
      }
      from += page.size();
    } while (page.size() == PAGE && from < MOST);
    return groups.values().stream()
        .sorted((one, other) -> Integer.compare(other.size(), one.size()))
        .map(group -> line(ui, group))
        .toList();
  }

  private static FindingsLine line(Ui ui, List<Finding> group) {
    Finding first = group.getFirst();
    return new FindingsLine(
        first.column(),
        ui.shown().count(group.size()),
        ui.find("repair." + first.code(), first.expected(), first.found(), first.column())
            .orElse(""),
        group.stream()
            .limit(EXAMPLES)
            .map(finding -> new FindingsLine.Example(finding.row(), sentence(ui, finding)))
            .toList());
  }

  private static String sentence(Ui ui, Finding finding) {
    return ui.find(
            "fault." + finding.code(),
            finding.expected(),
            Shown.found(finding.found()),
            finding.column())
        .orElse(finding.code());
  }
}
