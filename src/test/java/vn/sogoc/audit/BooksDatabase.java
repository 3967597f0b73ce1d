package vn.sogoc.audit;

import io.quarkus.test.junit.QuarkusTestProfile;

/** The same for the test of old register books, which needs a log that takes new entries. */
public final class BooksDatabase implements QuarkusTestProfile {
  @Override
  public String getConfigProfile() {
    return "test";
  }
}
