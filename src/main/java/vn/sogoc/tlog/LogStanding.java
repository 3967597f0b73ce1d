package vn.sogoc.tlog;

import java.time.Duration;
import java.time.Instant;

/** How the log stands, as this node knows. */
public sealed interface LogStanding {
  /** The witnesses have not yet said what they saw last; nothing is signed or concluded. */
  record Starting(String reason) implements LogStanding {}

  /** Heads are signed and cosigned. */
  record Running() implements LogStanding {}

  /** Entries wait for a head that enough witnesses cosign; the head before them is served. */
  record Waiting(Instant since, String reason) implements LogStanding {}

  /**
   * The store is behind what a witness saw signed: an older copy was put back. Nothing is signed;
   * answers are given with a warning.
   */
  record RolledBack(long stored, long seen) implements LogStanding {}

  /** Something stored is not what it must be. Nothing is signed until a person has looked. */
  record Halted(String reason) implements LogStanding {}

  /** Whether new batches may be begun. */
  default boolean takesNew(Instant now, Duration patience) {
    return switch (this) {
      case Starting ignored -> false;
      case Running ignored -> true;
      case Waiting waiting -> waiting.since().plus(patience).isAfter(now);
      case RolledBack ignored -> false;
      case Halted ignored -> false;
    };
  }
}
