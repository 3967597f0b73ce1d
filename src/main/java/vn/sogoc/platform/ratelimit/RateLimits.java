package vn.sogoc.platform.ratelimit;

import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Caller;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.http.ClientAddress;

/**
 * Counts requests. Services call it once per question; outside an HTTP request nothing is counted.
 * It writes {@code RateLimit} and {@code RateLimit-Policy} into the answer, and {@code Retry-After}
 * where it refuses.
 */
@ApplicationScoped
public class RateLimits {
  private static final long DAY = 86_400_000;
  private static final int NETWORK = 10;

  private final Buckets buckets;
  private final CurrentActor actor;
  private final CurrentVertxRequest request;
  private final LimitsConfig config;
  private final Clock clock;

  RateLimits(CurrentActor actor, CurrentVertxRequest request, LimitsConfig config, Clock clock) {
    this.buckets = new Buckets(config.buckets());
    this.actor = actor;
    this.request = request;
    this.config = config;
    this.clock = clock;
  }

  /**
   * Counts one verification for the caller.
   *
   * @throws Refusal {@code too-many-requests} where the caller's minute is used up
   */
  public void admitVerification() {
    RoutingContext context = request.getCurrent();
    if (context == null) {
      return;
    }
    switch (actor.caller()) {
      case Caller.Program program -> {
        if (program.quota() != null) {
          spend(context, "key", "key:" + program.keyId(), program.quota());
        }
      }
      case Caller.Member member ->
          spend(context, "account", "account:" + member.accountId(), config.verification());
      case Caller.Anonymous anonymous ->
          spendAddress(
              context, "anonymous", "anonymous:", anonymous.address(), config.verification());
    }
  }

  /**
   * Counts one lookup by number and name, for the caller and for the number, whoever asks. It comes
   * on top of {@link #admitVerification} and is asked before anything is looked up, so that a wrong
   * number and a wrong name cost the same.
   *
   * @param number the number as typed; only a hash of it is kept, in memory
   * @throws Refusal {@code too-many-requests}
   */
  public void admitNumber(String number) {
    RoutingContext context = request.getCurrent();
    if (context == null) {
      return;
    }
    Caller caller = actor.caller();
    switch (caller) {
      case Caller.Program program -> {
        if (program.quota() == null) {
          return;
        }
        spend(context, "lookup", "lookup/key:" + program.keyId(), config.number());
      }
      case Caller.Member member ->
          spend(context, "lookup", "lookup/account:" + member.accountId(), config.number());
      case Caller.Anonymous anonymous ->
          spendAddress(context, "lookup", "lookup/address:", anonymous.address(), config.number());
    }
    spend(context, "number", "number:" + folded(number), config.sameNumber());
  }

  /**
   * Refuses a question by number, name and date of birth where too many wrong dates were tried for
   * this number lately. Without it a year that everybody may know leads to the day in a few hundred
   * guesses. The code on the paper stays open, so nobody is locked out of their own diploma.
   *
   * @param number the number as typed
   * @throws Refusal {@code too-many-requests}
   */
  public void admitBirth(String number) {
    RoutingContext context = request.getCurrent();
    if (context != null && isCounted(actor.caller())) {
      Buckets.State state = births(number, 0);
      if (!state.allowed()) {
        context.response().headers().set("Retry-After", Long.toString(state.waitSeconds()));
        throw new Refusal(
            LimitProblem.TOO_MANY_REQUESTS,
            "too many wrong dates of birth for this number; try again in "
                + state.waitSeconds()
                + " s");
      }
    }
  }

  /** Counts a wrong date of birth for a number. */
  public void noteWrongBirth(String number) {
    if (request.getCurrent() != null && isCounted(actor.caller())) {
      births(number, 1);
    }
  }

  /**
   * Counts one look at an invitation, or one try to accept it.
   *
   * @param link what is kept of it; empty for what is none
   * @throws Refusal {@code too-many-requests}
   */
  public void admitInvitation(String link) {
    admitLink("invitation", link, config.invitation(), config.sameInvitation());
  }

  /**
   * Counts one look at a graduate's own row, or one answer about it, whoever asks.
   *
   * @throws Refusal {@code too-many-requests}
   */
  public void admitConfirmation() {
    RoutingContext context = request.getCurrent();
    if (context == null) {
      return;
    }
    String policy = "confirmation";
    int quota = config.confirmation();
    switch (actor.caller()) {
      case Caller.Program program ->
          spend(context, policy, policy + "/key:" + program.keyId(), quota);
      case Caller.Member member ->
          spend(context, policy, policy + "/account:" + member.accountId(), quota);
      case Caller.Anonymous anonymous ->
          spendAddress(context, policy, policy + "/address:", anonymous.address(), quota);
    }
  }

