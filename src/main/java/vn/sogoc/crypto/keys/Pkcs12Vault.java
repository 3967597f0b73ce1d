package vn.sogoc.crypto.keys;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.security.spec.InvalidKeySpecException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Keys in a PKCS#12 file (RFC 7292), read whole when it is opened: for development and tests. */
public final class Pkcs12Vault implements KeyVault {
  private final SortedMap<String, Certificate> certificates;
  private final Map<String, SoftwareKey> keys;

  /** Keys that signed and were verified; neither key nor certificate changes after the opening. */
  private final Set<KeyId> proven = ConcurrentHashMap.newKeySet();

  private Pkcs12Vault(SortedMap<String, Certificate> certificates, Map<String, SoftwareKey> keys) {
    this.certificates = certificates;
    this.keys = keys;
  }

  /**
   * Reads a file.
   *
   * @param password stays with the caller, who may overwrite it afterwards
   * @throws KeyUnavailable where the file cannot be read, the password is wrong, or a certificate
   *     is not of our form
   */
  public static Pkcs12Vault open(Path file, char[] password) throws KeyUnavailable {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      SortedMap<String, Certificate> certificates = VaultEntries.certificates(store);
      Map<String, SoftwareKey> keys = new TreeMap<>();
      for (var entry : certificates.entrySet()) {
        keys.put(entry.getKey(), key(store, entry.getKey(), entry.getValue(), password));
      }
      return new Pkcs12Vault(certificates, keys);
    } catch (IOException | GeneralSecurityException e) {
      throw new KeyUnavailable("the key file " + file + " cannot be opened", e);
    }
  }

  /** Collects new keys for a file that does not exist yet. */
  public static Pkcs12Builder create() {
    return new Pkcs12Builder();
  }

  @Override
  public <P extends Purpose> Signer<P> signer(String alias, P purpose) throws KeyUnavailable {
    VerificationKey<P> key = VaultEntries.key(certificates, alias, purpose);
    SoftwareKey own = keys.get(alias);
    if (own == null) {
      throw new KeyUnavailable("there is no private key named " + alias);
    }
    Signer<P> signer = own.signer(purpose);
    if (!proven.contains(key.keyId())) {
      VaultEntries.proven(signer, key);
      proven.add(key.keyId());
    }
    return signer;
  }

  @Override
  public Optional<Certificate> certificate(String alias) {
    return Optional.ofNullable(certificates.get(alias));
  }

  @Override
  public Set<String> aliases() {
    return certificates.keySet();
  }

  /** Nothing is held open. */
  @Override
  public void close() {}

  private static SoftwareKey key(
      KeyStore store, String alias, Certificate certificate, char[] password)
      throws GeneralSecurityException {
    Key key = store.getKey(alias, password);
    byte[] pkcs8 = key == null ? null : key.getEncoded();
    if (pkcs8 == null) {
      throw new InvalidKeySpecException("no readable private key under " + alias);
    }
    return SoftwareKey.of(pkcs8, certificate.spki(), CryptoProvider.chosen());
  }
}
