package vn.sogoc.crypto.keys;

import java.security.InvalidKeyException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.X509EncodedKeySpec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A public key for ES256 with its one purpose. Parsed once, used by many threads; two are equal
 * where purpose and key are.
 *
 * @param <P> what the key is for
 */
public final class VerificationKey<P extends Purpose> {
  private final P purpose;
  private final Bytes spki;
  private final KeyId keyId;
  private final CryptoProvider provider;
  private final PublicKey key;

  private VerificationKey(P purpose, Bytes spki, CryptoProvider provider, PublicKey key) {
    this.purpose = purpose;
    this.spki = spki;
    this.keyId = KeyId.ofSpki(spki);
    this.provider = provider;
    this.key = key;
  }

  /**
   * Reads a SubjectPublicKeyInfo.
   *
   * @param spki DER, exactly the 91 bytes of an uncompressed P-256 point with a named curve
   * @throws MalformedKey where it is anything else, or the point is not on the curve
   */
  public static <P extends Purpose> VerificationKey<P> ofSpki(P purpose, Bytes spki)
      throws MalformedKey {
    return ofSpki(purpose, spki, CryptoProvider.chosen());
  }

  static <P extends Purpose> VerificationKey<P> ofSpki(
      P purpose, Bytes spki, CryptoProvider provider) throws MalformedKey {
    byte[] der = spki.toArray();
    P256.point(der);
    try {
      PublicKey key = provider.keyFactory().generatePublic(new X509EncodedKeySpec(der));
      return new VerificationKey<>(purpose, spki, provider, key);
    } catch (InvalidKeySpecException e) {
      throw new MalformedKey("the library refuses the key");
    }
  }

  /** Names the key. */
  public KeyId keyId() {
    return keyId;
  }

  /** What the key is for. */
  public P purpose() {
    return purpose;
  }

  /** The SubjectPublicKeyInfo, 91 bytes. */
  public Bytes spki() {
    return spki;
  }

  /**
   * Whether the signature is one of this key over the digest, in its one byte form. Length, ranges
   * and low s are checked here, before a library sees the bytes.
   *
   * @param signature r then s; anything but 64 bytes is false
   */
  public boolean verify(Digest digest, Bytes signature) {
    byte[] raw = signature.toArray();
    if (!EcdsaForm.isCanonical(raw)) {
      return false;
    }
    try {
      Signature ecdsa = provider.ecdsa();
      ecdsa.initVerify(key);
      ecdsa.update(digest.toArray());
      return ecdsa.verify(EcdsaForm.toDer(raw));
    } catch (InvalidKeyException e) {
      throw new IllegalStateException("the provider made this key itself", e);
    } catch (SignatureException e) {
      return false;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VerificationKey<?> k
        && purpose.equals(k.purpose)
        && spki.equals(k.spki);
  }

  @Override
  public int hashCode() {
    return spki.hashCode();
  }

  @Override
  public String toString() {
    return purpose.code() + ":" + keyId;
  }
}
