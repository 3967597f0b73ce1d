package vn.sogoc.platform.access;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the encrypted session cookie says, and the name of the principal in logs: nothing personal.
 *
 * @param epoch the account's epoch when the session began; raising it ends the session
 * @param began when the person last proved who they are, to the second
 */
record Session(UUID accountId, int epoch, Instant began) {
  private static final Pattern FORM =
      Pattern.compile("([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})/(\\d{1,9})/(\\d{1,12})");

  String text() {
    return accountId + "/" + epoch + "/" + began.getEpochSecond();
  }

  static Optional<Session> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    return Optional.of(
        new Session(
            UUID.fromString(matcher.group(1)),
            Integer.parseInt(matcher.group(2)),
            Instant.ofEpochSecond(Long.parseLong(matcher.group(3)))));
  }
}
