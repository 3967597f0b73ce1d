package vn.sogoc.web;

import java.util.List;
import vn.sogoc.register.legacy.Coverage;
import vn.sogoc.register.legacy.CoverageLine;

/** What a keeper's old books cover, in words. */
final class CoverageWords {
  private CoverageWords() {}

  /** A sentence for each line, such as "records from 1990 to 2008, 71 % digitised". */
  static List<String> lines(Ui ui, Coverage.Said said) {
    return said.statement().lines().stream().map(line -> sentence(ui, line)).toList();
  }

  static String sentence(Ui ui, CoverageLine line) {
    return ui.t(
            "web.coverage.line",
            line.yearFrom(),
            line.yearTo(),
            ui.shown().count(line.percent()),
            line.kind())
        + (line.lost() == 0 ? "" : " " + ui.t("web.coverage.lost", ui.shown().count(line.lost())));
  }
}
