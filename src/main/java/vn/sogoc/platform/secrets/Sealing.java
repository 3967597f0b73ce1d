package vn.sogoc.platform.secrets;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Optional;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;

/**
 * Encrypts single values with AES-256-GCM (NIST SP 800-38D) under the key of one use. What is
 * sealed for one context opens in no other, so a value moved to another row does not open. Layout:
 * version 1 (1 byte), nonce (12), ciphertext, tag (16). With random nonces one key is good for 2^32
 * values.
 */
public final class Sealing {
  private static final byte VERSION = 1;
  private static final int NONCE = 12;
  private static final int TAG = 16;

  private final SecretKeySpec key;
  private final @Nullable SecureRandom random;

  /** Seals for one use, such as {@code person-number}. */
  public Sealing(Secrets secrets, String use, SecureRandom random) {
    this(new SecretKeySpec(secrets.key(use), "AES"), random);
  }

  private Sealing(SecretKeySpec key, @Nullable SecureRandom random) {
    this.key = key;
    this.random = random;
  }

  /** Opens what was sealed for one use, and seals nothing. */
  public static Sealing opening(Secrets secrets, String use) {
    return new Sealing(new SecretKeySpec(secrets.key(use), "AES"), null);
  }

  /** The sealed form; a new one at each call. */
  public Bytes seal(Bytes plain, String context) {
    if (random == null) {
      throw new IllegalStateException("this one opens and does not seal");
    }
    byte[] nonce = new byte[NONCE];
    random.nextBytes(nonce);
    try {
      byte[] sealed = cipher(Cipher.ENCRYPT_MODE, nonce, context).doFinal(plain.toArray());
      return Bytes.of(
          ByteBuffer.allocate(1 + NONCE + sealed.length)
              .put(VERSION)
              .put(nonce)
              .put(sealed)
              .array());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  /** The value, or empty where it was not sealed here, not for this context, or was changed. */
  public Optional<Bytes> open(Bytes sealed, String context) {
    if (sealed.size() < 1 + NONCE + TAG || sealed.at(0) != VERSION) {
      return Optional.empty();
    }
    byte[] nonce = sealed.slice(1, 1 + NONCE).toArray();
    byte[] content = sealed.slice(1 + NONCE, sealed.size()).toArray();
    try {
      return Optional.of(Bytes.of(cipher(Cipher.DECRYPT_MODE, nonce, context).doFinal(content)));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, String context) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key, new GCMParameterSpec(TAG * 8, nonce));
    cipher.updateAAD(context.getBytes(StandardCharsets.UTF_8));
    return cipher;
  }
}
