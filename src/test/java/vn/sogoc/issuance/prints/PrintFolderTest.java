package vn.sogoc.issuance.prints;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a run leaves on the disk of its node goes with it, or with the process that died. */
class PrintFolderTest {
  private final Instant now = Instant.now();

  @TempDir Path parent = Path.of("");

  @Test
  void what_a_dead_process_left_goes_at_the_next_start_and_a_run_that_works_keeps_its_own()
      throws IOException {
    Path dead = folder("sogoc-prints-4194999-1"); // behind the largest number of a process
    Path own = folder("sogoc-prints-" + ProcessHandle.current().pid() + "-1");
    Path earlier = folder("sogoc-prints-" + ProcessHandle.current().pid() + "-2");
    Files.setLastModifiedTime(
        earlier,
        FileTime.from(
            ProcessHandle.current().info().startInstant().orElseThrow().minusSeconds(60)));
    Path nameless = folder("sogoc-prints-abc");
    Path other = folder("something-else");
    PrintFolder.sweep(parent, now);
    assertThat(dead).doesNotExist();
    assertThat(earlier).as("of a process that had this number before").doesNotExist();
    assertThat(own).exists();
    assertThat(nameless).exists();
    assertThat(other).exists();
    PrintFolder.sweep(parent, now.plus(Duration.ofDays(1)));
    assertThat(own).doesNotExist();
    assertThat(nameless).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void a_folder_goes_with_everything_in_it() throws IOException {
    Path path;
    try (PrintFolder folder = PrintFolder.open()) {
      path = folder.path();
      Files.writeString(folder.file("part-0"), "x");
      assertThat(path.getFileName().toString())
          .startsWith("sogoc-prints-" + ProcessHandle.current().pid() + "-");
    }
    assertThat(path).doesNotExist();
  }

  private Path folder(String name) throws IOException {
    Path folder = Files.createDirectory(parent.resolve(name));
    Files.writeString(folder.resolve("PDFBox1.tmp"), "x");
    return folder;
  }
}
