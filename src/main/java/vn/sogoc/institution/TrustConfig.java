package vn.sogoc.institution;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Optional;

/** Where trust begins and where the keys live. Absent means the program does not start. */
@ConfigMapping(prefix = "sogoc.trust")
public interface TrustConfig {
  /**
   * Certificate of the ministry root, PEM; pinned by being named here, never read from the store.
   */
  Path root();

  /** Certificate of the trust-list key under that root, PEM. */
  @WithName("list")
  Path list();

  /** Folder of the institutions' key stores. */
  Path keys();

  /** Password of the PKCS#12 key stores. */
  String keysPassword();

  /** PKCS#11 library, where keys live in a hardware module. */
  Optional<Path> pkcs11Library();

  /** PIN of the PKCS#11 tokens. */
  Optional<String> pkcs11Pin();
}
