package vn.sogoc.verification.incidents;

import java.time.Instant;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Digest;

/**
 * A good signature that is not in the register.
 *
 * @param institution whose key it is
 * @param digest SHA-256 of the signed record; nothing else of it is told
 * @param key that signed it
 * @param reason stable code of the check that failed
 */
public record Raised(int institution, Digest digest, KeyId key, String reason, Instant at) {}
