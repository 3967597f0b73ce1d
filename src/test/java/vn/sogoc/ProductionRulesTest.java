package vn.sogoc;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProductionRulesTest {
  private static final Path DEV = Path.of("keys-dev");

  private final Map<String, String> environment = new HashMap<>();

  @TempDir Path empty;

  @BeforeEach
  void everything_is_set_and_the_keys_are_those_of_the_demo() {
    environment.put("SOGOC_ADDRESS", "https://sogoc.example.vn");
    environment.put("SOGOC_DB_URL", "embedded");
    environment.put(
        "SOGOC_SECRETS_MASTER", "a1b2c3d4e5f60718293a4b5c6d7e8f90112233445566778899aabbccddeeff01");
    environment.put("SOGOC_TRUST_ROOT", DEV.resolve("root.pem").toString());
    environment.put("SOGOC_TRUST_LIST", DEV.resolve("trust-list.pem").toString());
    environment.put("SOGOC_TRUST_KEYS", DEV.toString());
    environment.put("SOGOC_TRUST_KEYS_PASSWORD", "sogoc-dev");
  }

  @Test
  void keys_that_nobody_published_are_accepted() {
    assertThatCode(() -> new ProductionRules(settings(), Set.of()).check())
        .doesNotThrowAnyException();
  }

  @Test
  void the_root_of_the_demo_is_refused() {
    refuses("root.pem holds a development key");
  }

  @Test
  void key_stores_of_the_demo_are_refused_under_whatever_root() throws IOException {
    String other = Files.readString(DEV.resolve("root.pem"));
    Path pem = empty.resolve("other.pem");
    // another certificate altogether: the fingerprint is over these bytes
    Files.writeString(pem, other.replaceFirst("MII", "MIJ"));
    environment.put("SOGOC_TRUST_ROOT", pem.toString());
    environment.put("SOGOC_TRUST_LIST", pem.toString());
    refuses(".p12 holds a development key");
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
    assertThatThrownBy(() -> new ProductionRules(settings(), Set.of()).check())
        .hasMessageContaining("SOGOC_TRUST_KEYS");
    environment.put("SOGOC_TRUST_KEYS", DEV.toString());
    environment.put("SOGOC_TRUST_KEYS_PASSWORD", "guess");
    assertThatThrownBy(() -> new ProductionRules(settings(), Set.of()).check())
        .hasMessageContaining("cannot be opened");
    environment.put("SOGOC_TRUST_ROOT", empty.resolve("none.pem").toString());
    refuses("cannot be read");
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
