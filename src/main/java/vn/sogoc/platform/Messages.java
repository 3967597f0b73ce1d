package vn.sogoc.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The one message catalogue of the product, Vietnamese and English, shared by pages, problems and
 * scripts. Placeholders are written {@code {0}} to {@code {9}} and nothing else is special: quotes
 * and other braces stand for themselves. The program does not start when a file is not UTF-8, holds
 * a key twice, or when the two languages have different keys. Immutable once loaded.
 */
@ApplicationScoped
public class Messages {
  private final Map<Lang, SortedMap<String, String>> texts;

  /** Loads both files from the class path. */
  public Messages() {
    Map<Lang, SortedMap<String, String>> loaded = new EnumMap<>(Lang.class);
    for (Lang lang : Lang.values()) {
      loaded.put(lang, load("/messages/messages_" + lang.tag() + ".properties"));
    }
    SortedMap<String, String> first = text(loaded, Lang.VI);
    SortedMap<String, String> second = text(loaded, Lang.EN);
    if (!first.keySet().equals(second.keySet())) {
      TreeMap<String, String> odd = new TreeMap<>(first);
      odd.putAll(second);
      odd.keySet().removeIf(key -> first.containsKey(key) && second.containsKey(key));
      throw new IllegalStateException("messages that only one language has: " + odd.keySet());
    }
    this.texts = loaded;
  }

  /**
   * The text of a key with its placeholders filled in.
   *
   * @throws IllegalArgumentException where the catalogue has no such key
   */
  public String get(Lang lang, String key, Object... arguments) {
    return find(lang, key, arguments)
        .orElseThrow(() -> new IllegalArgumentException("no message named " + key));
  }

  /** The text of a key, or empty where the catalogue does not have it. */
  public Optional<String> find(Lang lang, String key, Object... arguments) {
    return Optional.ofNullable(text(texts, lang).get(key)).map(text -> fill(text, arguments));
  }

  /** Every key with its raw text, placeholders included; unmodifiable, sorted by key. */
  public SortedMap<String, String> all(Lang lang) {
    return text(texts, lang);
  }

  private static String fill(String text, Object... arguments) {
    if (arguments.length == 0 || text.indexOf('{') < 0) {
      return text;
    }
    StringBuilder filled = new StringBuilder(text.length() + 32);
    int at = 0;
    while (at < text.length()) {
      if (at + 2 < text.length() && text.charAt(at) == '{' && text.charAt(at + 2) == '}') {
        int index = text.charAt(at + 1) - '0';
        if (index >= 0 && index < arguments.length && index <= 9) {
          filled.append(arguments[index]);
          at += 3;
          continue;
        }
      }
      filled.append(text.charAt(at++));
    }
    return filled.toString();
  }

  private static SortedMap<String, String> text(
      Map<Lang, SortedMap<String, String>> texts, Lang lang) {
    SortedMap<String, String> found = texts.get(lang);
    if (found == null) {
      throw new IllegalStateException("no messages in " + lang);
    }
    return found;
  }

  static SortedMap<String, String> load(String resource) {
    try (InputStream stream = Messages.class.getResourceAsStream(resource)) {
      if (stream == null) {
        throw new IllegalStateException("missing message file " + resource);
      }
      return read(resource, stream);
    } catch (IOException e) {
      throw new UncheckedIOException("unreadable message file " + resource, e);
    }
  }

  static SortedMap<String, String> read(String name, InputStream stream) throws IOException {
    OncePerKey properties = new OncePerKey(name);
    Reader reader =
        new InputStreamReader(
            stream,
            StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT));
    properties.load(reader);
    SortedMap<String, String> texts = new TreeMap<>();
    properties.forEach((key, text) -> texts.put((String) key, (String) text));
    texts.forEach(
        (key, text) -> {
          if (text.isBlank()) {
            throw new IllegalStateException(name + ": no text for " + key);
          }
        });
    return Collections.unmodifiableSortedMap(texts);
  }

  /** Properties that refuse to hear the same key twice. */
  private static final class OncePerKey extends Properties {
    private static final long serialVersionUID = 1L;
    private final String name;

    OncePerKey(String name) {
      this.name = name;
    }

    @Override
    public synchronized Object put(Object key, Object value) {
      if (containsKey(key)) {
        throw new IllegalStateException(name + ": the key stands twice: " + key);
      }
      return super.put(key, value);
    }
  }
}
