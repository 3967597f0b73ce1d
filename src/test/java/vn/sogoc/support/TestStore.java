package vn.sogoc.support;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.console.Progress;
import vn.sogoc.platform.store.EmbeddedPostgres;
import vn.sogoc.platform.store.StoreAccess;
import vn.sogoc.platform.store.StoreUnavailable;

/**
 * Gives every {@code @QuarkusTest} the embedded PostgreSQL with an empty database. The server's
 * directory is kept under {@code target}, so that only the first run pays for making it. Found
 * through {@code META-INF/services}; no test names it.
 */
public final class TestStore implements QuarkusTestResourceLifecycleManager {
  private static final Path DIRECTORY = Path.of("target/test-postgres");

  private @Nullable EmbeddedPostgres store;

  @Override
  public Map<String, String> start() {
    try {
      EmbeddedPostgres started =
          EmbeddedPostgres.start(DIRECTORY, Path.of("target"), new Progress(System.out));
      store = started;
      StoreAccess access = started.emptyDatabase("sogoc_test");
      Properties passwords = new Properties();
      try (Reader kept = Files.newBufferedReader(DIRECTORY.resolve("passwords.properties"))) {
        passwords.load(kept);
      }
      return Map.of(
          "sogoc.db.url", access.url(),
          // for the tests that play a hand on the database
          "sogoc.db.superuser.password", passwords.getProperty("postgres"),
          "sogoc.db.user", access.user(),
          "sogoc.db.password", access.password(),
          "sogoc.db.owner", access.owner(),
          "sogoc.db.owner.password", access.ownerPassword());
    } catch (StoreUnavailable e) {
      throw new IllegalStateException(e.getMessage(), e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void stop() {
    if (store != null) {
      try {
        store.close();
      } catch (StoreUnavailable e) {
        throw new IllegalStateException(e.getMessage(), e);
      }
    }
  }
}
