package vn.sogoc.crypto.tsp;

import java.io.IOException;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The certificate of an authority that is believed because it was named, not because of who issued
 * it. Its extended key usage is critical and time stamping alone (RFC 3161, section 2.3).
 */
public final class TsaCertificate {
  private static final int LARGEST = 16_384;
  private static final Pattern PEM =
      Pattern.compile(
          "\\s*-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]{1,40000})-----END CERTIFICATE-----\\s*");

  private final X509CertificateHolder holder;
  private final Bytes der;

  private TsaCertificate(X509CertificateHolder holder, Bytes der) {
    this.holder = holder;
    this.der = der;
  }

  /**
   * Reads a PEM text with one certificate and nothing else.
   *
   * @throws MalformedTimeStamp where it is anything else, or a certificate for other things
   */
  public static TsaCertificate ofPem(String text) throws MalformedTimeStamp {
    Matcher pem = PEM.matcher(text);
    if (!pem.matches()) {
      throw new MalformedTimeStamp("a PEM file with one certificate and nothing else");
    }
    try {
      return parse(Bytes.of(Base64.getMimeDecoder().decode(pem.group(1))));
    } catch (IllegalArgumentException e) {
      throw new MalformedTimeStamp("a certificate in PEM is base64");
    }
  }

  /** Reads the DER bytes of one. */
  static TsaCertificate parse(Bytes der) throws MalformedTimeStamp {
    if (der.size() > LARGEST) {
      throw new MalformedTimeStamp("a certificate of at most " + LARGEST + " bytes");
    }
    X509CertificateHolder holder;
    try {
      holder = new X509CertificateHolder(der.toArray());
      if (!Bytes.of(holder.getEncoded()).equals(der)) {
        throw new MalformedTimeStamp("a certificate in DER and nothing behind it");
      }
    } catch (IOException | IllegalArgumentException e) {
      throw new MalformedTimeStamp("a certificate");
    }
    Extension usage = holder.getExtension(Extension.extendedKeyUsage);
    boolean isForTime =
        usage != null
            && usage.isCritical()
            && Set.of(ExtendedKeyUsage.getInstance(usage.getParsedValue()).getUsages())
                .equals(Set.of(KeyPurposeId.id_kp_timeStamping));
    if (!isForTime) {
      throw new MalformedTimeStamp(
          "a certificate whose one and critical extended key usage is time stamping");
    }
    return new TsaCertificate(holder, der);
  }

  X509CertificateHolder holder() {
    return holder;
  }

  /** The certificate itself. */
  public Bytes der() {
    return der;
  }

  /** The public key in its SubjectPublicKeyInfo. */
  public Bytes spki() {
    try {
      return Bytes.of(holder.getSubjectPublicKeyInfo().getEncoded());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** SHA-256 of it. */
  public Digest fingerprint() {
    return Digest.sha256(der);
  }

  /** In PEM. */
  public String pem() {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der.toArray())
        + "\n-----END CERTIFICATE-----\n";
  }
}