  /**
   * Counts the same of one link that exists: what somebody made up takes no bucket.
   *
   * @param link what is kept of it
   * @throws Refusal {@code too-many-requests}
   */
  public void admitConfirmationLink(String link) {
    RoutingContext context = request.getCurrent();
    if (context != null) {
      spendLink(context, "confirmation", link, config.sameConfirmation());
    }
  }

  private void admitLink(String policy, String link, int ofAddress, int ofLink) {
    RoutingContext context = request.getCurrent();
    if (context == null) {
      return;
    }
    if (actor.caller() instanceof Caller.Anonymous anonymous) {
      spendAddress(context, policy, policy + "/address:", anonymous.address(), ofAddress);
    }
    if (!link.isEmpty()) {
      spendLink(context, policy, link, ofLink);
    }
  }

  private void spendLink(RoutingContext context, String policy, String link, int quota) {
    Buckets.State state = buckets.take(policy + ":" + link, quota, DAY, 1, clock.millis());
    if (!state.allowed()) {
      throw tooMany(context, state);
    }
  }

  private Buckets.State births(String number, int cost) {
    return buckets.take("birth:" + folded(number), config.wrongBirth(), DAY, cost, clock.millis());
  }

  private static boolean isCounted(Caller caller) {
    return switch (caller) {
      case Caller.Program program -> program.quota() != null;
      case Caller.Member ignored -> true;
      case Caller.Anonymous ignored -> true;
    };
  }

  /** One bucket for every way to type a number, and a fixed size for every length. */
  private static String folded(String number) {
    String plain =
        Normalizer.normalize(number, Normalizer.Form.NFKC)
            .replaceAll("[^\\p{L}\\p{N}]", "")
            .toUpperCase(Locale.ROOT);
    return Digest.sha256(plain.getBytes(StandardCharsets.UTF_8)).hex();
  }

  /**
   * Counts one reading of what is public, such as lists and issuers.
   *
   * @throws Refusal {@code too-many-requests}
   */
  void admitReading() {
    RoutingContext context = request.getCurrent();
    if (context == null) {
      return;
    }
    switch (actor.caller()) {
      case Caller.Program program -> {
        if (program.quota() != null) {
          spend(context, "reads", "reads/key:" + program.keyId(), config.publicReads());
        }
      }
      case Caller.Member member ->
          spend(context, "reads", "reads/account:" + member.accountId(), config.publicReads());
      case Caller.Anonymous anonymous ->
          spendAddress(
              context, "reads", "reads/address:", anonymous.address(), config.publicReads());
    }
  }

  /**
   * A /64 of IPv6 is one household, and whoever has a /48 has 65,536 of them: together they have
   * ten times the quota.
   */
  private void spendAddress(
      RoutingContext context, String policy, String kind, String address, int quota) {
    Optional<Buckets.State> network = network(buckets, kind + address, quota, clock.millis());
    if (network.isPresent() && !network.get().allowed()) {
      throw tooMany(context, network.get());
    }
    spend(context, policy, kind + address, quota);
  }

  /** Takes one out of what the network around an IPv6 address has; empty for any other. */
  static Optional<Buckets.State> network(
      Buckets buckets, String kindAndAddress, int quota, long nowMillis) {
    return ClientAddress.around(kindAndAddress)
        .map(network -> buckets.take(network, NETWORK * quota, nowMillis));
  }

  private static Refusal tooMany(RoutingContext context, Buckets.State state) {
    context.response().headers().set("Retry-After", Long.toString(state.waitSeconds()));
    return new Refusal(
        LimitProblem.TOO_MANY_REQUESTS,
        "too many requests; try again in " + state.waitSeconds() + " s");
  }

  private void spend(RoutingContext context, String policy, String bucket, int quota) {
    Buckets.State state = buckets.take(bucket, quota, clock.millis());
    MultiMap headers = context.response().headers();
    headers.add("RateLimit-Policy", "\"" + policy + "\";q=" + quota + ";w=60");
    headers.add(
        "RateLimit", "\"" + policy + "\";r=" + state.remaining() + ";t=" + state.waitSeconds());
    if (!state.allowed()) {
      throw tooMany(context, state);
    }
  }
}
