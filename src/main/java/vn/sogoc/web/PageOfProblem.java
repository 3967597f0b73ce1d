package vn.sogoc.web;

import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.http.Problem;
import vn.sogoc.platform.http.ProblemPage;

/**
 * A refused request as a page. It names the visitor nowhere and holds no form: who they are may be
 * what went wrong.
 */
@ApplicationScoped
class PageOfProblem implements ProblemPage {
  /** From the address a form posts to, to the page that holds the form. */
  private static final Map<String, String> BACK =
      Map.of(
          "/result/file",
          "/tai-len",
          "/result/number",
          "/nhap-so",
          "/result",
          "/q",
          "/me/imports",
          "/me/imports/new",
          "/me/quotas",
          "/me/quotas",
          "/me/office/invitations",
          "/me/office",
          "/invitation/acceptance",
          "/invitation",
          "/confirm/answer",
          "/confirm");

  /** What is done with a batch or a list goes back to its page, and columns to the columns. */
  private static final Pattern OF_ONE =
      Pattern.compile(
          "(/me/(?:batches|imports|office/(?:invitations|proposals))/[a-z]{3}_[0-9a-z]{26}(?:/columns)?)(?:/(?:approval|rejection|revocation|signing|commit|discard|voiding|confirmation|provisional)(?:/[a-z]+)?)?"
              + "|(/me/office/mandates/iss_[1-9][0-9]{0,8})(?:/man_[0-9a-z]{26}/end)?"
              + "|(/me/office/(?:templates|printers)/iss_[1-9][0-9]{0,8})(?:/[a-z]+|/[a-z]{3}_[0-9a-z]{26}/[a-z]+)?"
              + "|(/me/held/bat_[0-9a-z]{26}|/me/quotas/decisions/quo_[0-9a-z]{26})(?:/[a-z]+)?");

  private static final int NOT_FOUND = 404;

  private final Screens screens;

  PageOfProblem(Screens screens) {
    this.screens = screens;
  }

  @Override
  public String render(Problem problem, Lang lang, RoutingContext context) {
    Ui ui = screens.ofRefused(lang, context);
    String slug = problem.code().replace('_', '-');
    ProblemView view =
        new ProblemView(ui, slug, problem.errors(), back(ui, problem), problem.requestId());
    return Templates.problem(ui, view).render();
  }

  private static @Nullable String back(Ui ui, Problem problem) {
    String page = BACK.get(problem.instance());
    if (page != null) {
      return ui.href(page);
    }
    Matcher one = OF_ONE.matcher(problem.instance());
    if (!one.matches() || problem.status() == NOT_FOUND) {
      return null;
    }
    for (int group = 1; group < one.groupCount(); group++) {
      if (one.group(group) != null) {
        return ui.href(one.group(group));
      }
    }
    return ui.href(one.group(one.groupCount()));
  }
}
