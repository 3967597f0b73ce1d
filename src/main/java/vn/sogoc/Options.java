package vn.sogoc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Words and {@code --name value} pairs of a command line; what nobody asked for is refused. */
record Options(List<String> words, Map<String, String> named) {
  Options {
    words = List.copyOf(words);
    named = Map.copyOf(named);
  }

  /**
   * Reads arguments.
   *
   * @param known names without the dashes
   * @throws Unstartable for any other name, one that stands twice, or one without a value
   */
  static Options parse(List<String> arguments, Set<String> known) throws Unstartable {
    List<String> words = new ArrayList<>();
    Map<String, String> named = new LinkedHashMap<>();
    for (int i = 0; i < arguments.size(); i++) {
      String argument = arguments.get(i);
      if (!argument.startsWith("--")) {
        words.add(argument);
        continue;
      }
      String name = argument.substring(2);
      if (!known.contains(name) || i + 1 == arguments.size()) {
        throw new Unstartable("unknown option, or one without a value: " + argument);
      }
      if (named.putIfAbsent(name, arguments.get(++i)) != null) {
        throw new Unstartable(argument + " stands twice");
      }
    }
    return new Options(words, named);
  }

  String need(String name) throws Unstartable {
    return find(name).orElseThrow(() -> new Unstartable("--" + name + " is missing"));
  }

  Optional<String> find(String name) {
    return Optional.ofNullable(named.get(name));
  }
}
