package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.keys.Certificates.Authority;
import vn.sogoc.crypto.keys.Certificates.Subject;
import vn.sogoc.crypto.keys.Certificates.Trust;
import vn.sogoc.crypto.keys.Certificates.Validity;
import vn.sogoc.kernel.Bytes;

class CertificatesTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
  private static final Validity THIRTY_YEARS =
      new Validity(NOW, NOW.plus(30 * 365, ChronoUnit.DAYS));
  private static final Validity YEAR = new Validity(NOW, NOW.plus(365, ChronoUnit.DAYS));
  private static final Authority ROOT = authority("Sổ Gốc root");

  @Test
  void key_certificate_says_holder_purpose_and_key() throws Exception {
    SoftwareKey key = SoftwareKey.generate(RANDOM);
    for (Purpose purpose : Purpose.all()) {
      if (purpose.equals(Purpose.ROOT)) {
        continue;
      }
      Certificate made =
          Certificates.issue(
              ROOT,
              key.verificationKey(purpose),
              Subject.ofInstitution("Trường Đại học Bách khoa", 12),
              YEAR,
              RANDOM);
      Certificate read = Certificates.parse(made.der());
      assertThat(read).isEqualTo(made);
      assertThat(read.purpose()).isEqualTo(purpose);
      assertThat(read.name()).isEqualTo("Trường Đại học Bách khoa");
      assertThat(read.institution()).hasValue(12);
      assertThat(read.keyId()).isEqualTo(key.keyId());
      assertThat(read.validity()).isEqualTo(YEAR);
      assertThat(read.isAuthority()).isFalse();
      assertThat(Certificates.trust(read, ROOT.certificate(), NOW)).isEqualTo(Trust.TRUSTED);
    }
  }

  @Test
  void typed_key_of_a_certificate_exists_for_its_own_purpose_only() throws Exception {
    Certificate certificate = issue(ROOT, Purpose.RECORD, YEAR);

    assertThat(certificate.verificationKey(Purpose.RECORD).keyId()).isEqualTo(certificate.keyId());
    assertThatThrownBy(() -> certificate.verificationKey(Purpose.ISSUANCE_LIST))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("is for record, not for list");
  }

  @Test
  void trust_needs_the_pinned_root_itself() throws Exception {
    Certificate certificate = issue(ROOT, Purpose.RECORD, YEAR);
    Certificate namesake = authority("Sổ Gốc root").certificate();

    assertThat(Certificates.trust(certificate, namesake, NOW)).isEqualTo(Trust.OTHER_ISSUER);
    assertThat(Certificates.trust(certificate, certificate, NOW)).isEqualTo(Trust.ROOT_UNFIT);
    assertThat(Certificates.trust(namesake, ROOT.certificate(), NOW)).isEqualTo(Trust.OTHER_ISSUER);
    assertThat(Certificates.trust(ROOT.certificate(), ROOT.certificate(), NOW))
        .isEqualTo(Trust.TRUSTED);
  }

  @Test
  void trust_ends_to_the_second() throws Exception {
    Certificate certificate = issue(ROOT, Purpose.RECORD, YEAR);
    Instant end = YEAR.until();

    assertThat(Certificates.trust(certificate, ROOT.certificate(), NOW.minusMillis(1)))
        .isEqualTo(Trust.NOT_YET_VALID);
    assertThat(Certificates.trust(certificate, ROOT.certificate(), end.plusMillis(999)))
        .isEqualTo(Trust.TRUSTED);
    assertThat(Certificates.trust(certificate, ROOT.certificate(), end.plusSeconds(1)))
        .isEqualTo(Trust.EXPIRED);
  }

  @Test
  void trust_ends_with_the_root() throws Exception {
    Validity beyond = new Validity(NOW, THIRTY_YEARS.until().plusSeconds(3600));
    Certificate certificate = issue(ROOT, Purpose.RECORD, beyond);

    assertThat(
            Certificates.trust(
                certificate, ROOT.certificate(), THIRTY_YEARS.until().plusSeconds(1)))
        .isEqualTo(Trust.EXPIRED);
  }

  @Test
  void no_single_changed_bit_of_a_certificate_is_trusted() throws Exception {
    Bytes der = issue(ROOT, Purpose.RECORD, YEAR).der();
    int parsed = 0;
    for (int bit = 0; bit < der.size() * 8; bit++) {
      byte[] changed = der.toArray();
      changed[bit / 8] ^= (byte) (1 << (bit % 8));
      try {
        Certificate certificate = Certificates.parse(Bytes.of(changed));
        parsed++;
        assertThat(Certificates.trust(certificate, ROOT.certificate(), NOW))
            .as("bit %d", bit)
            .isNotEqualTo(Trust.TRUSTED);
      } catch (MalformedCertificate expected) {
        assertThat(expected).hasMessageNotContaining("null");
      }
    }
    assertThat(parsed).isPositive();
  }

  @Test
  void random_changes_of_a_certificate_raise_nothing_but_malformed() throws Exception {
    Random random = new Random(5);
    byte[] der = issue(ROOT, Purpose.RECORD, YEAR).der().toArray();
    for (int i = 0; i < 20_000; i++) {
      byte[] changed =
          Arrays.copyOf(der, random.nextInt(20) == 0 ? random.nextInt(600) : der.length);
      for (int j = random.nextInt(4); j >= 0 && changed.length > 0; j--) {
        changed[random.nextInt(changed.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(Certificates.parse(Bytes.of(changed)).der()).isEqualTo(Bytes.of(changed));
      } catch (MalformedCertificate expected) {
        assertThat(expected.getMessage()).isNotBlank();
      }
    }
  }

  @Test
  void platform_path_validation_agrees() throws Exception {
    X509Certificate root = platform(ROOT.certificate());
    X509Certificate leaf = platform(issue(ROOT, Purpose.DOCUMENT, YEAR));
    PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
    parameters.setRevocationEnabled(false);
    parameters.setDate(Date.from(NOW.plusSeconds(60)));

    var path = CertificateFactory.getInstance("X.509").generateCertPath(List.of(leaf));
    assertThat(CertPathValidator.getInstance("PKIX").validate(path, parameters)).isNotNull();
    assertThat(root.getBasicConstraints()).isZero();
    assertThat(leaf.getKeyUsage()[1]).isTrue();
  }

  @Test
  void tls_certificate_names_its_hosts_and_can_issue_nothing() throws Exception {
    SoftwareKey key = SoftwareKey.generate(RANDOM);
    Certificate made =
        Certificates.tlsSelfSigned(key, List.of("localhost", "127.0.0.1", "::1"), YEAR, RANDOM);
    X509Certificate certificate = platform(made);

    certificate.verify(certificate.getPublicKey());
    assertThat(certificate.getSubjectAlternativeNames())
        .extracting(each -> String.valueOf(each.get(1)))
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1");
    assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1");
    assertThat(made.isAuthority()).isFalse();
    assertThat(Certificates.trust(made, made, NOW)).isEqualTo(Trust.ROOT_UNFIT);
  }

  @Test
  void foreign_forms_are_refused() {
    for (String hex : List.of("", "00", "3000", "30800000", "3003020101", "ff".repeat(5000))) {
      assertThatThrownBy(() -> Certificates.parse(Bytes.ofHex(hex)))
          .as(hex)
          .isInstanceOf(MalformedCertificate.class);
    }
  }

  @Test
  void root_is_never_issued_and_an_authority_needs_its_own_key() {
    SoftwareKey other = SoftwareKey.generate(RANDOM);

    assertThatThrownBy(
            () ->
                Certificates.issue(
                    ROOT, other.verificationKey(Purpose.ROOT), Subject.of("x"), YEAR, RANDOM))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Authority(ROOT.certificate(), other.signer(Purpose.ROOT)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Authority authority(String name) {
    try {
      return Pkcs12Vault.create().generateRoot("root", name, THIRTY_YEARS, RANDOM);
    } catch (SigningFailed e) {
      throw new AssertionError(e);
    }
  }

  private static Certificate issue(Authority authority, Purpose purpose, Validity validity)
      throws SigningFailed {
    SoftwareKey key = SoftwareKey.generate(RANDOM);
    return Certificates.issue(
        authority, key.verificationKey(purpose), Subject.of("key"), validity, RANDOM);
  }

  private static X509Certificate platform(Certificate certificate) throws Exception {
    var in = new ByteArrayInputStream(certificate.der().toArray());
    return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
  }
}
