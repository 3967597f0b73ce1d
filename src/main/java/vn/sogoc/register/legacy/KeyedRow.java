package vn.sogoc.register.legacy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;

/**
 * A row of an old register book as one person keyed it: every text as printed, in NFC. Two rows are
 * equal exactly when each text is.
 *
 * @param registerNumber số vào sổ gốc, with ? for what cannot be read; may be empty
 * @param isRegisterUnreadable whether not all of it can be read
 * @param serialNumber số hiệu, the same
 * @param isSerialUnreadable the same
 * @param sex M, F or empty where the book does not say
 * @param graduationYear null where the book does not say
 * @param kind code of the catalogue
 */
public record KeyedRow(
    String registerNumber,
    boolean isRegisterUnreadable,
    String serialNumber,
    boolean isSerialUnreadable,
    PersonName fullName,
    PrintedDate birth,
    String birthplace,
    String sex,
    String ranking,
    @Nullable Integer graduationYear,
    PrintedDate issued,
    String kind,
    String signerName,
    String signerTitle,
    String note) {

  /** Names of the fields, in the order in which they are keyed. */
  public static final List<String> FIELDS =
      List.of(
          "registerNumber",
          "registerUnreadable",
          "serialNumber",
          "serialUnreadable",
          "fullName",
          "birth",
          "birthplace",
          "sex",
          "ranking",
          "graduationYear",
          "issued",
          "kind",
          "signerName",
          "signerTitle",
          "note");

  static final String YES = "yes";

  /** The texts by field, as they were typed and as a form shows them again. */
  public Map<String, String> words() {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("registerNumber", registerNumber);
    words.put("registerUnreadable", isRegisterUnreadable ? YES : "");
    words.put("serialNumber", serialNumber);
    words.put("serialUnreadable", isSerialUnreadable ? YES : "");
    words.put("fullName", fullName.value());
    words.put("birth", birth.printed());
    words.put("birthplace", birthplace);
    words.put("sex", sex);
    words.put("ranking", ranking);
    words.put("graduationYear", graduationYear == null ? "" : graduationYear.toString());
    words.put("issued", issued.printed());
    words.put("kind", kind);
    words.put("signerName", signerName);
    words.put("signerTitle", signerTitle);
    words.put("note", note);
    return words;
  }

  /** Fields in which two rows differ. */
  public List<String> differences(KeyedRow other) {
    Map<String, String> here = words();
    Map<String, String> there = other.words();
    return FIELDS.stream().filter(f -> !Objects.equals(here.get(f), there.get(f))).toList();
  }

  /** The map that is signed; src/docs/record.md has its keys. */
  Cbor.Map toCbor() {
    Cbor.MapBuilder map = Cbor.map();
    text(map, 1, registerNumber);
    flag(map, 2, isRegisterUnreadable);
    text(map, 3, serialNumber);
    flag(map, 4, isSerialUnreadable);
    text(map, 5, fullName.value());
    date(map, 6, birth);
    text(map, 8, birthplace);
    text(map, 9, sex);
    text(map, 10, ranking);
    if (graduationYear != null) {
      map.put(11, Cbor.of(graduationYear.longValue()));
    }
    date(map, 12, issued);
    text(map, 14, kind);
    text(map, 15, signerName);
    text(map, 16, signerTitle);
    text(map, 17, note);
    return map.build();
  }

  Bytes encode() {
    return toCbor().encode();
  }

  /**
   * Reads what {@link #encode} gives.
   *
   * @throws MalformedCopy where the bytes are anything else
   */
  static KeyedRow decode(Bytes content) throws MalformedCopy {
    try {
      return of(Cbor.decode(content));
    } catch (MalformedCbor e) {
      throw new MalformedCopy("a row is deterministic CBOR: " + e.getMessage());
    }
  }

  /** The same of an item that was read. */
  static KeyedRow of(Cbor item) throws MalformedCopy {
    if (!(item instanceof Cbor.Map map)) {
      throw new MalformedCopy("a row is a map");
    }
    KeyedRow row;
    try {
      row =
          new KeyedRow(
              text(map, 1),
              map.get(2).isPresent(),
              text(map, 3),
              map.get(4).isPresent(),
              new PersonName(text(map, 5)),
              date(map, 6),
              text(map, 8),
              text(map, 9),
              text(map, 10),
              map.get(11).isPresent() ? Integer.valueOf((int) number(map, 11)) : null,
              date(map, 12),
              text(map, 14),
              text(map, 15),
              text(map, 16),
              text(map, 17));
    } catch (vn.sogoc.kernel.Refusal | IllegalArgumentException e) {
      throw new MalformedCopy("a value of a row is outside its range");
    }
    List<String> faults = new ArrayList<>();
    RowForm.lengths(row, faults);
    if (!faults.isEmpty() || !row.toCbor().equals(map)) {
      throw new MalformedCopy("a row has the one form");
    }
    return row;
  }

  private static void text(Cbor.MapBuilder map, long key, String text) {
    if (!text.isEmpty()) {
      map.put(key, Cbor.of(text));
    }
  }

  private static void flag(Cbor.MapBuilder map, long key, boolean isSet) {
    if (isSet) {
      map.put(key, Cbor.of(true));
    }
  }

  /** The printed text, and behind it what is known. */
  private static void date(Cbor.MapBuilder map, long key, PrintedDate date) {
    text(map, key, date.printed());
    date.known().ifPresent(known -> map.put(key + 1, Cbor.of(known.toString())));
  }

  private static String text(Cbor.Map map, long key) throws MalformedCopy {
    if (map.get(key).isEmpty()) {
      return "";
    }
    if (map.get(key).get() instanceof Cbor.Text text && !text.value().isEmpty()) {
      return text.value();
    }
    throw new MalformedCopy("key " + key + " of a row is a text");
  }

  private static long number(Cbor.Map map, long key) throws MalformedCopy {
    if (map.get(key).orElseThrow() instanceof Cbor.Int number
        && number.value() >= PrintedDate.FIRST_YEAR
        && number.value() <= 2199) {
      return number.value();
    }
    throw new MalformedCopy("key " + key + " of a row is a year");
  }

  private static PrintedDate date(Cbor.Map map, long key) throws MalformedCopy {
    String known = text(map, key + 1);
    return new PrintedDate(text(map, key), known.isEmpty() ? null : PartialDate.parse(known));
  }

  /** No word about anybody, so that none reaches a log by accident. */
  @Override
  public String toString() {
    return "KeyedRow[]";
  }
}
