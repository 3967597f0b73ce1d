package vn.sogoc.crypto.keys;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.ASN1Primitive;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.ASN1UTF8String;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.TBSCertificate;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Reads certificates of the profile in {@link Certificates} and refuses the rest. Whatever a
 * library throws at hostile bytes becomes one exception.
 */
final class CertificateParser {
  /** Largest certificate in bytes; ours have about 500. */
  static final int MAX_SIZE = 4096;

  private static final ASN1ObjectIdentifier PURPOSE =
      new ASN1ObjectIdentifier(Certificates.PURPOSE_OID);

  private static final Set<ASN1ObjectIdentifier> REQUIRED =
      Set.of(
          Extension.basicConstraints,
          Extension.keyUsage,
          Extension.subjectKeyIdentifier,
          Extension.authorityKeyIdentifier,
          PURPOSE);

  private static final Set<ASN1ObjectIdentifier> TLS_ONLY =
      Set.of(Extension.extendedKeyUsage, Extension.subjectAlternativeName);

  private CertificateParser() {}

  static Certificate parse(Bytes der) throws MalformedCertificate {
    if (der.size() > MAX_SIZE) {
      throw new MalformedCertificate("a certificate has at most " + MAX_SIZE + " bytes");
    }
    byte[] raw = der.toArray();
    try {
      ASN1Primitive tree = ASN1Sequence.getInstance(raw);
      require(Arrays.equals(tree.getEncoded(ASN1Encoding.DER), raw), "the certificate is not DER");
      var certificate = org.bouncycastle.asn1.x509.Certificate.getInstance(tree);
      return new Certificate(der, fields(certificate));
    } catch (IOException | RuntimeException e) {
      // BouncyCastle answers hostile trees with ClassCastException, IllegalArgumentException and
      // others besides; nothing of ours throws inside of this try but what is meant for the caller.
      throw new MalformedCertificate("not a certificate: " + e.getClass().getSimpleName());
    } catch (MalformedKey | SigningFailed e) {
      throw new MalformedCertificate(String.valueOf(e.getMessage()));
    }
  }

  private static CertificateFields fields(org.bouncycastle.asn1.x509.Certificate certificate)
      throws IOException, MalformedCertificate, MalformedKey, SigningFailed {
    TBSCertificate tbs = certificate.getTBSCertificate();
    require(tbs.getVersionNumber() == 3, "not version 3");
    require(
        certificate.getSignatureAlgorithm().equals(CertificateMaker.ES256)
            && tbs.getSignature().equals(CertificateMaker.ES256),
        "not signed with ecdsa-with-SHA256");
    require(
        tbs.getSerialNumber().getPositiveValue().equals(tbs.getSerialNumber().getValue()),
        "the serial number is negative");
    Bytes spki = Bytes.of(tbs.getSubjectPublicKeyInfo().getEncoded(ASN1Encoding.DER));
    P256.point(spki.toArray());
    byte[] signatureDer = certificate.getSignature().getOctets();
    byte[] signature = EcdsaForm.fromDer(signatureDer);
    require(Arrays.equals(EcdsaForm.toDer(signature), signatureDer), "the signature has a high s");
    Extensions extensions = tbs.getExtensions();
    require(extensions != null, "no extensions");
    Purpose purpose = purpose(extensions);
    boolean authority = constraints(extensions, purpose);
    checkKeyIds(extensions, KeyId.ofSpki(spki));
    return new CertificateFields(
        subject(tbs.getSubject()),
        purpose,
        new Certificates.Validity(instant(tbs.getStartDate()), instant(tbs.getEndDate())),
        spki,
        authority,
        Digest.sha256(tbs.getEncoded(ASN1Encoding.DER)),
        Bytes.of(signature),
        Bytes.of(tbs.getIssuer().getEncoded(ASN1Encoding.DER)),
        Bytes.of(tbs.getSubject().getEncoded(ASN1Encoding.DER)),
        new KeyId(
            Bytes.of(AuthorityKeyIdentifier.fromExtensions(extensions).getKeyIdentifierOctets())));
  }

