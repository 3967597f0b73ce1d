package vn.sogoc.platform.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;

/**
 * What is to be told of an action.
 *
 * @param action a stable code, such as {@code batch.sign}
 * @param institution public number of the institution it concerns, 0 for the registry as a whole
 * @param object public identifier of what it was done to, or a hash of it
 * @param details SHA-256 of what exactly was done; for what two persons agree on, the hash that
 *     they agree on
 */
public record Deed(Doer doer, String action, int institution, String object, Digest details) {
  private static final Pattern ACTION =
      Pattern.compile("[a-z]+(-[a-z]+)*\\.[a-z]+(-[a-z]+)*", Pattern.DOTALL);

  private static final Pattern OBJECT = Pattern.compile("[A-Za-z0-9_./-]{1,100}");
  private static final int LONGEST = 60;

  /**
   * SHA-256 of deterministic CBOR: an array with the text of each part, {@code false} for none. No
   * part is something that could be guessed of a person.
   */
  public static Digest hash(@Nullable Object... parts) {
    List<Cbor> texts = new ArrayList<>(parts.length);
    for (Object part : parts) {
      texts.add(part == null ? Cbor.of(false) : Cbor.of(part.toString()));
    }
    return Digest.sha256(Cbor.array(texts).encode());
  }

  public Deed {
    if (action.length() > LONGEST || !ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException("an action is noun.verb, found " + action);
    }
    if (!OBJECT.matcher(object).matches()) {
      throw new IllegalArgumentException("an object is named by an identifier, found " + object);
    }
    if (institution < 0) {
      throw new IllegalArgumentException("no such institution: " + institution);
    }
  }
}
