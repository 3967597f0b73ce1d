package vn.sogoc.crypto.keys;

import com.google.errorprone.annotations.CheckReturnValue;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.OptionalInt;
import vn.sogoc.kernel.Bytes;

/**
 * Our own certification authority: a self-signed root and, directly under it, one certificate for
 * each key. It gives technical trust only and is licensed by nobody.
 *
 * <p>Profile, a narrow part of RFC 5280: version 3, ecdsa-with-SHA256 with low s, P-256 keys as
 * canonical SubjectPublicKeyInfo, key identifiers that are {@link KeyId}s, the institution's number
 * as organizationIdentifier (OID 2.5.4.97), and the key's purpose in the extension {@value
 * #PURPOSE_OID}: a UTF8String with {@link Purpose#code()}. That OID is derived from a random UUID
 * (ITU-T X.667 section 6.3), so no registration is needed; the extension is not critical, because
 * browsers and PDF readers refuse unknown critical extensions.
 */
public final class Certificates {
  /** Private extension that names the purpose of the key. */
  public static final String PURPOSE_OID = "2.25.130189155415994056924923192977913072006";

  private static final String PEM_BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final String PEM_END = "-----END CERTIFICATE-----";

  private Certificates() {}

  /**
   * Who holds a key.
   *
   * @param name commonName, 1 to 64 characters (RFC 5280 appendix A.1, ub-common-name)
   * @param institution positive number of the institution, where there is one
   */
  public record Subject(String name, OptionalInt institution) {
    private static final int NAME_SIZE = 64;

    public Subject {
      if (name.isBlank() || name.codePointCount(0, name.length()) > NAME_SIZE) {
        throw new IllegalArgumentException("a subject's name has 1 to 64 characters");
      }
      if (institution.isPresent() && institution.getAsInt() <= 0) {
        throw new IllegalArgumentException("an institution's number is positive");
      }
    }

    /** A holder that is no institution. */
    public static Subject of(String name) {
      return new Subject(name, OptionalInt.empty());
    }

    /** A key of an institution. */
    public static Subject ofInstitution(String name, int institution) {
      return new Subject(name, OptionalInt.of(institution));
    }
  }

  /**
   * From when until when, both inclusive, in whole seconds (RFC 5280 section 4.1.2.5); fractions
   * are cut off.
   */
  public record Validity(Instant from, Instant until) {
    public Validity {
      from = from.truncatedTo(ChronoUnit.SECONDS);
      until = until.truncatedTo(ChronoUnit.SECONDS);
      if (until.isBefore(from)) {
        throw new IllegalArgumentException("a validity does not end before it begins");
      }
    }

    /** Whether the instant lies inside. */
    public boolean includes(Instant instant) {
      return !instant.isBefore(from) && instant.isBefore(until.plusSeconds(1));
    }
  }

  /** A root certificate with its key: what may issue. */
  public record Authority(Certificate certificate, Signer<Purpose.Root> signer) {
    public Authority {
      if (!certificate.isAuthority() || !certificate.keyId().equals(signer.keyId())) {
        throw new IllegalArgumentException("the certificate is not that of the root's key");
      }
    }
  }

  /** Why a certificate is or is not trusted under a root. The first that applies. */
  public enum Trust {
    /** The pinned certificate is no root, or its own signature or purpose is wrong. */
    ROOT_UNFIT,
    /** Another authority issued it, or it is itself an authority. */
    OTHER_ISSUER,
    /** It names this root, which never signed it. */
    SIGNATURE_WRONG,
    /** The instant is before its validity or that of the root. */
    NOT_YET_VALID,
    /** The instant is after its validity or that of the root. */
    EXPIRED,
    /** Issued by the root and inside its dates. */
    TRUSTED
  }

  /**
   * A self-signed root.
   *
   * @throws SigningFailed where the key store did not sign
   */
  public static Certificate root(
      VerificationKey<Purpose.Root> key,
      Signer<Purpose.Root> signer,
      String name,
      Validity validity,
      SecureRandom random)
      throws SigningFailed {
    CertificateMaker maker = new CertificateMaker(Subject.of(name), key, validity, random);
    return maker.selfSigned(signer, true);
  }

