package vn.sogoc.issuance.prints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.jboss.logging.Logger;

/** A folder of one run's own (mode 0700), which goes with what is in it. */
final class PrintFolder implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PrintFolder.class);
  private static final String NAME = "sogoc-prints-";

  /** No run needs its folder as long. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Path path;

  private PrintFolder(Path path) {
    this.path = path;
  }

  static PrintFolder open() {
    try {
      return new PrintFolder(Files.createTempDirectory(NAME));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no place for the parts of a print", e);
    }
  }

  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    empty(path);
  }

  /** Deletes what a process left that was killed. */
  static void sweep(Instant now) {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, NAME + "*")) {
      for (Path folder : left) {
        boolean isOld =
            Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .isBefore(now.minus(LONGEST));
        if (isOld) {
          empty(folder);
        }
      }
    } catch (IOException e) {
      LOG.warnf("folders of prints were not all swept: %s", e.toString());
    }
  }

  private static void empty(Path folder) {
    try {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
      Files.deleteIfExists(folder);
    } catch (IOException e) {
      LOG.warnf("the folder of a print stays until it is swept: %s", e.toString());
    }
  }
}
