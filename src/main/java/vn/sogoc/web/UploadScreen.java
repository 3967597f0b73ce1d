package vn.sogoc.web;

import java.util.List;

/**
 * The form that brings a list in.
 *
 * @param kinds somebody may sign for the institution today; none where nobody may
 * @param mandates whose signature it may be
 * @param decision filled in from the list that this one corrects; empty otherwise
 */
public record UploadScreen(
    List<Choice> kinds,
    List<Choice> mandates,
    String decision,
    String decisionDate,
    String issueDate,
    String year) {
  public UploadScreen {
    kinds = List.copyOf(kinds);
    mandates = List.copyOf(mandates);
  }
}
