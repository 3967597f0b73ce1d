package vn.sogoc.platform.idempotency;

import java.util.UUID;

/** What a named request turned out to be. */
sealed interface Claim {
  /** Nobody asked before: go ahead, and tell the ledger under this holder how it went. */
  record Fresh(RequestKey key, UUID holder) implements Claim {}

  /** Asked and answered before. */
  record Answered(Reply reply) implements Claim {}

  /** Asked before, and not answered yet. */
  record Running(long retryAfterSeconds) implements Claim {}

  /** The key names another request. */
  record Reused() implements Claim {}
}
