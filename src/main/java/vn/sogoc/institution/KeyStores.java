package vn.sogoc.institution;

import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sogoc.crypto.keys.KeyUnavailable;
import vn.sogoc.crypto.keys.KeyVault;
import vn.sogoc.crypto.keys.Pkcs11Vault;
import vn.sogoc.crypto.keys.Pkcs12Vault;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.Signer;

/**
 * Opens key stores once and keeps them open. A place is {@code p12:<file>/<alias>} in the key
 * folder or {@code pkcs11:<token label>/<alias>}; nothing of it is trusted, because whoever asks
 * compares the key's id with the institution's statement.
 */
@ApplicationScoped
class KeyStores {
  private static final Pattern PLACE =
      Pattern.compile("(p12|pkcs11):([A-Za-z0-9][A-Za-z0-9._ -]{0,63})/([a-z0-9][a-z0-9-]{0,63})");

  private final TrustConfig config;
  private final DevelopmentKeys refused;
  private final Map<String, KeyVault> open = new ConcurrentHashMap<>();

  @Inject
  KeyStores(TrustConfig config) {
    this(
        config,
        ConfigUtils.isProfileActive("prod")
            ? DevelopmentKeys.ofThisBuild()
            : DevelopmentKeys.none());
  }

  KeyStores(TrustConfig config, DevelopmentKeys refused) {
    this.config = config;
    this.refused = refused;
  }

  <P extends Purpose> Signer<P> signer(String place, P purpose) throws KeyUnavailable {
    Matcher parts = PLACE.matcher(place);
    if (!parts.matches()) {
      throw new KeyUnavailable("a key's place is p12:file/alias or pkcs11:token/alias");
    }
    Signer<P> signer = vault(parts.group(1), parts.group(2)).signer(parts.group(3), purpose);
    if (refused.hold(signer.keyId())) {
      throw new KeyUnavailable("a development key, which everybody has, signs nothing here");
    }
    return signer;
  }

  private synchronized KeyVault vault(String sort, String name) throws KeyUnavailable {
    String id = sort + ":" + name;
    KeyVault vault = open.get(id);
    if (vault == null) {
      vault = sort.equals("p12") ? file(name) : token(name);
      open.put(id, vault);
    }
    return vault;
  }

  private KeyVault file(String name) throws KeyUnavailable {
    return Pkcs12Vault.open(config.keys().resolve(name), config.keysPassword().toCharArray());
  }

  private KeyVault token(String label) throws KeyUnavailable {
    Path library =
        config
            .pkcs11Library()
            .orElseThrow(() -> new KeyUnavailable("no PKCS#11 library is configured"));
    String pin =
        config.pkcs11Pin().orElseThrow(() -> new KeyUnavailable("no PKCS#11 PIN is configured"));
    return Pkcs11Vault.open(library, label, pin.toCharArray());
  }

  void close(@Observes ShutdownEvent event) {
    open.values().forEach(KeyVault::close);
    open.clear();
  }
}
