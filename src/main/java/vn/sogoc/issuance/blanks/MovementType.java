package vn.sogoc.issuance.blanks;

import java.util.Arrays;

/** What happens to blanks. */
public enum MovementType {
  RECEIVED("received", false),
  ALLOCATED("allocated", false),
  RETURNED("returned", false),
  USED("used", false),
  MISPRINTED("misprinted", false),
  SPOILED("spoiled", true),
  LOST("lost", true),
  DESTROYED("destroyed", true),
  /** Somebody counted what is in the cupboard. */
  COUNTED("counted", false);

  private final String code;
  private final boolean byTwo;

  MovementType(String code, boolean byTwo) {
    this.code = code;
    this.byTwo = byTwo;
  }

  /** The word in the API, the store and the trail. */
  public String code() {
    return code;
  }

  /** Whether two persons agree to it, with minutes. */
  public boolean isByTwo() {
    return byTwo;
  }

  static MovementType ofCode(String code) {
    return Arrays.stream(values())
        .filter(type -> type.code.equals(code))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no movement of blanks is called " + code));
  }
}
