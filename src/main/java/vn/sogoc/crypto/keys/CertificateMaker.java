package vn.sogoc.crypto.keys;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.util.IPAddress;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** Makes one certificate of the profile in {@link Certificates}. Used once, by one thread. */
final class CertificateMaker {
  /** RFC 5280 section 4.1.2.2 allows 20 octets; 128 random bits are enough and always positive. */
  private static final int SERIAL_BITS = 127;

  static final AlgorithmIdentifier ES256 =
      new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);

  private final Certificates.Subject subject;
  private final VerificationKey<?> key;
  private final Certificates.Validity validity;
  private final BigInteger serial;
  private List<String> hosts = List.of();

  CertificateMaker(
      Certificates.Subject subject,
      VerificationKey<?> key,
      Certificates.Validity validity,
      SecureRandom random) {
    this.subject = subject;
    this.key = key;
    this.validity = validity;
    this.serial = new BigInteger(SERIAL_BITS, random).setBit(SERIAL_BITS);
  }

  CertificateMaker forHosts(List<String> hosts) {
    this.hosts = List.copyOf(hosts);
    return this;
  }

  Certificate selfSigned(Signer<?> signer, boolean authority) throws SigningFailed {
    if (!signer.keyId().equals(key.keyId())) {
      throw new IllegalArgumentException("the signer is not of the certificate's key");
    }
    return make(name(subject), key.keyId(), signer, authority);
  }

  Certificate issuedBy(Certificates.Authority authority) throws SigningFailed {
    X500Name issuer = X500Name.getInstance(authority.certificate().fields().holder().toArray());
    return make(issuer, authority.certificate().keyId(), authority.signer(), false);
  }

  private Certificate make(X500Name issuer, KeyId issuerKey, Signer<?> signer, boolean authority)
      throws SigningFailed {
    try {
      var builder =
          new X509v3CertificateBuilder(
              issuer,
              serial,
              Date.from(validity.from()),
              Date.from(validity.until()),
              name(subject),
              SubjectPublicKeyInfo.getInstance(key.spki().toArray()));
      extensions(builder, issuerKey, authority);
      DigestSigner digestSigner = new DigestSigner();
      // First pass with an empty signature only collects the bytes to be signed.
      builder.build(digestSigner);
      digestSigner.answer = EcdsaForm.toDer(signer.sign(digestSigner.digest()).toArray());
      Bytes der = Bytes.of(builder.build(digestSigner).getEncoded());
      return Certificates.parse(der);
    } catch (IOException e) {
      throw new UncheckedIOException("DER is written to memory", e);
    } catch (MalformedCertificate e) {
      throw new IllegalStateException("what is made here can be read here", e);
    }
  }

  private void extensions(X509v3CertificateBuilder builder, KeyId issuerKey, boolean authority)
      throws IOException {
    builder.addExtension(
        Extension.basicConstraints,
        true,
        authority ? new BasicConstraints(0) : new BasicConstraints(false));
    builder.addExtension(Extension.keyUsage, true, new KeyUsage(usage(key.purpose())));
    builder.addExtension(
        Extension.subjectKeyIdentifier,
        false,
        new SubjectKeyIdentifier(key.keyId().value().toArray()));
    builder.addExtension(
        Extension.authorityKeyIdentifier,
        false,
        new AuthorityKeyIdentifier(issuerKey.value().toArray()));
    builder.addExtension(
        new ASN1ObjectIdentifier(Certificates.PURPOSE_OID),
        false,
        new DERUTF8String(key.purpose().code()));
    if (key.purpose().equals(Purpose.TLS)) {
      builder.addExtension(
          Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth));
    }
    if (!hosts.isEmpty()) {
      GeneralName[] names = hosts.stream().map(CertificateMaker::host).toArray(GeneralName[]::new);
      builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
    }
  }

  /** RFC 5280 section 4.2.1.3; nonRepudiation where a person or an institution seals a document. */
  static int usage(Purpose purpose) {
    return switch (purpose) {
      case Purpose.Root ignored -> KeyUsage.keyCertSign | KeyUsage.cRLSign;
      case Purpose.Document ignored -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
      case Purpose.Personal ignored -> KeyUsage.digitalSignature | KeyUsage.nonRepudiation;
      case Purpose.Record ignored -> KeyUsage.digitalSignature;
      case Purpose.IssuanceList ignored -> KeyUsage.digitalSignature;
      case Purpose.Status ignored -> KeyUsage.digitalSignature;
      case Purpose.TrustList ignored -> KeyUsage.digitalSignature;
      case Purpose.Log ignored -> KeyUsage.digitalSignature;
      case Purpose.Witness ignored -> KeyUsage.digitalSignature;
      case Purpose.Export ignored -> KeyUsage.digitalSignature;
      case Purpose.Tls ignored -> KeyUsage.digitalSignature;
    };
  }

  private static GeneralName host(String host) {
    return IPAddress.isValid(host)
        ? new GeneralName(GeneralName.iPAddress, host)
        : new GeneralName(GeneralName.dNSName, host.toLowerCase(Locale.ROOT));
  }

  private static X500Name name(Certificates.Subject subject) {
    X500NameBuilder name = new X500NameBuilder(BCStyle.INSTANCE);
    name.addRDN(BCStyle.CN, new DERUTF8String(subject.name()));
    subject
        .institution()
        .ifPresent(
            number ->
                name.addRDN(
                    BCStyle.ORGANIZATION_IDENTIFIER, new DERUTF8String(Integer.toString(number))));
    return name.build();
  }

  /** Collects what is to be signed and answers with a signature that was made elsewhere. */
  private static final class DigestSigner implements ContentSigner {
    private ByteArrayOutputStream content = new ByteArrayOutputStream();
    private byte[] answer = {};

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
      return ES256;
    }

    @Override
    public OutputStream getOutputStream() {
      content = new ByteArrayOutputStream();
      return content;
    }

    @Override
    public byte[] getSignature() {
      return answer;
    }

    Digest digest() {
      return Digest.sha256(content.toByteArray());
    }
  }
}
