package vn.sogoc.document;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The distances between pairs of glyphs that the designer of a typeface set: pair adjustment of the
 * feature {@code kern} in the OpenType table GPOS, lookup type 2, formats 1 and 2. The PDF library
 * spaces every glyph by its width alone, which tears holes into {@code Tạ} or {@code VÕ}.
 *
 * <p>The typefaces are ours, so a table that is not as specified is an error of the build.
 */
final class Kerning {
  private static final int KERN = ('k' << 24) | ('e' << 16) | ('r' << 8) | 'n';
  private static final int PAIR = 2;
  private static final int EXTENSION = 9;
  private static final int X_ADVANCE = 4;

  private final ByteBuffer table;
  private final List<int[]> lookups = new ArrayList<>();

  /** Reads the table; all offsets in it are from its own beginning. */
  Kerning(byte[] gpos) {
    table = ByteBuffer.wrap(gpos).asReadOnlyBuffer();
    int lookupList = u16(8);
    for (int index : kernLookups(u16(6))) {
      int lookup = lookupList + u16(lookupList + 2 + 2 * index);
      int[] subtables = new int[u16(lookup + 4)];
      int count = 0;
      for (int i = 0; i < subtables.length; i++) {
        int subtable = lookup + u16(lookup + 6 + 2 * i);
        int type = u16(lookup);
        if (type == EXTENSION) {
          type = u16(subtable + 2);
          subtable += table.getInt(subtable + 4);
        }
        if (type == PAIR) {
          subtables[count++] = subtable;
        }
      }
      lookups.add(java.util.Arrays.copyOf(subtables, count));
    }
  }

  /** What is added to the width of the left glyph before the right one, in font units. */
  int between(int left, int right) {
    int sum = 0;
    for (int[] subtables : lookups) {
      for (int subtable : subtables) {
        int covered = covered(subtable + u16(subtable + 2), left);
        if (covered < 0) {
          continue;
        }
        Integer value =
            u16(subtable) == 1
                ? ofPair(subtable, covered, right)
                : Integer.valueOf(ofClasses(subtable, left, right));
        if (value != null) {
          sum += value;
          break; // the first subtable that matches ends the lookup
        }
      }
    }
    return sum;
  }

  private Set<Integer> kernLookups(int featureList) {
    Set<Integer> indices = new LinkedHashSet<>();
    for (int i = 0; i < u16(featureList); i++) {
      int row = featureList + 2 + 6 * i;
      if (table.getInt(row) == KERN) {
        int feature = featureList + u16(row + 4);
        for (int j = 0; j < u16(feature + 2); j++) {
          indices.add(u16(feature + 4 + 2 * j));
        }
      }
    }
    return indices;
  }

  private @Nullable Integer ofPair(int subtable, int covered, int right) {
    int format1 = u16(subtable + 4);
    int size = 2 + 2 * Integer.bitCount(format1) + 2 * Integer.bitCount(u16(subtable + 6));
    int set = subtable + u16(subtable + 10 + 2 * covered);
    int low = 0;
    int high = u16(set) - 1;
    while (low <= high) {
      int middle = (low + high) >>> 1;
      int row = set + 2 + size * middle;
      int second = u16(row);
      if (second == right) {
        return advance(row + 2, format1);
      }
      if (second < right) {
        low = middle + 1;
      } else {
        high = middle - 1;
      }
    }
    return null;
  }

  private int ofClasses(int subtable, int left, int right) {
    int format1 = u16(subtable + 4);
    int size = 2 * Integer.bitCount(format1) + 2 * Integer.bitCount(u16(subtable + 6));
    int first = classOf(subtable + u16(subtable + 8), left);
    int second = classOf(subtable + u16(subtable + 10), right);
    int row = subtable + 16 + size * (first * u16(subtable + 14) + second);
    return advance(row, format1);
  }

  private int advance(int at, int format) {
    if ((format & X_ADVANCE) == 0) {
      return 0;
    }
    return table.getShort(at + 2 * Integer.bitCount(format & (X_ADVANCE - 1)));
  }

  private int covered(int coverage, int glyph) {
    int count = u16(coverage + 2);
    if (u16(coverage) == 1) {
      for (int i = 0; i < count; i++) {
        if (u16(coverage + 4 + 2 * i) == glyph) {
          return i;
        }
      }
      return -1;
    }
    for (int i = 0; i < count; i++) {
      int range = coverage + 4 + 6 * i;
      if (glyph >= u16(range) && glyph <= u16(range + 2)) {
        return u16(range + 4) + glyph - u16(range);
      }
    }
    return -1;
  }

  private int classOf(int classes, int glyph) {
    if (u16(classes) == 1) {
      int offset = glyph - u16(classes + 2);
      return offset >= 0 && offset < u16(classes + 4) ? u16(classes + 6 + 2 * offset) : 0;
    }
    for (int i = 0; i < u16(classes + 2); i++) {
      int range = classes + 4 + 6 * i;
      if (glyph >= u16(range) && glyph <= u16(range + 2)) {
        return u16(range + 4);
      }
    }
    return 0;
  }

  private int u16(int at) {
    return table.getShort(at) & 0xffff;
  }
}