  /**
   * A certificate for a key, directly under the root.
   *
   * @throws SigningFailed where the root's key store did not sign
   */
  public static <P extends Purpose> Certificate issue(
      Authority authority,
      VerificationKey<P> key,
      Subject subject,
      Validity validity,
      SecureRandom random)
      throws SigningFailed {
    if (key.purpose().equals(Purpose.ROOT)) {
      throw new IllegalArgumentException("a root is made by itself and not issued");
    }
    return new CertificateMaker(subject, key, validity, random).issuedBy(authority);
  }

  /**
   * A self-signed certificate for a server on this machine.
   *
   * @param hosts at least one DNS name or IP address; the first is also the subject's name
   * @throws SigningFailed where the key did not sign
   */
  public static Certificate tlsSelfSigned(
      SoftwareKey key, List<String> hosts, Validity validity, SecureRandom random)
      throws SigningFailed {
    VerificationKey<Purpose.Tls> tls = key.verificationKey(Purpose.TLS);
    return new CertificateMaker(Subject.of(hosts.getFirst()), tls, validity, random)
        .forHosts(hosts)
        .selfSigned(key.signer(Purpose.TLS), false);
  }

  /**
   * Reads a certificate of the profile above, at most {@value CertificateParser#MAX_SIZE} bytes.
   *
   * @throws MalformedCertificate where the bytes are anything else, including any other DER
   */
  public static Certificate parse(Bytes der) throws MalformedCertificate {
    return CertificateParser.parse(der);
  }

  /**
   * Reads a PEM text (RFC 7468) with exactly one certificate: of two, one reader takes the first
   * and another the last.
   *
   * @throws MalformedCertificate where there is none, or more than one block of whatever kind
   */
  public static Certificate ofPem(String pem) throws MalformedCertificate {
    int begin = pem.indexOf(PEM_BEGIN);
    int end = pem.indexOf(PEM_END);
    if (begin < 0
        || end < begin
        || pem.indexOf("-----BEGIN") != begin
        || pem.lastIndexOf("-----BEGIN") != begin
        || pem.lastIndexOf("-----END") != end) {
      throw new MalformedCertificate("a PEM file holds one certificate and nothing else");
    }
    String body = pem.substring(begin + PEM_BEGIN.length(), end).replaceAll("\\s", "");
    try {
      return parse(Bytes.of(Base64.getDecoder().decode(body)));
    } catch (IllegalArgumentException e) {
      throw new MalformedCertificate("a certificate in PEM is base64, which this is not");
    }
  }

  /** Whether a certificate was issued by a pinned root and both are inside their dates. */
  @CheckReturnValue
  public static Trust trust(Certificate certificate, Certificate root, Instant at) {
    if (!root.isAuthority()
        || !root.purpose().equals(Purpose.ROOT)
        || !isIssuedBy(root, root)
        || !isSignedBy(root, root)) {
      return Trust.ROOT_UNFIT;
    }
    if (!certificate.equals(root)) {
      if (certificate.isAuthority() || !isIssuedBy(certificate, root)) {
        return Trust.OTHER_ISSUER;
      }
      if (!isSignedBy(certificate, root)) {
        return Trust.SIGNATURE_WRONG;
      }
    }
    for (Certificate each : List.of(certificate, root)) {
      if (!each.isValidAt(at)) {
        return at.isBefore(each.validity().from()) ? Trust.NOT_YET_VALID : Trust.EXPIRED;
      }
    }
    return Trust.TRUSTED;
  }

  private static boolean isIssuedBy(Certificate certificate, Certificate root) {
    return certificate.fields().issuer().equals(root.fields().holder())
        && certificate.fields().issuerKey().equals(root.keyId());
  }

  private static boolean isSignedBy(Certificate certificate, Certificate root) {
    try {
      return root.verificationKey(Purpose.ROOT)
          .verify(certificate.fields().toBeSigned(), certificate.fields().signature());
    } catch (KeyUnavailable e) {
      return false;
    }
  }
}
