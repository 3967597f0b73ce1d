package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.LocalDate;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** A time limit of a batch's decision, on the wire. */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "BatchDue")
record BatchDueResponse(
    @Schema(enumeration = {"digital", "paper", "any"}) String form,
    @Schema(description = "the last day that is in time, in Viet Nam") LocalDate dueOn,
    @Schema(description = "from today, or from the day of issue; negative where it is past")
        long daysLeft,
    @Schema(
            implementation = String.class,
            enumeration = {"ok", "soon", "late"})
        BatchDue.State state,
    @Schema(description = "once they are") @Nullable LocalDate issuedOn,
    String citation) {
  static BatchDueResponse of(BatchDue due) {
    return new BatchDueResponse(
        due.form().name().toLowerCase(java.util.Locale.ROOT),
        due.dueOn(),
        due.daysLeft(),
        due.state(),
        due.issuedOn(),
        due.citation());
  }
}
