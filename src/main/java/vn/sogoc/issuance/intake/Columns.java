package vn.sogoc.issuance.intake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Field;
import vn.sogoc.credential.PersonName;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.Row;

/** Which column of a list holds which field. */
public final class Columns {
  /** The field whose content stands in no answer and no report. */
  public static final String NUMBER = "personalNumber";

  static final String NAME = "fullName";
  static final String BIRTH = "birthDate";
  static final String BIRTH_PLACE = "birthPlace";
  static final String PROGRAMME_CODE = "programmeCode";
  static final String PROGRAMME_EN = "programmeEn";
  static final String SPECIALISATION_EN = "specialisationEn";
  static final String SCORE = "score.";

  /**
   * Columns that a class list has for its own use; they are no claims and no reason for a warning.
   */
  private static final Set<String> NOT_ON_THE_CREDENTIAL =
      Set.of(NUMBER, BIRTH_PLACE, "ethnicity", "nationality", "studentCode", "ordinal", "note");

  private final List<String> header;
  private final Map<String, Integer> indexes;
  private final Map<String, DateOrder> orders;

  private Columns(
      List<String> header, Map<String, Integer> indexes, Map<String, DateOrder> orders) {
    this.header = header;
    this.indexes = indexes;
    this.orders = orders;
  }

  /** The fields that a list of this frame may hold: those of the credential, then its own. */
  public static List<String> fields(Frame frame, Catalogue catalogue) {
    return catalogue.columns().keySet().stream()
        .filter(field -> isUsed(field, frame) || NOT_ON_THE_CREDENTIAL.contains(field))
        .toList();
  }

  /** The field that a header stands for by itself, whatever the kind. */
  public static Optional<String> fieldOf(String name, Catalogue catalogue) {
    return catalogue
        .column(name)
        .or(() -> MinistryHeaders.fieldOf(name))
        .or(() -> Optional.ofNullable(folded(catalogue).get(PersonName.searchKey(name))));
  }

  /** The fields that the kind needs and that none of these is. */
  public static List<String> missing(Collection<String> fields, Frame frame) {
    Map<String, Integer> there = new HashMap<>();
    fields.forEach(field -> there.put(field, 0));
    return missing(there, frame);
  }

  /**
   * Columns as somebody chose them; a column without a field is not used.
   *
   * @param fields the field of each column that has one
   * @param orders how the dates of a field are to be read, where that was chosen
   * @throws Refusal where a column is missing, a field stands twice or is none of the kind
   */
  public static Columns chosen(
      List<String> header,
      Map<Integer, String> fields,
      Map<String, DateOrder> orders,
      Frame frame,
      Catalogue catalogue) {
    Map<String, Integer> indexes = new LinkedHashMap<>();
    List<Refusal.Fault> faults = new ArrayList<>();
    List<String> known = fields(frame, catalogue);
    fields.forEach(
        (index, field) -> {
          if (index < 0 || index >= header.size() || !known.contains(field)) {
            faults.add(
                new Refusal.Fault(
                    "field_of_column", 1, "" + (index + 1), String.join(", ", known), field));
            return;
          }
          Integer before = indexes.putIfAbsent(field, index);
          if (before != null) {
            faults.add(twice(header.get(index), header.get(before)));
          }
        });
    return checked(header, indexes, orders, frame, catalogue, faults);
  }

