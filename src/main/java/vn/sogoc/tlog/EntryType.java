package vn.sogoc.tlog;

import java.util.Arrays;
import java.util.Optional;

/**
 * What an entry of the log says. All names are reserved from the first entry on, so that a log
 * written today is read by the verifiers of later days.
 */
public enum EntryType {
  /** A credential was written into the register: digest of its COSE bytes and its status slot. */
  ISSUED("issued", true, false),
  /** A correction decision was attached: digest of the decision, subject the issued entry. */
  CORRECTED("corrected", true, true),
  /** A new credential replaced the subject. */
  SUPERSEDED("superseded", true, true),
  /** The subject was revoked. */
  REVOKED("revoked", true, true),
  /** The subject was suspended. */
  SUSPENDED("suspended", true, true),
  /** The suspension of the subject ended. */
  REINSTATED("reinstated", true, true),
  /** A key was added: digest of the signed statement. */
  KEY_ADDED("key-added", false, false),
  /**
   * A key was withdrawn: digest of the signed statement that names the time. Or one was suspended
   * for some hours by one person: digest of that suspension.
   */
  KEY_WITHDRAWN("key-withdrawn", false, false),
  /** An issuance list was published: digest of its signed header. */
  LIST_PUBLISHED("list-published", false, false),
  /** A document was made for the subject: digest of the file. */
  DOCUMENT("document", false, true),
  /** A version of a status list: digest of the signed list, and how many of its entries are set. */
  STATUS_LIST("status-list", false, false),
  /** A version of the trust bundle: digest of the bundle. */
  TRUST_BUNDLE("trust-bundle", false, false),
  /** The head of the audit trail: digest of the head. */
  AUDIT_HEAD("audit-head", false, false),
  /** A row of an old register book was copied by its keeper: digest of the copy's COSE bytes. */
  REGISTER_COPY("register-copy", false, false),
  /** The subject, a copy from a register book, was taken back: digest of the decision. */
  COPY_WITHDRAWN("register-copy-withdrawn", false, true),
  /** What a keeper's old books cover: digest of the signed statement. */
  REGISTER_COVERAGE("register-coverage", false, false),
  /** The subject, a diploma, has a supplement: digest of the supplement's COSE bytes. */
  SUPPLEMENT("supplement", false, true),
  /** The subject, a supplement, was taken back: digest of the decision. */
  SUPPLEMENT_WITHDRAWN("supplement-withdrawn", false, true);

  private final String code;
  private final boolean hasSlot;
  private final boolean hasSubject;

  EntryType(String code, boolean hasSlot, boolean hasSubject) {
    this.code = code;
    this.hasSlot = hasSlot;
    this.hasSubject = hasSubject;
  }

  /** The name in the entry's first line. */
  public String code() {
    return code;
  }

  boolean hasSlot() {
    return hasSlot;
  }

  boolean hasSubject() {
    return hasSubject;
  }

  /** Whether it says how many entries of a list are set, so that a change of many is seen. */
  boolean hasCount() {
    return this == STATUS_LIST;
  }

  /** The type with this name, or empty. */
  public static Optional<EntryType> ofCode(String code) {
    return Arrays.stream(values()).filter(t -> t.code.equals(code)).findFirst();
  }
}
