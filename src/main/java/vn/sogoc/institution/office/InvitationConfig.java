package vn.sogoc.institution.office;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How long the ways in stay open. */
@ConfigMapping(prefix = "sogoc.invitations")
interface InvitationConfig {
  /** From the invitation to the last moment at which it is accepted. */
  @WithDefault("14d")
  Duration ttl();

  /** The same for a new password of somebody who works there. */
  @WithDefault("3d")
  Duration recoveryTtl();

  /** How often it is looked for links that are to be mailed; zero for never. */
  @WithDefault("5s")
  Duration mailEvery();
}
