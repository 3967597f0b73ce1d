package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * What is said of a batch beside what its rows say when it is signed: how many graduates its
 * decision names, its rows by programme, and whose the rows are. Sealed when it is prepared, so
 * that nobody changes it in the store between the approval and the signing.
 */
@ApplicationScoped
class BatchTerms {
  private final RowSeal seal;

  BatchTerms(Secrets secrets) {
    this.seal = new RowSeal(secrets, "batch-terms");
  }

  /**
   * Seals the terms of a batch that is being made.
   *
   * @param persons whose its rows are, in their order
   */
  void seal(BatchEntity batch, Digest persons) {
    batch.termsSeal = seal.of(content(batch, persons));
  }

  /**
   * That the terms are those that it was prepared with.
   *
   * @throws Refusal where they are not
   */
  void require(BatchEntity batch, Digest persons) {
    byte[] kept = batch.termsSeal;
    if (batch.programmes == null || kept == null || !seal.fits(kept, content(batch, persons))) {
      throw new Refusal(
          IssuanceProblem.CONTENT_CHANGED, "the terms of the batch are not those it was made with");
    }
  }

  private static @Nullable Object[] content(BatchEntity batch, Digest persons) {
    return new @Nullable Object[] {
      batch.id,
      batch.institutionId,
      batch.approvedHash().hex(),
      batch.rowCount,
      batch.decisionTotal,
      batch.programmes,
      persons.hex()
    };
  }
}
