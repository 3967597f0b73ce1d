package vn.sogoc.credential;

import java.io.InputStream;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The kinds, regimes and code tables: immutable, read once at start, in both languages.
 *
 * <p>Rows are only ever added: a published row keeps its number and its words for good, because
 * signed records name it by number. A later version therefore reads every earlier record.
 */
public final class Catalogue {
  private static final Pattern SPACES = Pattern.compile("[\\s\\u00a0]+");

  private final int version;
  private final Digest digest;
  private final SortedMap<String, Bytes> files;
  private final List<Kind> kinds;
  private final List<Regime> regimes;
  private final List<Province> provinces;
  private final Map<Integer, List<Province>> provincesByCode;
  private final List<Term> sexes;
  private final List<Term> titles;
  private final List<Term> signingForms;
  private final List<Term> languages;
  private final List<Term> allLevels;
  private final List<Term> allSkills;
  private final List<Term> allRankings;
  private final List<Term> allModes;
  private final Map<String, Programme> programmes = new HashMap<>();
  private final Map<Term, List<String>> aliases;
  private final Map<String, List<String>> columns;
  private final CodeTables tables;
  private final Map<String, String> fieldOfHeader = new HashMap<>();

  private Catalogue(CatalogueReader reader) {
    version = reader.version();
    sexes = reader.table("sexes");
    titles = reader.table("titles");
    signingForms = reader.table("signing-forms");
    languages = reader.table("languages");
    Map<String, List<Term>> levels = reader.vocabularies("levels");
    Map<String, List<Term>> skills = reader.vocabularies("skills");
    Map<String, List<Term>> rankings = reader.vocabularies("rankings");
    Map<String, List<Term>> modes = reader.vocabularies("modes");
    allLevels = flat(levels);
    allSkills = flat(skills);
    allRankings = flat(rankings);
    allModes = flat(modes);
    provinces = List.copyOf(reader.provinces());
    provincesByCode = provinces.stream().collect(Collectors.groupingBy(Province::code));
    reader.programmes().forEach(p -> programmes.put(Objects.requireNonNull(p.code()), p));
    regimes = List.copyOf(reader.regimes());
    kinds = List.copyOf(reader.kinds(rankings, modes, levels, skills));
    columns = reader.columns();
    columns.forEach((field, names) -> names.forEach(n -> fieldOfHeader.put(folded(n), field)));
    aliases = Map.copyOf(reader.aliases);
    digest = reader.digest();
    files = Collections.unmodifiableSortedMap(reader.contents());
    CatalogueRules.check(this);
    tables = CodeTables.of(this);
  }

  /** The catalogue that is part of the program. A fault in it ends the start. */
  public static Catalogue load() {
    return read(
        name ->
            Objects.requireNonNull(
                Catalogue.class.getResourceAsStream("/catalogue/" + name), name));
  }

  static Catalogue read(java.util.function.Function<String, InputStream> files) {
    return new Catalogue(new CatalogueReader(files));
  }

  /** Number of this version; records name the version they were made with. */
  public int version() {
    return version;
  }

  /** SHA-256 over the whole content, whatever its layout. */
  public Digest digest() {
    return digest;
  }

  /** The tables as JSON without spaces, by name: for verifiers that ask nobody. */
  public SortedMap<String, Bytes> files() {
    return files;
  }

  /** All kinds in the order of the catalogue. */
  public List<Kind> kinds() {
    return kinds;
  }

  /** The kind of that code, such as {@code BCN}. */
  public Optional<Kind> kind(String code) {
    return kinds.stream().filter(k -> k.code().equals(code)).findFirst();
  }

  /** All regimes, newest first. */
  public List<Regime> regimes() {
    return regimes;
  }

  /** The regime of that code, such as {@code TT10_2026}. */
  public Optional<Regime> regime(String code) {
    return regimes.stream().filter(r -> r.code().equals(code)).findFirst();
  }

  /** The one regime that governs a kind on an issue date; empty where the kind was not issued. */
  public Optional<Regime> regime(Kind kind, LocalDate issueDate) {
    if (!kind.covers(issueDate)) {
      return Optional.empty();
    }
    return regimes.stream().filter(r -> r.covers(kind.code(), issueDate)).findFirst();
  }

  /** Starts the claims of one credential; the regime is that of the kind on the issue date. */
  public ClaimsBuilder claims(int institution, Kind kind, Regime regime) {
    return new ClaimsBuilder(version, institution, kind, regime);
  }

  /** Table of sexes. */
  public List<Term> sexes() {
    return sexes;
  }

  /** Table of signers' titles. */
  public List<Term> titles() {
    return titles;
  }

