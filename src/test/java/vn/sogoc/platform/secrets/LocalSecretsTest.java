package vn.sogoc.platform.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSecretsTest {
  @TempDir Path directory;

  @Test
  void secrets_are_random_kept_and_private() throws IOException {
    Path file = directory.resolve("secrets.properties");
    Map<String, String> first = LocalSecrets.readOrMake(file, "one", "two");
    assertThat(first.values()).allMatch(s -> s.matches("[0-9a-f]{64}")).doesNotHaveDuplicates();
    assertThat(LocalSecrets.readOrMake(file, "one", "two")).isEqualTo(first);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void a_new_name_is_added_and_the_old_ones_stay() throws IOException {
    Path file = directory.resolve("secrets.properties");
    String one = LocalSecrets.readOrMake(file, "one").get("one");
    LocalSecrets.readOrMake(file, "two");
    assertThat(LocalSecrets.readOrMake(file, "one").get("one")).isEqualTo(one);
  }

  @Test
  void a_write_that_was_cut_off_leaves_the_old_file() throws IOException {
    Path file = directory.resolve("secrets.properties");
    Map<String, String> first = LocalSecrets.readOrMake(file, "one");
    Files.writeString(directory.resolve("secrets.properties.partial"), "one=half");
    assertThat(LocalSecrets.readOrMake(file, "one")).isEqualTo(first);
    assertThat(LocalSecrets.readOrMake(file, "one", "two")).containsAllEntriesOf(first);
  }
}
