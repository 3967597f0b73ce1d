package vn.sogoc.crypto.note;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;

/** Reads the lines of a C2SP tlog-policy one after the other; a name is known from its line on. */
final class PolicyText {
  private static final int LARGEST = 1_000_000;
  private static final int MOST_LINES = 10_000;
  private static final String NONE = "none";

  final List<WitnessPolicy.Log> logs = new ArrayList<>();
  final List<WitnessPolicy.Witness> witnesses = new ArrayList<>();
  private final Map<String, Quorum> names = new HashMap<>();
  private final Set<String> members = new HashSet<>();
  private final Set<Bytes> logKeys = new HashSet<>();
  private final Set<Bytes> witnessKeys = new HashSet<>();
  private @Nullable Quorum quorum;
  private String quorumName = "";

  PolicyText(String text) throws MalformedNote {
    if (text.length() > LARGEST) {
      throw new MalformedNote("a policy of at most " + LARGEST + " characters, found more");
    }
    if (!text.endsWith("\n") || !isPolicyText(text)) {
      throw new MalformedNote(
          "lines each ended by a line feed and no control characters but the tab, found others");
    }
    String[] lines = text.substring(0, text.length() - 1).split("\n", MOST_LINES + 1);
    if (lines.length > MOST_LINES) {
      throw new MalformedNote("at most " + MOST_LINES + " lines, found more");
    }
    for (String line : lines) {
      List<String> items = items(line);
      if (!items.isEmpty() && !items.getFirst().startsWith("#")) {
        read(items);
      }
    }
  }

  Quorum quorum() throws MalformedNote {
    if (quorum == null) {
      throw new MalformedNote("a line beginning with quorum, found none");
    }
    return quorum;
  }

  String quorumName() {
    return quorumName;
  }

  private void read(List<String> items) throws MalformedNote {
    String word = items.getFirst();
    switch (word) {
      case "log" -> log(sized(items, 2, 3));
      case "witness" -> witness(sized(items, 3, 4));
      case "group" -> group(sized(items, 4, MOST_LINES));
      case "quorum" -> quorum(sized(items, 2, 2).get(1));
      default ->
          throw new MalformedNote(
              "log, witness, group or quorum at the beginning of a line, found "
                  + Grammar.shown(word));
    }
  }

  private void log(List<String> items) throws MalformedNote {
    NoteKey key = NoteKey.parse(items.get(1));
    switch (key.type()) {
      case ED25519, ML_DSA_44 -> logs.add(new WitnessPolicy.Log(key, url(items, 2)));
      case COSIGNATURE_ED25519 ->
          throw new MalformedNote("a key of type 1 or 6 for the log " + key.name() + ", found 4");
    }
    if (!logKeys.add(key.publicKey())) {
      throw new MalformedNote("every log's key once, found that of " + key.name() + " again");
    }
  }

  private void witness(List<String> items) throws MalformedNote {
    String name = items.get(1);
    NoteKey key = NoteKey.parse(items.get(2));
    define(name, new Quorum.One(name));
    switch (key.type()) {
      case COSIGNATURE_ED25519, ML_DSA_44 ->
          witnesses.add(new WitnessPolicy.Witness(name, key, url(items, 3)));
      case ED25519 ->
          throw new MalformedNote("a key of type 4 or 6 for the witness " + name + ", found 1");
    }
    // one key under two names would be two members of a quorum
    if (!witnessKeys.add(key.publicKey())) {
      throw new MalformedNote("every witness's key once, found that of " + name + " again");
    }
  }

  private void group(List<String> items) throws MalformedNote {
    List<Quorum> group = new ArrayList<>();
    for (String member : items.subList(3, items.size())) {
      // "so that each witness can contribute to the quorum in only one way"
      if (!members.add(member)) {
        throw new MalformedNote(
            "every name in one group at most, found again " + Grammar.shown(member));
      }
      group.add(known(member));
    }
    long least =
        switch (items.get(2)) {
          case "all" -> group.size();
          case "any" -> 1;
          default -> Grammar.decimal("how many of a group are enough", items.get(2));
        };
    if (least < 1 || least > group.size()) {
      throw new MalformedNote("1 to " + group.size() + " of the group, found " + least);
    }
    define(items.get(1), new Quorum.Group((int) least, group));
  }

  private void quorum(String name) throws MalformedNote {
    if (quorum != null) {
      throw new MalformedNote("one line beginning with quorum, found another");
    }
    quorum = name.equals(NONE) ? new Quorum.None() : known(name);
    quorumName = name;
  }

  private void define(String name, Quorum meaning) throws MalformedNote {
    if (name.equals(NONE) || names.putIfAbsent(name, meaning) != null) {
      throw new MalformedNote("a name that means nothing yet, found " + Grammar.shown(name));
    }
  }

  private Quorum known(String name) throws MalformedNote {
    Quorum meaning = names.get(name);
    if (meaning == null) {
      throw new MalformedNote("a name defined on a line before, found " + Grammar.shown(name));
    }
    return meaning;
  }

  private static Optional<String> url(List<String> items, int at) {
    return at < items.size() ? Optional.of(items.get(at)) : Optional.empty();
  }

  private static List<String> sized(List<String> items, int least, int most) throws MalformedNote {
    if (items.size() < least || items.size() > most) {
      throw new MalformedNote(
          "another number of words after " + items.getFirst() + ", found " + (items.size() - 1));
    }
    return items;
  }

  /** Words between spaces and tabs; no other character separates. */
  private static List<String> items(String line) {
    List<String> items = new ArrayList<>();
    for (String each : line.split("[ \t]+")) {
      if (!each.isEmpty()) {
        items.add(each);
      }
    }
    return items;
  }

  private static boolean isPolicyText(String text) {
    return Grammar.isPlain(text.replace('\t', ' ')) && text.indexOf(0x7f) < 0;
  }
}
