package vn.sogoc.document.template;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.PageField;

/**
 * Whose a page is, kind by kind: the rows of {@code /catalogue/templates.json}, each with the
 * clause it comes from. A kind without a row has no template of an institution.
 */
@ApplicationScoped
class TemplateLaw {
  /**
   * What is so for a kind.
   *
   * @param isOwn whether the institution has its own page
   * @param from first day of issue on which it is so; null where always
   * @param shows what must stand on it
   * @param citation the clause
   */
  record Rule(boolean isOwn, @Nullable LocalDate from, List<PageField> shows, String citation) {
    Rule {
      shows = List.copyOf(shows);
    }
  }

  private final Map<String, Rule> rules = new HashMap<>();

  TemplateLaw() {
    try (InputStream file = TemplateLaw.class.getResourceAsStream("/catalogue/templates.json")) {
      for (JsonNode row : new ObjectMapper().readTree(Objects.requireNonNull(file)).get("rows")) {
        List<PageField> shows = new ArrayList<>();
        row.get("shows").forEach(code -> shows.add(PageField.ofCode(code.asText()).orElseThrow()));
        JsonNode from = row.get("validFrom");
        Rule rule =
            new Rule(
                row.get("whose").asText().equals("institution"),
                from.isNull() ? null : LocalDate.parse(from.asText()),
                shows,
                row.get("citation").asText());
        row.get("kinds").forEach(kind -> rules.put(kind.asText(), rule));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the rules of templates", e);
    }
  }

  Optional<Rule> of(String kind) {
    return Optional.ofNullable(rules.get(kind));
  }

  /** Whether an institution has its own page of the kind at some time. */
  boolean isOwn(String kind) {
    return of(kind).filter(Rule::isOwn).isPresent();
  }
}
