package vn.sogoc.platform.https;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.kernel.Digest;

class HttpsIdentityTest {
  private static final Instant START = Instant.parse("2026-11-24T08:00:00Z");
  private static final URI HERE = URI.create("http://localhost:8080");

  @TempDir Path directory;

  @Test
  void a_certificate_is_made_once_and_readable_by_its_owner_only() throws Exception {
    Digest first = fingerprint(at(START, HERE));
    assertThat(fingerprint(at(START.plus(Duration.ofDays(300)), HERE))).isEqualTo(first);
    for (String file : new String[] {"https.p12", "secrets.properties"}) {
      assertThat(
              PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void it_is_renewed_thirty_days_before_it_ends() throws Exception {
    Digest first = fingerprint(at(START, HERE));
    HttpsIdentity renewed = at(START.plus(Duration.ofDays(368)), HERE);
    assertThat(fingerprint(renewed)).isNotEqualTo(first);
    assertThat(certificate(renewed).isValidAt(START.plus(Duration.ofDays(700)))).isTrue();
  }

  @Test
  void it_names_the_public_address_and_is_made_again_when_that_changes() throws Exception {
    at(START, HERE);
    HttpsIdentity moved = at(START, URI.create("https://sogoc.example.vn"));
    assertThat(certificate(moved).name()).isEqualTo("sogoc.example.vn");
  }

  @Test
  void the_password_is_not_told() throws Exception {
    HttpsIdentity identity = at(START, HERE);
    assertThat(identity.toString()).doesNotContain(identity.password());
  }

  private HttpsIdentity at(Instant now, URI address) throws IOException {
    return HttpsIdentity.readOrMake(
        directory, address, new SecureRandom(), Clock.fixed(now, ZoneOffset.UTC));
  }

  private static Digest fingerprint(HttpsIdentity identity) throws Exception {
    return certificate(identity).fingerprint();
  }

  private static Certificate certificate(HttpsIdentity identity) throws Exception {
    try (Pkcs12Vault vault =
        Pkcs12Vault.open(identity.keyStore(), identity.password().toCharArray())) {
      return vault.certificate("https").orElseThrow();
    }
  }
}
