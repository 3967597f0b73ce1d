package vn.sogoc.issuance.imports;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.PrepareBatch;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;
import vn.sogoc.platform.http.FormFields;

/** The form of {@code POST /imports}, and of the page for the same, as it arrives. */
public class ImportForm {
  @RestForm("file")
  @Schema(description = "CSV or XLSX, at most 300 MB and 1,000,000 rows", required = true)
  @Nullable FileUpload file;

  @RestForm
  @Schema(description = "code of the kind of credential, such as BCN", required = true)
  @Nullable String kind;

  @RestForm
  @Schema(description = "the graduation decision", required = true)
  @Nullable String decisionNumber;

  @RestForm
  @Schema(description = "its date", format = "date", required = true)
  @Nullable String decisionDate;

  @RestForm
  @Schema(description = "the date on the credentials", format = "date", required = true)
  @Nullable String issueDate;

  @RestForm
  @Schema(description = "where the list has no column for it")
  @Nullable String graduationYear;

  @RestForm
  @Schema(
      description =
          "how many graduates the decision names, where they stand in several lists; the first one"
              + " that is signed says it for all")
  @Nullable String decisionTotal;

  @RestForm
  @Schema(description = "code of the province; otherwise that of the institution")
  @Nullable String place;

  @RestForm
  @Schema(description = "whose mandate signs; needed where several may")
  @Nullable String mandateId;

  /**
   * What is asked for.
   *
   * @throws Refusal naming every field that is missing or cannot be read
   */
  public UploadList toCommand() {
    List<Fault> faults = new ArrayList<>();
    FileUpload upload = file;
    if (upload == null || upload.size() == 0) {
      faults.add(new Fault("field_missing", 0, "file", "a CSV or XLSX file", ""));
    }
    String kindCode = FormFields.required("kind", kind, faults);
    String number = FormFields.required("decisionNumber", decisionNumber, faults);
    Optional<LocalDate> decided =
        FormFields.day(
            "decisionDate", FormFields.required("decisionDate", decisionDate, faults), faults);
    Optional<LocalDate> issued =
        FormFields.day("issueDate", FormFields.required("issueDate", issueDate, faults), faults);
    Integer year = optional("graduationYear", graduationYear, "a year", Integer::valueOf, faults);
    Integer total = optional("decisionTotal", decisionTotal, "a number", Integer::valueOf, faults);
    Integer province = optional("place", place, "the code of a province", Integer::valueOf, faults);
    UUID mandate =
        optional("mandateId", mandateId, "the identifier of a mandate", UUID::fromString, faults);
    if (!faults.isEmpty() || upload == null) {
      throw new Refusal(
          ImportProblem.REFUSED, "fields of the form are missing or unreadable", faults);
    }
    return new UploadList(
        upload.uploadedFile(),
        upload.size(),
        new PrepareBatch(
            Bytes.of(new byte[0]),
            Optional.ofNullable(upload.fileName()).orElse(""),
            kindCode,
            number,
            decided.orElseThrow(),
            issued.orElseThrow(),
            year,
            total,
            province,
            mandate));
  }

  private static <T> @Nullable T optional(
      String field,
      @Nullable String value,
      String expected,
      Function<String, T> reader,
      List<Fault> faults) {
    if (value == null || value.isBlank()) {
      return null;
    }
    try {
      return reader.apply(value.strip());
    } catch (IllegalArgumentException e) {
      faults.add(new Fault("value_format", 0, field, expected, value));
      return null;
    }
  }
}
