package vn.sogoc.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is seen in the text of the sources only. */
class SourcesTest {
  private static final Path MAIN = Path.of("src/main/java");
  private static final int LONGEST = 400;
  private static final Set<String> NAMES_THAT_SAY_NOTHING =
      Set.of("util", "utils", "common", "model", "dto", "service", "impl", "helper", "misc");
  private static final Pattern CATCH_ALL =
      Pattern.compile("catch \\((final )?([\\w.]+ \\| )*(Exception|Throwable|Error)\\b");

  @Test
  void every_package_promises_something_and_knows_no_null() throws IOException {
    try (Stream<Path> tree = Files.walk(MAIN)) {
      List<Path> packages =
          tree.filter(Files::isDirectory).filter(SourcesTest::hasSources).toList();
      assertThat(packages)
          .allSatisfy(
              p ->
                  assertThat(p.resolve("package-info.java"))
                      .content()
                      .startsWith("/**")
                      .contains("@NullMarked"));
    }
  }

  @Test
  void packages_are_named_after_what_they_are_about() throws IOException {
    try (Stream<Path> tree = Files.walk(MAIN)) {
      assertThat(tree.filter(Files::isDirectory).map(p -> p.getFileName().toString()))
          .doesNotContainAnyElementsOf(NAMES_THAT_SAY_NOTHING);
    }
  }

  @Test
  void a_file_fits_into_a_head() throws IOException {
    assertThat(sources().stream().filter(p -> lines(p).size() > LONGEST)).isEmpty();
  }

  /** Only platform catches what it does not know: at the edge, where it becomes a problem. */
  @Test
  void nobody_catches_everything() throws IOException {
    assertThat(
            sources().stream()
                .filter(p -> !p.startsWith(MAIN.resolve("vn/sogoc/platform")))
                .filter(p -> lines(p).stream().anyMatch(l -> CATCH_ALL.matcher(l).find())))
        .isEmpty();
  }

  @Test
  void nothing_is_left_to_be_done_without_saying_where() throws IOException {
    Pattern naked = Pattern.compile("\\b(TODO(?!\\(#\\d+\\))|FIXME|XXX)\\b");
    assertThat(
            sources().stream()
                .filter(p -> lines(p).stream().anyMatch(l -> naked.matcher(l).find())))
        .isEmpty();
  }

  private static List<Path> sources() throws IOException {
    try (Stream<Path> tree = Files.walk(MAIN)) {
      return tree.filter(p -> p.toString().endsWith(".java")).toList();
    }
  }

  private static boolean hasSources(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      return files.anyMatch(p -> p.toString().endsWith(".java"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> lines(Path file) {
    try {
      return Files.readAllLines(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
