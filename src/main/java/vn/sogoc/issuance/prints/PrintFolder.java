package vn.sogoc.issuance.prints;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;

/** A folder of one run's own (mode 0700), which goes with what is in it. */
final class PrintFolder implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(PrintFolder.class);
  private static final String NAME = "sogoc-prints-";
  private static final Pattern OWNER = Pattern.compile(NAME + "([0-9]{1,10})-.*");

  /** No run needs its folder as long. */
  private static final Duration LONGEST = Duration.ofHours(6);

  private final Path path;

  private PrintFolder(Path path) {
    this.path = path;
  }

  static PrintFolder open() {
    try {
      return new PrintFolder(Files.createTempDirectory(NAME + ProcessHandle.current().pid() + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException("there is no place for the parts of a print", e);
    }
  }

  /** Where everything of the run lies. */
  Path path() {
    return path;
  }

  Path file(String name) {
    return path.resolve(name);
  }

  @Override
  public void close() {
    empty(path);
  }

  /**
   * Deletes what a process left that was killed: at the start of the next one, and now and then.
   */
  static void sweep(Instant now) {
    sweep(Path.of(System.getProperty("java.io.tmpdir")), now);
  }

  static void sweep(Path parent, Instant now) {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(parent, NAME + "*")) {
      for (Path folder : left) {
        if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
          Instant touched =
              Files.getLastModifiedTime(folder, LinkOption.NOFOLLOW_LINKS).toInstant();
          if (touched.isBefore(now.minus(LONGEST)) || isLeft(folder, touched)) {
            empty(folder);
          }
        }
      }
    } catch (IOException e) {
      LOG.warnf("folders of prints were not all swept: %s", e.toString());
    }
  }

  /** Whether the process whose number is in the name is no more, or is another one by now. */
  private static boolean isLeft(Path folder, Instant touched) {
    Matcher named = OWNER.matcher(folder.getFileName().toString());
    if (!named.matches()) {
      return false;
    }
    Optional<ProcessHandle> owner = ProcessHandle.of(Long.parseLong(named.group(1)));
    return owner.isEmpty()
        || owner.get().info().startInstant().filter(touched::isBefore).isPresent();
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
