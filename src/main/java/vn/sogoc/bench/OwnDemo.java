package vn.sogoc.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A demo of our own beside whatever runs: a second process with the same JVM and flags, on free
 * ports and a data directory that is deleted afterwards, unless it was named.
 */
public final class OwnDemo implements AutoCloseable {
  private static final int START_SECONDS = 600;
  private static final int STOP_SECONDS = 60;

  private final Process process;
  private final Path data;
  private final boolean isKept;

  private OwnDemo(Process process, Path data, boolean isKept) {
    this.process = process;
    this.data = data;
    this.isKept = isKept;
  }

  /** Starts it and waits until its data are loaded. */
  public static OwnDemo start() throws IOException, InterruptedException {
    return start(Files.createTempDirectory("sogoc-bench"), false, 0);
  }

  /** The same in a directory that stays when the demo has ended. */
  static OwnDemo keptIn(Path data) throws IOException, InterruptedException {
    return start(Files.createDirectories(data), true, 0);
  }

  /**
   * The same with more schools than the demo has.
   *
   * @param kept a directory that stays, or null
   */
  static OwnDemo withSchools(@Nullable Path kept, int schools)
      throws IOException, InterruptedException {
    return kept == null
        ? start(Files.createTempDirectory("sogoc-bench"), false, schools)
        : start(Files.createDirectories(kept), true, schools);
  }

  private static OwnDemo start(Path data, boolean isKept, int schools)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(ProcessHandle.current().info().command().orElse("java"));
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.add("-Xmx640m"); // as the script starts the service
    command.addAll(List.of("-jar", System.getProperty("java.class.path"), "demo"));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(data.resolve("log").toFile());
    builder.environment().put("SOGOC_DATA", data.toString());
    builder.environment().put("SOGOC_PORT", "0");
    builder.environment().put("SOGOC_HTTPS_PORT", "0");
    builder.environment().put("SOGOC_DEMO_SCHOOLS", Integer.toString(schools));
    builder.environment().remove("SOGOC_ADDRESS");
    builder.environment().remove("SOGOC_DB_URL");
    Path file = data.resolve("demo.json");
    FileTime before = Files.exists(file) ? Files.getLastModifiedTime(file) : FileTime.fromMillis(0);
    OwnDemo demo = new OwnDemo(builder.start(), data, isKept);
    try {
      demo.awaitFile(before);
      return demo;
    } catch (IOException e) {
      demo.close();
      throw e;
    }
  }

  /** What it wrote about itself, {@code demo.json}. */
  public Path file() {
    return data.resolve("demo.json");
  }

  /** Its process. */
  long pid() {
    return process.pid();
  }

  /** The data directory. */
  public Path data() {
    return data;
  }

  private void awaitFile(FileTime before) throws IOException, InterruptedException {
    for (int i = 0; i < START_SECONDS * 10; i++) {
      if (Files.exists(file()) && !Files.getLastModifiedTime(file()).equals(before)) {
        return;
      }
      if (!process.isAlive()) {
        break;
      }
      Thread.sleep(100);
    }
    throw new IOException(
        "a demo of our own did not start; it said\n" + Files.readString(data.resolve("log")));
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    if (isKept) {
      return;
    }
    try (Stream<Path> tree = Files.walk(data)) {
      for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
