package vn.sogoc.issuance.quota;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The ministry's decision that a quota or a release rests on, as it was typed.
 *
 * @param number of the decision
 * @param date of the decision
 * @param reason in the words of whoever asks
 */
public record AskQuota(@Nullable String number, @Nullable LocalDate date, @Nullable String reason) {
  /** A quota and what it is about. */
  public record Places(
      @Nullable String kind,
      @Nullable Integer year,
      @Nullable String programme,
      @Nullable Integer places) {}
}
