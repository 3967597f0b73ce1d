package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class VendoredFilesTest {
  private static final Path VENDOR = Path.of("src/main/resources/META-INF/resources/assets/vendor");

  @Test
  void files_of_others_are_what_their_sums_say() throws IOException {
    Map<String, String> expected = new TreeMap<>();
    for (String line : Files.readAllLines(VENDOR.resolve("SHA256SUMS"))) {
      expected.put(line.substring(66), line.substring(0, 64));
    }
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> files = Files.walk(VENDOR)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = VENDOR.relativize(file).toString().replace('\\', '/');
        if (!Set.of("SHA256SUMS", "README.md").contains(name)) {
          found.put(name, Digest.sha256(Bytes.of(Files.readAllBytes(file))).hex());
        }
      }
    }
    assertThat(found).isEqualTo(expected);
  }
}
