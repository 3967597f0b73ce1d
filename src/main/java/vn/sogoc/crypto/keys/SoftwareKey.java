package vn.sogoc.crypto.keys;

import java.security.InvalidAlgorithmParameterException;
import java.security.InvalidKeyException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A P-256 key pair in the memory of this process: development, tests, and PKCS#12 stores. It has no
 * purpose until it is asked for a signer; in a vault the certificate decides.
 */
public final class SoftwareKey {
  private final CryptoProvider provider;
  private final PrivateKey privateKey;
  private final Bytes spki;

  private SoftwareKey(CryptoProvider provider, PrivateKey privateKey, Bytes spki) {
    this.provider = provider;
    this.privateKey = privateKey;
    this.spki = spki;
  }

  /** A new key pair from the given source of randomness. */
  public static SoftwareKey generate(SecureRandom random) {
    return generate(random, CryptoProvider.chosen());
  }

  static SoftwareKey generate(SecureRandom random, CryptoProvider provider) {
    try {
      // BouncyCastle, since Conscrypt's generator draws from its own source and ignores ours.
      KeyPairGenerator generator =
          KeyPairGenerator.getInstance("EC", CryptoProvider.bouncyCastle().provider());
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      return of(pair.getPrivate().getEncoded(), Bytes.of(pair.getPublic().getEncoded()), provider);
    } catch (NoSuchAlgorithmException
        | InvalidAlgorithmParameterException
        | InvalidKeySpecException e) {
      throw new IllegalStateException("every provider has P-256", e);
    }
  }

  static SoftwareKey of(byte[] pkcs8, Bytes spki, CryptoProvider provider)
      throws InvalidKeySpecException {
    PrivateKey key = provider.keyFactory().generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    return new SoftwareKey(provider, key, spki);
  }

  /** The public key as SubjectPublicKeyInfo. */
  public Bytes spki() {
    return spki;
  }

  /** Names the key. */
  public KeyId keyId() {
    return KeyId.ofSpki(spki);
  }

  /** The public half for one purpose. */
  public <P extends Purpose> VerificationKey<P> verificationKey(P purpose) {
    try {
      return VerificationKey.ofSpki(purpose, spki, provider);
    } catch (MalformedKey e) {
      throw new IllegalStateException("the key was made or checked here", e);
    }
  }

  /** A signer for one purpose. */
  public <P extends Purpose> Signer<P> signer(P purpose) {
    return new SoftwareSigner<>(provider, privateKey, keyId(), purpose);
  }

  PrivateKey privateKey() {
    return privateKey;
  }

  private record SoftwareSigner<P extends Purpose>(
      CryptoProvider provider, PrivateKey key, KeyId keyId, P purpose) implements Signer<P> {
    @Override
    public Bytes sign(Digest digest) throws SigningFailed {
      try {
        Signature ecdsa = provider.ecdsa();
        ecdsa.initSign(key);
        ecdsa.update(digest.toArray());
        return Bytes.of(EcdsaForm.fromDer(ecdsa.sign()));
      } catch (InvalidKeyException | SignatureException e) {
        throw new SigningFailed("the software key did not sign", e);
      }
    }

    @Override
    public String toString() {
      return purpose.code() + ":" + keyId;
    }
  }
}
