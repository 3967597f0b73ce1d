package vn.sogoc.web;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far the signing of a batch is, or how it ended.
 *
 * @param outcome one word: running, paused, failed or done
 * @param percent of the signatures, whole
 * @param doing what is being done, in words
 * @param sentence how many of how many, how fast, how long still
 * @param steps in order
 * @param mayPause whether the visitor may let it rest and go on
 * @param mayAskAgain whether the visitor may take up what failed
 * @param failure why it failed; null unless it did
 * @param voiding where what failed can be given up; null where it did not, or is recorded already
 * @param job its identifier, for the script
 * @param list path of the published list; null until it is there
 * @param took how long it took, in words; null until it is done
 */
public record ProgressScreen(
    BatchHeader header,
    String outcome,
    long done,
    long total,
    int percent,
    String doing,
    String sentence,
    List<Step> steps,
    boolean mayPause,
    boolean mayAskAgain,
    @Nullable ProblemView failure,
    @Nullable String voiding,
    String job,
    @Nullable String list,
    @Nullable String took) {

  /**
   * One step.
   *
   * @param code its word in the API
   * @param state {@code past}, {@code now} or {@code later}
   */
  public record Step(String code, String name, String state) {}

  public ProgressScreen {
    steps = List.copyOf(steps);
  }

  /** Whether it goes on by itself, so that the page follows it. */
  public boolean moves() {
    return outcome.equals("running") || outcome.equals("paused");
  }

  /** Where the form goes that takes up what failed. */
  public String action() {
    return header.path() + "/signing";
  }

  /** Where the form goes that lets it rest. */
  public String pause() {
    return action() + "/pause";
  }

  /** Where the form goes that lets it go on. */
  public String resume() {
    return action() + "/resume";
  }
}
