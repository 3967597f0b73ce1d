package vn.sogoc.crypto.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.security.AuthProvider;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.ProviderException;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.ECGenParameterSpec;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import javax.security.auth.login.LoginException;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Keys in a PKCS#11 token through SunPKCS11: they sign inside of the token and never leave it.
 *
 * <p>The token owns the state. Lost sessions and a restarted token show as {@link SigningFailed};
 * the vault is then opened again. Signing blocks a platform thread in native code, so it belongs on
 * a bounded pool and not on virtual threads.
 */
public final class Pkcs11Vault implements KeyVault {
  private final Provider provider;
  private final KeyStore store;
  private volatile SortedMap<String, Certificate> certificates;

  private Pkcs11Vault(Provider provider, KeyStore store) throws KeyUnavailable {
    this.provider = provider;
    this.store = store;
    this.certificates = VaultEntries.certificates(store);
  }

  /**
   * Logs in to a token, once: a wrong PIN is never tried again by us, since tokens lock themselves.
   *
   * @param library the PKCS#11 library of the token's maker
   * @param tokenLabel label of the token, whatever slot it is in
   * @param pin user PIN; stays with the caller, who may overwrite it afterwards
   * @throws KeyUnavailable where the library does not load, the label is not found exactly once,
   *     the PIN is refused, or a certificate in the token is not of our form
   */
  public static Pkcs11Vault open(Path library, String tokenLabel, char[] pin)
      throws KeyUnavailable {
    Provider provider = new TokenFinder(library).find(tokenLabel);
    try {
      KeyStore store = KeyStore.getInstance("PKCS11", provider);
      store.load(null, pin);
      return new Pkcs11Vault(provider, store);
    } catch (IOException e) {
      throw new KeyUnavailable("the token '" + tokenLabel + "' refuses the PIN", e);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyUnavailable("the token '" + tokenLabel + "' cannot be opened", e);
    }
  }

  /**
   * Makes a key inside of the token with a certificate under an authority.
   *
   * @throws KeyUnavailable where the name is taken or the token does not make the key
   * @throws SigningFailed where the authority's key store did not sign
   */
  public synchronized <P extends Purpose> Certificate generate(
      String alias,
      P purpose,
      Certificates.Authority authority,
      Certificates.Subject subject,
      Certificates.Validity validity,
      SecureRandom random)
      throws KeyUnavailable, SigningFailed {
    try {
      if (store.containsAlias(alias)) {
        throw new KeyUnavailable("there is a key named " + alias + " already");
      }
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC", provider);
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      KeyPair pair = generator.generateKeyPair();
      requireSealed(alias, pair.getPrivate());
      VerificationKey<P> key =
          VerificationKey.ofSpki(purpose, Bytes.of(pair.getPublic().getEncoded()));
      Certificate certificate = Certificates.issue(authority, key, subject, validity, random);
      store.setKeyEntry(
          alias, pair.getPrivate(), null, Pkcs12Builder.platformChain(List.of(certificate)));
      certificates = VaultEntries.certificates(store);
      return certificate;
    } catch (GeneralSecurityException | ProviderException | MalformedKey e) {
      throw new KeyUnavailable("the token did not make the key " + alias, e);
    }
  }

  @Override
  public <P extends Purpose> Signer<P> signer(String alias, P purpose) throws KeyUnavailable {
    VerificationKey<P> key = VaultEntries.key(certificates, alias, purpose);
    try {
      Key own = store.getKey(alias, null);
      if (!(own instanceof PrivateKey privateKey)) {
        throw new KeyUnavailable("there is no private key named " + alias);
      }
      requireSealed(alias, privateKey);
      return VaultEntries.proven(new TokenSigner<>(provider, privateKey, key), key);
    } catch (GeneralSecurityException | ProviderException e) {
      throw new KeyUnavailable("the token does not give the key " + alias, e);
    }
  }

  @Override
  public Optional<Certificate> certificate(String alias) {
    return Optional.ofNullable(certificates.get(alias));
  }

  @Override
  public Set<String> aliases() {
    return certificates.keySet();
  }

  /** Logs this process out of the token, for every vault on it (PKCS #11 section 5.6). */
  @Override
  public void close() {
    if (provider instanceof AuthProvider token) {
      try {
        token.logout();
      } catch (LoginException e) {
        throw new IllegalStateException("the token does not log out", e);
      }
    }
  }

  /**
   * A key that is not CKA_SENSITIVE or is CKA_EXTRACTABLE is a software key in disguise. SunPKCS11
   * tells the two attributes in the text of the key and nowhere else; a form of the text that is
   * not known is refused.
   */
  private static void requireSealed(String alias, PrivateKey key) throws KeyUnavailable {
    if (key.getEncoded() != null
        || !key.toString().contains("token object, sensitive, unextractable")) {
      throw new KeyUnavailable(
          "the key " + alias + " can leave its token: it must be sensitive and not extractable");
    }
  }

  private static final class TokenSigner<P extends Purpose> implements Signer<P> {
    private final PrivateKey privateKey;
    private final VerificationKey<P> key;
    private final ThreadLocal<Signature> ecdsa;

    TokenSigner(Provider provider, PrivateKey privateKey, VerificationKey<P> key) {
      this.privateKey = privateKey;
      this.key = key;
      this.ecdsa = ThreadLocal.withInitial(() -> newEcdsa(provider));
    }

    @Override
    public KeyId keyId() {
      return key.keyId();
    }

    @Override
    public P purpose() {
      return key.purpose();
    }

    @Override
    public Bytes sign(Digest digest) throws SigningFailed {
      try {
        Signature engine = ecdsa.get();
        engine.initSign(privateKey);
        engine.update(digest.toArray());
        return Bytes.of(EcdsaForm.fromDer(engine.sign()));
      } catch (InvalidKeyException | SignatureException | ProviderException e) {
        ecdsa.remove(); // its session may be dead; the next call begins with a new one
        throw new SigningFailed("the token did not sign with " + key, e);
      }
    }

    @Override
    public String toString() {
      return key.toString();
    }

    private static Signature newEcdsa(Provider provider) {
      try {
        return Signature.getInstance(CryptoProvider.ECDSA_OF_DIGEST, provider);
      } catch (NoSuchAlgorithmException e) {
        throw new ProviderException("the token has no CKM_ECDSA", e);
      }
    }
  }
}
