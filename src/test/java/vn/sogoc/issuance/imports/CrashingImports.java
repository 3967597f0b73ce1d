package vn.sogoc.issuance.imports;

import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import vn.sogoc.kernel.PublicId;

/** Lets the job that reads an import die once at a point. */
@Singleton
public class CrashingImports implements ImportSteps {
  private volatile String next = "";
  private volatile Consumer<PublicId> action = list -> {};
  private volatile boolean fatal = true;
  private final Map<String, Integer> crashed = new ConcurrentHashMap<>();

  /** The next job that gets to the point dies there. */
  public void crashNext(String point) {
    action = list -> {};
    fatal = true;
    next = Point.valueOf(point).name();
  }

  /** The next job that gets to the point does this there, and dies where that is wished. */
  public void doNext(String point, boolean dies, Consumer<PublicId> what) {
    action = what;
    fatal = dies;
    next = Point.valueOf(point).name();
  }

  /** How often the job of an import has died. */
  public int crashes(String list) {
    return crashed.getOrDefault(list, 0);
  }

  @Override
  public void reached(Point point, PublicId list) {
    if (point.name().equals(next)) {
      next = "";
      action.accept(list);
      if (!fatal) {
        return;
      }
      crashed.merge(list.toString(), 1, Integer::sum);
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
