package vn.sogoc.verification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import vn.sogoc.kernel.PublicId;

/**
 * A receipt looked up again: what was answered then, and what would be answered now.
 *
 * @param id {@code ver_...}
 * @param shortCode typed form
 * @param askedBy {@code qr}, {@code number} or {@code file}
 * @param checkedAt when it was asked
 * @param then the verdict of that moment
 * @param checksThen each check of that moment, {@code code=result}
 * @param now the verdict of this moment, where the register holds the record
 */
public record ReceiptView(
    PublicId id,
    String shortCode,
    String askedBy,
    Instant checkedAt,
    String then,
    List<String> checksThen,
    Optional<Verdict> now) {
  public ReceiptView {
    checksThen = List.copyOf(checksThen);
  }

  /** Whether it was about a copy from a register book, by the checks it keeps under its seal. */
  public boolean isCopy() {
    return checksThen.stream().anyMatch(check -> check.startsWith("copy="));
  }

  /** Whether it was about a supplement of a diploma, in the same way. */
  public boolean isSupplement() {
    return checksThen.stream().anyMatch(check -> check.startsWith("diploma="));
  }

  /** The checks as a receipt keeps them. */
  static String line(List<Check> checks) {
    return checks.stream()
        .map(c -> c.code().code() + "=" + c.result().code())
        .collect(Collectors.joining(" "));
  }
}
