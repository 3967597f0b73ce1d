package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the README says is so. */
class ReadmeTest {
  private static final Path README = Path.of("README.md");

  @Test
  void it_is_short() throws IOException {
    assertThat(Files.readAllLines(README)).hasSizeLessThanOrEqualTo(150);
  }

  @Test
  void every_file_it_points_at_exists() throws IOException {
    List<String> targets = found("\\]\\(([^)#]+)\\)").filter(t -> !t.startsWith("http")).toList();
    assertThat(targets).isNotEmpty().allMatch(t -> Files.exists(Path.of(t)));
  }

  @Test
  void every_verb_it_names_is_a_verb_of_the_script() throws IOException {
    String help = Files.readString(Path.of("sogoc"));
    assertThat(found("\\./sogoc ([a-z]+)").distinct())
        .contains("demo", "test", "run", "verify")
        .allMatch(verb -> help.contains("  ./sogoc " + verb));
  }

  @Test
  void it_explains_every_setting_that_production_needs() throws IOException {
    assertThat(Files.readString(README))
        .contains(ProductionRules.REQUIRED.stream().map(Settings::variable).toList());
  }

  private static Stream<String> found(String pattern) throws IOException {
    return Pattern.compile(pattern)
        .matcher(Files.readString(README))
        .results()
        .map((MatchResult result) -> result.group(1));
  }
}
