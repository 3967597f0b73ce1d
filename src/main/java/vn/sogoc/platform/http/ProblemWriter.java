package vn.sogoc.platform.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.util.Locale;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;

/** Writes a refusal as the caller can read it: JSON for programs, a page for people. */
@ApplicationScoped
class ProblemWriter {
  private static final Logger LOG = Logger.getLogger(ProblemWriter.class);

  private final Problems problems;
  private final ObjectMapper json;
  private final Instance<ProblemPage> pages;

  ProblemWriter(Problems problems, ObjectMapper json, Instance<ProblemPage> pages) {
    this.problems = problems;
    this.json = json;
    this.pages = pages;
  }

  /** A rendered answer. */
  record Answer(int status, String mediaType, Lang lang, String body) {}

  Answer write(Refusal refusal, RoutingContext context) {
    Lang lang = CurrentRequest.langOf(context);
    String path = context.request().path();
    Problem problem =
        problems.render(refusal, lang, path == null ? "/" : path, RequestIds.of(context));
    if (wantsPage(context) && pages.isResolvable()) {
      try {
        String page = pages.get().render(problem, lang, context);
        return new Answer(problem.status(), "text/html;charset=UTF-8", lang, page);
      } catch (RuntimeException e) {
        LOG.error("a problem could not be shown as a page", e); // it is said all the same
      }
    }
    return new Answer(problem.status(), Problem.MEDIA_TYPE, lang, text(problem));
  }

  private String text(Problem problem) {
    try {
      return json.writeValueAsString(problem);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a problem is plain text and numbers", e);
    }
  }

  static boolean wantsPage(RoutingContext context) {
    String path = context.request().path();
    String accept = context.request().getHeader("Accept");
    return path != null
        && !path.startsWith("/api/")
        && accept != null
        && accept.toLowerCase(Locale.ROOT).contains("text/html");
  }
}
