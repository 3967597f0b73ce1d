package vn.sogoc.platform.http;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How long a caller would wait for the whole of what it asked for: RFC 7240 section 4.3. */
public final class PreferredWait {
  private static final int LONGEST_HEADER = 200;
  private static final Pattern WAIT =
      Pattern.compile("(?i)(?:.*[,;])?\\s*wait(?:\\s*=\\s*\"?([0-9]{1,6})\"?)?\\s*(?:[,;].*)?");

  private PreferredWait() {}

  /**
   * Reads the header {@code Prefer}; what it does not understand is ignored, as section 2 says.
   *
   * @param most the longest that is granted, also where no number is given
   */
  public static Optional<Duration> of(@Nullable String prefer, Duration most) {
    if (prefer == null || prefer.length() > LONGEST_HEADER) {
      return Optional.empty();
    }
    Matcher matcher = WAIT.matcher(prefer);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String seconds = matcher.group(1);
    if (seconds == null) {
      return Optional.of(most);
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(seconds));
    return Optional.of(asked.compareTo(most) < 0 ? asked : most);
  }
}
