package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScriptsTest {

  @Test
  void the_scripts_of_the_pages_pass_their_own_tests() throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("node", "--test"));
    try (Stream<Path> tests = Files.list(Path.of("src/test/js"))) {
      tests.map(Path::toString).filter(name -> name.endsWith(".test.mjs")).forEach(command::add);
    }
    Process node = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(node.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(node.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(node.exitValue()).as(output).isZero();
  }
}
