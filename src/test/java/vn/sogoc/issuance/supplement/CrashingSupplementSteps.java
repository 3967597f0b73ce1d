package vn.sogoc.issuance.supplement;

import jakarta.inject.Singleton;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import vn.sogoc.kernel.PublicId;

/** Lets the job of a list die once at each of its points. */
@Singleton
public class CrashingSupplementSteps implements SupplementSteps {
  private final Set<String> crashes = ConcurrentHashMap.newKeySet();

  /** At every point, once. */
  public void crashEverywhere(String sheet) {
    Arrays.stream(Point.values()).forEach(point -> crashes.add(sheet + point));
  }

  /** Whether it died at every point that was named. */
  public boolean hasCrashedEverywhere(String sheet) {
    return crashes.stream().noneMatch(c -> c.startsWith(sheet));
  }

  @Override
  public void reached(Point point, PublicId sheet) {
    if (crashes.remove(sheet.toString() + point)) {
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
