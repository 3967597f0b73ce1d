package vn.sogoc.crypto.keys;

import java.time.Instant;
import java.util.Base64;
import java.util.OptionalInt;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * An X.509 certificate of our own form: a P-256 key, its one purpose, its holder. That it was
 * parsed says nothing of trust, see {@link Certificates#trust}. Two are equal where their bytes
 * are.
 */
public final class Certificate {
  private final Bytes der;
  private final CertificateFields fields;

  Certificate(Bytes der, CertificateFields fields) {
    this.der = der;
    this.fields = fields;
  }

  /** The DER bytes. */
  public Bytes der() {
    return der;
  }

  /** SHA-256 of the DER bytes. */
  public Digest fingerprint() {
    return Digest.sha256(der);
  }

  /** The certificate in the text form of RFC 7468 section 5. */
  public String pem() {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toArray());
    return "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n";
  }

  /** What the key is for. */
  public Purpose purpose() {
    return fields.purpose();
  }

  /** The holder's name: commonName of the subject. */
  public String name() {
    return fields.subject().name();
  }

  /** Number of the holding institution, where there is one. */
  public OptionalInt institution() {
    return fields.subject().institution();
  }

  /** First and last instant, both inclusive. */
  public Certificates.Validity validity() {
    return fields.validity();
  }

  /** Whether the certificate's own dates include the instant. */
  public boolean isValidAt(Instant instant) {
    return fields.validity().includes(instant);
  }

  /** The SubjectPublicKeyInfo, 91 bytes. */
  public Bytes spki() {
    return fields.spki();
  }

  /** Names the key. */
  public KeyId keyId() {
    return KeyId.ofSpki(fields.spki());
  }

  /** Whether it may sign other certificates (RFC 5280 section 4.2.1.9). */
  public boolean isAuthority() {
    return fields.authority();
  }

  /**
   * The public key, typed by its purpose.
   *
   * @throws KeyUnavailable where the certificate says another purpose
   */
  public <P extends Purpose> VerificationKey<P> verificationKey(P expected) throws KeyUnavailable {
    if (!purpose().equals(expected)) {
      throw new KeyUnavailable(
          "the certificate of "
              + name()
              + " is for "
              + purpose().code()
              + ", not for "
              + expected.code());
    }
    try {
      return VerificationKey.ofSpki(expected, spki());
    } catch (MalformedKey e) {
      throw new IllegalStateException("the key was checked when the certificate was parsed", e);
    }
  }

  CertificateFields fields() {
    return fields;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Certificate c && der.equals(c.der);
  }

  @Override
  public int hashCode() {
    return der.hashCode();
  }

  @Override
  public String toString() {
    return "Certificate[" + name() + ", " + purpose().code() + ", key " + keyId() + "]";
  }
}
