package vn.sogoc.platform.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.PublicIds;

/** Remembers named requests and their replies, each step in a transaction of its own. */
@ApplicationScoped
class IdempotencyLedger {
  /** So many new keys make room for as many old ones. */
  private static final int SWEEP_EVERY = 16;

  private final AtomicInteger claims = new AtomicInteger();
  private final IdempotencyKeyRepository keys;
  private final PublicIds ids;
  private final Clock clock;
  private final Duration kept;
  private final Duration lease;

  IdempotencyLedger(
      IdempotencyKeyRepository keys, PublicIds ids, Clock clock, IdempotencyConfig config) {
    if (config.kept().compareTo(Duration.ofDays(1)) < 0) {
      throw new IllegalArgumentException("sogoc.idempotency.kept is at least a day");
    }
    this.keys = keys;
    this.ids = ids;
    this.clock = clock;
    this.kept = config.kept();
    this.lease = config.lease();
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Claim claim(RequestKey key, Digest body) {
    Instant now = clock.instant();
    UUID holder = ids.nextUuid();
    if (keys.insert(key, body, holder, now, now.plus(lease), now.plus(kept))) {
      if (isTimeToSweep()) {
        keys.deleteSomeExpired(now);
      }
      return new Claim.Fresh(key, holder, false, now);
    }
    IdempotencyKeyEntity known = keys.locked(key);
    if (known == null) {
      return new Claim.Running(1); // freed between the two statements: ask again
    }
    if (!now.isBefore(known.expiresAt)) {
      known.status = null;
      known.headers = null;
      known.body = null;
      known.createdAt = now;
      known.bodyDigest = body.toArray();
      return takeOver(known, holder, now, false);
    }
    if (!Arrays.equals(known.bodyDigest, body.toArray())) {
      return new Claim.Reused();
    }
    Reply reply = replyOf(known);
    if (reply != null) {
      return new Claim.Answered(reply);
    }
    if (now.isBefore(known.leaseUntil)) {
      return new Claim.Running(Math.max(1, Duration.between(now, known.leaseUntil).toSeconds()));
    }
    return takeOver(known, holder, now, true);
  }

  /** Keeps the reply, unless somebody else took the key over in the meantime. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void finish(Claim.Fresh claim, Reply reply) {
    keys.finishHeld(claim.key(), claim.holder(), reply);
  }

  /** Frees the key of a request that changed nothing. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void release(Claim.Fresh claim) {
    keys.deleteHeld(claim.key(), claim.holder());
  }

  /** Of many requests at once one sweeps, as much as came since; the others have better to do. */
  private boolean isTimeToSweep() {
    return claims.incrementAndGet() % SWEEP_EVERY == 0;
  }

  private Claim takeOver(IdempotencyKeyEntity known, UUID holder, Instant now, boolean isResumed) {
    known.holder = holder;
    known.leaseUntil = now.plus(lease);
    known.expiresAt = now.plus(kept);
    return new Claim.Fresh(known.id, holder, isResumed, known.createdAt);
  }

  private static @Nullable Reply replyOf(IdempotencyKeyEntity known) {
    if (known.status == null || known.body == null) {
      return null;
    }
    String headers = known.headers == null ? "" : known.headers;
    return new Reply(known.status, Reply.headersOf(headers), Bytes.of(known.body));
  }
}
