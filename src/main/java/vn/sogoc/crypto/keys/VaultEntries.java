package vn.sogoc.crypto.keys;

import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.CertificateEncodingException;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** What both kinds of vault do alike. */
final class VaultEntries {
  private static final Digest PROBE = Digest.sha256(Bytes.of(new byte[0]));

  private VaultEntries() {}

  /** The certificates of all private keys of a store, by alias. */
  static SortedMap<String, Certificate> certificates(KeyStore store) throws KeyUnavailable {
    SortedMap<String, Certificate> certificates = new TreeMap<>();
    try {
      for (String alias : Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias)) {
          Bytes der = Bytes.of(store.getCertificate(alias).getEncoded());
          certificates.put(alias, Certificates.parse(der));
        }
      }
      return Collections.unmodifiableSortedMap(certificates);
    } catch (KeyStoreException | CertificateEncodingException e) {
      throw new KeyUnavailable("the key store does not list its certificates", e);
    } catch (MalformedCertificate e) {
      throw new KeyUnavailable("a certificate in the key store is not of our form", e);
    }
  }

  /** The certificate under the alias, held to its purpose. */
  static <P extends Purpose> VerificationKey<P> key(
      SortedMap<String, Certificate> certificates, String alias, P purpose) throws KeyUnavailable {
    Certificate certificate = certificates.get(alias);
    if (certificate == null) {
      throw new KeyUnavailable("there is no key named " + alias);
    }
    return certificate.verificationKey(purpose);
  }

  /** Signs once and verifies, so that a key under a stranger's certificate is found at start. */
  static <P extends Purpose> Signer<P> proven(Signer<P> signer, VerificationKey<P> key)
      throws KeyUnavailable {
    try {
      if (!key.verify(PROBE, signer.sign(PROBE))) {
        throw new KeyUnavailable("private key and certificate of " + key + " do not match");
      }
      return signer;
    } catch (SigningFailed e) {
      throw new KeyUnavailable("the key " + key + " does not sign", e);
    }
  }
}
