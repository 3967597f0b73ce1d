package vn.sogoc.platform.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

/**
 * Refuses addresses with a NUL byte in the path or the query. Nothing of ours has one, PostgreSQL
 * keeps no text with one, and libraries disagree whether a text ends there.
 */
@Singleton
class NulBytes {
  private final ProblemResponses problems;

  NulBytes(ProblemResponses problems) {
    this.problems = problems;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, RequestIds.FIRST - 2);
  }

  private void check(RoutingContext context) {
    if (context.request().uri().contains("%00")) {
      problems.send(context, HttpProblem.MALFORMED_REQUEST);
    } else {
      context.next();
    }
  }
}
