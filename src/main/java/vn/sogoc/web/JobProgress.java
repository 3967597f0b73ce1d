package vn.sogoc.web;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.jobs.JobState;
import vn.sogoc.platform.jobs.JobView;

/** How far a job is, in words; the script of the page writes the same ones while it goes on. */
final class JobProgress {
  private JobProgress() {}

  /** {@code running}, {@code paused}, {@code failed} or {@code done}. */
  static String outcome(JobView job) {
    return switch (job.state()) {
      case QUEUED, RUNNING, RECORDED -> "running";
      case PAUSED -> "paused";
      case FAILED -> "failed";
      case DONE -> "done";
    };
  }

  /** Whole percents, rounded down, so that all but one is not all. */
  static int percent(JobView job) {
    return job.total() == 0 ? 0 : (int) (100 * Math.min(job.done(), job.total()) / job.total());
  }

  /** How many of how many, how fast, how long still, how many failed. */
  static String sentence(Ui ui, String words, JobView job) {
    List<String> parts = new ArrayList<>();
    parts.add(
        job.total() == 0
            ? ui.t(words + "so-far", ui.shown().count(job.done()))
            : ui.t(words + "of", ui.shown().count(job.done()), ui.shown().count(job.total())));
    if (job.state() == JobState.RUNNING && job.ratePerSecond() > 0) {
      parts.add(ui.t(words + "rate", ui.shown().count(Math.round(job.ratePerSecond()))));
      Long eta = job.etaSeconds();
      if (eta != null && job.done() < job.total()) {
        parts.add(ui.t(words + "left", duration(ui, eta)));
      }
    }
    if (job.failed() > 0) {
      parts.add(ui.t(words + "failed", ui.shown().count(job.failed())));
    }
    return String.join(" · ", parts);
  }

  /** The steps of a kind of job, with where it is. */
  static List<ProgressScreen.Step> steps(Ui ui, String words, List<String> codes, JobView job) {
    int at = job.state() == JobState.DONE ? codes.size() : Math.max(0, codes.indexOf(job.step()));
    List<ProgressScreen.Step> steps = new ArrayList<>();
    for (int i = 0; i < codes.size(); i++) {
      String state = i < at ? "past" : i == at ? "now" : "later";
      steps.add(new ProgressScreen.Step(codes.get(i), ui.t(words + "step." + codes.get(i)), state));
    }
    return steps;
  }

  /** How long a job took; null until it is at its end. */
  static @Nullable String took(Ui ui, JobView job) {
    Instant from = job.startedAt();
    Instant until = job.finishedAt();
    return from == null || until == null
        ? null
        : duration(ui, Math.max(1, Duration.between(from, until).toSeconds()));
  }

  private static String duration(Ui ui, long seconds) {
    return seconds < 90
        ? ui.t("web.seconds", seconds)
        : ui.t("web.minutes", Math.round(seconds / 60.0));
  }
}
