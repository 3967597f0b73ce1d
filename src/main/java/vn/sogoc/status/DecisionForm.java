package vn.sogoc.status;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.kernel.Refusal.Fault;
import vn.sogoc.platform.http.FormFields;

/** The form of {@code POST /credentials/{id}/decisions}, as it arrives. */
class DecisionForm {
  @RestForm
  @Schema(
      description = "correction, supersession, revocation, suspension or reinstatement",
      required = true)
  @Nullable String type;

  @RestForm
  @Schema(description = "code of the ground, such as fraud", required = true)
  @Nullable String reason;

  @RestForm
  @Schema(description = "number of the decision", required = true)
  @Nullable String decisionNumber;

  @RestForm
  @Schema(description = "its date", format = "date", required = true)
  @Nullable String decisionDate;

  @RestForm("document")
  @Schema(description = "the decision itself: PDF, PNG or JPEG, at most 10 MB", required = true)
  @Nullable FileUpload document;

  @RestForm
  @Schema(description = "of a supersession: the credential that takes its place")
  @Nullable String successor;

  @RestForm
  @Schema(
      description =
          "of a correction: JSON array of objects with field (fullName, dateOfBirth, sex), oldValue"
              + " and newValue")
  @Nullable String changes;

  /** A change as JSON. */
  record Typed(@Nullable String field, @Nullable String oldValue, @Nullable String newValue) {}

  /**
   * What is asked for.
   *
   * @throws Refusal naming every field that is missing or cannot be read
   */
  AskDecision toCommand(ObjectMapper json) {
    List<Fault> faults = new ArrayList<>();
    FileUpload upload = document;
    if (upload == null) {
      faults.add(new Fault("field_missing", 0, "document", "a PDF, PNG or JPEG file", ""));
    }
    String word = FormFields.required("type", type, faults);
    String ground = FormFields.required("reason", reason, faults);
    String number = FormFields.required("decisionNumber", decisionNumber, faults);
    Optional<LocalDate> date =
        FormFields.day(
            "decisionDate", FormFields.required("decisionDate", decisionDate, faults), faults);
    List<AskDecision.Change> typed = changes(json, faults);
    if (!faults.isEmpty() || upload == null) {
      throw new Refusal(
          StatusProblem.DECISION_REFUSED, "fields of the form are missing or unreadable", faults);
    }
    return new AskDecision(
        word,
        ground,
        number,
        date.orElseThrow(),
        content(upload),
        successor == null || successor.isBlank() ? null : successor.strip(),
        typed);
  }

  private List<AskDecision.Change> changes(ObjectMapper json, List<Fault> faults) {
    String text = changes;
    if (text == null || text.isBlank()) {
      return List.of();
    }
    try {
      List<AskDecision.Change> read = new ArrayList<>();
      for (@Nullable Typed typed : json.readValue(text, Typed[].class)) {
        if (typed == null
            || typed.field() == null
            || typed.oldValue() == null
            || typed.newValue() == null) {
          faults.add(new Fault("changes_format", 0, "changes", "field, oldValue, newValue", ""));
          return List.of();
        }
        read.add(
            new AskDecision.Change(
                Objects.requireNonNull(typed.field()),
                Objects.requireNonNull(typed.oldValue()),
                Objects.requireNonNull(typed.newValue())));
      }
      return read;
    } catch (JsonProcessingException e) {
      faults.add(new Fault("changes_format", 0, "changes", "a JSON array", ""));
      return List.of();
    }
  }

  private static Bytes content(FileUpload upload) {
    if (upload.size() > DecisionDocument.LARGEST) {
      throw DecisionDocument.tooLarge(upload.size());
    }
    return FormFields.content(upload);
  }
}
