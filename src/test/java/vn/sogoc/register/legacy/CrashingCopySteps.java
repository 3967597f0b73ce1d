package vn.sogoc.register.legacy;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.kernel.PublicId;

/** Lets the job of a page die once at each point that is named. */
@Singleton
public class CrashingCopySteps implements CopySteps {
  private final Map<String, Boolean> crashes = new ConcurrentHashMap<>();

  void crashOnce(String page, Point point) {
    crashes.put(page + point, true);
  }

  boolean hasCrashed(String page, Point point) {
    return !crashes.containsKey(page + point);
  }

  @Override
  public void reached(Point point, PublicId page) {
    if (crashes.remove(page.toString() + point) != null) {
      throw new Crash();
    }
  }

  /** Not an exception that anything handles. */
  static final class Crash extends Error {
    private static final long serialVersionUID = 1L;

    Crash() {
      super("crash", null, false, false);
    }
  }
}
