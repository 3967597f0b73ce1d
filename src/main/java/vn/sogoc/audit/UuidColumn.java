package vn.sogoc.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One UUID for each ordinal, sixteen bytes each; one that was never set is empty. */
final class UuidColumn {
  private static final int IN_CHUNK = 1 << 15;

  private final List<long[]> chunks = new ArrayList<>();

  void set(int ordinal, UUID value) {
    while (chunks.size() <= ordinal / IN_CHUNK) {
      chunks.add(new long[IN_CHUNK * 2]);
    }
    long[] chunk = chunks.get(ordinal / IN_CHUNK);
    chunk[ordinal % IN_CHUNK * 2] = value.getMostSignificantBits();
    chunk[ordinal % IN_CHUNK * 2 + 1] = value.getLeastSignificantBits();
  }

  Optional<UUID> get(int ordinal) {
    if (ordinal < 0 || chunks.size() <= ordinal / IN_CHUNK) {
      return Optional.empty();
    }
    long[] chunk = chunks.get(ordinal / IN_CHUNK);
    UUID value = new UUID(chunk[ordinal % IN_CHUNK * 2], chunk[ordinal % IN_CHUNK * 2 + 1]);
    return value.equals(new UUID(0, 0)) ? Optional.empty() : Optional.of(value);
  }
}
