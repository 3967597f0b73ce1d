package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.status.Lineage;

/**
 * What happened to a document, and nothing of what it says.
 *
 * @param id of the credential
 * @param state how it stands now, in words
 * @param inclusion path of the page that shows how to check it without us
 * @param before path of the page of what it takes the place of
 * @param after path of the page of what takes its place
 */
public record LineageScreen(
    String id,
    String kind,
    String issuer,
    String state,
    List<Line> lines,
    String inclusion,
    @Nullable String before,
    @Nullable String after) {

  /**
   * An event.
   *
   * @param decision its number and date, written out; null for the issue, and where the stored
   *     decision cannot be trusted
   */
  public record Line(String what, String at, @Nullable String decision) {}

  public LineageScreen {
    lines = List.copyOf(lines);
  }

  static LineageScreen of(Ui ui, Lineage lineage, String kind, String issuer) {
    return new LineageScreen(
        lineage.credential().toString(),
        kind,
        issuer,
        ui.t("web.lineage.state." + lineage.status().code()),
        lineage.events().stream().map(event -> line(ui, event)).toList(),
        InclusionPages.path(lineage.credential()),
        lineage.supersedes().map(LineagePages::path).orElse(null),
        lineage.supersededBy().map(LineagePages::path).orElse(null));
  }

  private static Line line(Ui ui, Lineage.Event event) {
    return new Line(
        ui.t("web.lineage.event." + event.type()),
        ui.shown().time(event.at()),
        event
            .decision()
            .map(d -> ui.t("web.field.decision-of", d.number(), ui.shown().date(d.date())))
            .orElse(null));
  }
}
