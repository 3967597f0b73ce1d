package vn.sogoc.platform.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Optional;

/** What somebody may do, at one institution or for the whole registry. */
public enum Role {
  /** Imports class lists and prepares batches. */
  PREPARE,
  /** Approves the hash of what somebody else prepared. */
  APPROVE,
  /** Signs approved batches within a mandate. */
  SIGN,
  /** Verifies in bulk, by program. */
  VERIFY,
  /** Reads everything, changes nothing. */
  AUDIT,
  /** Runs the registry: institutions, accounts, keys. */
  OPERATE,
  /** A citizen who sees what was issued to them. */
  HOLDER;

  /** The name in annotations, in the database and in the API: one lower-case word. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The role with this code; empty for any other text. */
  public static Optional<Role> ofCode(String code) {
    for (Role role : values()) {
      if (role.code().equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }
}
