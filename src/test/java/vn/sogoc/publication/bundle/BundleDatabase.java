package vn.sogoc.publication.bundle;

import io.quarkus.test.junit.QuarkusTestProfile;

/** An empty database: a bundle says everything a registry knows, so others' tests change it. */
public final class BundleDatabase implements QuarkusTestProfile {
  @Override
  public String getConfigProfile() {
    return "test";
  }
}
