package vn.sogoc.platform.ratelimit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.CurrentActor;

/**
 * Admits or refuses the request that is running, and says in its headers what is left (draft-ietf-
 * httpapi-ratelimit-headers-10).
 */
@ApplicationScoped
public class RateLimits {
  private final CurrentActor actor;
  private final CurrentVertxRequest current;
  private final LimitsConfig config;
  private final ConcurrentMap<String, TokenBucket> buckets = new ConcurrentHashMap<>();

  RateLimits(CurrentActor actor, CurrentVertxRequest current, LimitsConfig config) {
    this.actor = actor;
    this.current = current;
    this.config = config;
  }

  /**
   * Admits a verification.
   *
   * @throws Refusal {@code too-many-requests}
   */
  public void admitVerification() {
    if (isSignedIn()) {
      OptionalInt quota = actor.quota();
      if (quota.isPresent()) {
        take("key", "key/" + actor.require().accountId(), quota.getAsInt());
      }
    } else {
      take("anon", "anon/" + client(), config.verification());
    }
  }

  /**
   * Admits a question by number and name, on top of {@link #admitVerification}.
   *
   * @param number as asked
   * @throws Refusal {@code too-many-requests}
   */
  public void admitNumber(String number) {
    if (!isSignedIn()) {
      take("number", "number/" + client(), config.number());
      take("same-number", "same/" + number.strip(), config.sameNumber());
    }
  }

  private boolean isSignedIn() {
    return actor.find().isPresent();
  }

  private void take(String policy, String who, int quota) {
    long now = System.nanoTime();
    if (buckets.size() >= config.buckets()) {
      buckets.values().removeIf(bucket -> bucket.isFull(now));
    }
    String key = buckets.size() < config.buckets() ? who : policy;
    long left = buckets.computeIfAbsent(key, ignored -> new TokenBucket(quota, now)).take(now);
    RoutingContext context = current.getCurrent();
    if (context != null && !context.response().headWritten()) {
      context.response().putHeader("RateLimit-Policy", "\"" + policy + "\";q=" + quota + ";w=60");
      context
          .response()
          .putHeader(
              "RateLimit",
              "\"" + policy + "\";r=" + Math.max(0, left) + (left < 0 ? ";t=" + -left : ""));
      if (left < 0) {
        context.response().putHeader("Retry-After", Long.toString(-left));
      }
    }
    if (left < 0) {
      throw new Refusal(
          LimitProblem.TOO_MANY_REQUESTS, "Ask again in " + -left + " seconds, or use an API key.");
    }
  }

  /** The address that connected; a reverse proxy's header counts only where Quarkus trusts it. */
  private String client() {
    RoutingContext context = current.getCurrent();
    SocketAddress address = context == null ? null : context.request().remoteAddress();
    return address == null ? "unknown" : String.valueOf(address.hostAddress());
  }
}
