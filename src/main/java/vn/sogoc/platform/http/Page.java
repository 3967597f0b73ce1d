package vn.sogoc.platform.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * A page of a list with the cursor of the next one. Lists are read by key and never by offset, so
 * that a page costs the same wherever it is. The next page is also in the {@code Link} header.
 *
 * @param page where the next page begins
 */
public record Page<T>(List<T> data, End page) {
  /**
   * The end of a page.
   *
   * @param next the value of {@code after} for the next page, where there is one
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @Schema(name = "PageEnd")
  public record End(@Nullable String next, boolean hasMore) {}

  /**
   * Of one item more than the page holds, asked for to see whether there is a next page.
   *
   * @param cursor the cursor that stands for an item
   */
  public static <S, T> Page<T> of(
      List<S> found, int size, Function<S, T> item, Function<S, String> cursor) {
    boolean hasMore = found.size() > size;
    List<S> shown = hasMore ? found.subList(0, size) : found;
    String next = hasMore ? cursor.apply(shown.getLast()) : null;
    return new Page<>(shown.stream().map(item).toList(), new End(next, hasMore));
  }

  /**
   * How many items a caller wants on a page.
   *
   * @throws Refusal where the number is not 1 to the largest
   */
  public static int size(int limit, int largest) {
    return checked("limit", limit, 1, largest);
  }

  /**
   * The place after the one a caller names, for lists whose items have consecutive places.
   *
   * @param after the last place of the page before, -1 before the first page
   */
  public static int placeAfter(int after) {
    return checked("after", after, -1, Integer.MAX_VALUE - 1) + 1;
  }

  private static int checked(String parameter, int value, int least, int most) {
    if (value < least || value > most) {
      throw new Refusal(
          HttpProblem.MALFORMED_REQUEST,
          "the parameter " + parameter + " is out of range",
          List.of(
              new Refusal.Fault(
                  "parameter_range", 0, parameter, least + " to " + most, "" + value)));
    }
    return value;
  }
}
