package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a file is, or where it is to be had.
 *
 * @param setting of the printer whose blanks it is for, in words; null where whole pages are
 *     printed
 * @param outcome one word: running, paused, failed or done
 * @param failure why it failed; null unless it did
 * @param file the file; null until it is made
 * @param leftOut that documents are not in it; null where all are
 */
public record PrintScreen(
    BatchHeader header,
    String name,
    String form,
    int part,
    @Nullable String setting,
    String outcome,
    long done,
    long total,
    int percent,
    String doing,
    String sentence,
    List<ProgressScreen.Step> steps,
    @Nullable ProblemView failure,
    String job,
    @Nullable File file,
    @Nullable String leftOut) {

  /** A file to take along. */
  public record File(String path, String size, String digest, String expires) {}

  public PrintScreen {
    steps = List.copyOf(steps);
  }

  /** Whether it goes on by itself, so that the page follows it. */
  public boolean moves() {
    return file == null && (outcome.equals("running") || outcome.equals("paused"));
  }

  /** Where its documents are handed out, which comes next. */
  public String handOut() {
    return header.path() + "/deliveries";
  }

  /** Where all files of the batch are. */
  public String all() {
    return header.path() + "/prints";
  }
}
