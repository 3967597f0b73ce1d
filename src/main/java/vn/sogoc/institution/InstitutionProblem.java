package vn.sogoc.institution;

import vn.sogoc.kernel.ProblemType;

/** Why something about an institution, its keys or its mandates was refused. */
public enum InstitutionProblem implements ProblemType {
  /** No institution has this number. */
  INSTITUTION_UNKNOWN("institution-unknown", 404),
  /** A statement is malformed or not signed by the trust-list key. */
  STATEMENT_UNTRUSTED("statement-untrusted", 503),
  /** An uploaded statement is malformed, not signed by the trust-list key, or not of this time. */
  STATEMENT_REFUSED("statement-refused", 422),
  /** Another key has the same id. */
  KEY_ID_TAKEN("key-id-taken", 409),
  /** The institution has no such key, or it is not the caller's to decide about. */
  KEY_UNKNOWN("key-unknown", 404),
  /** The key does not sign, so that there is nothing to suspend, or is suspended already. */
  KEY_NOT_SUSPENDED("key-not-suspended", 409),
  /** No change of keys has this identifier. */
  KEY_CHANGE_UNKNOWN("key-change-unknown", 404),
  /** What was asked for about a key cannot be read or does not stand. */
  KEY_CHANGE_REFUSED("key-change-refused", 422),
  /** The change was confirmed or rejected already. */
  KEY_CHANGE_SETTLED("key-change-settled", 409),
  /** A statement does not follow the newest one. */
  STATEMENT_OUT_OF_ORDER("statement-out-of-order", 409),
  /** The institution has no key of this purpose that may sign now. */
  KEY_NOT_USABLE("key-not-usable", 409),
  /** The key store did not give the key. */
  KEY_STORE_UNAVAILABLE("key-store-unavailable", 503),
  /** The institution may not issue this kind on this date. */
  NOT_ACCREDITED("not-accredited", 422),
  /** The person holds no mandate for this kind on this day. */
  NO_MANDATE("no-mandate", 403),
  /** The mandate names no personal key, or one that may not sign now. */
  PERSONAL_KEY_NOT_USABLE("personal-key-not-usable", 409),
  /** The personal key lives elsewhere: what it signed must come with the request. */
  PERSONAL_KEY_ELSEWHERE("personal-key-elsewhere", 409),
  /** A personal signature is not one of the mandate's key over just this. */
  PERSONAL_SIGNATURE_WRONG("personal-signature-wrong", 422);

  private final String slug;
  private final int status;

  InstitutionProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }
}
