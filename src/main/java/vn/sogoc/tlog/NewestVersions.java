package vn.sogoc.tlog;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.kernel.Digest;

/**
 * The entries of what is published again and again: status lists, bundles, heads of the audit
 * trail. There is no end to them, and nobody asks for old ones; of each type the newest are kept.
 */
final class NewestVersions {
  /** Half a year of a status list every hour; less than 2 MB. */
  static final int MOST_OF_A_TYPE = 4096;

  private final Map<EntryType, Map<Version, Logged>> byType = new EnumMap<>(EntryType.class);

  /** Adds a later entry than all before; of two with one digest the first counts. */
  synchronized void add(Logged logged) {
    byType
        .computeIfAbsent(logged.entry().type(), t -> new Newest())
        .putIfAbsent(new Version(logged.entry().institution(), logged.entry().digest()), logged);
  }

  synchronized Optional<Logged> find(EntryType type, int institution, Digest digest) {
    return Optional.ofNullable(byType.get(type))
        .map(newest -> newest.get(new Version(institution, digest)));
  }

  private record Version(int institution, Digest digest) {}

  private static final class Newest extends LinkedHashMap<Version, Logged> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Version, Logged> eldest) {
      return size() > MOST_OF_A_TYPE;
    }
  }
}
