package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.crypto.keys.Certificate;
import vn.sogoc.crypto.keys.Certificates;
import vn.sogoc.crypto.keys.Pkcs12Builder;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.note.SeedSigner;
import vn.sogoc.demo.DevKeys;
import vn.sogoc.institution.DevelopmentKeys;
import vn.sogoc.kernel.Digest;

class ProductionRulesTest {
  private static final Path DEV = Path.of("keys-dev");
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path empty;

  @BeforeEach
  void everything_is_set_and_the_keys_are_those_of_the_demo() {
    environment.put("SOGOC_ADDRESS", "https://sogoc.example.vn");
    environment.put("SOGOC_DB_URL", "embedded");
    environment.put(
        "SOGOC_SECRETS_MASTER", "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff01");
    environment.put("SOGOC_LOG_POLICY", DEV.resolve("log-policy").toString());
    environment.put("SOGOC_LOG_SEEDS", DEV.resolve("log.seeds").toString());
    environment.put("SOGOC_LOG_WITNESSES", "https://witness.example");
    environment.put("SOGOC_TRUST_ROOT", DEV.resolve("root.pem").toString());
    environment.put("SOGOC_TRUST_LIST", DEV.resolve("trust-list.pem").toString());
    environment.put("SOGOC_TRUST_KEYS", DEV.toString());
    environment.put("SOGOC_TRUST_KEYS_PASSWORD", "sogoc-dev");
  }

  @Test
  void keys_that_nobody_published_are_accepted() {
    assertThatCode(() -> new ProductionRules(settings(), DevelopmentKeys.none()).check())
        .doesNotThrowAnyException();
  }

  @Test
  void the_root_of_the_demo_is_refused() {
    refuses("root.pem holds a development key");
  }

  @Test
  void key_stores_of_the_demo_are_refused_under_whatever_root() throws Exception {
    useOwnRoot();
    refuses(".p12 holds a development key");
  }

  @Test
  void a_key_store_of_the_demo_is_refused_under_whatever_name() throws Exception {
    useOwnRoot();
    Path folder = Files.createDirectory(empty.resolve("stores"));
    Files.copy(DEV.resolve("institution-101.p12"), folder.resolve("harmless.bin"));
    environment.put("SOGOC_TRUST_KEYS", folder.toString());
    refuses("harmless.bin holds a development key");
  }

  @Test
  void the_log_of_the_demo_and_its_witnesses_are_refused() throws Exception {
    useOwnRoot();
    environment.put("SOGOC_TRUST_KEYS", Files.createDirectory(empty.resolve("none")).toString());
    refuses("log-policy holds a development key");
    String witness =
        Files.readAllLines(DEV.resolve("log-policy")).stream()
            .filter(line -> line.startsWith("witness w1 "))
            .findFirst()
            .orElseThrow();
    String own =
        SeedSigner.ed25519("log.example", Digest.sha256(new byte[] {1}).bytes()).key().vkey();
    Path policy = empty.resolve("policy");
    environment.put("SOGOC_LOG_POLICY", policy.toString());
    Files.writeString(policy, "log " + own + "\n" + witness + "\nquorum w1\n");
    refuses("policy holds a development key");
    Files.writeString(policy, "log " + own + "\nquorum none\n");
    refuses("names no witness");
    String two =
        "witness a %s\nwitness b %s\n"
            .formatted(
                SeedSigner.cosignature("a", Digest.sha256(new byte[] {2}).bytes()).key().vkey(),
                SeedSigner.cosignature("b", Digest.sha256(new byte[] {3}).bytes()).key().vkey());
    Files.writeString(policy, "log " + own + "\n" + two + "group g any a b\nquorum g\n");
    refuses("without a common member");
    Files.writeString(policy, "log " + own + "\n");
    refuses("is not a policy");
  }

  @Test
  void a_key_of_the_demo_is_refused_under_another_certificate() throws Exception {
    useOwnRoot();
    Certificate dev = Certificates.ofPem(Files.readString(DEV.resolve("trust-list.pem")));
    Pkcs12Builder own = Pkcs12Vault.create();
    Certificate renewed =
        Certificates.issue(
            own.generateRoot("root", "Another root", dev.validity(), RANDOM),
            dev.verificationKey(Purpose.TRUST_LIST),
            Certificates.Subject.of("Another name"),
            dev.validity(),
            RANDOM);
    Path pem = empty.resolve("renewed.pem");
    Files.writeString(pem, renewed.pem());
    environment.put("SOGOC_TRUST_LIST", pem.toString());
    refuses("renewed.pem holds a development key");
  }

  @Test
  void a_file_with_two_certificates_is_refused_because_readers_disagree_about_it()
      throws Exception {
    String own = Files.readString(useOwnRoot());
    Path both = empty.resolve("both.pem");
    Files.writeString(both, Files.readString(DEV.resolve("root.pem")) + own);
    environment.put("SOGOC_TRUST_ROOT", both.toString());
    refuses("both.pem holds no certificate in PEM, or not just one");
  }

