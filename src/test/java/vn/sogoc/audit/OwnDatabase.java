package vn.sogoc.audit;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A service of its own on an empty database: what other tests altered is not in it. */
public final class OwnDatabase implements QuarkusTestProfile {
  @Override
  public String getConfigProfile() {
    return "test";
  }
}
