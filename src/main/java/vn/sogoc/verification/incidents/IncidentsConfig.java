package vn.sogoc.verification.incidents;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of what is raised is kept. */
@ConfigMapping(prefix = "sogoc.incidents")
interface IncidentsConfig {
  /**
   * New incidents of one institution within a day; a thief can sign as many records as he likes.
   */
  @WithDefault("500")
  int perDay();

  /** Days of sightings that are kept of one incident. */
  @WithDefault("31")
  int days();

  /** Incidents that may wait to be written. */
  @WithDefault("256")
  int queue();

  /** For how long health stays red after an incident was lost. */
  @WithDefault("PT1H")
  Duration alarm();
}