  @Test
  void the_public_address_is_over_https() {
    environment.put("SOGOC_ADDRESS", "http://sogoc.example.vn");
    refuses("SOGOC_ADDRESS begins with https://");
  }

  @Test
  void what_belongs_to_the_demo_is_refused_and_switched_off() {
    for (String name : List.of("DEMO_ENABLED", "VERIFICATION_TEST_DATA", "ISSUANCE_TEST_DATA")) {
      environment.put("SOGOC_" + name, "true");
      refuses("SOGOC_" + name);
      environment.put("SOGOC_" + name, "false");
    }
    assertThat(ProductionRules.properties(settings()))
        .containsEntry("sogoc.demo.enabled", "false")
        .containsEntry("sogoc.verification.test-data", "false")
        .containsEntry("sogoc.issuance.test-data", "false")
        .containsEntry("sogoc.https-only", "true");
  }

  @Test
  void time_is_told_by_somebody_else_whose_certificate_is_named() {
    environment.put("SOGOC_TSA_URL", "http://tsa.example");
    refuses("SOGOC_TSA_URL needs SOGOC_TSA_CERTIFICATE");
    environment.put("SOGOC_TSA_CERTIFICATE", DEV.resolve("tsa.pem").toString());
    refuses("tsa.pem holds a development key");
    environment.put("SOGOC_TSA_CERTIFICATE", DEV.resolve("root.pem").toString());
    refuses("extended key usage is time stamping");
    environment.put("SOGOC_TSA_CERTIFICATE", empty.resolve("none.pem").toString());
    refuses("none.pem cannot be read");
    environment.remove("SOGOC_TSA_CERTIFICATE");
    environment.remove("SOGOC_TSA_URL");
    environment.put("SOGOC_TSA_LOCAL", DEV.resolve("tsa.p12").toString());
    refuses("SOGOC_TSA_LOCAL is for ./sogoc demo only");
  }

  @Test
  void a_proxy_is_believed_only_by_its_address() {
    assertThat(ProductionRules.properties(settings()))
        .containsEntry("quarkus.http.proxy.proxy-address-forwarding", "false");
    environment.put("SOGOC_PROXY", "10.0.0.0/8, fd00::/8,192.0.2.7");
    assertThat(ProductionRules.properties(settings()))
        .containsEntry("quarkus.http.proxy.proxy-address-forwarding", "true")
        .containsEntry("quarkus.http.proxy.trusted-proxies", "10.0.0.0/8,fd00::/8,192.0.2.7");
    assertThatCode(() -> new ProductionRules(settings(), DevelopmentKeys.none()).check())
        .doesNotThrowAnyException();
    for (String wrong : List.of("*", "0.0.0.0/0", "::/0", "proxy.example.vn", "10.0.0.300/x")) {
      environment.put("SOGOC_PROXY", wrong);
      refuses("SOGOC_PROXY");
    }
  }

  @Test
  void what_is_missing_is_named_all_at_once() {
    environment.remove("SOGOC_ADDRESS");
    environment.remove("SOGOC_SECRETS_MASTER");
    refuses("Production needs SOGOC_ADDRESS, SOGOC_SECRETS_MASTER");
  }

  @Test
  void a_master_secret_that_is_not_random_is_refused() {
    environment.put("SOGOC_SECRETS_MASTER", "5e".repeat(32));
    refuses("SOGOC_SECRETS_MASTER");
    environment.put("SOGOC_SECRETS_MASTER", "swordfish");
    refuses("SOGOC_SECRETS_MASTER");
  }

  @Test
  void a_wrong_password_or_path_is_told_before_anything_starts() {
    environment.put("SOGOC_TRUST_KEYS", empty.resolve("nowhere").toString());
    assertThatThrownBy(() -> new ProductionRules(settings(), DevelopmentKeys.none()).check())
        .hasMessageContaining("SOGOC_TRUST_KEYS");
    environment.put("SOGOC_TRUST_KEYS", DEV.toString());
    environment.put("SOGOC_TRUST_KEYS_PASSWORD", "guess");
    assertThatThrownBy(() -> new ProductionRules(settings(), DevelopmentKeys.none()).check())
        .hasMessageContaining("cannot be opened");
    environment.put("SOGOC_TRUST_ROOT", empty.resolve("none.pem").toString());
    refuses("cannot be read");
  }

  /** A root and a trust list of our own, so that what follows is looked at. */
  private Path useOwnRoot() throws Exception {
    Path folder = empty.resolve("own");
    DevKeys.make(folder, RANDOM);
    environment.put("SOGOC_TRUST_ROOT", folder.resolve("root.pem").toString());
    environment.put("SOGOC_TRUST_LIST", folder.resolve("trust-list.pem").toString());
    return folder.resolve("root.pem");
  }

  private void refuses(String words) {
    assertThatThrownBy(() -> new ProductionRules(settings()).check())
        .isInstanceOf(Unstartable.class)
        .hasMessageContaining(words);
  }

  private Settings settings() {
    return new Settings(name -> null, environment::get);
  }
}
