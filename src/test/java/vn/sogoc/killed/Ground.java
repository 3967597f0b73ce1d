package vn.sogoc.killed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The delivered program on a directory of its own under {@code target/killed}, with the people of
 * the demo's university and a stranger who watches the log.
 */
record Ground(
    RunningService service, Caller caller, HeadsSeen heads, Task.Staff staff, String verifyKey) {
  static final Path TOP = Path.of("target", "killed");

  /**
   * Started twice, so that what makes later starts short is there.
   *
   * @param directory under {@link #TOP}
   * @param settings more of them, as the environment has them
   */
  static Ground start(String directory, Map<String, String> settings) throws Exception {
    Path data = TOP.resolve(directory).toAbsolutePath();
    delete(data);
    Files.createDirectories(data);
    RunningService service =
        new RunningService(BuiltProgram.of(TOP.resolve("program")), data, settings);
    service.start();
    service.stop();
    service.start();
    JsonNode keys = new ObjectMapper().readTree(service.demo().toFile()).path("apiKeys");
    Caller caller = new Caller(service.address());
    return new Ground(
        service,
        caller,
        new HeadsSeen(caller),
        new Task.Staff(
            keys.path("prepare").asText(),
            keys.path("approve").asText(),
            keys.path("sign").asText()),
        keys.path("verify").asText());
  }

  Reckoning reckoning() {
    return new Reckoning(service, caller, verifyKey);
  }

  /** What the last run left; that of this one stays, to be looked at. */
  private static void delete(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      try (Stream<Path> tree = Files.walk(directory)) {
        for (Path path : tree.sorted(Comparator.reverseOrder()).toList()) {
          Files.deleteIfExists(path);
        }
      }
    }
  }

  void end() throws IOException, InterruptedException {
    heads.close();
    service.stop();
  }
}
