package vn.sogoc.institution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.Purpose;

class KeyStoresTest {
  private static final String PLACE = "p12:institution-101.p12/record";

  @Test
  void a_development_key_signs_nothing_in_production_whenever_it_came_there() throws Exception {
    assertThat(stores(DevelopmentKeys.none()).signer(PLACE, Purpose.RECORD).purpose())
        .isEqualTo(Purpose.RECORD);
    KeyStores production = stores(DevelopmentKeys.ofThisBuild());
    assertThatThrownBy(() -> production.signer(PLACE, Purpose.RECORD))
        .isInstanceOf(KeyUnavailable.class)
        .hasMessageContaining("development key");
  }

  private static KeyStores stores(DevelopmentKeys refused) {
    return new KeyStores(new Development(), refused);
  }

  private static final class Development implements TrustConfig {
    private static final Path FOLDER = Path.of("keys-dev");

    @Override
    public Path root() {
      return FOLDER.resolve("root.pem");
    }

    @Override
    public Path list() {
      return FOLDER.resolve("trust-list.pem");
    }

    @Override
    public Path keys() {
      return FOLDER;
    }

    @Override
    public String keysPassword() {
      return "sogoc-dev";
    }

    @Override
    public Optional<Path> pkcs11Library() {
      return Optional.empty();
    }

    @Override
    public Optional<String> pkcs11Pin() {
      return Optional.empty();
    }
  }
}
