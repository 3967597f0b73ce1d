package vn.sogoc.platform.jobs;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.ProblemType;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;

/**
 * A job as its owner sees it.
 *
 * @param total how many items there are, 0 where unknown
 * @param done how many are finished
 * @param failed how many failed
 * @param ratePerSecond finished items per second since the job started, 0 before
 * @param etaSeconds expected seconds to the end, null where nothing can be said
 * @param resultUrl path of what the job made, null until it is there
 * @param failure why the job failed, null unless it did
 */
public record JobView(
    PublicId id,
    String kind,
    String subject,
    JobState state,
    String step,
    long total,
    long done,
    long failed,
    double ratePerSecond,
    @Nullable Long etaSeconds,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable String resultUrl,
    @Nullable Failure failure) {

  /**
   * The stable name of the problem and a sentence in English without personal data.
   *
   * @param faults the first of what was wrong in particular, without what was found
   */
  public record Failure(String slug, int status, String detail, List<Refusal.Fault> faults)
      implements ProblemType {
    public Failure {
      faults = List.copyOf(faults);
    }
  }
}
