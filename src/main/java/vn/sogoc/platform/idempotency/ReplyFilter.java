package vn.sogoc.platform.idempotency;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import jakarta.ws.rs.ext.WriterInterceptor;
import jakarta.ws.rs.ext.WriterInterceptorContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.core.EncodedMediaType;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;
import vn.sogoc.kernel.Bytes;

/** Tells the ledger the reply of an {@link Idempotent} endpoint before the reply is sent. */
@Provider
@Idempotent
class ReplyFilter implements ContainerResponseFilter, WriterInterceptor {
  /** Property of a request that goes on: the {@link Claim.Fresh} it holds. */
  static final String CLAIM = "sogoc.idempotency.claim";

  private static final Logger LOG = Logger.getLogger(ReplyFilter.class);
  private static final String UNWRITTEN = "sogoc.idempotency.unwritten";
  private static final List<String> KEPT_HEADERS =
      List.of(
          "Content-Type",
          "Content-Language",
          "Location",
          "Retry-After",
          "ETag",
          "Preference-Applied");

  private final IdempotencyLedger ledger;

  ReplyFilter(IdempotencyLedger ledger) {
    this.ledger = ledger;
  }

  /** A reply whose body is still an object. */
  private record Unwritten(
      int status, Map<String, String> headers, ResteasyReactiveRequestContext request) {}

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext response) {
    if (!(request.getProperty(CLAIM) instanceof Claim.Fresh claim)) {
      return;
    }
    if (response.getStatus() >= 400) {
      request.removeProperty(CLAIM);
      release(claim);
    } else if (response.hasEntity()) {
      request.setProperty(
          UNWRITTEN,
          new Unwritten(
              response.getStatus(),
              kept(response),
              (ResteasyReactiveRequestContext)
                  ((ResteasyReactiveContainerRequestContext) request).getServerRequestContext()));
    } else {
      request.removeProperty(CLAIM);
      finish(claim, new Reply(response.getStatus(), kept(response), Bytes.of(new byte[0])));
    }
  }

  @Override
  public void aroundWriteTo(WriterInterceptorContext context) throws IOException {
    if (!(context.getProperty(CLAIM) instanceof Claim.Fresh claim)
        || !(context.getProperty(UNWRITTEN) instanceof Unwritten reply)) {
      context.proceed();
      return;
    }
    OutputStream wire = context.getOutputStream();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    context.setOutputStream(body);
    context.proceed();
    Map<String, String> headers = new LinkedHashMap<>(reply.headers());
    // what the endpoint set by hand goes out as it stands; the interceptor knows no other media
    // type, so what was negotiated, charset included, is asked of the request
    EncodedMediaType negotiated = reply.request().getResponseContentType();
    if (negotiated != null) {
      headers.putIfAbsent(HttpHeaders.CONTENT_TYPE, negotiated.toString());
    }
    finish(claim, new Reply(reply.status(), headers, Bytes.of(body.toByteArray())));
    wire.write(body.toByteArray());
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
