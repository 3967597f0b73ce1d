package vn.sogoc.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The reader in Node that shares no code with ours reads the vectors as we do. */
class IndependentVerifierTest {
  private static final Path SCRIPT = Path.of("src/test/independent/verify.mjs");
  private static final int OLDEST = 20;

  /** How a process ended and what it printed. */
  private record Ended(int exit, String output) {}

  @BeforeAll
  static void node_is_installed() throws Exception {
    String version = "";
    try {
      version = run("", "node", "--version").output().strip();
    } catch (IOException e) {
      // Not installed; the sentence below says so.
    }
    boolean usable =
        version.startsWith("v")
            && Integer.parseInt(version.substring(1, version.indexOf('.'))) >= OLDEST;
    assumeTrue(usable, "skipped: the independent verifier needs Node 20 or newer on the path");
  }

  @Test
  void every_code_gets_the_answer_of_the_vectors() throws Exception {
    List<JsonNode> vectors = new ArrayList<>();
    RecordVectors.read("valid.json").forEach(vectors::add);
    RecordVectors.read("invalid.json").forEach(vectors::add);
    String texts =
        vectors.stream().map(v -> v.get("qr").asText()).collect(Collectors.joining("\n"));

    List<String> answers = verify("--lines", texts).output().lines().toList();

    assertThat(answers).hasSameSizeAs(vectors);
    for (int i = 0; i < answers.size(); i++) {
      JsonNode vector = vectors.get(i);
      JsonNode fields = vector.get("fields");
      assertThat(answers.get(i))
          .as(vector.get("name").asText())
          .isEqualTo(fields == null ? vector.get("exit").asInt() + " {}" : "0 " + fields);
    }
  }

  @Test
  void one_code_is_printed_and_exit_codes_are_those_of_the_verdicts() throws Exception {
    JsonNode good = RecordVectors.read("valid.json").get(0);

    assertThat(verify("-", good.get("qr").asText()))
        .isEqualTo(new Ended(0, good.get("fields") + "\n"));
    for (JsonNode vector : RecordVectors.read("invalid.json")) {
      if (List.of("high_s", "unknown_key", "lower_case").contains(vector.get("name").asText())) {
        assertThat(verify("-", vector.get("qr").asText()))
            .isEqualTo(new Ended(vector.get("exit").asInt(), ""));
      }
    }
  }

  private static Ended verify(String text, String input) throws Exception {
    String trust = RecordVectors.FOLDER.resolve("trust.json").toString();
    String address = "--address=" + RecordVectors.ADDRESS;
    return run(input, "node", SCRIPT.toString(), text, trust, address);
  }

  private static Ended run(String input, String... command) throws Exception {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (OutputStream in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // The process may end without reading, as node --version does.
    }
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).as("the process ended").isTrue();
    return new Ended(process.exitValue(), output);
  }
}
