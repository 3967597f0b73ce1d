package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * What is told of batches, beside what {@code Approvals} tells of asking and approving: with the
 * hash that was approved, or that of the file where a list has faults and no such hash.
 */
@ApplicationScoped
class BatchTrail {
  private final Trail trail;

  BatchTrail(Trail trail) {
    this.trail = trail;
  }

  /** Tells an action in its transaction; {@code verb} follows {@code batch.}. */
  void tell(Doer doer, String verb, BatchEntity batch) {
    trail.tell(
        new Deed(
            doer,
            "batch." + verb,
            batch.institutionId,
            batch.publicId().toString(),
            batch.approvedHash == null ? Digest.of(batch.fileDigest) : batch.approvedHash()));
  }
}
