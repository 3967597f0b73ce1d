package vn.sogoc.platform.idempotency;

import java.time.Instant;
import java.util.UUID;

/** What a named request turned out to be. */
sealed interface Claim {
  /**
   * Go ahead, and tell the ledger under this holder how it went.
   *
   * @param isResumed whether the same was begun before, and nobody knows how it ended
   * @param since when it was begun first
   */
  record Fresh(RequestKey key, UUID holder, boolean isResumed, Instant since) implements Claim {}

  /** Asked and answered before. */
  record Answered(Reply reply) implements Claim {}

  /** Asked before, and not answered yet. */
  record Running(long retryAfterSeconds) implements Claim {}

  /** The key names another request. */
  record Reused() implements Claim {}
}
