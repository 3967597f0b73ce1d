package vn.sogoc.platform.access;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How people and programs sign in. */
@ConfigMapping(prefix = "sogoc.access")
public interface AccessConfig {

  /** Work factor of bcrypt, 10 to 16; production refuses less than 12. */
  @WithDefault("12")
  int bcryptCost();

  /** After this long a person signs in again, however active they were. */
  @WithDefault("12H")
  Duration sessionLifetime();

  /** How long what was read about an API key is believed; a revocation waits at most this long. */
  @WithDefault("3S")
  Duration keyCache();

  /** Failed sign-ins for one name from one address before both wait. */
  @WithDefault("5")
  int failuresPerName();

  /** Failed sign-ins from one address, whatever the names, before it waits. */
  @WithDefault("50")
  int failuresPerAddress();

  /** How long failed sign-ins are remembered. */
  @WithDefault("15M")
  Duration failureMemory();
}
