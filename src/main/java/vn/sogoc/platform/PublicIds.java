package vn.sogoc.platform;

import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.UUID;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;

/** The only maker of new identifiers. Each is 128 (UUID: 122) fresh random bits. */
@ApplicationScoped
public class PublicIds {
  private final SecureRandom random;

  /** Takes the program's source of randomness. */
  public PublicIds(SecureRandom random) {
    this.random = random;
  }

  /** A new public identifier of a kind such as {@code crd}. */
  public PublicId next(String kind) {
    byte[] value = new byte[16];
    random.nextBytes(value);
    return new PublicId(kind, Bytes.of(value));
  }

  /** A new internal row identifier: a version 4 UUID of RFC 9562. */
  public UUID nextUuid() {
    long high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
    long low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new UUID(high, low);
  }
}
