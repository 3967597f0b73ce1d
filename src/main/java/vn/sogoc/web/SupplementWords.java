package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.supplement.Amount;
import vn.sogoc.credential.supplement.Course;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.credential.supplement.Thesis;
import vn.sogoc.issuance.supplement.DraftView;
import vn.sogoc.verification.FoundSupplement;

/** Supplements in the words of a page. */
final class SupplementWords {
  private SupplementWords() {}

  static SupplementSheetScreen.Draft draft(Ui ui, String path, DraftView draft) {
    SupplementContent content = draft.content();
    return new SupplementSheetScreen.Draft(
        draft.line(),
        content.fullName().value(),
        content.studentCode() + " · " + draft.serialNumber() + " · " + draft.revision(),
        draft.averageOff()
            ? ui.t(
                "web.supplement.average-off",
                mark(content.average()),
                content.averageComputed().map(SupplementWords::mark).orElse("—"))
            : "",
        path + "/rows/" + draft.line() + "/page.pdf",
        head(ui, content),
        courses(ui, content));
  }

  /** What somebody who brought a supplement compares with its pages. */
  static List<ResultView.Pair> pairs(Ui ui, FoundSupplement found) {
    SupplementContent content = found.supplement().content();
    List<ResultView.Pair> pairs = new ArrayList<>();
    pairs.add(new ResultView.Pair(ui.t("web.field.name"), content.fullName().value(), null));
    pairs.add(pair(ui, "birth", ui.shown().partialDate(content.birthDate().toString())));
    pairs.add(pair(ui, "serial", found.supplement().serialNumber()));
    pairs.add(
        new ResultView.Pair(
            ui.t("web.supplement.issuer"),
            ui.of(new BilingualText(found.issuer().nameVi(), found.issuer().nameEn())),
            found.issuer().domain()));
    pairs.add(pair(ui, "revision", Integer.toString(found.supplement().revision())));
    pairs.addAll(head(ui, content));
    return pairs;
  }

  static List<SupplementSheetScreen.CourseLine> courses(Ui ui, SupplementContent content) {
    return content.courses().stream().map(course -> course(ui, course)).toList();
  }

  private static List<ResultView.Pair> head(Ui ui, SupplementContent c) {
    List<ResultView.Pair> pairs = new ArrayList<>();
    pairs.add(pair(ui, "student", c.studentCode()));
    pairs.add(pair(ui, "programme", ui.of(c.programme())));
    add(ui, pairs, "specialisation", c.specialisation());
    pairs.add(pair(ui, "enrolled", ui.shown().partialDate(c.enrolled().toString())));
    pairs.add(pair(ui, "language", ui.of(c.language())));
    pairs.add(pair(ui, "duration", ui.of(c.duration())));
    add(ui, pairs, "mode", c.mode());
    pairs.add(pair(ui, "level", Integer.toString(c.level())));
    pairs.add(pair(ui, "credits", mark(c.totalCredits())));
    pairs.add(pair(ui, "average", mark(c.average()) + " / " + c.scale()));
    Thesis thesis = c.thesis();
    if (thesis != null) {
      Amount mark = thesis.mark();
      String result = (mark == null ? "" : mark(mark) + " ") + thesis.letter();
      pairs.add(
          new ResultView.Pair(
              ui.t("document.supplement.thesis"), ui.of(thesis.title()), result.strip()));
    }
    add(ui, pairs, "ranking", c.ranking());
    c.notes().forEach(note -> pairs.add(pair(ui, "note", note)));
    return pairs;
  }

  private static SupplementSheetScreen.CourseLine course(Ui ui, Course course) {
    Amount mark = course.mark();
    List<String> remarks = new ArrayList<>();
    if (!course.elsewhere().isEmpty()) {
      remarks.add(course.elsewhere());
    }
    if (!course.counted()) {
      remarks.add(ui.t("document.supplement.not-counted"));
    }
    return new SupplementSheetScreen.CourseLine(
        course.code(),
        ui.of(course.name()),
        mark(course.credits()),
        mark == null ? "" : mark(mark),
        course.letter(),
        String.join("; ", remarks));
  }

  private static void add(
      Ui ui, List<ResultView.Pair> pairs, String key, @Nullable BilingualText text) {
    if (text != null) {
      pairs.add(pair(ui, key, ui.of(text)));
    }
  }

  private static ResultView.Pair pair(Ui ui, String key, String value) {
    return new ResultView.Pair(ui.t("document.supplement." + key), value, null);
  }

  private static String mark(Amount amount) {
    return amount.toString().replace('.', ',');
  }
}
