package vn.sogoc.platform.ratelimit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Quotas of anonymous callers, in requests a minute. */
@ConfigMapping(prefix = "sogoc.limits")
public interface LimitsConfig {
  /** Verifications of one address. */
  @WithDefault("60")
  int verification();

  /** Questions by number and name of one address. */
  @WithDefault("20")
  int number();

  /** Questions about one number, whoever asks without a key. */
  @WithDefault("10")
  int sameNumber();

  /** Wrong dates of birth for one number in a day, whoever asks without a key. */
  @WithDefault("10")
  int wrongBirth();

  /** Looks at invitations of one address. */
  @WithDefault("20")
  int invitation();

  /** The same with one link, in a day. */
  @WithDefault("50")
  int sameInvitation();

  /** Looks of graduates at their own rows from one address, such as that of a school. */
  @WithDefault("120")
  int confirmation();

  /** The same with one link, in a day. */
  @WithDefault("60")
  int sameConfirmation();

  /** Readings of lists and issuers of one address. */
  @WithDefault("300")
  int publicReads();

  /** Buckets kept at most; the one used longest ago is forgotten first. */
  @WithDefault("100000")
  int buckets();
}
