package vn.sogoc.platform.jobs;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.http.Problem;

/**
 * A job on the wire. Counts and times as in {@link JobView}; {@code failure} is there only when it
 * failed.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Job")
record JobResponse(
    String id,
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
    @Nullable FailureResponse failure) {

  /** Why a job failed, with the members of RFC 9457 that make sense after the fact. */
  @Schema(name = "JobFailure")
  record FailureResponse(
      String type,
      String title,
      int status,
      String code,
      String detail,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<FaultResponse> errors) {}

  /** One thing that was wrong in particular; what does not apply is left out. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "JobFault")
  record FaultResponse(
      String code,
      @Schema(description = "1-based line of the uploaded list") @Nullable Integer row,
      @Nullable String column,
      @Nullable String expected,
      String message) {
    static FaultResponse of(Problem.Fault fault) {
      return new FaultResponse(
          fault.code(),
          fault.row() == 0 ? null : fault.row(),
          fault.column().isEmpty() ? null : fault.column(),
          fault.expected().isEmpty() ? null : fault.expected(),
          fault.message());
    }
  }

  static JobResponse of(JobView job, @Nullable FailureResponse failure) {
    return new JobResponse(
        job.id().toString(),
        job.kind(),
        job.subject(),
        job.state(),
        job.step(),
        job.total(),
        job.done(),
        job.failed(),
        job.ratePerSecond(),
        job.etaSeconds(),
        job.createdAt(),
        job.startedAt(),
        job.finishedAt(),
        job.resultUrl(),
        failure);
  }
}
