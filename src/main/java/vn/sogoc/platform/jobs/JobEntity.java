package vn.sogoc.platform.jobs;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;

/** A row of {@code job}. Its id is the value of the public identifier. */
@Entity
@Table(name = "job")
@SuppressWarnings("NullAway.Init")
class JobEntity {
  static final String ID_KIND = "job";

  @Id UUID id;

  @Column(name = "institution_id", updatable = false)
  int institutionId;

  @Column(updatable = false)
  String kind;

  @Column(updatable = false)
  String subject;

  @Column(name = "requested_by", updatable = false)
  UUID requestedBy;

  String state;
  String step;
  long total;
  long done;
  long failed;
  long epoch;
  int attempts;

  @Column(name = "created_at", updatable = false)
  Instant createdAt;

  @Column(name = "started_at")
  @Nullable Instant startedAt;

  @Column(name = "finished_at")
  @Nullable Instant finishedAt;

  @Column(name = "result_url")
  @Nullable String resultUrl;

  @Column(name = "problem_slug")
  @Nullable String problemSlug;

  @Column(name = "problem_status")
  @Nullable Integer problemStatus;

  @Column(name = "problem_detail")
  @Nullable String problemDetail;

  @Column(name = "problem_faults")
  @Nullable String problemFaults;

  static UUID uuidOf(PublicId id) {
    ByteBuffer value = ByteBuffer.wrap(id.value().toArray());
    return new UUID(value.getLong(), value.getLong());
  }

  static PublicId publicId(UUID id) {
    ByteBuffer value = ByteBuffer.allocate(16);
    value.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    return new PublicId(ID_KIND, Bytes.of(value.array()));
  }

  JobView view(Instant now) {
    double rate = 0;
    Long eta = null;
    if (startedAt != null && done > 0) {
      Instant end = finishedAt == null ? now : finishedAt;
      double seconds = Math.max(0.001, Duration.between(startedAt, end).toMillis() / 1000.0);
      rate = Math.round(done / seconds * 10) / 10.0;
      eta =
          finishedAt == null ? (long) Math.ceil(Math.max(0, total - done) * seconds / done) : null;
    }
    JobView.Failure failure =
        problemSlug == null
            ? null
            : new JobView.Failure(
                problemSlug,
                problemStatus == null ? 500 : problemStatus,
                problemDetail == null ? "" : problemDetail,
                JobFaults.read(problemFaults));
    return new JobView(
        publicId(id),
        kind,
        subject,
        JobState.ofCode(state),
        step,
        total,
        done,
        failed,
        rate,
        eta,
        createdAt,
        startedAt,
        finishedAt,
        resultUrl,
        failure);
  }
}
