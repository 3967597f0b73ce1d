package vn.sogoc.issuance;

import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Term;

/**
 * What an approver looks at before giving an approval, beside the batch itself.
 *
 * @param holders how many persons its rows are about
 * @param rankings how many rows have each ranking, in the order of the vocabulary
 * @param random rows that nobody could foresee
 * @param outliers rows with the longest and shortest names, the youngest and the oldest
 * @param previous the last batch of the same kind, null where this is the first
 */
public record BatchReview(
    int holders,
    List<Share> rankings,
    List<BatchRow> random,
    List<BatchRow> outliers,
    @Nullable Previous previous) {
  public BatchReview {
    rankings = List.copyOf(rankings);
    random = List.copyOf(random);
    outliers = List.copyOf(outliers);
  }

  /** How many rows have a ranking; null for those without one. */
  public record Share(@Nullable Term ranking, int count) {}

  /** The batch to compare with, and how its rankings were. */
  public record Previous(BatchView batch, List<Share> rankings) {
    public Previous {
      rankings = List.copyOf(rankings);
    }
  }
}