  /** Table of signing forms: KT., TM., TUQ. ... */
  public List<Term> signingForms() {
    return signingForms;
  }

  /** Table of languages. */
  public List<Term> languages() {
    return languages;
  }

  /**
   * A signer's title: the row that says exactly this in both languages, else the words themselves.
   */
  public Term title(String vi, String en) {
    return titles.stream()
        .filter(t -> t.vi().equals(vi) && t.en().equals(en))
        .findFirst()
        .orElseGet(() -> Term.written(vi, en));
  }

  /** The programme of a national code of 7 digits. */
  public Optional<Programme> programme(String code) {
    return Optional.ofNullable(programmes.get(code));
  }

  /** The national programmes by code. */
  public List<Programme> programmes() {
    return programmes.values().stream()
        .sorted(Comparator.comparing(p -> String.valueOf(p.code())))
        .toList();
  }

  /**
   * A programme as a class list gives it. Words that are missing come from the national table;
   * where they differ from it, or the code is not in it, the record carries them itself.
   *
   * @param code national code, or null or empty
   * @param vi Vietnamese name, or null or empty
   * @param en English name, or null or empty
   * @return empty where neither the table nor the list names it, or the code is malformed
   */
  public Optional<Programme> programme(
      @Nullable String code, @Nullable String vi, @Nullable String en) {
    String key = code == null || code.isBlank() ? null : code.strip();
    if (key != null && !Programme.isCode(key)) {
      return Optional.empty();
    }
    Programme known = key == null ? null : programmes.get(key);
    String wordsVi = vi == null ? "" : vi.strip();
    String wordsEn = en == null ? "" : en.strip();
    if (known == null) {
      return wordsVi.isEmpty()
          ? Optional.empty()
          : Optional.of(new Programme(key, new BilingualText(wordsVi, wordsEn), true));
    }
    boolean sameVi = wordsVi.isEmpty() || wordsVi.equals(known.vi());
    boolean sameEn = wordsEn.isEmpty() || wordsEn.equals(known.en());
    if (sameVi && sameEn) {
      return Optional.of(known);
    }
    // Another Vietnamese name without an English one must not borrow the table's English.
    String english = wordsEn.isEmpty() && sameVi ? known.en() : wordsEn;
    return Optional.of(
        new Programme(
            key, new BilingualText(wordsVi.isEmpty() ? known.vi() : wordsVi, english), true));
  }

  /** All provinces of all times. */
  public List<Province> provinces() {
    return provinces;
  }

  /** The province that had this code on that day. */
  public Optional<Province> province(int code, LocalDate day) {
    for (Province province : provincesByCode.getOrDefault(code, List.of())) {
      if (province.covers(day)) {
        return Optional.of(province);
      }
    }
    return Optional.empty();
  }

  /**
   * The row of a vocabulary that a typed text names: by code, label of either language, or alias.
   */
  public Optional<Term> find(List<Term> vocabulary, String typed) {
    String key = folded(typed);
    return vocabulary.stream().filter(t -> isNamed(t, key)).findFirst();
  }

  /** The field that a column header of a class list stands for, such as {@code fullName}. */
  public Optional<String> column(String header) {
    return Optional.ofNullable(fieldOfHeader.get(folded(header)));
  }

  /**
   * Known column headers by field; the first one is the Vietnamese name, the last an English one.
   */
  public Map<String, List<String>> columns() {
    return columns;
  }

  /** The rows by number; made once, since a codec is made for every record that is read. */
  CodeTables tables() {
    return tables;
  }

  List<Term> levels() {
    return allLevels;
  }

  List<Term> skills() {
    return allSkills;
  }

  /** What all vocabularies of rankings call them, in both languages. */
  public Set<String> rankingWords() {
    Set<String> words = new TreeSet<>();
    for (Term term : allRankings) {
      words.add(term.label().vi());
      words.add(term.label().en());
    }
    return words;
  }

  List<Term> rankings() {
    return allRankings;
  }

  List<Term> modes() {
    return allModes;
  }

  private boolean isNamed(Term term, String key) {
    return folded(term.code()).equals(key)
        || folded(term.vi()).equals(key)
        || folded(term.en()).equals(key)
        || aliases.getOrDefault(term, List.of()).stream().anyMatch(a -> folded(a).equals(key));
  }

  private static List<Term> flat(Map<String, List<Term>> vocabularies) {
    return vocabularies.values().stream().flatMap(List::stream).toList();
  }

  /** NFC, single spaces, small letters. */
  private static String folded(String text) {
    String composed = Normalizer.normalize(text, Normalizer.Form.NFC);
    return SPACES.matcher(composed).replaceAll(" ").strip().toLowerCase(Locale.ROOT);
  }
}
