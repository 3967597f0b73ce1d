package vn.sogoc.issuance.blanks;

import java.util.Optional;
import java.util.UUID;

/** Where a blank is. */
sealed interface Place {
  /** In the stock, for any batch. */
  record InStock() implements Place {}

  /** With a batch; used where a credential has it. */
  record WithBatch(UUID batch) implements Place {}

  /** Set aside by whoever printed on it; it waits for minutes. */
  record Misprinted() implements Place {}

  /** Spoiled, lost or destroyed, with minutes. */
  record Gone(MovementType how) implements Place {}

  /** The batch that has it. */
  default Optional<UUID> batchOf() {
    return this instanceof WithBatch with ? Optional.of(with.batch()) : Optional.empty();
  }
}
