package vn.sogoc.institution;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Optional;

/** What a key may do. States are never deleted, only followed by a later statement. */
public enum KeyState {
  /** Signs and verifies. */
  ACTIVE("active"),
  /** Signs nothing more; what it signed within its interval stands. */
  RETIRED("retired"),
  /**
   * Frozen while something is looked into: signs nothing, and no answer is given about its work.
   */
  SUSPENDED("suspended"),
  /** Not trusted from the stated time on. */
  WITHDRAWN("withdrawn");

  private final String code;

  KeyState(String code) {
    this.code = code;
  }

  /** The lower-case word in statements and answers. */
  @JsonValue
  public String code() {
    return code;
  }

  static Optional<KeyState> ofCode(String code) {
    return Arrays.stream(values()).filter(s -> s.code.equals(code)).findFirst();
  }
}
