package vn.sogoc.platform.secrets;

import java.security.SecureRandom;

/** The system's randomness for what runs outside of the service, where no bean hands it out. */
public final class Randomness {
  private Randomness() {}

  /** A generator seeded by the operating system. */
  public static SecureRandom ofSystem() {
    return new SecureRandom();
  }
}
