package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What happened to one document.
 *
 * @param blank number of the blank that it is on; null where it is on none
 * @param path of this page
 * @param records whether the visitor may write down that somebody received it
 * @param undoes whether the visitor may take back the last delivery
 * @param sends whether a link can be sent to the holder
 * @param typed what was typed of somebody who received it in the holder's place
 */
public record DeliveryScreen(
    String name,
    String kind,
    String serial,
    String register,
    String issued,
    @Nullable String blank,
    String batch,
    String path,
    List<Event> events,
    boolean records,
    boolean undoes,
    boolean sends,
    List<Choice> papers,
    Typed typed,
    List<NumberForm.FieldFault> faults) {
  public DeliveryScreen {
    events = List.copyOf(events);
    papers = List.copyOf(papers);
    faults = List.copyOf(faults);
  }

  /** Something that happened. */
  public record Event(String what, String by) {}

  /** Whether the blank can be set aside as misprinted. */
  public boolean isOnBlank() {
    return records && blank != null;
  }

  /** What stands in the form. */
  public record Typed(String name, String number) {}

  /** Whether a field is to be corrected. */
  public boolean wrong(String field) {
    return faults.stream().anyMatch(fault -> fault.field().equals(field));
  }
}