  /**
   * Maps a header.
   *
   * @param findings receives a warning for each column that nothing is made of
   * @throws Refusal where a column is missing or two columns mean the same field
   */
  static Columns map(
      List<String> header, Frame frame, Catalogue catalogue, List<Finding> findings) {
    Map<String, Integer> indexes = new LinkedHashMap<>();
    List<Refusal.Fault> faults = new ArrayList<>();
    Map<String, String> folded = folded(catalogue);
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      Optional<String> field =
          catalogue
              .column(name)
              .or(() -> MinistryHeaders.fieldOf(name))
              .or(() -> Optional.ofNullable(folded.get(PersonName.searchKey(name))));
      if (MinistryHeaders.isOther(name)) {
        continue;
      }
      if (field.isEmpty()) {
        findings.add(Finding.warning("unknown_column", 0, name, "", ""));
        continue;
      }
      if (!isUsed(field.get(), frame) && !NOT_ON_THE_CREDENTIAL.contains(field.get())) {
        findings.add(Finding.warning("unused_column", 0, name, "", frame.kind().code()));
        continue;
      }
      Integer before = indexes.putIfAbsent(field.get(), i);
      if (before != null) {
        faults.add(twice(name, header.get(before)));
      }
    }
    return checked(header, indexes, Map.of(), frame, catalogue, faults);
  }

  private static Columns checked(
      List<String> header,
      Map<String, Integer> indexes,
      Map<String, DateOrder> orders,
      Frame frame,
      Catalogue catalogue,
      List<Refusal.Fault> faults) {
    for (String field : missing(indexes, frame)) {
      List<String> names =
          Objects.requireNonNullElse(catalogue.columns().get(field), List.of(field));
      faults.add(
          new Refusal.Fault("missing_column", 1, names.getFirst(), String.join(" / ", names), ""));
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          ClassListProblem.COLUMNS, "the columns do not fit the kind of credential", faults);
    }
    return new Columns(header, indexes, orders);
  }

  private static Refusal.Fault twice(String name, String before) {
    return new Refusal.Fault("same_column_twice", 1, name, "only one of the two columns", before);
  }

  /** How the dates of a field are written. */
  DateOrder order(String field) {
    return orders.getOrDefault(field, DateOrder.USUAL);
  }

  /** The text of a field in a row; empty where the list has no such column. */
  String text(Row row, String field) {
    Integer index = indexes.get(field);
    return index == null ? "" : row.cells().get(index).strip();
  }

  /** The text exactly as it stood in the file. */
  String raw(Row row, String field) {
    Integer index = indexes.get(field);
    return index == null ? "" : row.cells().get(index);
  }

  /** Where the column of a field stands; nothing where the list has none. */
  public Optional<Integer> indexOf(String field) {
    return Optional.ofNullable(indexes.get(field));
  }

  /** The header of the column that holds a field, or the field's own name. */
  public String nameOf(String field) {
    Integer index = indexes.get(field);
    if (index == null && field.equals(Field.PROGRAMME.key())) {
      index = indexes.get(PROGRAMME_CODE);
    }
    if (index == null && field.equals(Field.SCORES.key())) {
      index = scoreFields().stream().map(indexes::get).findFirst().orElse(null);
    }
    return index == null ? field : header.get(index);
  }

  List<String> scoreFields() {
    return indexes.keySet().stream().filter(f -> f.startsWith(SCORE)).toList();
  }

  private static List<String> missing(Map<String, Integer> indexes, Frame frame) {
    List<String> missing = new ArrayList<>();
    for (String always : List.of(NAME, BIRTH)) {
      if (!indexes.containsKey(always)) {
        missing.add(always);
      }
    }
    for (Field field : Field.values()) {
      if (!frame.kind().requires(field) || isInFrame(field, frame)) {
        continue;
      }
      boolean there =
          switch (field) {
            case PROGRAMME ->
                indexes.containsKey(field.key()) || indexes.containsKey(PROGRAMME_CODE);
            case SCORES -> indexes.keySet().stream().anyMatch(f -> f.startsWith(SCORE));
            case RANKING ->
                indexes.containsKey(field.key()) || frame.kind().rankings(frame.regime()).isEmpty();
            case MODE ->
                indexes.containsKey(field.key()) || frame.kind().modes(frame.regime()).isEmpty();
            case SEX,
                SPECIALISATION,
                GRADUATION_YEAR,
                EXPIRES,
                LANGUAGE,
                LEVEL,
                EXAM_DATE,
                SCHOOL,
                EXAM_BOARD,
                EXAM_SESSION ->
                indexes.containsKey(field.key());
          };
      if (!there) {
        missing.add(field == Field.SCORES ? SCORE + "TONG" : field.key());
      }
    }
    return missing;
  }

  private static boolean isInFrame(Field field, Frame frame) {
    return field == Field.GRADUATION_YEAR && frame.graduationYear() != null;
  }

  private static boolean isUsed(String field, Frame frame) {
    if (field.equals(NAME) || field.equals(BIRTH)) {
      return true;
    }
    String claim = field;
    if (field.startsWith(SCORE)) {
      String skill = field.substring(SCORE.length());
      return frame.kind().allows(Field.SCORES)
          && frame.kind().skills().stream().anyMatch(s -> s.code().equals(skill));
    }
    if (field.equals(PROGRAMME_CODE) || field.equals(PROGRAMME_EN)) {
      claim = Field.PROGRAMME.key();
    } else if (field.equals(SPECIALISATION_EN)) {
      claim = Field.SPECIALISATION.key();
    }
    return Field.ofKey(claim)
        .filter(f -> frame.kind().allows(f))
        .filter(f -> f != Field.RANKING || !frame.kind().rankings(frame.regime()).isEmpty())
        .filter(f -> f != Field.MODE || !frame.kind().modes(frame.regime()).isEmpty())
        .isPresent();
  }

  /** Headers typed without marks ("Ho va ten"), as far as only one field can be meant. */
  private static Map<String, String> folded(Catalogue catalogue) {
    Map<String, String> folded = new HashMap<>();
    Set<String> ambiguous = new java.util.HashSet<>();
    catalogue
        .columns()
        .forEach(
            (field, names) ->
                names.forEach(
                    name -> {
                      String before = folded.put(PersonName.searchKey(name), field);
                      if (before != null && !before.equals(field)) {
                        ambiguous.add(PersonName.searchKey(name));
                      }
                    }));
    folded.keySet().removeAll(ambiguous);
    return folded;
  }
}
