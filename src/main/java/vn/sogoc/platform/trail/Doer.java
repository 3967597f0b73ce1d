package vn.sogoc.platform.trail;

import java.util.UUID;
import java.util.regex.Pattern;
import vn.sogoc.kernel.PublicId;

/**
 * Who did something, without saying who that is.
 *
 * @param id {@code acc_...} of an account, or {@code registry} for what runs by itself or by a
 *     command of the operator
 * @param role the role it was done in: one word
 */
public record Doer(String id, String role) {
  /** What an account's identifier begins with. */
  public static final String ID_KIND = "acc";

  private static final Pattern ROLE = Pattern.compile("[a-z]{2,20}");

  /** The registry itself: a job, a clock, a command. */
  public static final Doer REGISTRY = new Doer("registry", "registry");

  public Doer {
    if (!id.equals("registry") && PublicId.parse(ID_KIND, id).isEmpty()) {
      throw new IllegalArgumentException("an account or the registry, found " + id);
    }
    if (!ROLE.matcher(role).matches()) {
      throw new IllegalArgumentException("a role is one word, found " + role);
    }
  }

  /** An account in a role. */
  public static Doer account(UUID account, String role) {
    return new Doer(PublicId.of(ID_KIND, account).toString(), role);
  }
}
