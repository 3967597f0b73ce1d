package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.http.Problem;

/**
 * A problem for a person: what happened, why, what to do.
 *
 * @param back where to correct it, absent where there is no such place
 * @param requestId to quote when asking; absent on the page that only explains
 */
public record ProblemView(
    Ui ui,
    String slug,
    List<Problem.Fault> faults,
    @Nullable String back,
    @Nullable String requestId) {

  static ProblemView explaining(Ui ui, String slug) {
    return new ProblemView(ui, slug, List.of(), null, null);
  }

  static ProblemView explaining(Ui ui, String slug, List<Problem.Fault> faults) {
    return new ProblemView(ui, slug, faults, null, null);
  }

  /** In a few words. */
  public String title() {
    return ui.t("problem." + slug + ".title");
  }

  /** Why it happened. */
  public String cause() {
    return ui.t("problem." + slug + ".cause");
  }

  /** What to do. */
  public String cure() {
    return ui.t("problem." + slug + ".cure");
  }

  /** The title in the other language. */
  public String otherTitle() {
    return other("title");
  }

  /** The cause in the other language. */
  public String otherCause() {
    return other("cause");
  }

  /** The cure in the other language. */
  public String otherCure() {
    return other("cure");
  }

  /** The path of the page that explains this kind. */
  public String page() {
    return "/problems/" + slug;
  }

  private String other(String part) {
    return ui.in(ui.other()).t("problem." + slug + "." + part);
  }
}
