package vn.sogoc.credential;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Reads the files of {@code /catalogue}, all or nothing, and takes their digest on the way. */
final class CatalogueReader {
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /** One named vocabulary, such as the rankings of a circular. */
  private record Vocabulary(String code, List<Term> rows) {}

  private final Function<String, InputStream> files;
  private final Map<String, JsonNode> read = new TreeMap<>();

  /** Words by which a term is also known in typed lists. */
  final Map<Term, List<String>> aliases = new HashMap<>();

  CatalogueReader(Function<String, InputStream> files) {
    this.files = files;
  }

  /** A plain table of terms. */
  List<Term> table(String file) {
    JsonRow root = open(file);
    root.text("citation");
    List<Term> rows = root.rows("rows", this::term);
    root.end();
    return unique(file, rows);
  }

  /** Vocabularies of terms, numbered together. */
  Map<String, List<Term>> vocabularies(String file) {
    JsonRow root = open(file);
    List<Vocabulary> all =
        root.rows(
            "vocabularies",
            row -> {
              row.text("citation");
              return new Vocabulary(row.text("code"), row.rows("rows", this::term));
            });
    root.end();
    unique(file, all.stream().flatMap(v -> v.rows().stream()).toList());
    Map<String, List<Term>> byCode = new LinkedHashMap<>();
    all.forEach(v -> byCode.put(v.code(), v.rows()));
    return byCode;
  }

  List<Province> provinces() {
    JsonRow root = open("provinces");
    List<Province> rows =
        root.rows(
            "rows",
            r ->
                new Province(
                    r.integer("code"),
                    label(r),
                    r.day("validFrom"),
                    r.day("validUntil"),
                    r.integers("successors"),
                    r.text("citation")));
    root.end();
    return rows;
  }

  List<Programme> programmes() {
    JsonRow root = open("programmes");
    List<Programme> rows =
        root.rows(
            "rows",
            r -> {
              r.day("validFrom");
              r.text("citation");
              return new Programme(r.text("code"), label(r), false);
            });
    root.end();
    return rows;
  }

  List<Regime> regimes() {
    JsonRow root = open("regimes");
    List<Regime> rows =
        root.rows(
            "regimes",
            r ->
                new Regime(
                    r.integer("number"),
                    r.text("code"),
                    label(r),
                    r.text("citation"),
                    needed(r, "validFrom"),
                    r.day("validUntil"),
                    Set.copyOf(r.texts("kinds")),
                    r.rows("deadlines", CatalogueReader::deadline),
                    Set.copyOf(r.texts("requiredChecks")),
                    publication(r.object("publication"))));
    root.end();
    return rows;
  }

  List<Kind> kinds(
      Map<String, List<Term>> rankings,
      Map<String, List<Term>> modes,
      Map<String, List<Term>> levels,
      Map<String, List<Term>> skills) {
    JsonRow root = open("kinds");
    List<Kind> rows =
        root.rows(
            "kinds",
            r ->
                new Kind(
                    r.integer("number"),
                    r.text("code"),
                    label(r),
                    r.word("document", Kind.Document.class),
                    r.text("mark"),
                    r.integer("vqfLevel"),
                    r.day("validFrom"),
                    r.day("validUntil"),
                    fields(r, "required"),
                    fields(r, "optional"),
                    byRegime(r, "rankings", rankings),
                    byRegime(r, "modes", modes),
                    resolve(r, r.texts("levels"), levels),
                    resolve(r, r.texts("skills"), skills),
                    r.textOr("programmeLevels", ""),
                    r.text("serialPattern"),
                    r.text("registerPattern"),
                    validity(r.object("validity")),
                    r.rows("issuers", CatalogueReader::issuer),
                    r.text("citation")));
    root.end();
    return rows;
  }

  /** Headers of class lists, by the field they stand for. */
  Map<String, List<String>> columns() {
    JsonRow root = open("columns");
    Map<String, List<String>> columns = new LinkedHashMap<>();
    root.rows("columns", r -> columns.put(r.text("field"), r.texts("aliases")));
    root.end();
    return columns;
  }

  int version() {
    JsonRow root = open("catalogue");
    int version = root.integer("version");
    root.end();
    return version;
  }

