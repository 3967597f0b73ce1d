package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.keys.Certificates.Authority;
import vn.sogoc.crypto.keys.Certificates.Subject;
import vn.sogoc.crypto.keys.Certificates.Validity;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

class Pkcs12VaultTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Validity VALIDITY =
      new Validity(Instant.parse("2026-11-24T00:00:00Z"), Instant.parse("2027-11-24T00:00:00Z"));
  private static final char[] PASSWORD = "mật khẩu".toCharArray();
  private static final Digest DIGEST = Digest.sha256(Bytes.ofHex("00"));

  @TempDir Path folder;

  @Test
  void saved_keys_sign_after_opening() throws Exception {
    Path file = folder.resolve("keys.p12");
    Pkcs12Builder builder = Pkcs12Vault.create();
    Authority root = builder.generateRoot("root", "Root", VALIDITY, RANDOM);
    Certificate record =
        builder.generate(
            "record", Purpose.RECORD, root, Subject.ofInstitution("School", 7), VALIDITY, RANDOM);
    builder.generateTls("tls", List.of("localhost"), VALIDITY, RANDOM);
    builder.save(file, PASSWORD);

    try (KeyVault vault = Pkcs12Vault.open(file, PASSWORD)) {
      assertThat(vault.aliases()).containsExactly("record", "root", "tls");
      assertThat(vault.certificate("record")).hasValue(record);
      assertThat(vault.certificate("other")).isEmpty();
      Bytes signature = vault.signer("record", Purpose.RECORD).sign(DIGEST);
      assertThat(record.verificationKey(Purpose.RECORD).verify(DIGEST, signature)).isTrue();
    }
    assertThat(folder.toFile().list()).containsExactly("keys.p12");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  @Test
  void key_signs_for_no_other_purpose_than_its_certificate_says() throws Exception {
    Path file = folder.resolve("keys.p12");
    Pkcs12Builder builder = Pkcs12Vault.create();
    Authority root = builder.generateRoot("root", "Root", VALIDITY, RANDOM);
    for (Purpose purpose : Purpose.all()) {
      if (!purpose.equals(Purpose.ROOT)) {
        builder.generate(purpose.code(), purpose, root, Subject.of("x"), VALIDITY, RANDOM);
      }
    }
    builder.save(file, PASSWORD);

    try (KeyVault vault = Pkcs12Vault.open(file, PASSWORD)) {
      for (Purpose held : Purpose.all()) {
        for (Purpose asked : Purpose.all()) {
          if (held.equals(asked)) {
            assertThat(vault.signer(held.code(), asked).purpose()).isEqualTo(asked);
          } else {
            assertThatThrownBy(() -> vault.signer(held.code(), asked))
                .isInstanceOf(KeyUnavailable.class)
                .hasMessageContaining("not for " + asked.code());
          }
        }
      }
    }
  }

  @Test
  void key_under_a_strangers_certificate_is_refused() throws Exception {
    Path file = folder.resolve("keys.p12");
    Authority root = Pkcs12Vault.create().generateRoot("root", "Root", VALIDITY, RANDOM);
    SoftwareKey key = SoftwareKey.generate(RANDOM);
    Certificate stranger =
        Certificates.issue(
            root,
            SoftwareKey.generate(RANDOM).verificationKey(Purpose.RECORD),
            Subject.of("x"),
            VALIDITY,
            RANDOM);
    var store = java.security.KeyStore.getInstance("PKCS12");
    store.load(null, null);
    store.setKeyEntry(
        "record", key.privateKey(), PASSWORD, Pkcs12Builder.platformChain(List.of(stranger)));
    try (var out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD);
    }

    try (KeyVault vault = Pkcs12Vault.open(file, PASSWORD)) {
      assertThatThrownBy(() -> vault.signer("record", Purpose.RECORD))
          .isInstanceOf(KeyUnavailable.class)
          .hasMessageContaining("do not match");
    }
    assertThatThrownBy(() -> Pkcs12Vault.create().add("record", key, List.of(stranger)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void wrong_password_missing_file_and_garbage_say_so_without_the_password() throws Exception {
    Path file = folder.resolve("keys.p12");
    Pkcs12Builder builder = Pkcs12Vault.create();
    builder.generateRoot("root", "Root", VALIDITY, RANDOM);
    builder.save(file, PASSWORD);
    Path garbage = Files.write(folder.resolve("garbage.p12"), new byte[100]);

    for (Path each : List.of(file, garbage, folder.resolve("none.p12"))) {
      assertThatThrownBy(() -> Pkcs12Vault.open(each, "s3cret-wrong".toCharArray()))
          .isInstanceOf(KeyUnavailable.class)
          .hasMessageNotContaining("s3cret");
    }
  }
}
