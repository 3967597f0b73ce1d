package vn.sogoc.issuance;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/**
 * Where a batch stands. It only goes forward, but from approved it falls back to draft when the
 * approval runs out.
 */
public enum BatchState {
  /** Has rows with faults; can only be discarded. */
  FAULTY,
  /** Frozen, waits for another person's approval. */
  DRAFT,
  /** Approved, waits for its signer. */
  APPROVED,
  /**
   * The signing job works on it, or has failed: then it can be asked for again, with the same
   * numbers, or two persons void the batch.
   */
  SIGNING,
  /** In the register; the issuance list is still being made. */
  RECORDED,
  /** In the register and published. */
  DONE,
  /** Given up before anything was signed. */
  DISCARDED,
  /** Given up by two persons while it was being signed; its numbers are void, with minutes. */
  VOIDED;

  /** The word in the API and in the database. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static BatchState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
