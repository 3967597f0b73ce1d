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

  private final Map<EntryType, Map<Digest, Logged>> byType = new EnumMap<>(EntryType.class);

  /** Adds a later entry than all before; of two with one digest the first counts. */
  synchronized void add(Logged logged) {
    byType
        .computeIfAbsent(logged.entry().type(), t -> new Newest())
        .putIfAbsent(logged.entry().digest(), logged);
  }

  synchronized Optional<Logged> find(Digest digest) {
    return byType.values().stream()
        .flatMap(m -> Optional.ofNullable(m.get(digest)).stream())
        .findFirst();
  }

  private static final class Newest extends LinkedHashMap<Digest, Logged> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Digest, Logged> eldest) {
      return size() > MOST_OF_A_TYPE;
    }
  }
}
