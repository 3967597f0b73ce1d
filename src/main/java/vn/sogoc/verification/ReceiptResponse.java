package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A receipt as JSON.
 *
 * @param verdict what was answered then
 * @param verdictNow what would be answered now, where the register holds the record
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReceiptResponse(
    String id,
    @JsonProperty("short") String shortCode,
    String askedBy,
    Instant checkedAt,
    String verdict,
    @Nullable String verdictNow,
    List<CheckLine> checks,
    boolean testData) {
  /** One check of then. */
  record CheckLine(String code, String result) {
    static CheckLine of(String line) {
      int equals = line.indexOf('=');
      return new CheckLine(line.substring(0, equals), line.substring(equals + 1));
    }
  }

  static ReceiptResponse of(ReceiptView view, boolean testData) {
    return new ReceiptResponse(
        view.id().toString(),
        view.shortCode(),
        view.askedBy(),
        view.checkedAt(),
        view.then(),
        view.now().map(Verdict::code).orElse(null),
        view.checksThen().stream().map(CheckLine::of).toList(),
        testData);
  }
}
