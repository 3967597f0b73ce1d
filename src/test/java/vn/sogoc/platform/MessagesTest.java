package vn.sogoc.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class MessagesTest {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\d}");
  private final Messages messages = new Messages();

  @Test
  void both_languages_have_the_same_keys_and_the_same_placeholders() {
    assertThat(messages.all(Lang.VI).keySet()).isEqualTo(messages.all(Lang.EN).keySet());
    messages
        .all(Lang.EN)
        .forEach(
            (key, text) ->
                assertThat(placeholders(messages.get(Lang.VI, key)))
                    .as(key)
                    .isEqualTo(placeholders(text)));
  }

  @Test
  void texts_are_stored_in_nfc_and_every_problem_is_complete() {
    for (Lang lang : Lang.values()) {
      messages
          .all(lang)
          .forEach(
              (key, text) -> {
                assertThat(Normalizer.isNormalized(text, Normalizer.Form.NFC)).as(key).isTrue();
                if (key.startsWith("problem.")) {
                  String slug = key.substring(0, key.lastIndexOf('.'));
                  for (String part : List.of(".title", ".cause", ".cure")) {
                    assertThat(messages.all(lang)).containsKey(slug + part);
                  }
                }
              });
    }
  }

  @Test
  void placeholders_are_filled_and_everything_else_is_literal() throws Exception {
    var texts = read("a={0} of '{1}' {x} {2} {\n");
    assertThat(texts.get("a")).isEqualTo("{0} of '{1}' {x} {2} {");
    assertThat(messages.get(Lang.EN, "problem.forbidden.title", "unused"))
        .isEqualTo("You may not do this");
  }

  @Test
  void an_unknown_key_is_an_error_of_ours() {
    assertThatThrownBy(() -> messages.get(Lang.EN, "no.such.key"))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(messages.find(Lang.EN, "no.such.key")).isEmpty();
  }

  @Test
  void a_key_that_stands_twice_is_refused() {
    assertThatThrownBy(() -> read("a=1\nb=2\na=3\n"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("twice");
  }

  @Test
  void an_empty_text_is_refused() {
    assertThatThrownBy(() -> read("a=\n")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void a_file_that_is_not_utf8_is_refused() {
    byte[] latin1 = "a=\u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
    assertThatThrownBy(() -> Messages.read("test", new ByteArrayInputStream(latin1)))
        .isInstanceOf(CharacterCodingException.class);
  }

  private static java.util.SortedMap<String, String> read(String content) throws Exception {
    return Messages.read(
        "test", new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8)));
  }

  private static Set<String> placeholders(String text) {
    Set<String> found = new TreeSet<>();
    PLACEHOLDER.matcher(text).results().map(MatchResult::group).forEach(found::add);
    return found;
  }
}
