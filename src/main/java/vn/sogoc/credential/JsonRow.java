package vn.sogoc.credential;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads one JSON object strictly: each member is asked for by name and type, and {@link #end()}
 * fails where one was left. The catalogue is part of the program, so every fault is a failure at
 * start.
 */
final class JsonRow {
  private final String where;
  private final JsonNode node;
  private final Set<String> asked = new HashSet<>();

  JsonRow(String where, JsonNode node) {
    this.where = where;
    this.node = node;
    if (!node.isObject()) {
      throw wrong("an object is expected");
    }
  }

  String text(String name) {
    JsonNode value = need(name);
    if (!value.isTextual() || value.textValue().isBlank()) {
      throw wrong(name + " is a text");
    }
    return value.textValue();
  }

  String textOr(String name, String absent) {
    asked.add(name);
    JsonNode value = node.get(name);
    return value == null ? absent : value.textValue();
  }

  int integer(String name) {
    JsonNode value = need(name);
    if (!value.isInt()) {
      throw wrong(name + " is an integer");
    }
    return value.intValue();
  }

  @Nullable LocalDate day(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    return value == null ? null : LocalDate.parse(value.textValue());
  }

  List<String> texts(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isTextual()) {
        throw wrong(name + " is an array of texts");
      }
      texts.add(item.textValue());
    }
    return texts;
  }

  List<String> textsOrNone(String name) {
    return node.has(name) ? texts(name) : List.of();
  }

  List<Integer> integers(String name) {
    List<Integer> integers = new ArrayList<>();
    for (JsonNode item : array(name)) {
      if (!item.isInt()) {
        throw wrong(name + " is an array of integers");
      }
      integers.add(item.intValue());
    }
    return integers;
  }

  /** The objects of an array, each read to its end. */
  <T> List<T> rows(String name, Function<JsonRow, T> reader) {
    List<T> rows = new ArrayList<>();
    for (JsonNode item : array(name)) {
      JsonRow row = new JsonRow(where + "." + name + "[" + rows.size() + "]", item);
      rows.add(reader.apply(row));
      row.end();
    }
    return rows;
  }

  JsonRow object(String name) {
    return new JsonRow(where + "." + name, need(name));
  }

  /** An object whose members are all arrays of texts. */
  Map<String, List<String>> textsByName(String name) {
    JsonRow inner = object(name);
    Map<String, List<String>> all = new LinkedHashMap<>();
    inner.node.fieldNames().forEachRemaining(key -> all.put(key, inner.texts(key)));
    return all;
  }

  <E extends Enum<E>> E word(String name, Class<E> type) {
    String word = text(name);
    for (E value : type.getEnumConstants()) {
      if (value.name().toLowerCase(java.util.Locale.ROOT).equals(word)) {
        return value;
      }
    }
    throw wrong(name + " has no meaning: " + word);
  }

  void end() {
    node.fieldNames()
        .forEachRemaining(
            name -> {
              if (!asked.contains(name)) {
                throw wrong("unknown member " + name);
              }
            });
  }

  IllegalStateException wrong(String what) {
    return new IllegalStateException("catalogue: " + where + ": " + what);
  }

  private JsonNode need(String name) {
    asked.add(name);
    JsonNode value = node.get(name);
    if (value == null) {
      throw wrong(name + " is missing");
    }
    return value;
  }

  private JsonNode array(String name) {
    JsonNode value = need(name);
    if (!value.isArray()) {
      throw wrong(name + " is an array");
    }
    return value;
  }
}
