package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.QuotaStandingResponse;
import vn.sogoc.kernel.PublicId;

/** An import on the wire, as {@link ImportView}; what does not apply is left out. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Import")
record ImportResponse(
    String id,
    ImportState state,
    String kind,
    String kindLabel,
    String regime,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    @Nullable Integer graduationYear,
    int place,
    String signerName,
    String fileName,
    String fileDigest,
    long fileSize,
    String uploadedBy,
    Instant uploadedAt,
    @Nullable FileDescription file,
    List<ColumnResponse> columns,
    List<FieldResponse> fields,
    List<String> missing,
    @Nullable LayoutRequest layout,
    CountsResponse counts,
    @Schema(description = "what the valid rows would take of the quota of all programmes")
        List<QuotaStandingResponse> quotas,
    @Nullable String job,
    @Nullable Instant begunAt,
    @Nullable Instant readAt,
    @Nullable Instant endedAt,
    @Nullable String batch,
    @Schema(description = "open imports for the same kind and decision") List<String> others) {

  /** A column, from 1, and what may be made of it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "ImportColumn")
  record ColumnResponse(
      int column,
      String header,
      @Nullable String field,
      @Schema(description = "chosen by this institution before") boolean remembered) {}

  /** A field that a list of the kind may hold. */
  @Schema(name = "ImportField")
  record FieldResponse(String field, String label) {}

  /** How far the reading is. */
  @Schema(name = "ImportCounts")
  record CountsResponse(int rows, int valid, int faulty, int faults, int warnings) {}

  /** What one repair would mend. */
  @Schema(name = "ImportErrorGroup")
  record GroupResponse(
      @Schema(description = "its place in the list, which is the cursor") int position,
      @Schema(enumeration = {"fault", "warning"}) String severity,
      String code,
      String column,
      String expected,
      int count,
      @Schema(description = "what to do about it") String action,
      List<ExampleResponse> examples) {}

  /** A place where it was found. */
  @Schema(name = "ImportErrorExample")
  record ExampleResponse(int row, String found, String message) {}

  static ImportResponse of(ImportView list, String kindLabel, List<FieldResponse> fields) {
    ImportView.Counts counts = list.counts();
    ImportLayout layout = list.layout();
    PublicId job = list.job();
    PublicId batch = list.batch();
    return new ImportResponse(
        list.id().toString(),
        list.state(),
        list.kind(),
        kindLabel,
        list.regime(),
        list.decisionNumber(),
        list.decisionDate(),
        list.issueDate(),
        list.graduationYear(),
        list.place(),
        list.signerName(),
        list.fileName(),
        list.fileDigest().hex(),
        list.fileSize(),
        list.uploadedBy(),
        list.uploadedAt(),
        list.description(),
        list.columns().stream()
            .map(c -> new ColumnResponse(c.column(), c.header(), c.field(), c.isRemembered()))
            .toList(),
        fields,
        list.missing(),
        layout == null ? null : LayoutRequest.of(layout),
        new CountsResponse(
            counts.rows(), counts.valid(), counts.faulty(), counts.faults(), counts.warnings()),
        list.quotas().stream().map(QuotaStandingResponse::of).toList(),
        job == null ? null : job.toString(),
        list.begunAt(),
        list.readAt(),
        list.endedAt(),
        batch == null ? null : batch.toString(),
        list.others().stream().map(PublicId::toString).toList());
  }
}