  /** SHA-256 over the deterministic CBOR of all files read so far, by name. */
  Digest digest() {
    Cbor.MapBuilder all = Cbor.map();
    read.forEach((name, content) -> all.put(name, canonical(content)));
    return Digest.sha256(all.build().encode());
  }

  /** What was read, as JSON without spaces. */
  SortedMap<String, Bytes> contents() {
    SortedMap<String, Bytes> contents = new TreeMap<>();
    read.forEach(
        (name, root) ->
            contents.put(name, Bytes.of(root.toString().getBytes(StandardCharsets.UTF_8))));
    return contents;
  }

  private JsonRow open(String file) {
    try (InputStream content = files.apply(file + ".json")) {
      JsonNode root = JSON.readTree(content);
      read.put(file, root);
      return new JsonRow(file, root);
    } catch (IOException e) {
      throw new UncheckedIOException("catalogue: " + file, e);
    }
  }

  private Term term(JsonRow row) {
    Term term = new Term(row.integer("number"), row.text("code"), label(row));
    aliases.put(term, row.textsOrNone("aliases"));
    if (term.number() < 1) {
      throw row.wrong("numbers run from 1");
    }
    return term;
  }

  private static BilingualText label(JsonRow row) {
    return new BilingualText(row.text("vi"), row.text("en"));
  }

  private static LocalDate needed(JsonRow row, String name) {
    LocalDate day = row.day(name);
    if (day == null) {
      throw row.wrong(name + " is missing");
    }
    return day;
  }

  private static Regime.Deadline deadline(JsonRow r) {
    return new Regime.Deadline(
        r.text("act"),
        r.word("form", Regime.Form.class),
        Set.copyOf(r.texts("kinds")),
        r.integer("amount"),
        r.word("unit", Regime.DayUnit.class),
        r.text("after"),
        r.text("citation"));
  }

  private static Regime.Publication publication(JsonRow r) {
    Regime.Publication publication =
        new Regime.Publication(
            Set.copyOf(r.texts("fields")), Set.copyOf(r.texts("onRequest")), r.text("citation"));
    r.end();
    return publication;
  }

  private static Kind.Validity validity(JsonRow r) {
    Kind.Validity validity =
        new Kind.Validity(r.word("rule", Kind.Validity.Rule.class), r.integer("mostMonths"));
    r.end();
    return validity;
  }

  private static Kind.IssuerRule issuer(JsonRow r) {
    return new Kind.IssuerRule(r.day("from"), r.day("until"), label(r), r.text("citation"));
  }

  private static Set<Field> fields(JsonRow row, String name) {
    List<Field> fields = new ArrayList<>();
    for (String key : row.texts(name)) {
      fields.add(Field.ofKey(key).orElseThrow(() -> row.wrong("no such field: " + key)));
    }
    return Set.copyOf(fields);
  }

  private static Map<String, List<Term>> byRegime(
      JsonRow row, String name, Map<String, List<Term>> vocabularies) {
    Map<String, List<Term>> byRegime = new LinkedHashMap<>();
    row.textsByName(name)
        .forEach((regime, codes) -> byRegime.put(regime, resolve(row, codes, vocabularies)));
    return byRegime;
  }

  private static List<Term> resolve(
      JsonRow row, List<String> codes, Map<String, List<Term>> vocabularies) {
    List<Term> terms = new ArrayList<>();
    for (String code : codes) {
      List<Term> vocabulary = vocabularies.get(code);
      if (vocabulary == null) {
        throw row.wrong("no such vocabulary: " + code);
      }
      terms.addAll(vocabulary);
    }
    return List.copyOf(terms);
  }

  private static List<Term> unique(String file, List<Term> terms) {
    if (terms.stream().map(Term::number).distinct().count() != terms.size()) {
      throw new IllegalStateException("catalogue: " + file + ": a number stands twice");
    }
    return List.copyOf(terms);
  }

  private static Cbor canonical(JsonNode node) {
    if (node.isObject()) {
      Cbor.MapBuilder map = Cbor.map();
      node.properties().forEach(e -> map.put(e.getKey(), canonical(e.getValue())));
      return map.build();
    }
    if (node.isArray()) {
      List<Cbor> items = new ArrayList<>();
      node.forEach(item -> items.add(canonical(item)));
      return Cbor.array(items);
    }
    return node.isTextual() ? Cbor.of(node.textValue()) : Cbor.of(node.longValue());
  }
}
