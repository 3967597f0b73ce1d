package vn.sogoc.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

class TemplateWordsTest {
  private static final Path TEMPLATES = Path.of("src/main/resources/templates");
  private static final Pattern KEY = Pattern.compile("\\bt\\('([^']+)'");
  private static final Pattern TAG = Pattern.compile("<[^>]*>|\\{[^}]*}|&[a-z]+;", Pattern.DOTALL);

  private final Messages messages = new Messages();

  @Test
  void every_word_of_every_template_stands_in_the_catalogue() throws IOException {
    Set<String> missing = new TreeSet<>();
    for (Path template : templates()) {
      Matcher key = KEY.matcher(Files.readString(template));
      while (key.find()) {
        if (messages.find(Lang.VI, key.group(1)).isEmpty()) {
          missing.add(template.getFileName() + ": " + key.group(1));
        }
      }
    }
    assertThat(missing).isEmpty();
  }

  @Test
  void no_template_has_words_of_its_own() throws IOException {
    Set<String> words = new TreeSet<>();
    for (Path template : templates()) {
      String text = TAG.matcher(Files.readString(template)).replaceAll(" ");
      Matcher word = Pattern.compile("\\p{L}{3,}").matcher(text);
      while (word.find()) {
        words.add(template.getFileName() + ": " + word.group());
      }
    }
    assertThat(words).isEmpty();
  }

  @Test
  void no_template_writes_a_style_a_handler_or_a_script_of_its_own() throws IOException {
    for (Path template : templates()) {
      assertThat(Files.readString(template))
          .as(template.toString())
          .doesNotContain(" style=", " onclick=", "<style", "javascript:")
          .doesNotContainPattern("<script(?! type=\"(application/json|module)\")")
          .doesNotContainPattern("(src|href|action)=\"(https?:)?//");
    }
  }

  @Test
  void every_verdict_has_a_word_a_sentence_a_look_and_something_to_do() {
    for (String verdict : VERDICTS) {
      for (Lang lang : Lang.values()) {
        assertThat(messages.find(lang, "verdict." + verdict + ".word")).isPresent();
        assertThat(messages.find(lang, "verdict." + verdict + ".sentence")).isPresent();
        assertThat(messages.find(lang, "verdict." + verdict + ".next1")).isPresent();
      }
    }
    assertThat(VERDICTS.stream().map(Verdicts::icon).distinct()).hasSizeGreaterThanOrEqualTo(10);
    assertThat(VERDICTS.stream().filter(v -> Verdicts.tone(v).equals("good")))
        .containsExactly("valid");
  }

  private static final List<String> VERDICTS =
      List.of(
          "mismatch",
          "unknown_issuer",
          "unregistered",
          "not_found",
          "undetermined",
          "revoked",
          "superseded",
          "suspended",
          "expired",
          "corrected",
          "authentic",
          "valid");

  private static List<Path> templates() throws IOException {
    try (Stream<Path> files = Files.walk(TEMPLATES)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
