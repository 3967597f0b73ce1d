package vn.sogoc.issuance.delivery;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.jobs.JobView;

/**
 * A list that its recipients signed, written down for a whole batch, or taken back.
 *
 * @param id {@code dls_...}
 * @param isUndone whether it takes one back
 * @param except rows without a signature, as they were typed; empty where there are none
 * @param recorded how many events were written down by it
 * @param done when it came to its end; empty before
 * @param job that writes it down
 */
public record Sheet(
    PublicId id,
    PublicId batch,
    boolean isUndone,
    String except,
    UUID askedBy,
    String askedName,
    Instant askedAt,
    int recorded,
    Optional<Instant> done,
    @Nullable JobView job) {
  static Sheet of(SheetEntity row, @Nullable JobView job) {
    return new Sheet(
        row.publicId(),
        PublicId.of("bat", row.batchId),
        row.isUndone(),
        row.exceptRows,
        row.askedAccount,
        row.askedName,
        row.askedAt,
        row.recorded,
        Optional.ofNullable(row.doneAt),
        job);
  }

  /** Whether it is being written down still. */
  public boolean isOpen() {
    return done.isEmpty()
        && job != null
        && switch (job.state()) {
          case QUEUED, RUNNING, PAUSED, RECORDED -> true;
          case DONE, FAILED -> false;
        };
  }
}
