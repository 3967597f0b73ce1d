package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a list is that is being read, or was.
 *
 * @param stage one word: reading, faulty, ready, taking, ended or failed
 * @param sentence how many rows, how many of them good
 * @param job that reads it or makes a batch of it, for the script; empty where none does
 * @param faults what must be mended
 * @param warnings what is worth a look
 * @param longest rows with the longest names
 * @param first rows of the list
 * @param picture path of the picture of the document with the longest name; empty where there is
 *     none
 * @param others paths of lists that are open for the same decision too
 * @param failure why the last job failed; null unless it did
 */
public record ImportScreen(
    ImportHeader header,
    String stage,
    String sentence,
    String rows,
    String job,
    List<FindingsLine> faults,
    List<FindingsLine> warnings,
    List<RowLine> longest,
    List<RowLine> first,
    String picture,
    List<String> others,
    @Nullable ProblemView failure) {
  public ImportScreen {
    faults = List.copyOf(faults);
    warnings = List.copyOf(warnings);
    longest = List.copyOf(longest);
    first = List.copyOf(first);
    others = List.copyOf(others);
  }

  /** The rows with faults as a file. */
  public String badRows() {
    return header.path().replace("/me/", "/api/v1/") + "/errors/rows";
  }

  /** Whether a job goes on that the page follows. */
  public boolean moves() {
    return stage.equals("reading") || stage.equals("taking");
  }

  /** Where the words stand that say what the job does. */
  public String words() {
    return stage.equals("taking") ? "web.taking." : "web.reading.";
  }

  /** The key of its heading. */
  public String title() {
    return "web.import.title." + stage;
  }

  /** Where it is said how the list is read. */
  public String columns() {
    return header.path() + "/columns";
  }

  /** Where the corrected list is brought in. */
  public String again() {
    return header.path().replace("/me/imports/", "/me/imports/new?like=");
  }

  /** Where the form goes that makes a batch of it. */
  public String commit() {
    return header.path() + "/commit";
  }

  /** Where the form goes that gives it up. */
  public String discard() {
    return header.path() + "/discard";
  }
}
