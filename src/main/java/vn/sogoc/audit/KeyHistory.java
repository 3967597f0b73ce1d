package vn.sogoc.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.TrustedKey;

/** The statements that verified, by institution, in the order of their versions. */
final class KeyHistory {
  /** One statement and where it stands in the log; -1 where it does not. */
  record Version(long position, CheckedStatement checked) {}

  private final Map<Integer, List<Version>> versions = new HashMap<>();
  private final Map<KeyId, TrustedKey> keys = new HashMap<>();

  void add(Version version) {
    int institution = version.checked().statement().facts().id();
    versions.computeIfAbsent(institution, none -> new ArrayList<>()).add(version);
    if (version.position() >= 0) {
      version
          .checked()
          .statement()
          .keys()
          .forEach(
              key -> version.checked().key(key.id()).ifPresent(known -> keys.put(key.id(), known)));
    }
  }

  /** A key of a logged statement; what it may have signed and when is asked by {@link #at}. */
  Optional<TrustedKey> key(KeyId id) {
    return Optional.ofNullable(keys.get(id));
  }

  Optional<Version> newest(int institution) {
    List<Version> all = versions.getOrDefault(institution, List.of());
    return all.isEmpty() ? Optional.empty() : Optional.of(all.getLast());
  }

  /** The newest logged statement of each institution, in the order of their numbers. */
  List<CheckedStatement> newest() {
    return versions.keySet().stream()
        .sorted()
        .map(institution -> at(institution, Long.MAX_VALUE))
        .flatMap(Optional::stream)
        .toList();
  }

  /** The statement that was the newest in the log when the entry of this index was given it. */
  Optional<CheckedStatement> at(int institution, long position) {
    return versions.getOrDefault(institution, List.of()).reversed().stream()
        .filter(v -> v.position() >= 0 && v.position() < position)
        .findFirst()
        .map(Version::checked);
  }
}
