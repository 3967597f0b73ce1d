package vn.sogoc.platform.secrets;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import vn.sogoc.kernel.Bytes;

/**
 * Derives one key per use from the installation's secret, as HKDF-Expand of RFC 5869 with a single
 * block: {@code HMAC-SHA-256(master, "sogoc/" + use + 0x01)}. Two uses never share a key.
 */
@ApplicationScoped
public class Secrets {
  private static final String HMAC = "HmacSHA256";
  private static final int MASTER_SIZE = 32;

  private final SecretKeySpec master;

  Secrets(SecretsConfig config) {
    Bytes bytes = Bytes.ofHex(config.master().strip());
    if (bytes.size() != MASTER_SIZE) {
      throw new IllegalArgumentException(
          "sogoc.secrets.master has "
              + MASTER_SIZE
              + " bytes in hexadecimal, found "
              + bytes.size());
    }
    this.master = new SecretKeySpec(bytes.toArray(), HMAC);
  }

  /** Secrets under a master that is at hand; the program itself takes it from the configuration. */
  public static Secrets of(String masterHex) {
    return new Secrets(() -> masterHex);
  }

  /** The 32-byte key of one use, such as {@code register-lookup}. */
  public byte[] key(String use) {
    return hmac(master, ("sogoc/" + use + "\u0001").getBytes(StandardCharsets.UTF_8));
  }

  /** HMAC-SHA-256 under the key of one use, ready to be called from many threads. */
  public Keyed keyed(String use) {
    return new Keyed(new SecretKeySpec(key(use), HMAC));
  }

  /** A keyed hash of one use. */
  public static final class Keyed {
    private final Mac ready;

    private Keyed(SecretKeySpec key) {
      this.ready = initialised(key);
    }

    /** 32 bytes. */
    public Bytes hash(byte[] content) {
      try {
        return Bytes.of(((Mac) ready.clone()).doFinal(content)); // itself it is never used
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException("HMAC-SHA-256 of every Java platform can be copied", e);
      }
    }
  }

  private static byte[] hmac(SecretKeySpec key, byte[] content) {
    return initialised(key).doFinal(content);
  }

  private static Mac initialised(SecretKeySpec key) {
    try {
      Mac mac = Mac.getInstance(HMAC);
      mac.init(key);
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }
}
