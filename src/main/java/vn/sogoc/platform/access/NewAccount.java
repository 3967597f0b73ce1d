package vn.sogoc.platform.access;

import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * What an account is made of. The roles are given at the institution; an account without one has
 * them for the whole registry, which the roles that make diplomas never allow.
 *
 * @param username 2 to 64 of a-z, 0-9, dot, dash, underscore, at sign; read without regard to case
 * @param password at least 12 characters, or null for an account that only API keys use
 * @param personId whose account it is; two accounts of one person are one person in every approval
 */
public record NewAccount(
    String username,
    String displayName,
    @Nullable String password,
    UUID personId,
    @Nullable Integer institutionId,
    Set<Role> roles) {
  private static final Pattern USERNAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{1,63}");
  private static final Pattern ONE_LINE = Pattern.compile("[^\\p{Cc}\\p{Zl}\\p{Zp}]*");
  private static final int SHORTEST_PASSWORD = 12;
  private static final int LONGEST_PASSWORD = 200;

  public NewAccount {
    username = username.toLowerCase(Locale.ROOT);
    roles = Set.copyOf(roles);
    if (!USERNAME.matcher(username).matches()) {
      throw new Refusal(AccessProblem.ACCOUNT_INVALID, "the user name has a form we do not accept");
    }
    if (displayName.isBlank()
        || displayName.length() > 120
        || !ONE_LINE.matcher(displayName).matches()) {
      throw new Refusal(
          AccessProblem.ACCOUNT_INVALID, "the display name is empty, too long or no line");
    }
    if (password != null) {
      checkPassword(password);
    }
    if (institutionId == null
        && (roles.contains(Role.PREPARE)
            || roles.contains(Role.APPROVE)
            || roles.contains(Role.SIGN))) {
      throw new Refusal(
          AccessProblem.ACCOUNT_INVALID, "preparing, approving and signing belong to one place");
    }
  }

  static void checkPassword(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < SHORTEST_PASSWORD || length > LONGEST_PASSWORD) {
      throw new Refusal(AccessProblem.ACCOUNT_INVALID, "a password has 12 to 200 characters");
    }
  }
}
