package vn.sogoc.crypto.keys;

import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.X509EncodedKeySpec;

/**
 * The chosen provider's own ES256 with nothing of ours around it: the bound that measurements
 * compare with. It accepts high S and any DER, so nothing but a measurement may use it.
 */
public final class BareEs256 {
  private static final String ALGORITHM = "SHA256withECDSA";

  private final Signature signer;
  private final Signature verifier;

  /** Engines for one key, for use by one thread. */
  public BareEs256(SoftwareKey key) {
    CryptoProvider provider = CryptoProvider.chosen();
    try {
      signer = Signature.getInstance(ALGORITHM, provider.provider());
      signer.initSign((ECPrivateKey) key.privateKey());
      verifier = Signature.getInstance(ALGORITHM, provider.provider());
      verifier.initVerify(
          provider.keyFactory().generatePublic(new X509EncodedKeySpec(key.spki().toArray())));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider has ES256", e);
    }
  }

  /** A DER signature over SHA-256 of the message. */
  public byte[] sign(byte[] message) {
    try {
      signer.update(message);
      return signer.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider did not sign", e);
    }
  }

  /** Whether the provider accepts a DER signature. */
  public boolean verify(byte[] message, byte[] signature) {
    try {
      verifier.update(message);
      return verifier.verify(signature);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the provider did not verify", e);
    }
  }
}
