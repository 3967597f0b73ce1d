package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One document of a batch, as it is or will be printed.
 *
 * @param specimen whether it is only how it will look
 * @param issued path of the page of the credential; null until it is issued
 * @param before path of the row before, null on the first
 * @param after path of the row after, null on the last
 */
public record RowScreen(
    BatchHeader header,
    RowLine row,
    String place,
    boolean specimen,
    @Nullable String issued,
    List<ResultView.Pair> pairs,
    String picture,
    String pdf,
    @Nullable String before,
    @Nullable String after) {
  public RowScreen {
    pairs = List.copyOf(pairs);
  }
}
