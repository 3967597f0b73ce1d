package vn.sogoc.platform.http;

import io.vertx.ext.web.RoutingContext;
import vn.sogoc.platform.Lang;

/**
 * Shows a problem to a person. The web package implements it; where a browser asked for a page and
 * nobody implements it, the JSON form is sent.
 */
public interface ProblemPage {
  /**
   * A whole HTML page in the given language; it escapes every text of the problem.
   *
   * @param context the request, which no endpoint need have seen: nothing of its scope is there
   */
  String render(Problem problem, Lang lang, RoutingContext context);
}
