package vn.sogoc.platform.http;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.kernel.Refusal;

/** Ends a request with a problem before any endpoint was reached. */
@ApplicationScoped
public class ProblemResponses {
  private final ProblemWriter writer;

  ProblemResponses(ProblemWriter writer) {
    this.writer = writer;
  }

  /** Answers with the problem and its usual sentence. */
  public void send(RoutingContext context, HttpProblem type) {
    send(context, new Refusal(type, ProblemMapper.detail(type)));
  }

  /** Sends a person to the sign-in page, and tells a program that it has to sign in. */
  void signIn(RoutingContext context) {
    if (ProblemWriter.wantsPage(context)) {
      SignInRedirect.remember(context);
      context.response().setStatusCode(303).putHeader("Location", SignInRedirect.PAGE).end();
    } else {
      send(context, HttpProblem.SIGN_IN_REQUIRED);
    }
  }

  /** Answers with the refusal, unless an answer has begun already. */
  public void send(RoutingContext context, Refusal refusal) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.headWritten()) {
      return;
    }
    ProblemWriter.Answer answer = writer.write(refusal, context);
    response
        .setStatusCode(answer.status())
        .putHeader("Content-Type", answer.mediaType())
        .putHeader("Content-Language", answer.lang().tag());
    if (answer.status() == 401) {
      response.putHeader("WWW-Authenticate", SignInRedirect.CHALLENGE);
    }
    response.end(answer.body());
  }
}
