package vn.sogoc.web;

import java.util.List;
import vn.sogoc.issuance.imports.ImportView;

/**
 * What every page about an imported list says of it first.
 *
 * @param path of its page
 * @param quotas what the rows would take of the year's
 * @param steps of the way to a batch, with where it is
 */
public record ImportHeader(
    String path,
    String file,
    String decision,
    String kind,
    String signer,
    String state,
    List<BatchHeader.Quota> quotas,
    List<ProgressScreen.Step> steps) {
  private static final List<String> STEPS = List.of("file", "columns", "errors", "look", "submit");

  public ImportHeader {
    quotas = List.copyOf(quotas);
    steps = List.copyOf(steps);
  }

  static ImportHeader of(Ui ui, ImportView list, String kind, String step) {
    return new ImportHeader(
        ImportPages.path(list.id()),
        list.fileName(),
        ui.t("web.field.decision-of", list.decisionNumber(), ui.shown().date(list.decisionDate())),
        kind,
        list.signerName(),
        ui.t("web.import.state." + list.state().code()),
        list.quotas().stream().map(one -> BatchHeader.Quota.of(ui, one)).toList(),
        steps(ui, step));
  }

  /** The five steps; the one with the word is where somebody is. */
  static List<ProgressScreen.Step> steps(Ui ui, String step) {
    int at = STEPS.indexOf(step);
    return STEPS.stream()
        .map(
            code -> {
              int i = STEPS.indexOf(code);
              String state = i < at ? "past" : i == at ? "now" : "later";
              return new ProgressScreen.Step(code, ui.t("web.import.step." + code), state);
            })
        .toList();
  }
}
