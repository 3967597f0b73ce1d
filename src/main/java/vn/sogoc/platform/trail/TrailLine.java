package vn.sogoc.platform.trail;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * One line of the trail. Its hash is SHA-256 of ASCII text in one form, so that whoever has the
 * columns recomputes it with {@code sha256sum}:
 *
 * <pre>
 * sogoc-trail/v1 batch.sign
 * seq 12
 * time 1795500000123
 * actor acc_...
 * role sign
 * institution 107
 * object bat_...
 * details kq3...       43 characters of base64url
 * previous 9fT...      the hash of the line before, in the same form
 * </pre>
 *
 * @param seq 1 for the first, without gaps
 * @param time when it was written, to the millisecond
 * @param previous hash of the line before; of the first one {@link #BEGINNING}
 */
public record TrailLine(long seq, Instant time, Deed deed, Digest previous) {
  private static final String CONTEXT = "sogoc-trail/v1";

  /** What the first line follows: SHA-256 of the context and a line feed. */
  public static final Digest BEGINNING =
      Digest.sha256((CONTEXT + "\n").getBytes(StandardCharsets.US_ASCII));

  public TrailLine {
    if (seq < 1) {
      throw new IllegalArgumentException("lines are counted from 1, found " + seq);
    }
    if (!time.equals(time.truncatedTo(ChronoUnit.MILLIS))) {
      throw new IllegalArgumentException("time is in whole milliseconds");
    }
  }

  /** The bytes that are hashed. */
  public Bytes encode() {
    String text =
        CONTEXT
            + (" " + deed.action())
            + ("\nseq " + seq)
            + ("\ntime " + time.toEpochMilli())
            + ("\nactor " + deed.doer().id())
            + ("\nrole " + deed.doer().role())
            + ("\ninstitution " + deed.institution())
            + ("\nobject " + deed.object())
            + ("\ndetails " + deed.details().bytes().base64Url())
            + ("\nprevious " + previous.bytes().base64Url())
            + "\n";
    return Bytes.of(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** What the next line holds, and what the log is told. */
  public Digest hash() {
    return Digest.sha256(encode());
  }
}
