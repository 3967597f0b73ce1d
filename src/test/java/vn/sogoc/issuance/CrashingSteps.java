package vn.sogoc.issuance;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.kernel.PublicId;

/** Lets the job of a batch die once at a point. */
@Singleton
class CrashingSteps implements SigningSteps {
  private final Map<String, Point> crashes = new ConcurrentHashMap<>();
  private final Map<String, Runnable> works = new ConcurrentHashMap<>();
  private final Map<String, Integer> reached = new ConcurrentHashMap<>();

  void crashOnce(String batch, Point point) {
    crashes.put(batch, point);
  }

  /** Does something once when the job of a batch gets to a point, and lets it go on. */
  void doOnce(String batch, Point point, Runnable work) {
    works.put(batch + point, work);
  }

  boolean hasCrashed(String batch) {
    return !crashes.containsKey(batch);
  }

  int timesReached(String batch, Point point) {
    return reached.getOrDefault(batch + point, 0);
  }

  @Override
  public void reached(Point point, PublicId batch) {
    reached.merge(batch.toString() + point, 1, Integer::sum);
    Runnable work = works.remove(batch.toString() + point);
    if (work != null) {
      work.run();
    }
    if (crashes.remove(batch.toString(), point)) {
      throw new Crash(point);
    }
  }

  /** Not an exception that anything handles. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash(Point point) {
      super("crash at " + point, null, false, false);
    }
  }
}
