package vn.sogoc.platform.http;

import io.quarkus.security.AuthenticationException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.Refusal;

/** What fails outside every endpoint (too large, unreadable, nothing there) is a problem too. */
@Singleton
class RawFailures {
  private static final Logger LOG = Logger.getLogger(RawFailures.class);
  private static final int BEFORE_OTHERS = Integer.MIN_VALUE;

  private final ProblemResponses problems;

  RawFailures(ProblemResponses problems) {
    this.problems = problems;
  }

  void register(@Observes Router router) {
    router.route().order(BEFORE_OTHERS).failureHandler(this::answer);
    router.route().last().handler(this::nothingHere);
  }

  private void nothingHere(RoutingContext context) {
    problems.send(context, HttpProblem.UNKNOWN_ADDRESS);
  }

  private void answer(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure instanceof HttpClosedException || context.response().closed()) {
      return;
    }
    if (failure instanceof AuthenticationException) {
      context.next(); // the challenge is already written; Quarkus ends the answer
      return;
    }
    if (failure instanceof Refusal refusal) {
      problems.send(context, refusal);
      return;
    }
    int status = context.statusCode();
    if (status < 400 || status >= 500) {
      LOG.error("request failed", failure);
      problems.send(
          context,
          failure != null && ProblemMapper.isStoreAway(failure)
              ? HttpProblem.UNAVAILABLE
              : HttpProblem.INTERNAL_ERROR);
    } else {
      problems.send(context, HttpProblem.ofStatus(status));
    }
  }
}
