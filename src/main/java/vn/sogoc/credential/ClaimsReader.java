package vn.sogoc.credential;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.StatusSlot;

/**
 * Reads a CBOR map with integer keys strictly: each key is asked for by type, and {@link #end()}
 * fails where one was left. Used for one map by one thread.
 */
final class ClaimsReader {
  private static final Pattern INSTITUTION = Pattern.compile("[1-9][0-9]{0,8}");
  private static final int HUNDREDTHS = 2;
  private static final int MOST_HUNDREDTHS = 100_000;

  private final Cbor.Map map;
  private long asked;

  private ClaimsReader(Cbor.Map map) {
    this.map = map;
  }

  static ClaimsReader of(@Nullable Cbor value) throws MalformedRecord {
    if (value instanceof Cbor.Map map) {
      return new ClaimsReader(map);
    }
    throw new MalformedRecord("a map is expected");
  }

  /** The claims of the private map; the keys that reserving added are left to the caller. */
  Claims claims(int institution, CodeTables tables) throws MalformedRecord {
    int version = smallInteger(ClaimsWriter.CATALOGUE);
    if (version < 1 || version > tables.version()) {
      throw new MalformedRecord("the record was made with a catalogue that is not known here");
    }
    LocalDate issueDate = day(need(ClaimsWriter.ISSUE_DATE));
    return new Claims(
        version,
        institution,
        tables.kind(smallInteger(ClaimsWriter.KIND)),
        tables.regime(smallInteger(ClaimsWriter.REGIME)),
        new PersonName(text(ClaimsWriter.FULL_NAME)),
        partial(need(ClaimsWriter.BIRTH_DATE)),
        row(ClaimsWriter.SEX, tables.sexes()),
        programme(tables),
        optionalWords(ClaimsWriter.SPECIALISATION),
        row(ClaimsWriter.RANKING, tables.rankings()),
        find(ClaimsWriter.GRADUATION_YEAR) == null
            ? null
            : smallInteger(ClaimsWriter.GRADUATION_YEAR),
        row(ClaimsWriter.MODE, tables.modes()),
        text(ClaimsWriter.DECISION_NUMBER),
        day(need(ClaimsWriter.DECISION_DATE)),
        issueDate,
        tables.province(smallInteger(ClaimsWriter.PLACE), issueDate),
        text(ClaimsWriter.SIGNER_NAME),
        title(tables),
        row(ClaimsWriter.SIGNS_AS, tables.signingForms()),
        optionalDay(ClaimsWriter.EXPIRES),
        row(ClaimsWriter.LANGUAGE, tables.languages()),
        row(ClaimsWriter.LEVEL, tables.levels()),
        scores(tables.skills()),
        optionalDay(ClaimsWriter.EXAM_DATE),
        optionalText(ClaimsWriter.SCHOOL),
        optionalText(ClaimsWriter.EXAM_BOARD),
        optionalText(ClaimsWriter.EXAM_SESSION));
  }

  int institution() throws MalformedRecord {
    String issuer = text(ClaimsWriter.ISS);
    if (!INSTITUTION.matcher(issuer).matches()) {
      throw new MalformedRecord("iss is a number of an institution in decimal");
    }
    return Integer.parseInt(issuer);
  }

  StatusSlot slot() throws MalformedRecord {
    if (need(ClaimsWriter.STATUS) instanceof Cbor.Array pair && pair.items().size() == 2) {
      return new StatusSlot(small(pair.items().get(0)), small(pair.items().get(1)));
    }
    throw new MalformedRecord("status is [list, index]");
  }

  String text(long key) throws MalformedRecord {
    if (need(key) instanceof Cbor.Text text) {
      return text.value();
    }
    throw new MalformedRecord("key " + key + " is a text");
  }

  long integer(long key) throws MalformedRecord {
    if (need(key) instanceof Cbor.Int number) {
      return number.value();
    }
    throw new MalformedRecord("key " + key + " is an integer");
  }

  Cbor need(long key) throws MalformedRecord {
    Cbor value = find(key);
    if (value == null) {
      throw new MalformedRecord("key " + key + " is missing");
    }
    return value;
  }

  void end() throws MalformedRecord {
    if (Long.bitCount(asked) != map.size()) {
      throw new MalformedRecord("a key that this version does not know");
    }
  }

