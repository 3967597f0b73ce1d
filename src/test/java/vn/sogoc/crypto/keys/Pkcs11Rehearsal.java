package vn.sogoc.crypto.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import vn.sogoc.crypto.keys.Certificates.Authority;
import vn.sogoc.crypto.keys.Certificates.Subject;
import vn.sogoc.crypto.keys.Certificates.Validity;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/** What {@link Pkcs11VaultTest} runs in two processes, one after the other, on the same tokens. */
final class Pkcs11Rehearsal {
  static final String PIN = "135790";

  private static final String TOKEN = "sogoc records";
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Validity VALIDITY =
      new Validity(Instant.parse("2026-11-24T00:00:00Z"), Instant.parse("2027-11-24T00:00:00Z"));

  private final Path library;
  private final PrintStream out = System.out;

  private Pkcs11Rehearsal(Path library) {
    this.library = library;
  }

  public static void main(String[] arguments) throws Exception {
    Pkcs11Rehearsal rehearsal = new Pkcs11Rehearsal(Path.of(arguments[0]));
    switch (arguments[2]) {
      case "first" -> rehearsal.first();
      case "second" -> rehearsal.second();
      default -> throw new IllegalArgumentException(arguments[2]);
    }
    rehearsal.out.println(arguments[2] + ": done");
  }

  private void first() throws Exception {
    refusals();
    Authority root = Pkcs12Vault.create().generateRoot("root", "Root", VALIDITY, RANDOM);
    try (Pkcs11Vault vault = Pkcs11Vault.open(library, TOKEN, PIN.toCharArray())) {
      assertThat(vault.aliases()).isEmpty();
      Certificate made =
          vault.generate(
              "record", Purpose.RECORD, root, Subject.ofInstitution("A", 3), VALIDITY, RANDOM);
      assertThat(made.institution()).hasValue(3);
      assertThat(vault.certificate("record")).hasValue(made);
      assertThatThrownBy(
              () ->
                  vault.generate("record", Purpose.RECORD, root, Subject.of("A"), VALIDITY, RANDOM))
          .isInstanceOf(KeyUnavailable.class);
      vault.generate("list", Purpose.ISSUANCE_LIST, root, Subject.of("A"), VALIDITY, RANDOM);
      signs(vault);
      weakKeyIsRefused(root);
    }
    assertThat(System.out).isSameAs(out);
  }

  /** Another process: the keys are found again by the label of their token. */
  private void second() throws Exception {
    Signer<Purpose.Record> signer;
    try (Pkcs11Vault vault = Pkcs11Vault.open(library, TOKEN, PIN.toCharArray())) {
      assertThat(vault.aliases()).containsExactly("list", "record", "weak");
      assertThatThrownBy(() -> vault.signer("weak", Purpose.RECORD))
          .isInstanceOf(KeyUnavailable.class)
          .hasMessageContaining("can leave its token");
      signs(vault);
      manyThreads(vault);
      signer = vault.signer("record", Purpose.RECORD);
    }
    assertThatThrownBy(() -> signer.sign(Digest.sha256(Bytes.ofHex("00"))))
        .isInstanceOf(SigningFailed.class);
  }

  private void refusals() {
    assertThatThrownBy(() -> Pkcs11Vault.open(library, "nobody", PIN.toCharArray()))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("no token is labelled 'nobody'")
        .hasMessageContaining("other");
    assertThatThrownBy(() -> Pkcs11Vault.open(library, "twin", PIN.toCharArray()))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("more than one token");
    assertThatThrownBy(() -> Pkcs11Vault.open(library, TOKEN, "999999".toCharArray()))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("refuses the PIN")
        .hasMessageNotContaining("999999");
    assertThatThrownBy(() -> Pkcs11Vault.open(Path.of("/none.so"), TOKEN, PIN.toCharArray()))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("does not start");
  }

  private void signs(Pkcs11Vault vault) throws Exception {
    Signer<Purpose.Record> signer = vault.signer("record", Purpose.RECORD);
    Certificate certificate = vault.certificate("record").orElseThrow();
    VerificationKey<Purpose.Record> key = certificate.verificationKey(Purpose.RECORD);
    for (int i = 0; i < 50; i++) {
      Digest digest = Digest.sha256(Bytes.of(new byte[i]));
      assertThat(key.verify(digest, signer.sign(digest))).isTrue();
    }
    assertThatThrownBy(() -> vault.signer("list", Purpose.RECORD))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("is for list, not for record");
    assertThatThrownBy(() -> vault.signer("none", Purpose.RECORD))
        .isInstanceOf(KeyUnavailable.class);
  }

  private void manyThreads(Pkcs11Vault vault) throws Exception {
    Signer<Purpose.Record> signer = vault.signer("record", Purpose.RECORD);
    VerificationKey<Purpose.Record> key =
        vault.certificate("record").orElseThrow().verificationKey(Purpose.RECORD);
    Callable<Boolean> task =
        () -> {
          boolean good = true;
          for (int i = 0; i < 200; i++) {
            Digest digest = Digest.sha256(Bytes.of(new byte[i]));
            good &= key.verify(digest, signer.sign(digest));
          }
          return good;
        };
    try (ExecutorService pool = Executors.newFixedThreadPool(4)) {
      List<Future<Boolean>> answers = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        answers.add(pool.submit(task));
      }
      for (Future<Boolean> answer : answers) {
        assertThat(answer.get()).isTrue();
      }
    }
  }

  /** A key put into the token without our attributes, so that it can be read out again. */
  private void weakKeyIsRefused(Authority root) throws Exception {
    Provider plain =
        Security.getProvider("SunPKCS11")
            .configure(
                "--name=weak\nlibrary="
                    + library
                    + "\nslot="
                    + slotOfToken()
                    + "\nattributes(*,CKO_PRIVATE_KEY,*) = {\nCKA_SENSITIVE = false\n"
                    + "CKA_EXTRACTABLE = true\n}\n");
    KeyStore store = KeyStore.getInstance("PKCS11", plain);
    store.load(null, PIN.toCharArray());
    SoftwareKey key = SoftwareKey.generate(RANDOM);
    Certificate certificate =
        Certificates.issue(
            root, key.verificationKey(Purpose.RECORD), Subject.of("weak"), VALIDITY, RANDOM);
    var factory = CertificateFactory.getInstance("X.509");
    store.setKeyEntry(
        "weak",
        key.privateKey(),
        null,
        new java.security.cert.Certificate[] {
          factory.generateCertificate(new ByteArrayInputStream(certificate.der().toArray()))
        });
  }

  private long slotOfToken() throws Exception {
    Process process = new ProcessBuilder("softhsm2-util", "--show-slots").start();
    String text =
        new String(
            process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
    String before = text.substring(0, text.indexOf("Label:            " + TOKEN));
    String slot = before.substring(before.lastIndexOf("\nSlot ") + 6);
    return Long.parseLong(slot.substring(0, slot.indexOf('\n')).trim());
  }
}
