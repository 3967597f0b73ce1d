package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as JSON.
 *
 * @param verdict what was answered then
 * @param verdictNow what would be answered now, where the register holds the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@Schema(name = "Receipt")
record ReceiptResponse(
    String id,
    @JsonProperty("short") String shortCode,
    @Schema(enumeration = {"qr", "number", "file"}) String askedBy,
    Instant checkedAt,
    @Schema(
            enumeration = {"record", "register_copy", "supplement"},
            description = "what it was about")
        String form,
    Verdict verdict,
    @Nullable Verdict verdictNow,
    List<CheckLine> checks,
    boolean testData) {
  /** One check of then. */
  @Schema(name = "ReceiptCheck")
  record CheckLine(CheckCode code, Check.Result result) {
    static CheckLine of(String line) {
      int equals = line.indexOf('=');
      return new CheckLine(
          CheckCode.valueOf(line.substring(0, equals).toUpperCase(Locale.ROOT)),
          Check.Result.valueOf(line.substring(equals + 1).toUpperCase(Locale.ROOT)));
    }
  }

  static ReceiptResponse of(ReceiptView view, boolean testData) {
    return new ReceiptResponse(
        view.id().toString(),
        view.shortCode(),
        view.askedBy(),
        view.checkedAt(),
        view.isCopy() ? "register_copy" : view.isSupplement() ? "supplement" : "record",
        Verdict.valueOf(view.then().toUpperCase(Locale.ROOT)),
        view.now().orElse(null),
        view.checksThen().stream().map(CheckLine::of).toList(),
        testData);
  }
}
