package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a graduate sees of the own row.
 *
 * @param link the secret that the address had; empty before it was taken over
 * @param institution its name; empty before
 * @param lines what the document will say
 * @param content hash of it
 * @param said what was said before, in a sentence; null where nothing was
 * @param tone colour family of that
 * @param closes until when it can be answered
 * @param fields what a dispute can be about
 * @param wanted what was typed
 * @param disputing whether the part for a dispute is open
 * @param fault what is wrong, in a sentence; null where nothing is
 */
public record OwnRowScreen(
    String link,
    String institution,
    List<ResultView.Pair> lines,
    String content,
    @Nullable String said,
    String tone,
    String closes,
    List<Choice> fields,
    String wanted,
    boolean disputing,
    NumberForm.@Nullable FieldFault fault) {
  public OwnRowScreen {
    lines = List.copyOf(lines);
    fields = List.copyOf(fields);
  }

  static OwnRowScreen empty() {
    return new OwnRowScreen("", "", List.of(), "", null, "calm", "", List.of(), "", false, null);
  }

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return fault != null && fault.field().equals(field);
  }
}
