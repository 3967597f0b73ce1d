package vn.sogoc.platform.idempotency;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.core.multipart.FormData;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Caller;
import vn.sogoc.platform.access.CurrentActor;

/**
 * Asks the ledger before an {@link Idempotent} endpoint runs, and tells it the reply before the
 * reply is sent.
 */
@Provider
@Idempotent
class IdempotencyFilter
    implements ContainerRequestFilter, ContainerResponseFilter, WriterInterceptor {
  private static final Logger LOG = Logger.getLogger(IdempotencyFilter.class);
  private static final String HEADER = "Idempotency-Key";
  private static final String REPLAYED = "Idempotent-Replayed";
  private static final String CLAIM = "sogoc.idempotency.claim";
  private static final String STATUS = "sogoc.idempotency.status";
  private static final String HEADERS = "sogoc.idempotency.headers";
  private static final Pattern KEY = Pattern.compile("[\\x21-\\x7e]{1,255}");
  private static final List<String> KEPT_HEADERS =
      List.of(
          "Content-Type",
          "Content-Language",
          "Location",
          "Retry-After",
          "ETag",
          "Preference-Applied");

  private final IdempotencyLedger ledger;
  private final CurrentActor actor;
  private final RoutingContext http;

  IdempotencyFilter(IdempotencyLedger ledger, CurrentActor actor, RoutingContext http) {
    this.ledger = ledger;
    this.actor = actor;
    this.http = http;
  }

  @Override
  public void filter(ContainerRequestContext request) throws IOException {
    String key = request.getHeaderString(HEADER);
    if (key == null || !KEY.matcher(key).matches()) {
      throw new Refusal(
          IdempotencyProblem.KEY_REQUIRED,
          "send an Idempotency-Key of 1 to 255 visible ASCII characters");
    }
    RequestKey named = new RequestKey(client(), request.getUriInfo().getPath(), key);
    switch (ledger.claim(named, digest(request))) {
      case Claim.Fresh fresh -> request.setProperty(CLAIM, fresh);
      case Claim.Answered answered -> request.abortWith(again(answered.reply()));
      case Claim.Running running -> {
        http.response().putHeader("Retry-After", Long.toString(running.retryAfterSeconds()));
        throw new Refusal(
            IdempotencyProblem.KEY_IN_USE, "the first request with this key is still running");
      }
      case Claim.Reused ignored ->
          throw new Refusal(
              IdempotencyProblem.KEY_REUSED, "the key was used with another body before");
    }
  }

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(CLAIM) instanceof Claim.Fresh claim)) {
      return;
    }
    if (response.getStatus() >= 400) {
      request.removeProperty(CLAIM);
      release(claim);
    } else if (response.hasEntity()) {
      request.setProperty(STATUS, response.getStatus());
      request.setProperty(HEADERS, kept(response));
    } else {
      request.removeProperty(CLAIM);
      finish(claim, new Reply(response.getStatus(), kept(response), Bytes.of(new byte[0])));
    }
  }

  @Override
  @SuppressWarnings("unchecked") // what the response filter put there
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!(context.getProperty(CLAIM) instanceof Claim.Fresh claim)
        || !(context.getProperty(STATUS) instanceof Integer status)) {
      context.proceed();
      return;
    }
    OutputStream wire = context.getOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    context.setOutputStream(body);
    context.proceed();
    Map<String, String> headers =
        new LinkedHashMap<>((Map<String, String>) context.getProperty(HEADERS));
    if (context.getMediaType() != null) {
      headers.putIfAbsent("Content-Type", context.getMediaType().toString());
    }
    finish(claim, new Reply(status, headers, Bytes.of(body.toByteArray())));
    wire.write(body.toByteArray());
  }

  private String client() {
    return switch (actor.caller()) {
      case Caller.Program program -> "account:" + program.accountId();
      case Caller.Member member -> "account:" + member.accountId();
      case Caller.Anonymous anonymous -> "address:" + anonymous.address();
    };
  }

  private static Digest digest(ContainerRequestContext request) throws IOException {
    FormData form =
        ((ResteasyReactiveRequestContext)
                ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext())
            .getFormData();
    if (form != null) {
      return BodyDigest.of(form);
    }
    byte[] body = request.getEntityStream().readAllBytes();
    request.setEntityStream(new ByteArrayInputStream(body));
    return BodyDigest.of(body);
  }

  private static Response again(Reply reply) {
    Response.ResponseBuilder response = Response.status(reply.status()).header(REPLAYED, "true");
    reply.headers().forEach(response::header);
    if (reply.body().size() > 0) {
      response.entity(reply.body().toArray());
    }
    return response.build();
  }

  private static Map<String, String> kept(ContainerResponseContext response) {
    Map<String, String> headers = new LinkedHashMap<>();
    for (String name : KEPT_HEADERS) {
      String value = response.getHeaderString(name);
      if (value != null && value.indexOf('\n') < 0) {
        headers.put(name, value);
      }
    }
    return headers;
  }

  /** The effect has happened and the caller may know it, even if the reply could not be kept. */
  private void finish(Claim.Fresh claim, Reply reply) {
    try {
      ledger.finish(claim, reply);
    } catch (RuntimeException e) {
      LOG.error("a reply was not kept; its key is free again when the lease ends", e);
    }
  }

  private void release(Claim.Fresh claim) {
    try {
      ledger.release(claim);
    } catch (RuntimeException e) {
      LOG.error("a key was not freed; it is free again when the lease ends", e);
    }
  }
}
