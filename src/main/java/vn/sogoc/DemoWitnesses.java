package vn.sogoc;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sogoc.demo.DevKeys;

/**
 * The witnesses of the demo: processes of their own with stores of their own, so that whoever plays
 * with the service's database does not reach them. They end with the service, however it ends; what
 * they saw stays in their folders and holds the next start to it.
 */
final class DemoWitnesses implements AutoCloseable {
  private static final Pattern READY = Pattern.compile(".*(http://127\\.0\\.0\\.1:[0-9]+).*");
  private static final int STOP_SECONDS = 5;

  private final List<Process> processes = new ArrayList<>();

  /**
   * Starts them; they get ready while the caller goes on.
   *
   * @param data where their folders are
   * @param keys the folder of development keys
   */
  static DemoWitnesses start(Path data, Path keys) throws IOException {
    DemoWitnesses started = new DemoWitnesses();
    try {
      String log =
          Files.readAllLines(keys.resolve("log-policy"), StandardCharsets.UTF_8).stream()
              .filter(line -> line.startsWith("log "))
              .map(line -> line.substring("log ".length()))
              .findFirst()
              .orElseThrow(() -> new IOException("no log in " + keys.resolve("log-policy")));
      for (int i = 1; i <= DevKeys.WITNESSES; i++) {
        started.launch(
            i, data.resolve("witness-" + i), keys.resolve("witness-" + i + ".seed"), log);
      }
      return started;
    } catch (IOException e) {
      started.close();
      throw e;
    }
  }

  /** Waits until each listens; where they answer, with commas between. */
  String addresses() throws IOException {
    List<String> addresses = new ArrayList<>();
    for (Process process : processes) {
      addresses.add(address(process));
    }
    return String.join(",", addresses);
  }

  private void launch(int number, Path folder, Path seed, String log) throws IOException {
    Files.createDirectories(folder);
    // a witness keeps its seed where nobody else reads it, even one that everybody has
    Path own = folder.resolve("seed");
    if (!Files.exists(own)) {
      Files.createFile(
          own, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.write(own, Files.readAllBytes(seed));
    }
    List<String> command =
        List.of(
            ProcessHandle.current().info().command().orElse("java"),
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Xmx64m",
            "-jar",
            System.getProperty("java.class.path"),
            "witness",
            "--name",
            DevKeys.witness(number),
            "--data",
            folder.toString(),
            "--port",
            "0",
            "--log",
            log,
            // its end of the pipe closes when this process ends, by kill -9 too
            "--until-stdin-closes");
    processes.add(
        new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start());
  }

  /** The address in the line that a witness prints when it listens. */
  private static String address(Process process) throws IOException {
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      Matcher matcher = READY.matcher(line);
      if (matcher.matches()) {
        return matcher.group(1);
      }
    }
    throw new IOException("a witness ended before it listened; its folder has its log");
  }

  @Override
  public void close() {
    processes.forEach(Process::destroy);
    for (Process process : processes) {
      try {
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
          process.destroyForcibly();
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        process.destroyForcibly();
      }
    }
  }
}
