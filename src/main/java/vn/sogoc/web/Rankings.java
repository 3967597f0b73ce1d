package vn.sogoc.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Term;
import vn.sogoc.issuance.BatchReview;

/** Puts the rankings of a batch beside those of the one before it. */
final class Rankings {
  private Rankings() {}

  static List<ApprovalScreen.Ranking> of(Ui ui, BatchReview review) {
    BatchReview.Previous previous = review.previous();
    Map<String, Integer> now = counts(ui, review.rankings());
    Map<String, Integer> before = previous == null ? null : counts(ui, previous.rankings());
    List<String> names = new ArrayList<>(now.keySet());
    if (before != null) {
      before.keySet().stream().filter(name -> !now.containsKey(name)).forEach(names::add);
    }
    int all = sum(now);
    return names.stream()
        .map(
            name ->
                new ApprovalScreen.Ranking(
                    name,
                    ui.shown().count(now.getOrDefault(name, 0)),
                    ui.shown().percent(now.getOrDefault(name, 0), all),
                    before == null ? null : ui.shown().count(before.getOrDefault(name, 0)),
                    before == null
                        ? null
                        : ui.shown().percent(before.getOrDefault(name, 0), sum(before))))
        .toList();
  }

  private static Map<String, Integer> counts(Ui ui, List<BatchReview.Share> shares) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    shares.forEach(share -> counts.merge(name(ui, share.ranking()), share.count(), Integer::sum));
    return counts;
  }

  private static String name(Ui ui, @Nullable Term ranking) {
    return ranking == null ? ui.t("web.approve.ranking.none") : ui.of(ranking.label());
  }

  private static int sum(Map<String, Integer> counts) {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }
}
