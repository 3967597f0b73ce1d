package vn.sogoc.audit;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A service of its own on an empty database, whose register is copied and the copies altered. */
public final class HandDatabase implements QuarkusTestProfile {
  @Override
  public String getConfigProfile() {
    return "test";
  }
}
