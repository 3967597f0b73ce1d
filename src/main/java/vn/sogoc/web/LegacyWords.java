package vn.sogoc.web;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.legacy.KeyedRow;

/** Forms about old register books: their fields in words, and what was wrong in them. */
final class LegacyWords {
  private LegacyWords() {}

  /** The rows of a form, in the order in which they are keyed. */
  static List<LegacyField> fields(Ui ui, Map<String, String> typed, List<Choice> kinds) {
    List<LegacyField> fields = new ArrayList<>();
    for (String name : KeyedRow.FIELDS) {
      String value = typed.getOrDefault(name, "");
      fields.add(
          new LegacyField(
              name, label(ui, name), value, sort(name), options(ui, name, value, kinds)));
    }
    return fields;
  }

  static String label(Ui ui, String field) {
    return ui.t("web.legacy.field." + field);
  }

  private static String sort(String field) {
    return switch (field) {
      case "registerUnreadable", "serialUnreadable" -> "mark";
      case "sex", "kind" -> "choice";
      default -> "text";
    };
  }

  private static List<Choice> options(Ui ui, String field, String value, List<Choice> kinds) {
    return switch (field) {
      case "sex" ->
          List.of(
              new Choice("", ui.t("web.legacy.sex.none"), value.isEmpty()),
              new Choice("F", ui.t("web.legacy.sex.F"), value.equals("F")),
              new Choice("M", ui.t("web.legacy.sex.M"), value.equals("M")));
      case "kind" ->
          kinds.stream()
              .map(k -> new Choice(k.value(), k.label(), k.value().equals(value)))
              .toList();
      default -> List.of();
    };
  }

  /** A row as label and text, empty fields left out. */
  static List<ResultView.Pair> pairs(Ui ui, KeyedRow row, List<Choice> kinds) {
    List<ResultView.Pair> pairs = new ArrayList<>();
    row.words()
        .forEach(
            (field, text) -> {
              if (!text.isEmpty()) {
                pairs.add(
                    new ResultView.Pair(
                        label(ui, field), shown(ui, field, text, kinds), known(ui, field, row)));
              }
            });
    return pairs;
  }

  static String shown(Ui ui, String field, String text, List<Choice> kinds) {
    return switch (field) {
      case "registerUnreadable", "serialUnreadable" ->
          text.isEmpty() ? "" : ui.t("web.legacy.unreadable");
      case "sex" -> text.isEmpty() ? "" : ui.t("web.legacy.sex." + text);
      case "kind" ->
          kinds.stream()
              .filter(k -> k.value().equals(text))
              .map(Choice::label)
              .findFirst()
              .orElse(text);
      default -> text;
    };
  }

  /** What is known of a date that was printed some other way. */
  private static @Nullable String known(Ui ui, String field, KeyedRow row) {
    return switch (field) {
      case "birth" -> known(ui, row.birth().known().map(Object::toString).orElse(null));
      case "issued" -> known(ui, row.issued().known().map(Object::toString).orElse(null));
      default -> null;
    };
  }

  private static String known(Ui ui, @Nullable String iso) {
    return iso == null
        ? ui.t("web.legacy.date.unknown")
        : ui.t("web.legacy.date.known", ui.shown().partialDate(iso));
  }

  /** What of a form was refused, by field. */
  static List<NumberForm.FieldFault> faults(Ui ui, Refusal refusal) {
    Map<String, NumberForm.FieldFault> faults = new LinkedHashMap<>();
    for (Refusal.Fault fault : refusal.faults()) {
      faults.putIfAbsent(
          fault.column(),
          new NumberForm.FieldFault(
              fault.column(), ui.t("web.legacy.fault", label(ui, fault.column()))));
    }
    return List.copyOf(faults.values());
  }
}
