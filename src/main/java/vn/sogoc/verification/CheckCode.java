package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The separate checks, in the order they are shown. */
public enum CheckCode {
  /** The bytes carry a signature by the key they name. */
  SIGNATURE,
  /** The key was that institution's, for this kind, and valid then. */
  KEY,
  /** The record stands in the register. */
  REGISTERED,
  /**
   * Of a copy from a register book: two entries of the page, its picture, the keeper's approval.
   */
  COPY,
  /** It stands in a published issuance list. */
  PUBLISHED,
  /** It stands in the transparency log under a cosigned head. */
  LOGGED,
  /** Nothing took it back. */
  STATUS,
  /** Of a supplement: its diploma says the same of the holder, and is in force. */
  DIPLOMA,
  /** It has not passed its last day. */
  EXPIRY,
  /** What the asker typed agrees with the record. */
  CLAIMS,
  /** The file itself, beside the code in it. */
  FILE,
  /** The person who shows it: never checked here. */
  HOLDER;

  /** The stable word in answers. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
