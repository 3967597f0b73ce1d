package vn.sogoc.credential;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How many rows of a list fall to each programme of study, in one text form: codes in ascending
 * order as {@code 7480101=3 7480201=20}, and {@code -} for rows without a national code.
 */
public final class ProgrammeTally {
  private static final String NO_CODE = "-";

  private final Map<String, Integer> rows = new TreeMap<>();

  /** Counts a row. */
  public void add(Claims claims) {
    Programme programme = claims.programme();
    @Nullable String code = programme == null ? null : programme.code();
    rows.merge(code == null ? NO_CODE : code, 1, Integer::sum);
  }

  /** How many rows fall to a programme in a text of this form. */
  public static int of(String text, String code) {
    for (String one : text.split(" ")) {
      if (one.startsWith(code + "=")) {
        return Integer.parseInt(one.substring(code.length() + 1));
      }
    }
    return 0;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    rows.forEach(
        (code, count) ->
            text.append(text.isEmpty() ? "" : " ").append(code).append('=').append(count));
    return text.toString();
  }
}
