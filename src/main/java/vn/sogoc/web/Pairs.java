package vn.sogoc.web;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.verification.CopyResponse;
import vn.sogoc.verification.DocumentResponse;
import vn.sogoc.verification.DocumentResponse.Words;

/** The lines to compare with the paper, in the order in which a diploma is read. */
final class Pairs {
  private final Ui ui;
  private final List<ResultView.Pair> lines = new ArrayList<>();

  private Pairs(Ui ui) {
    this.ui = ui;
  }

  static List<ResultView.Pair> of(Ui ui, DocumentResponse document) {
    Pairs pairs = new Pairs(ui);
    pairs.put("name", document.fullName());
    pairs.put("birth", ui.shown().partialDate(document.dateOfBirth()));
    pairs.put("sex", words(ui, document.sex()));
    pairs.put("kind", words(ui, document.kindLabel()));
    pairs.put("programme", words(ui, document.programme()));
    pairs.put("specialisation", words(ui, document.specialisation()));
    pairs.put("level", words(ui, document.level()));
    pairs.put("scores", scores(ui, document.scores()));
    pairs.put("ranking", words(ui, document.ranking()));
    pairs.put("mode", words(ui, document.mode()));
    pairs.put("school", document.school());
    Integer year = document.graduationYear();
    pairs.put("graduation", year == null ? null : year.toString());
    pairs.put("exam", date(ui, document.examDate()));
    pairs.put("serial", document.serialNumber());
    pairs.put("register", document.registerNumber());
    pairs.put("decision", decision(ui, document));
    pairs.put("issued", date(ui, document.issueDate()));
    pairs.put("expires", date(ui, document.expires()));
    pairs.put("signer", signer(ui, document));
    DocumentResponse.Issuer issuer = document.issuer();
    pairs.lines.add(
        new ResultView.Pair(
            ui.t("web.field.issuer"),
            ui.of(new BilingualText(issuer.name(), issuer.nameEn())),
            ui.t("web.field.issuer-source", issuer.domain())));
    DocumentResponse.KeeperNow keeper = issuer.keeper();
    if (keeper != null) {
      pairs.lines.add(
          new ResultView.Pair(
              ui.t("web.field.keeper"),
              ui.of(new BilingualText(keeper.name(), keeper.nameEn())),
              ui.t("web.field.keeper-since", ui.shown().partialDate(keeper.since()))));
    }
    return List.copyOf(pairs.lines);
  }

  /** The lines of a copy from a register book; they say who made it from which book. */
  static List<ResultView.Pair> of(Ui ui, CopyResponse copy) {
    Pairs pairs = new Pairs(ui);
    pairs.put("form", ui.t("web.copy.form"));
    pairs.put("name", copy.fullName());
    pairs.put("birth", date(ui, copy.dateOfBirth()));
    pairs.put("kind", words(ui, copy.kindLabel()));
    Integer year = copy.graduationYear();
    pairs.put("graduation", year == null ? null : year.toString());
    pairs.put("serial", copy.serialNumber());
    pairs.put("register", copy.registerNumber());
    String issued = copy.issueDate();
    boolean isDate = issued != null && issued.matches("[0-9]{4}(-[0-9]{2}){0,2}");
    pairs.put("issued", isDate ? date(ui, issued) : issued);
    pairs.institution("issuer", copy.issuer());
    pairs.institution("copied-by", copy.keeper());
    return List.copyOf(pairs.lines);
  }

  private void institution(String field, CopyResponse.Institution one) {
    lines.add(
        new ResultView.Pair(
            ui.t("web.field." + field),
            ui.of(new BilingualText(one.name(), one.nameEn())),
            ui.t("web.field.issuer-source", one.domain())));
  }

  private void put(String field, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      lines.add(new ResultView.Pair(ui.t("web.field." + field), value, null));
    }
  }

  private static @Nullable String words(Ui ui, @Nullable Words words) {
    return words == null ? null : ui.of(new BilingualText(words.vi(), words.en()));
  }

  private static @Nullable String date(Ui ui, @Nullable String iso) {
    return iso == null ? null : ui.shown().partialDate(iso);
  }

  private static @Nullable String decision(Ui ui, DocumentResponse document) {
    String number = document.decisionNumber();
    String day = date(ui, document.decisionDate());
    return number == null || day == null ? number : ui.t("web.field.decision-of", number, day);
  }

  private static @Nullable String signer(Ui ui, DocumentResponse document) {
    String title = words(ui, document.signerTitle());
    String name = document.signerName();
    String form = words(ui, document.signsAs());
    String whole = title == null || name == null ? name : title + " " + name;
    return form == null || whole == null ? whole : form + " " + whole;
  }

  private static @Nullable String scores(Ui ui, @Nullable List<DocumentResponse.ScoreLine> scores) {
    return scores == null
        ? null
        : String.join(
            " · ",
            scores.stream()
                .map(s -> words(ui, s.skill()) + " " + ui.shown().decimal(s.value()))
                .toList());
  }
}
