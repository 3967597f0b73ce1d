package vn.sogoc.person;

import java.util.ArrayList;
import java.util.List;

/** Cuts a long list into questions that the database likes. */
final class Parts {
  private static final int SIZE = 1000;

  private Parts() {}

  static <T> List<List<T>> of(List<T> whole) {
    List<List<T>> parts = new ArrayList<>(whole.size() / SIZE + 1);
    for (int i = 0; i < whole.size(); i += SIZE) {
      parts.add(whole.subList(i, Math.min(whole.size(), i + SIZE)));
    }
    return parts;
  }
}
