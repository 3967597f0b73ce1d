package vn.sogoc.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/**
 * A typeface of the page, parsed once per process and shared by all pages: which letters it has and
 * how wide a text is in it. The files are in {@code /fonts} with their licence. Only read after
 * construction, apart from the cache of pairs.
 */
final class Typeface {
  /** The typefaces of the page by their use. */
  enum Use {
    TEXT("NotoSerif-Regular"),
    TEXT_BOLD("NotoSerif-Bold"),
    TEXT_ITALIC("NotoSerif-Italic"),
    DISPLAY("NotoSerifDisplay-Bold"),
    DISPLAY_ITALIC("NotoSerifDisplay-Italic");

    private final String file;

    Use(String file) {
      this.file = file;
    }
  }

  /** Loaded when the first page is drawn, so that a start does not wait for it. */
  private static final class Shared {
    private static final Map<Use, Typeface> BY_USE = load();

    private static Map<Use, Typeface> load() {
      Map<Use, Typeface> all = new EnumMap<>(Use.class);
      for (Use use : Use.values()) {
        all.put(use, new Typeface(use.file));
      }
      return all;
    }
  }

  private final TrueTypeFont font;
  private final CmapLookup letters;
  private final Kerning kerning;
  private final ConcurrentHashMap<Long, Integer> pairs = new ConcurrentHashMap<>();
  private final float unit;

  private Typeface(String file) {
    try (InputStream stream = Typeface.class.getResourceAsStream("/fonts/" + file + ".ttf")) {
      if (stream == null) {
        throw new IllegalStateException("the typeface " + file + " is missing in the program");
      }
      font = new TTFParser().parse(new RandomAccessReadBuffer(stream.readAllBytes()));
      // Joined letters (fi, fl) would be lost where a reader copies the text out of the page.
      font.setEnableGsub(false);
      letters = font.getUnicodeCmapLookup();
      kerning = new Kerning(font.getTableBytes(font.getTableMap().get("GPOS")));
      unit = 1000f / font.getUnitsPerEm();
    } catch (IOException e) {
      throw new UncheckedIOException("the typeface " + file + " cannot be read", e);
    }
  }

  /** The one typeface of that use. */
  static Typeface of(Use use) {
    return Objects.requireNonNull(Shared.BY_USE.get(use));
  }

  /** The font itself, for embedding. It is never closed and only read. */
  TrueTypeFont font() {
    return font;
  }

  /** The first character that has no glyph, empty where the text can be printed. */
  Optional<String> missing(String text) {
    return text.codePoints()
        .filter(c -> letters.getGlyphId(c) == 0)
        .mapToObj(Character::toString)
        .findFirst();
  }

  /** Width in thousandths of the type size, with kerning and without tracking. */
  float width(String text) {
    int units = 0;
    int left = -1;
    try {
      for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
        int glyph = letters.getGlyphId(text.codePointAt(i));
        units += font.getAdvanceWidth(glyph) + (left < 0 ? 0 : kernOfGlyphs(left, glyph));
        left = glyph;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return units * unit;
  }

  /** What is added between two characters, in thousandths of the type size. */
  float kern(int left, int right) {
    return kernOfGlyphs(letters.getGlyphId(left), letters.getGlyphId(right)) * unit;
  }

  private int kernOfGlyphs(int left, int right) {
    return pairs.computeIfAbsent(((long) left << 32) | right, key -> kerning.between(left, right));
  }
}
