package vn.sogoc.status;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;
import vn.sogoc.tlog.EntryType;

/** What a decision does to a credential. */
public enum DecisionType {
  /** A field of the paper is no longer what it was; the credential holds with the decision. */
  CORRECTION("correction", EntryType.CORRECTED),
  /** Another credential takes its place, for an error of the issuer. */
  SUPERSESSION("supersession", EntryType.SUPERSEDED),
  /** It is taken back. */
  REVOCATION("revocation", EntryType.REVOKED),
  /** It is taken back for the time being. */
  SUSPENSION("suspension", EntryType.SUSPENDED),
  /** A suspension ends, or a revocation that should not have been is taken back. */
  REINSTATEMENT("reinstatement", EntryType.REINSTATED);

  private final String code;
  private final EntryType event;

  DecisionType(String code, EntryType event) {
    this.code = code;
    this.event = event;
  }

  /** The word in the API, the database and the catalogue. */
  @JsonValue
  public String code() {
    return code;
  }

  /** The event that records it. */
  public EntryType event() {
    return event;
  }

  /** The type with this word. */
  public static Optional<DecisionType> ofCode(String code) {
    return Arrays.stream(values()).filter(t -> t.code.equals(code)).findFirst();
  }

  /** Whether it can be taken about a credential that stands like this. */
  boolean mayFollow(CredentialStatus present) {
    return switch (present) {
      case CredentialStatus.InForce ignored -> this != REINSTATEMENT;
      case CredentialStatus.Corrected ignored -> this != REINSTATEMENT;
      case CredentialStatus.Suspended ignored -> this == REINSTATEMENT || this == REVOCATION;
      case CredentialStatus.Revoked ignored -> this == REINSTATEMENT;
      case CredentialStatus.Superseded ignored -> false;
      case CredentialStatus.Contradictory ignored -> false;
    };
  }
}
