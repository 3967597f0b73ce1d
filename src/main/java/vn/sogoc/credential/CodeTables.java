package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The catalogue by number, as records name it. */
record CodeTables(
    Catalogue catalogue,
    Map<Integer, Kind> kinds,
    Map<Integer, Regime> regimes,
    Map<Integer, Term> sexes,
    Map<Integer, Term> rankings,
    Map<Integer, Term> modes,
    Map<Integer, Term> titles,
    Map<Integer, Term> signingForms,
    Map<Integer, Term> languages,
    Map<Integer, Term> levels,
    Map<Integer, Term> skills) {
  static CodeTables of(Catalogue catalogue) {
    return new CodeTables(
        catalogue,
        byNumber(catalogue.kinds(), Kind::number),
        byNumber(catalogue.regimes(), Regime::number),
        byNumber(catalogue.sexes(), Term::number),
        byNumber(catalogue.rankings(), Term::number),
        byNumber(catalogue.modes(), Term::number),
        byNumber(catalogue.titles(), Term::number),
        byNumber(catalogue.signingForms(), Term::number),
        byNumber(catalogue.languages(), Term::number),
        byNumber(catalogue.levels(), Term::number),
        byNumber(catalogue.skills(), Term::number));
  }

  int version() {
    return catalogue.version();
  }

  Kind kind(int number) throws MalformedRecord {
    return row(kinds, number);
  }

  Regime regime(int number) throws MalformedRecord {
    return row(regimes, number);
  }

  Programme programme(String code) throws MalformedRecord {
    return catalogue
        .programme(code)
        .orElseThrow(() -> new MalformedRecord("a programme code in no table, without words"));
  }

  Province province(int code, LocalDate day) throws MalformedRecord {
    return catalogue
        .province(code, day)
        .orElseThrow(() -> new MalformedRecord("no province had that code on the issue date"));
  }

  static <T> T row(Map<Integer, T> table, int number) throws MalformedRecord {
    T row = table.get(number);
    if (row == null) {
      throw new MalformedRecord("a code that is in no table: " + number);
    }
    return row;
  }

  private static <T> Map<Integer, T> byNumber(List<T> rows, Function<T, Integer> number) {
    return rows.stream().collect(Collectors.toUnmodifiableMap(number, Function.identity()));
  }
}
