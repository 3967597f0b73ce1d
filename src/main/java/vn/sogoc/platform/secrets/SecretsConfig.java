package vn.sogoc.platform.secrets;

import io.smallrye.config.ConfigMapping;

/** The one secret of the installation. Absent means the program does not start. */
@ConfigMapping(prefix = "sogoc.secrets")
public interface SecretsConfig {
  /**
   * 32 random bytes, 64 hexadecimal digits. Lost means lookups by name and sealed rows are lost.
   */
  String master();
}
