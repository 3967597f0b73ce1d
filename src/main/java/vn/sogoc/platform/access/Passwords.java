package vn.sogoc.platform.access;

import io.quarkus.elytron.security.common.BcryptUtil;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.configuration.ConfigUtils;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Passwords under bcrypt. What bcrypt sees is a keyed hash of account and password under the
 * installation's secret: a stolen table alone cannot be tried against a word list, no password is
 * cut at bcrypt's 72 bytes, and a NUL inside one is no end.
 */
@ApplicationScoped
class Passwords {
  private static final int LOWEST_COST = 10;
  private static final int LOWEST_COST_IN_PRODUCTION = 12;
  private static final int HIGHEST_COST = 16;

  private final Secrets.Keyed pepper;
  private final int cost;
  private final String nobody;

  Passwords(Secrets secrets, AccessConfig config) {
    this.cost = checked(config.bcryptCost(), isProduction());
    this.pepper = secrets.keyed("password");
    this.nobody = hash(new UUID(0, 0), "nobody has this password");
  }

  private static boolean isProduction() {
    return LaunchMode.current() == LaunchMode.NORMAL && ConfigUtils.isProfileActive("prod");
  }

  static int checked(int cost, boolean production) {
    int lowest = production ? LOWEST_COST_IN_PRODUCTION : LOWEST_COST;
    if (cost < lowest || cost > HIGHEST_COST) {
      throw new IllegalArgumentException(
          "sogoc.access.bcrypt-cost is " + cost + ", allowed are " + lowest + " to 16");
    }
    return cost;
  }

  /** The text to store. It is good for this account only, copied to another it fits nothing. */
  String hash(UUID account, String password) {
    return BcryptUtil.bcryptHash(blinded(account, password), cost);
  }

  /** Whether the password is the stored one; an absent one costs the same work and is wrong. */
  boolean matches(UUID account, String password, @Nullable String stored) {
    boolean equal =
        BcryptUtil.matches(blinded(account, password), stored == null ? nobody : stored);
    return equal && stored != null;
  }

  /** NFC, because a phone and a desktop may compose the same Vietnamese letters differently. */
  private String blinded(UUID account, String password) {
    String composed = Normalizer.normalize(password, Normalizer.Form.NFC);
    return pepper.hash((account + "\n" + composed).getBytes(StandardCharsets.UTF_8)).base64Url();
  }
}
