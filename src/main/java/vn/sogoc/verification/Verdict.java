package vn.sogoc.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** The few answers, the first that applies in this order. */
public enum Verdict {
  /** The signature fails under a known key, or what was claimed differs from the record. */
  MISMATCH(5, false),
  /** No such key in the trust list, or not a key of that institution, kind or purpose. */
  UNKNOWN_ISSUER(10, false),
  /** A good signature that was never registered, or when its key was not valid. */
  UNREGISTERED(12, false),
  /** Nothing with that number and name. */
  NOT_FOUND(6, false),
  /** A required check is unavailable, pending or stale. */
  UNDETERMINED(7, true),
  /** Taken back. */
  REVOKED(4, true),
  /** Replaced by another credential. */
  SUPERSEDED(3, true),
  /** Taken back for the time being. */
  SUSPENDED(9, true),
  /** Past its last day. */
  EXPIRED(13, true),
  /** In force, with corrections attached. */
  CORRECTED(8, true),
  /** Offline only: registration was not checked. */
  AUTHENTIC(11, true),
  /** Every required check passed. */
  VALID(0, true);

  private final int exitCode;
  private final boolean showsDocument;

  Verdict(int exitCode, boolean showsDocument) {
    this.exitCode = exitCode;
    this.showsDocument = showsDocument;
  }

  /** The stable word in answers. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Exit code of the command line. */
  public int exitCode() {
    return exitCode;
  }

  /** Whether any field of the document may be shown. */
  public boolean showsDocument() {
    return showsDocument;
  }
}
