package vn.sogoc.platform.idempotency;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Caller;
import vn.sogoc.platform.access.CurrentActor;

/**
 * Asks the ledger before an {@link Idempotent} endpoint runs. A form is taken apart before that, so
 * that it can be compared by its content; whether this or the check of the session's token comes
 * first makes no difference, because a refused request frees its key.
 */
class RepeatFilter {
  private static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");

  private final IdempotencyLedger ledger;
  private final CurrentActor actor;
  private final Repetition repetition;
  private final RoutingContext http;

  RepeatFilter(
      IdempotencyLedger ledger, CurrentActor actor, Repetition repetition, RoutingContext http) {
    this.ledger = ledger;
    this.actor = actor;
    this.repetition = repetition;
    this.http = http;
  }

  /** Lets the request go on, or gives the first reply again. */
  @ServerRequestFilter
  @WithFormRead
  @Idempotent
  public @Nullable Response ask(ResteasyReactiveContainerRequestContext request)
      throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null || !KEY.matcher(key).matches()) {
      throw new Refusal(
          IdempotencyProblem.KEY_REQUIRED,
          "send an Idempotency-Key of 1 to 255 visible ASCII characters");
    }
    RequestKey named =
        new RequestKey(client(), request.getUriInfo().getRequestUri().getRawPath(), key);
    return switch (ledger.claim(named, digest(request))) {
      case Claim.Fresh fresh -> {
        if (fresh.isResumed()) {
          repetition.resume(fresh.since());
        }
        request.setProperty(ReplyFilter.CLAIM, fresh);
        yield null;
      }
      case Claim.Answered answered -> again(answered.reply());
      case Claim.Running running -> {
        http.response()
            .putHeader(HttpHeaders.RETRY_AFTER, Long.toString(running.retryAfterSeconds()));
        throw new Refusal(
            IdempotencyProblem.KEY_IN_USE, "the first request with this key is still running");
      }
      case Claim.Reused ignored ->
          throw new Refusal(
              IdempotencyProblem.KEY_REUSED, "the key was used with another body before");
    };
  }

  private String client() {
    return switch (actor.caller()) {
      case Caller.Program program -> "account:" + program.accountId();
      case Caller.Member member -> "account:" + member.accountId();
      case Caller.Anonymous anonymous -> "address:" + anonymous.address();
    };
  }

  private static Digest digest(ResteasyReactiveContainerRequestContext request) throws IOException {
    FormData form =
        ((ResteasyReactiveRequestContext) request.getServerRequestContext()).getFormData();
    if (form != null) {
      return BodyDigest.of(request.getMethod(), form);
    }
    ContainerRequestContext plain = request;
    byte[] body = plain.getEntityStream().readAllBytes();
    plain.setEntityStream(new ByteArrayInputStream(body));
    return BodyDigest.of(plain.getMethod(), body);
  }

  private static Response again(Reply reply) {
    Response.ResponseBuilder response = Response.status(reply.status()).header(REPLAYED, "true");
    reply.headers().forEach(response::header);
    if (reply.body().size() > 0) {
      response.entity(reply.body().toArray());
    }
    return response.build();
  }
}
