package vn.sogoc.crypto.keys;

import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.security.Signature;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.conscrypt.Conscrypt;

/**
 * Where ES256 is computed: Conscrypt where its native library loads, otherwise BouncyCastle, and
 * never SunEC, which is many times slower. SHA-256 always comes from the JDK, whose code uses the
 * processor's instructions. The providers are used directly and not registered in the platform.
 */
public final class CryptoProvider {
  /** ECDSA over a hash that is given, in DER. */
  static final String ECDSA_OF_DIGEST = "NONEwithECDSA";

  private static final CryptoProvider BOUNCY_CASTLE =
      new CryptoProvider(new BouncyCastleProvider());
  private static final CryptoProvider CHOSEN = choose();

  private final Provider provider;
  private final ThreadLocal<Signature> ecdsa = ThreadLocal.withInitial(this::newEcdsa);

  CryptoProvider(Provider provider) {
    this.provider = provider;
  }

  /** The one this process uses. */
  public static CryptoProvider chosen() {
    return CHOSEN;
  }

  /** Name and version, such as {@code Conscrypt 1.0}. */
  public String name() {
    return provider.getName() + " " + provider.getVersionStr();
  }

  /** The second choice, which is also what makes keys from a given source of randomness. */
  static CryptoProvider bouncyCastle() {
    return BOUNCY_CASTLE;
  }

  /** This thread's engine; it is initialised anew for every signature. */
  Signature ecdsa() {
    return ecdsa.get();
  }

  KeyFactory keyFactory() {
    try {
      return KeyFactory.getInstance("EC", provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider has EC keys", e);
    }
  }

  Provider provider() {
    return provider;
  }

  private Signature newEcdsa() {
    try {
      return Signature.getInstance(ECDSA_OF_DIGEST, provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider has ECDSA", e);
    }
  }

  private static CryptoProvider choose() {
    return Conscrypt.isAvailable() ? new CryptoProvider(Conscrypt.newProvider()) : BOUNCY_CASTLE;
  }
}
