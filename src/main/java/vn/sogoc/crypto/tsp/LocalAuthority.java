package vn.sogoc.crypto.tsp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Set;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.AttributeTable;
import org.bouncycastle.asn1.cms.CMSAttributes;
import org.bouncycastle.asn1.cms.Time;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.ContentSigner;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import vn.sogoc.kernel.Bytes;

/**
 * An authority of one's own, for a demo and for tests: it proves nothing to anybody, because it is
 * whoever asks. Its key is P-256 in a PKCS#12 file.
 */
public final class LocalAuthority {
  private static final String ALIAS = "tsa";
  private static final String SIGNATURE = "SHA256withECDSA";

  /** Of a UUID (ITU-T X.667): nobody's policy but this one's. */
  private static final ASN1ObjectIdentifier POLICY =
      new ASN1ObjectIdentifier("2.25.130189155415994056924923192977913072006.1");

  private final PrivateKey key;
  private final X509Certificate certificate;
  private final SecureRandom random;

  private LocalAuthority(PrivateKey key, X509Certificate certificate, SecureRandom random) {
    this.key = key;
    this.certificate = certificate;
    this.random = random;
  }

  /**
   * Makes a key and a certificate that it signs itself.
   *
   * @param name commonName
   */
  public static LocalAuthority generate(
      String name, Instant from, Instant until, SecureRandom random) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      X500Name subject = new X500Name("CN=" + name);
      X509CertificateHolder made =
          new JcaX509v3CertificateBuilder(
                  subject,
                  new BigInteger(120, random).setBit(120),
                  Date.from(from),
                  Date.from(until),
                  subject,
                  pair.getPublic())
              .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
              .addExtension(
                  Extension.extendedKeyUsage,
                  true,
                  new ExtendedKeyUsage(KeyPurposeId.id_kp_timeStamping))
              .build(signer(pair.getPrivate(), random));
      return new LocalAuthority(
          pair.getPrivate(), new JcaX509CertificateConverter().getCertificate(made), random);
    } catch (GeneralSecurityException | OperatorCreationException | IOException e) {
      throw new IllegalStateException("every Java platform makes P-256 keys", e);
    }
  }

  /** Opens what {@link #save} wrote. */
  public static LocalAuthority open(Path file, char[] password, SecureRandom random)
      throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(in, password);
      if (store.getKey(ALIAS, password) instanceof PrivateKey key
          && store.getCertificate(ALIAS) instanceof X509Certificate certificate) {
        return new LocalAuthority(key, certificate, random);
      }
      throw new IOException(file + " has no key named " + ALIAS);
    } catch (GeneralSecurityException e) {
      throw new IOException(file + " cannot be opened", e);
    }
  }

  /** Writes key and certificate. */
  public void save(Path file, char[] password) throws IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry(ALIAS, key, password, new java.security.cert.Certificate[] {certificate});
      store.store(out, password);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform writes PKCS#12", e);
    }
  }

  /** What is to be pinned. */
  public TsaCertificate certificate() {
    try {
      return TsaCertificate.parse(Bytes.of(certificate.getEncoded()));
    } catch (MalformedTimeStamp | GeneralSecurityException e) {
      throw new IllegalStateException("the authority's own certificate", e);
    }
  }

  /**
   * Answers a question.
   *
   * @throws MalformedTimeStamp where the bytes are none
   */
  public Bytes answer(Bytes query, Instant now) throws MalformedTimeStamp {
    try {
      TimeStampRequest request = new TimeStampRequest(query.toArray());
      TimeStampTokenGenerator tokens =
          new TimeStampTokenGenerator(
              new JcaSimpleSignerInfoGeneratorBuilder()
                  .setSignedAttributeGenerator(signedAt(now))
                  .build(SIGNATURE, key, certificate),
              new JcaDigestCalculatorProviderBuilder()
                  .build()
                  .get(new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256)),
              POLICY);
      tokens.addCertificates(new JcaCertStore(List.of(certificate)));
      tokens.setResolution(TimeStampTokenGenerator.R_MILLISECONDS);
      return Bytes.of(
          new TimeStampResponseGenerator(tokens, Set.of(TSPAlgorithms.SHA256.getId()))
              .generate(request, new BigInteger(63, random).setBit(63), Date.from(now))
              .getEncoded());
    } catch (IOException e) {
      throw new MalformedTimeStamp("a question of RFC 3161");
    } catch (TSPException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("the local authority did not stamp", e);
    }
  }

  /** Otherwise the library looks at the machine's clock. */
  private static AttributeTable signedAt(Instant now) {
    return new AttributeTable(
        new Attribute(CMSAttributes.signingTime, new DERSet(new Time(Date.from(now)))));
  }

  private static ContentSigner signer(PrivateKey key, SecureRandom random)
      throws OperatorCreationException {
    return new JcaContentSignerBuilder(SIGNATURE).setSecureRandom(random).build(key);
  }
}
