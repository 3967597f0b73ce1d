package vn.sogoc.issuance;

import java.time.Instant;
import vn.sogoc.kernel.Bytes;

/**
 * What a personal key that lives elsewhere signed.
 *
 * @param signedAt as it was told with the digest, to the second
 * @param signature 64 bytes, r then s
 */
public record SignedElsewhere(Instant signedAt, Bytes signature) {}
