package vn.sogoc.document;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/**
 * Where an institution's own page has what: places, sizes and words, and nothing that is run. There
 * is no place for a script, markup or a font in it. Lengths are tenths of a millimetre from the
 * upper left corner, sizes tenths of a point, so that one design has one form.
 *
 * @param background digest of a picture that fills the page
 * @param items texts, in any order
 * @param signature picture of the signature
 * @param seal picture of the seal
 * @param code where the QR code is
 */
public record Design(
    Paper paper,
    @Nullable Digest background,
    List<Item> items,
    @Nullable Placed signature,
    @Nullable Placed seal,
    Code code) {
  private static final float POINTS = 72 / 254f;

  /** Sizes of paper. */
  public enum Paper {
    A4_LANDSCAPE(2970, 2100),
    A4_PORTRAIT(2100, 2970),
    A3_LANDSCAPE(4200, 2970),
    A3_PORTRAIT(2970, 4200),
    A5_LANDSCAPE(2100, 1480),
    A5_PORTRAIT(1480, 2100),
    /** Blanks of 270 by 190 mm, as diplomas have been printed on. */
    BLANK_27X19(2700, 1900);

    private final int width;
    private final int height;

    Paper(int width, int height) {
      this.width = width;
      this.height = height;
    }

    /** Tenths of a millimetre. */
    public int width() {
      return width;
    }

    /** Tenths of a millimetre. */
    public int height() {
      return height;
    }

    /** Such as {@code a4-landscape}. */
    public String code() {
      return Design.code(this);
    }
  }

  /** Where a text stands in its width. */
  public enum Align {
    LEFT,
    CENTRE,
    RIGHT;

    /** In small letters. */
    public String code() {
      return Design.code(this);
    }
  }

  /** The typefaces there are: those that are part of the program, and no other ever is. */
  public enum Font {
    TEXT(Typeface.Use.TEXT),
    TEXT_BOLD(Typeface.Use.TEXT_BOLD),
    TEXT_ITALIC(Typeface.Use.TEXT_ITALIC),
    DISPLAY(Typeface.Use.DISPLAY),
    DISPLAY_ITALIC(Typeface.Use.DISPLAY_ITALIC);

    private final Typeface.Use use;

    Font(Typeface.Use use) {
      this.use = use;
    }

    Typeface.Use use() {
      return use;
    }

    /** Such as {@code text-bold}. */
    public String code() {
      return Design.code(this);
    }
  }

  /**
   * One text.
   *
   * @param field whose value it is; null for words that are the same on every page
   * @param words the words; empty for a field
   * @param english whether words are in English
   * @param x left edge of its width
   * @param y its baseline, the last one where it takes several lines
   * @param width what it shrinks and breaks to stay within
   * @param size of the letters where there is room
   * @param colour 0 to 0xffffff
   * @param capitals whether it is set in capitals
   */
  public record Item(
      @Nullable PageField field,
      String words,
      boolean english,
      int x,
      int y,
      int width,
      int size,
      Align align,
      Font font,
      int colour,
      boolean capitals) {
    boolean isEnglish() {
      return field == null ? english : field.isEnglish();
    }
  }

  /**
   * A picture by its digest, and where it is; its height follows from it.
   *
   * @param of whose signature it is, as the name is printed; empty for a seal
   */
  public record Placed(Digest picture, int x, int y, int width, String of) {}

  /** Which code a page has. */
  public enum CodeForm {
    /** The whole signed record: it verifies with no network. */
    RECORD(330),
    /** A link to the record, where there is no room: 16 mm, and nothing offline. */
    LINK(160);

    private final int least;

    CodeForm(int least) {
      this.least = least;
    }

    /** The smallest side in tenths of a millimetre that phones read. */
    public int least() {
      return least;
    }

    /** In small letters. */
    public String code() {
      return Design.code(this);
    }
  }

  /** Where the code is, and how large with its quiet zone. */
  public record Code(CodeForm form, int x, int y, int side) {
    private static final int LARGEST_RECORD = 450;

    /** The largest side it can need: that of a record with long texts. */
    public int most() {
      return form == CodeForm.RECORD ? Math.max(side, LARGEST_RECORD) : side;
    }
  }

  public Design {
    items = List.copyOf(items);
  }

  /** Digests of all pictures it needs, each once. */
  public List<Digest> pictures() {
    return Stream.of(
            Optional.ofNullable(background),
            Optional.ofNullable(signature).map(Placed::picture),
            Optional.ofNullable(seal).map(Placed::picture))
        .flatMap(Optional::stream)
        .distinct()
        .toList();
  }

  static float points(int tenths) {
    return tenths * POINTS;
  }

  /** The value of an enumeration that has this code. */
  public static <E extends Enum<E>> Optional<E> ofCode(Class<E> type, String code) {
    return Arrays.stream(type.getEnumConstants()).filter(e -> code(e).equals(code)).findFirst();
  }

  private static String code(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