  private @Nullable Cbor find(long key) {
    Optional<Cbor> value = map.get(key);
    if (value.isPresent()) {
      asked |= 1L << (key < 0 ? Long.SIZE - 1 : key);
    }
    return value.orElse(null);
  }

  private @Nullable String optionalText(long key) throws MalformedRecord {
    return find(key) == null ? null : text(key);
  }

  private int smallInteger(long key) throws MalformedRecord {
    return small(need(key));
  }

  private @Nullable LocalDate optionalDay(long key) throws MalformedRecord {
    Cbor value = find(key);
    return value == null ? null : day(value);
  }

  private @Nullable Term row(long key, Map<Integer, Term> table) throws MalformedRecord {
    return find(key) == null ? null : CodeTables.row(table, smallInteger(key));
  }

  private Term title(CodeTables tables) throws MalformedRecord {
    Cbor value = need(ClaimsWriter.SIGNER_TITLE);
    if (value instanceof Cbor.Int number) {
      return CodeTables.row(tables.titles(), small(number));
    }
    BilingualText words = words(value);
    return Term.written(words.vi(), words.en());
  }

  private @Nullable Programme programme(CodeTables tables) throws MalformedRecord {
    Cbor written = find(ClaimsWriter.PROGRAMME);
    String code =
        find(ClaimsWriter.PROGRAMME_CODE) == null
            ? null
            : Integer.toString(smallInteger(ClaimsWriter.PROGRAMME_CODE));
    if (written != null) {
      return new Programme(code, words(written), true);
    }
    return code == null ? null : tables.programme(code);
  }

  private List<Score> scores(Map<Integer, Term> skills) throws MalformedRecord {
    Cbor value = find(ClaimsWriter.SCORES);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof Cbor.Map table) || table.size() == 0) {
      throw new MalformedRecord("scores are a map of one line or more");
    }
    List<Score> scores = new ArrayList<>();
    for (Cbor.Entry line : table.entries()) {
      int hundredths = small(line.value());
      if (hundredths < 0 || hundredths > MOST_HUNDREDTHS) {
        throw new MalformedRecord("a score is 0 to 100000 hundredths");
      }
      Term skill = CodeTables.row(skills, small(line.key()));
      scores.add(new Score(skill, BigDecimal.valueOf(hundredths, HUNDREDTHS)));
    }
    return scores;
  }

  private @Nullable BilingualText optionalWords(long key) throws MalformedRecord {
    Cbor value = find(key);
    return value == null ? null : words(value);
  }

  private static BilingualText words(Cbor value) throws MalformedRecord {
    if (value instanceof Cbor.Array array
        && (array.items().size() == 1 || array.items().size() == 2)) {
      List<String> parts = new ArrayList<>();
      for (Cbor item : array.items()) {
        if (!(item instanceof Cbor.Text text) || text.value().isBlank()) {
          throw new MalformedRecord("words are texts and not empty");
        }
        parts.add(text.value());
      }
      return new BilingualText(parts.get(0), parts.size() == 2 ? parts.get(1) : "");
    }
    throw new MalformedRecord("words are [vi] or [vi, en]");
  }

  private static PartialDate partial(Cbor value) throws MalformedRecord {
    try {
      if (value instanceof Cbor.Array parts
          && !parts.items().isEmpty()
          && parts.items().size() <= 2) {
        int year = small(parts.items().get(0));
        return new PartialDate(
            year, parts.items().size() == 1 ? null : small(parts.items().get(1)), null);
      }
      return PartialDate.of(day(value));
    } catch (DateTimeException e) {
      throw new MalformedRecord("no such date", e);
    }
  }

  private static LocalDate day(Cbor value) throws MalformedRecord {
    LocalDate day = LocalDate.ofEpochDay(small(value));
    if (day.getYear() < PartialDate.FIRST_YEAR || day.getYear() > PartialDate.LAST_YEAR) {
      throw new MalformedRecord("a day is in the years 1800 to 2199");
    }
    return day;
  }

  private static int small(Cbor value) throws MalformedRecord {
    if (value instanceof Cbor.Int number && number.value() == (int) number.value()) {
      return (int) number.value();
    }
    throw new MalformedRecord("an integer of 32 bits is expected");
  }
}
