package vn.sogoc.issuance;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.UUID;
import vn.sogoc.kernel.Digest;

/**
 * SHA-256 over whose credentials the rows of a batch will be, in their order: {@code [id, id, ...]}
 * in ASCII. Used by one thread.
 */
final class PersonsDigest {
  private final MessageDigest sha = Digest.newSha256();
  private String before = "[";

  static Digest of(List<UUID> persons) {
    PersonsDigest digest = new PersonsDigest();
    persons.forEach(digest::add);
    return digest.digest();
  }

  void add(UUID person) {
    sha.update((before + person).getBytes(StandardCharsets.US_ASCII));
    before = ", ";
  }

  /** The digest, once, of at least one. */
  Digest digest() {
    sha.update((byte) ']');
    return Digest.of(sha.digest());
  }
}
