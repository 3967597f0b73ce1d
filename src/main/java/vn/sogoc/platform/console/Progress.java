package vn.sogoc.platform.console;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Names the step a person is waiting for. A step shorter than two seconds is silent; a longer one
 * is named, repeated every ten seconds, and closed with the time it took.
 */
public final class Progress {
  private static final long QUIET_MILLIS = 2_000;
  private static final long REPEAT_MILLIS = 10_000;

  private final PrintStream out;
  private final long quietMillis;

  /** Writes to the given stream, one line per message. */
  public Progress(PrintStream out) {
    this(out, QUIET_MILLIS);
  }

  Progress(PrintStream out, long quietMillis) {
    this.out = out;
    this.quietMillis = quietMillis;
  }

  /** What a step does; it may fail with a checked exception of its own. */
  @FunctionalInterface
  public interface Work<T, E extends Exception> {
    /** Does the work in the calling thread. */
    T run() throws E;
  }

  /**
   * Does the work and reports while it lasts.
   *
   * @param what the step in words, such as {@code "Making the database directory"}
   */
  public <T, E extends Exception> T step(String what, Work<T, E> work) throws E {
    Step step = new Step(what);
    try {
      return work.run();
    } finally {
      step.end();
    }
  }

  /** Says one line at once. */
  public void say(String line) {
    out.println("sogoc: " + line);
    out.flush();
  }

  /** A step under way, reported by a thread of its own. */
  private final class Step {
    private final CountDownLatch done = new CountDownLatch(1);
    private final long start = System.nanoTime();
    private final String what;
    private final Thread reporter;

    private Step(String what) {
      this.what = what;
      reporter = new Thread(this::report, "progress");
      reporter.setDaemon(true);
      reporter.start();
    }

    private void report() {
      try {
        if (done.await(quietMillis, TimeUnit.MILLISECONDS)) {
          return;
        }
        say(what + " ...");
        while (!done.await(REPEAT_MILLIS, TimeUnit.MILLISECONDS)) {
          say(what + " ... " + seconds());
        }
        say(what + ": " + seconds());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private String seconds() {
      return String.format(Locale.ROOT, "%.1f s", (System.nanoTime() - start) / 1e9);
    }

    /** Its last line is written before this returns. */
    private void end() {
      done.countDown();
      try {
        reporter.join();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
