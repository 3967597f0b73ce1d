package vn.sogoc.issuance.delivery;

import java.util.BitSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Rows of a list as somebody types them, such as {@code 17, 230-233}; from 1. */
final class SheetRows {
  private static final int LONGEST = 1000;
  private static final Pattern ONE = Pattern.compile("([0-9]{1,7})(?:[-–]([0-9]{1,7}))?");

  private SheetRows() {}

  /**
   * The rows of a text; none of an empty one.
   *
   * @param most the last row of the list
   */
  static BitSet parse(@Nullable String typed, int most) {
    BitSet rows = new BitSet();
    String text = typed == null ? "" : typed.strip();
    if (text.isEmpty()) {
      return rows;
    }
    if (text.length() > LONGEST) {
      throw refused(most);
    }
    for (String part : text.split("\\s*[,;]\\s*", -1)) {
      Matcher one = ONE.matcher(part);
      if (!one.matches()) {
        throw refused(most);
      }
      int first = Integer.parseInt(one.group(1));
      int last = one.group(2) == null ? first : Integer.parseInt(one.group(2));
      if (first < 1 || last < first || last > most) {
        throw refused(most);
      }
      rows.set(first, last + 1);
    }
    return rows;
  }

  private static vn.sogoc.kernel.Refusal refused(int most) {
    return Deliveries.refused("except", "rows such as 17, 230-233, of 1 to " + most);
  }
}
