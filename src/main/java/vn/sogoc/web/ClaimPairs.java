package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Score;
import vn.sogoc.credential.Term;

/** What claims say, line by line, for whoever looks a batch over. */
final class ClaimPairs {
  private final Ui ui;
  private final List<ResultView.Pair> lines = new ArrayList<>();

  private ClaimPairs(Ui ui) {
    this.ui = ui;
  }

  static List<ResultView.Pair> of(Ui ui, Claims claims) {
    ClaimPairs pairs = new ClaimPairs(ui);
    Programme programme = claims.programme();
    Integer year = claims.graduationYear();
    BilingualText specialisation = claims.specialisation();
    pairs.put("name", claims.fullName().value());
    pairs.put("birth", ui.shown().partialDate(claims.birthDate().toString()));
    pairs.put("sex", words(ui, claims.sex()));
    pairs.put("programme", programme == null ? null : ui.of(programme.label()));
    pairs.put("specialisation", specialisation == null ? null : ui.of(specialisation));
    pairs.put("level", words(ui, claims.level()));
    pairs.put("scores", scores(ui, claims.scores()));
    pairs.put("ranking", words(ui, claims.ranking()));
    pairs.put("mode", words(ui, claims.mode()));
    pairs.put("school", claims.school());
    pairs.put("graduation", year == null ? null : year.toString());
    return List.copyOf(pairs.lines);
  }

  private void put(String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      lines.add(new ResultView.Pair(ui.t("web.field." + field), value, null));
    }
  }

  private static @Nullable String words(Ui ui, @Nullable Term term) {
    return term == null ? null : ui.of(term.label());
  }

  private static String scores(Ui ui, List<Score> scores) {
    return String.join(
        " · ",
        scores.stream()
            .map(
                s -> ui.of(s.skill().label()) + " " + ui.shown().decimal(s.value().toPlainString()))
            .toList());
  }
}
