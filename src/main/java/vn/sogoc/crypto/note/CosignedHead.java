package vn.sogoc.crypto.note;

import java.time.Instant;

/**
 * A tree head that a policy accepts. The witnesses that counted say that at their time no larger
 * tree was known to them, so an entry outside of this tree came after {@code earliest} and one
 * inside of it before {@code latest}.
 *
 * @param checkpoint what is signed
 * @param note with all its lines, known to the policy or not
 * @param earliest time of a witness that counted; where the policy wants none, that of the log's
 *     ML-DSA line; where there is neither, {@link Instant#MIN}
 * @param latest likewise, {@link Instant#MAX}
 */
public record CosignedHead(
    Checkpoint checkpoint, SignedNote note, Instant earliest, Instant latest) {}
