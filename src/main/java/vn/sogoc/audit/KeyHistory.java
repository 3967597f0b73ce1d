package vn.sogoc.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.KeySuspension;
import vn.sogoc.institution.TrustedKey;

/**
 * The statements that verified, by institution, in the order of their versions; and which keys one
 * person let rest for some hours.
 */
final class KeyHistory {
  /** One statement and where it stands in the log; -1 where it does not. */
  record Version(long position, CheckedStatement checked) {}

  /** What is recorded in the moment of the end has a time from just before it. */
  private static final Duration SKEW = Duration.ofSeconds(5);

  /** A suspension and where it stands in the log. */
  private record Rest(long position, KeySuspension suspension) {}

  private final Map<Integer, List<Version>> versions = new HashMap<>();
  private final Map<KeyId, List<Rest>> rests = new HashMap<>();
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

  /** Takes a suspension that the log has. */
  void add(long position, KeySuspension suspension) {
    rests
        .computeIfAbsent(suspension.key(), none -> new ArrayList<>())
        .add(new Rest(position, suspension));
  }

  /**
   * Whether a key rested when something under it was recorded: behind the suspension in the log,
   * and before its end.
   */
  boolean rested(KeyId key, long position, Instant recorded) {
    return rests.getOrDefault(key, List.of()).stream()
        .anyMatch(
            rest ->
                rest.position() < position
                    && recorded.isBefore(rest.suspension().ends().minus(SKEW)));
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
    List<Version> all = versions.getOrDefault(institution, List.of());
    for (int i = all.size() - 1; i >= 0; i--) { // asked for every record
      Version version = all.get(i);
      if (version.position() >= 0 && version.position() < position) {
        return Optional.of(version.checked());
      }
    }
    return Optional.empty();
  }
}
