package vn.sogoc.platform.http;

import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.idempotency.Idempotent;

/** Endpoints that exist in tests only, to see the platform's manners without a feature. */
@Path("/test")
@PermitAll
public class TestEndpoints {
  public static final AtomicInteger EFFECTS = new AtomicInteger();
  public static final AtomicInteger FAILURES_LEFT = new AtomicInteger();

  /** Holds requests back inside the endpoint. */
  public static volatile CountDownLatch gate = new CountDownLatch(0);

  /** Opens as soon as a request has come as far as the gate. */
  public static volatile CountDownLatch arrived = new CountDownLatch(1);

  /** What the JSON endpoint reads. */
  public record Body(String name, int count) {}

  @POST
  @Path("/json")
  public Body json(Body body) {
    return body;
  }

  @GET
  @Path("/crash")
  public String crash() {
    throw new IllegalStateException("secret detail of class vn.sogoc.Inner");
  }

  @GET
  @Path("/store-away")
  public String storeAway() {
    throw new IllegalStateException(new SQLException("connection refused", "08001"));
  }

  @GET
  @Path("/busy")
  public String busy() {
    throw new Refusal(HttpProblem.UNAVAILABLE, "busy");
  }

  @GET
  @Path("/sign")
  @RolesAllowed(Roles.SIGN)
  public String sign() {
    return "signed";
  }

  @GET
  @Path("/cached")
  public Response cached() {
    return Response.ok("x").header("Cache-Control", "public, max-age=300").build();
  }

  @POST
  @Path("/once/json")
  @Idempotent
  public Response once(Body body) throws InterruptedException {
    arrived.countDown();
    gate.await(20, TimeUnit.SECONDS);
    if (FAILURES_LEFT.getAndUpdate(n -> Math.max(0, n - 1)) > 0) {
      throw new Refusal(HttpProblem.CONFLICT, "not yet");
    }
    int n = EFFECTS.incrementAndGet();
    return Response.created(URI.create("/test/once/" + n))
        .entity(Map.of("effect", n, "name", body.name()))
        .build();
  }

  @POST
  @Path("/once/empty")
  @Idempotent
  public void onceEmpty() {
    EFFECTS.incrementAndGet();
  }

  @DELETE
  @Path("/once/empty")
  @Idempotent
  public void onceDelete() {
    EFFECTS.incrementAndGet();
  }

  @POST
  @Path("/once/as/plain")
  @Idempotent
  public String oncePlain() {
    return "làm " + EFFECTS.incrementAndGet();
  }

  @POST
  @Path("/once/as/problem")
  @Idempotent
  public Response onceProblem() {
    return Response.ok("{\"effect\":" + EFFECTS.incrementAndGet() + "}")
        .type("application/problem+json")
        .build();
  }

  @POST
  @Path("/once/as/fixed")
  @Produces("application/json")
  @Idempotent
  public Body onceFixed() {
    return new Body("Ánh", EFFECTS.incrementAndGet());
  }

  @POST
  @Path("/once/as/bytes")
  @Produces("image/png")
  @Idempotent
  public byte[] onceBytes() {
    return new byte[] {(byte) EFFECTS.incrementAndGet(), 2};
  }

  @POST
  @Path("/once/file")
  @Idempotent
  public Map<String, Object> onceFile(
      @RestForm @Nullable String kind, @RestForm("file") FileUpload file) {
    return Map.of("effect", EFFECTS.incrementAndGet(), "size", file.size());
  }
}
