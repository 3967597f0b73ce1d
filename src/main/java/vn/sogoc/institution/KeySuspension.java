package vn.sogoc.institution;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * An emergency: a key signs nothing, and nothing is said about what it signed, until two persons
 * decided or the time is over. Its digest is logged; the random id makes that unguessable.
 *
 * @param begins to the millisecond
 * @param ends at most four hours later
 * @param reason for those who decide next
 */
public record KeySuspension(
    UUID id, int institution, KeyId key, Instant begins, Instant ends, String reason) {
  /** The one thing that a single person may do, and for how long at most (design, promise 4). */
  static final Duration LONGEST = Duration.ofHours(4);

  public KeySuspension {
    if (!ends.isAfter(begins) || ends.isAfter(begins.plus(LONGEST))) {
      throw new IllegalArgumentException("a suspension by one person lasts four hours at most");
    }
  }

  /** Whether it holds at this instant. */
  boolean holdsAt(Instant now) {
    return now.isBefore(ends);
  }

  /** What its entry in the log names: {@code [1, id, institution, kid, begins, ends, reason]}. */
  public Digest digest() {
    Bytes name =
        Bytes.of(
            ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    return Digest.sha256(
        Cbor.array(
                Cbor.of(1),
                Cbor.of(name),
                Cbor.of(institution),
                Cbor.of(key.value()),
                Cbor.of(begins.toEpochMilli()),
                Cbor.of(ends.toEpochMilli()),
                Cbor.of(reason))
            .encode());
  }
}
