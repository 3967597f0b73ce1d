package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Published lists, newest first.
 *
 * @param issuers institutions to choose from
 * @param next path of the page after, null on the last
 */
public record ListsScreen(List<Choice> issuers, List<ListLine> lists, @Nullable String next) {
  public ListsScreen {
    issuers = List.copyOf(issuers);
    lists = List.copyOf(lists);
  }
}
