package vn.sogoc.platform.jobs;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.kernel.Refusal;

/**
 * A job that counts to its total in commits of one, and can be told to stumble once, refuse, or
 * never get anywhere.
 */
@Singleton
class TestJobs implements JobHandler {
  static final String KIND = "test.count";

  /** What to do at which count, by subject. */
  enum Trouble {
    STUMBLE_ONCE,
    REFUSE,
    OUTSIDE_AWAY_ONCE,
    NEVER
  }

  final Map<String, Trouble> troubles = new ConcurrentHashMap<>();
  final Map<String, Integer> starts = new ConcurrentHashMap<>();
  final Map<String, Long> worked = new ConcurrentHashMap<>();

  @Override
  public String kind() {
    return KIND;
  }

  @Override
  public void run(JobRun run) {
    int start = starts.merge(run.subject(), 1, Integer::sum);
    Trouble trouble = troubles.get(run.subject());
    if (trouble == Trouble.NEVER) {
      throw new IllegalStateException("never");
    }
    while (run.done() < 5) {
      if (run.done() == 3 && trouble != null) {
        stumble(trouble, start);
      }
      long next = run.done() + 1;
      run.commit(
          commit -> {
            worked.merge(run.subject(), 1L, Long::sum);
            commit.done(next);
            commit.moveTo("counted " + next);
          });
    }
    run.commit(commit -> commit.recorded("/somewhere"));
  }

  private static void stumble(Trouble trouble, int start) {
    switch (trouble) {
      case STUMBLE_ONCE -> {
        if (start == 1) {
          throw new IllegalStateException("once");
        }
      }
      case REFUSE -> throw new Refusal(JobProblem.NOT_FOUND, "refused on purpose");
      case OUTSIDE_AWAY_ONCE -> {
        if (start == 1) {
          throw new Refusal(vn.sogoc.platform.http.HttpProblem.UNAVAILABLE, "away");
        }
      }
      case NEVER -> throw new IllegalStateException("never");
    }
  }
}
