package vn.sogoc.web;

import java.util.List;

/**
 * Somebody who works at an institution.
 *
 * @param held roles that can be taken away
 * @param others roles that can be asked for
 * @param changes whether the visitor may change anything about them
 * @param self whether it is the visitor
 */
public record PersonScreen(
    String name,
    String username,
    String institution,
    String office,
    String path,
    boolean ended,
    List<Choice> held,
    List<Choice> others,
    boolean changes,
    boolean self) {
  public PersonScreen {
    held = List.copyOf(held);
    others = List.copyOf(others);
  }
}
