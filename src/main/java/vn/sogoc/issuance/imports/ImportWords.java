package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.imports.ImportResponse.ExampleResponse;
import vn.sogoc.issuance.imports.ImportResponse.FieldResponse;
import vn.sogoc.issuance.imports.ImportResponse.GroupResponse;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.http.CurrentRequest;

/** Puts imports and what is wrong with them into the words of the request's language. */
@ApplicationScoped
class ImportWords {
  private final Catalogue catalogue;
  private final Messages messages;
  private final CurrentRequest request;

  ImportWords(Catalogue catalogue, Messages messages, CurrentRequest request) {
    this.catalogue = catalogue;
    this.messages = messages;
    this.request = request;
  }

  ImportResponse of(ImportView list) {
    Lang lang = request.lang();
    String label =
        catalogue.kind(list.kind()).map(kind -> inLanguage(kind.label(), lang)).orElse(list.kind());
    Map<String, List<String>> names = catalogue.columns();
    List<FieldResponse> fields =
        list.fields().stream()
            .map(f -> new FieldResponse(f, label(names.getOrDefault(f, List.of(f)), lang)))
            .toList();
    return ImportResponse.of(list, label, fields);
  }

  GroupResponse of(FindingGroup group) {
    Lang lang = request.lang();
    List<ExampleResponse> examples =
        group.examples().stream()
            .map(e -> new ExampleResponse(e.row(), e.found(), message(lang, group, e.found())))
            .toList();
    String found = group.examples().isEmpty() ? "" : group.examples().getFirst().found();
    String action =
        messages
            .find(lang, "repair." + group.code(), group.expected(), found, group.column())
            .orElseGet(() -> message(lang, group, found));
    return new GroupResponse(
        group.ordinal(),
        group.isFault() ? "fault" : "warning",
        group.code(),
        group.column(),
        group.expected(),
        group.count(),
        action,
        examples);
  }

  /** For a download, whose writing may outlive the request. */
  BadRows.Words reasons() {
    Lang lang = request.lang();
    return new BadRows.Words() {
      @Override
      public String header() {
        return messages.get(lang, "import.reason");
      }

      @Override
      public String reason(FindingGroup group, String found) {
        return message(lang, group, found);
      }
    };
  }

  private String message(Lang lang, FindingGroup group, String found) {
    return messages
        .find(lang, "fault." + group.code(), group.expected(), found, group.column())
        .orElse(group.code());
  }

  /** The first name of a column is the Vietnamese one, the last an English one. */
  private static String label(List<String> names, Lang lang) {
    return switch (lang) {
      case VI -> names.getFirst();
      case EN -> names.getLast();
    };
  }

  private static String inLanguage(BilingualText text, Lang lang) {
    return switch (lang) {
      case VI -> text.vi();
      case EN -> text.isBilingual() ? text.en() : text.vi();
    };
  }
}
