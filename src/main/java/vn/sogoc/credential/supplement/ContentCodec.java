package vn.sogoc.credential.supplement;

import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cbor.MalformedCbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** The content of a supplement as bytes, by src/docs/supplement.md: one form and no other. */
public final class ContentCodec {
  /** Largest content in bytes. */
  public static final int MAX_SIZE = 56 * 1024;

  /** Every course is an array of seven with its name inside; more items than these are none. */
  static final int MAX_ITEMS = 4096;

  private static final int COURSE_ITEMS = 7;
  private static final int THESIS_ITEMS = 3;

  private ContentCodec() {}

  /** The content as it stands in the signed payload. */
  public static Bytes encode(SupplementContent content) {
    return toCbor(content).encode();
  }

  /**
   * Reads what {@link #encode} gives.
   *
   * @throws MalformedSupplement where the bytes are anything else
   */
  public static SupplementContent decode(Bytes bytes) throws MalformedSupplement {
    try {
      SupplementContent content = of(Cbor.decode(bytes, MAX_SIZE, MAX_ITEMS));
      if (!encode(content).equals(bytes)) {
        throw new MalformedSupplement("a content has the one form");
      }
      return content;
    } catch (MalformedCbor e) {
      throw new MalformedSupplement("a content is deterministic CBOR: " + e.getMessage());
    }
  }

  static Cbor toCbor(SupplementContent c) {
    Cbor.MapBuilder map =
        Cbor.map()
            .put(1, Cbor.of(c.fullName().value()))
            .put(2, Cbor.of(c.birthDate().toString()))
            .put(3, Cbor.of(c.studentCode()))
            .put(4, words(c.programme()))
            .put(6, Cbor.of(c.enrolled().toString()))
            .put(7, words(c.language()))
            .put(8, words(c.duration()))
            .put(9, Cbor.of(c.level()))
            .put(11, Cbor.of(c.scale()))
            .put(12, Cbor.of(c.totalCredits().hundredths()))
            .put(13, Cbor.of(c.average().hundredths()))
            .put(16, Cbor.array(c.courses().stream().map(ContentCodec::course).toList()));
    put(map, 5, c.specialisation());
    put(map, 10, c.mode());
    put(map, 15, c.ranking());
    Thesis thesis = c.thesis();
    if (thesis != null) {
      map.put(14, Cbor.array(words(thesis.title()), mark(thesis.mark()), Cbor.of(thesis.letter())));
    }
    if (!c.notes().isEmpty()) {
      map.put(17, Cbor.array(c.notes().stream().map(Cbor::of).toList()));
    }
    return map.build();
  }

  static SupplementContent of(Cbor item) throws MalformedSupplement {
    if (!(item instanceof Cbor.Map map)) {
      throw new MalformedSupplement("a content is a map");
    }
    try {
      return new SupplementContent(
          new PersonName(text(map, 1)),
          PartialDate.parse(text(map, 2)),
          text(map, 3),
          required(map, 4),
          optional(map, 5),
          PartialDate.parse(text(map, 6)),
          required(map, 7),
          required(map, 8),
          number(map.get(9).orElse(null)),
          optional(map, 10),
          number(map.get(11).orElse(null)),
          new Amount(number(map.get(12).orElse(null))),
          new Amount(number(map.get(13).orElse(null))),
          thesis(map.get(14).orElse(null)),
          optional(map, 15),
          courses(map.get(16).orElse(null)),
          notes(map.get(17).orElse(null)));
    } catch (IllegalArgumentException | DateTimeException | Refusal e) {
      throw new MalformedSupplement("a value of a content is outside its range");
    }
  }

  private static Cbor course(Course course) {
    return Cbor.array(
        Cbor.of(course.code()),
        words(course.name()),
        Cbor.of(course.credits().hundredths()),
        mark(course.mark()),
        Cbor.of(course.letter()),
        Cbor.of(course.elsewhere()),
        Cbor.of(course.counted()));
  }

