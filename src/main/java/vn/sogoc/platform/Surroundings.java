package vn.sogoc.platform;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;

/** The clock and the randomness of the running program; a test may put its own in their place. */
@Singleton
class Surroundings {

  @Produces
  @Singleton
  @DefaultBean
  Clock clock() {
    return SystemClock.utc();
  }

  @Produces
  @Singleton
  @DefaultBean
  SecureRandom random() {
    return new SecureRandom();
  }
}
