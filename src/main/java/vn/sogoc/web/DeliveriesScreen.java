package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who of a batch received their document.
 *
 * @param records whether the visitor may write down that somebody did
 * @param range which rows these are, in words
 * @param before path of the page of rows before, null on the first
 * @param after path of the page of rows after, null on the last
 * @param sheet the newest list that was signed for the whole batch; null where none was yet
 * @param except rows without a signature as they were typed; empty where none were
 * @param exceptFault what is wrong with them; null where nothing is
 * @param fault why nothing was written down; null where nothing is wrong
 */
public record DeliveriesScreen(
    BatchHeader header,
    boolean records,
    List<Line> lines,
    String range,
    @Nullable String before,
    @Nullable String after,
    @Nullable Sheet sheet,
    String except,
    @Nullable String exceptFault,
    @Nullable String fault) {
  public DeliveriesScreen {
    lines = List.copyOf(lines);
  }

  /**
   * A document.
   *
   * @param received when; null where nobody received it
   * @param receiver who, in words; null where nobody did
   */
  public record Line(
      int row,
      String credential,
      String name,
      String birth,
      String serial,
      String register,
      @Nullable String received,
      @Nullable String receiver,
      String path) {}

  /**
   * A signed list.
   *
   * @param moves whether it is being written down still, so that the page follows its job
   * @param sentence how far it is, or what came of it
   * @param undoable whether it can be taken back, today
   */
  public record Sheet(
      boolean moves,
      String job,
      String doing,
      long done,
      long total,
      int percent,
      String sentence,
      boolean undoable) {}

  /** Whether a list is being written down now. */
  public boolean moves() {
    return sheet != null && sheet.moves();
  }

  /** Whether a signed list can be written down now. */
  public boolean takesSheet() {
    return records && !moves() && (isOpen() || before != null);
  }

  /** Whether something on the page can be chosen. */
  public boolean isOpen() {
    return records && lines.stream().anyMatch(line -> line.received() == null);
  }

  /** Where the chosen ones are sent. */
  public String action() {
    return header.path() + "/deliveries";
  }

  /** Where the batch is to be had in the ministry's format. */
  public String ministry() {
    return "/api/v1" + header.path().substring("/me".length()) + "/ministry-export/table.";
  }

  /** Where the list is to be had. */
  public String list() {
    return "/api/v1" + header.path().substring("/me".length()) + "/deliveries/list.";
  }
}