  private static Instant instant(org.bouncycastle.asn1.x509.Time time) {
    return time.getDate().toInstant();
  }

  private static Purpose purpose(Extensions extensions) throws MalformedCertificate {
    Set<ASN1ObjectIdentifier> present = new HashSet<>(List.of(extensions.getExtensionOIDs()));
    require(present.containsAll(REQUIRED), "an extension is missing");
    Extension extension = extensions.getExtension(PURPOSE);
    require(!extension.isCritical(), "the purpose is marked critical");
    if (!(extension.getParsedValue() instanceof ASN1UTF8String text)) {
      throw new MalformedCertificate("the purpose is not a UTF8String");
    }
    Optional<Purpose> purpose = Purpose.ofCode(text.getString());
    require(purpose.isPresent(), "a purpose that is not known");
    present.removeAll(REQUIRED);
    require(
        present.isEmpty() || (purpose.get().equals(Purpose.TLS) && TLS_ONLY.containsAll(present)),
        "an extension that is not in the profile");
    return purpose.get();
  }

  /** Whether it is an authority; key usage and constraints are exactly those of the purpose. */
  private static boolean constraints(Extensions extensions, Purpose purpose)
      throws MalformedCertificate, IOException {
    boolean root = purpose.equals(Purpose.ROOT);
    BasicConstraints expected = root ? new BasicConstraints(0) : new BasicConstraints(false);
    checkCritical(extensions, Extension.basicConstraints, expected.getEncoded(ASN1Encoding.DER));
    KeyUsage usage = new KeyUsage(CertificateMaker.usage(purpose));
    checkCritical(extensions, Extension.keyUsage, usage.getEncoded(ASN1Encoding.DER));
    return root;
  }

  private static void checkCritical(
      Extensions extensions, ASN1ObjectIdentifier name, byte[] expected)
      throws MalformedCertificate {
    Extension extension = extensions.getExtension(name);
    require(
        extension.isCritical() && Arrays.equals(extension.getExtnValue().getOctets(), expected),
        "the extension " + name + " does not belong to the purpose");
  }

  private static void checkKeyIds(Extensions extensions, KeyId key) throws MalformedCertificate {
    byte[] subject = SubjectKeyIdentifier.fromExtensions(extensions).getKeyIdentifier();
    require(
        Arrays.equals(subject, key.value().toArray()), "the key identifier is not that of the key");
    AuthorityKeyIdentifier authority = AuthorityKeyIdentifier.fromExtensions(extensions);
    require(
        authority.getKeyIdentifierOctets() != null
            && authority.getKeyIdentifierOctets().length == KeyId.SIZE
            && authority.getAuthorityCertIssuer() == null,
        "the authority key identifier is not 8 bytes");
  }

  private static Certificates.Subject subject(X500Name name) throws MalformedCertificate {
    RDN[] parts = name.getRDNs();
    require(parts.length == 1 || parts.length == 2, "a subject is a name and perhaps a number");
    String common = text(parts[0], BCStyle.CN);
    if (parts.length == 1) {
      return new Certificates.Subject(common, OptionalInt.empty());
    }
    String number = text(parts[1], BCStyle.ORGANIZATION_IDENTIFIER);
    require(number.matches("[1-9][0-9]{0,8}"), "the institution's number is not a number");
    return Certificates.Subject.ofInstitution(common, Integer.parseInt(number));
  }

  private static String text(RDN part, ASN1ObjectIdentifier type) throws MalformedCertificate {
    if (part.isMultiValued()
        || !part.getFirst().getType().equals(type)
        || !(part.getFirst().getValue() instanceof ASN1UTF8String text)) {
      throw new MalformedCertificate("a part of the subject that is not in the profile");
    }
    return text.getString();
  }

  private static void require(boolean holds, String otherwise) throws MalformedCertificate {
    if (!holds) {
      throw new MalformedCertificate(otherwise);
    }
  }
}