  private static Cbor mark(@Nullable Amount mark) {
    return mark == null ? new Cbor.Null() : Cbor.of(mark.hundredths());
  }

  private static Cbor words(BilingualText text) {
    return text.isBilingual()
        ? Cbor.array(Cbor.of(text.vi()), Cbor.of(text.en()))
        : Cbor.array(Cbor.of(text.vi()));
  }

  private static void put(Cbor.MapBuilder map, int key, @Nullable BilingualText text) {
    if (text != null) {
      map.put(key, words(text));
    }
  }

  private static List<Course> courses(@Nullable Cbor item) throws MalformedSupplement {
    List<Course> courses = new ArrayList<>();
    for (Cbor one : items(item, SupplementContent.MOST_COURSES)) {
      List<Cbor> parts = items(one, COURSE_ITEMS);
      if (parts.size() != COURSE_ITEMS || !(parts.get(6) instanceof Cbor.Bool counted)) {
        throw new MalformedSupplement("a course has seven parts");
      }
      courses.add(
          new Course(
              text(parts.get(0)),
              words(parts.get(1)),
              new Amount(number(parts.get(2))),
              mark(parts.get(3)),
              text(parts.get(4)),
              text(parts.get(5)),
              counted.value()));
    }
    return courses;
  }

  private static List<String> notes(@Nullable Cbor item) throws MalformedSupplement {
    if (item == null) {
      return List.of();
    }
    List<String> notes = new ArrayList<>();
    for (Cbor one : items(item, SupplementContent.MOST_NOTES)) {
      notes.add(text(one));
    }
    return notes;
  }

  private static @Nullable Thesis thesis(@Nullable Cbor item) throws MalformedSupplement {
    if (item == null) {
      return null;
    }
    List<Cbor> parts = items(item, THESIS_ITEMS);
    if (parts.size() != THESIS_ITEMS) {
      throw new MalformedSupplement("a thesis has three parts");
    }
    return new Thesis(words(parts.get(0)), mark(parts.get(1)), text(parts.get(2)));
  }

  private static @Nullable Amount mark(Cbor item) throws MalformedSupplement {
    return item instanceof Cbor.Null ? null : new Amount(number(item));
  }

  private static BilingualText required(Cbor.Map map, int key) throws MalformedSupplement {
    return words(map.get(key).orElse(null));
  }

  private static @Nullable BilingualText optional(Cbor.Map map, int key)
      throws MalformedSupplement {
    Cbor item = map.get(key).orElse(null);
    return item == null ? null : words(item);
  }

  private static BilingualText words(@Nullable Cbor item) throws MalformedSupplement {
    List<Cbor> parts = items(item, 2);
    return switch (parts.size()) {
      case 1 -> new BilingualText(text(parts.getFirst()), "");
      case 2 -> new BilingualText(text(parts.getFirst()), text(parts.getLast()));
      default -> throw new MalformedSupplement("words are one or two texts");
    };
  }

  private static List<Cbor> items(@Nullable Cbor item, int most) throws MalformedSupplement {
    if (item instanceof Cbor.Array array && array.items().size() <= most) {
      return array.items();
    }
    throw new MalformedSupplement("an array of at most " + most);
  }

  private static String text(Cbor.Map map, int key) throws MalformedSupplement {
    return text(map.get(key).orElse(null));
  }

  private static String text(@Nullable Cbor item) throws MalformedSupplement {
    if (item instanceof Cbor.Text text) {
      return text.value();
    }
    throw new MalformedSupplement("a text");
  }

  private static int number(@Nullable Cbor item) throws MalformedSupplement {
    if (item instanceof Cbor.Int number && number.value() >= 0 && number.value() <= Amount.MOST) {
      return (int) number.value();
    }
    throw new MalformedSupplement("a number of 0 to " + Amount.MOST);
  }
}
