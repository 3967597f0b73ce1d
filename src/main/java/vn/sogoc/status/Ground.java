package vn.sogoc.status;

import java.util.Map;
import java.util.Set;
import vn.sogoc.credential.BilingualText;

/**
 * A ground on which the law lets a decision be taken.
 *
 * @param code stable word, such as {@code fraud}; the reason code of a decision
 * @param type what kind of decision
 * @param label in both languages
 * @param fields what a correction on this ground may change; empty for the other types
 * @param follows the states it may be used in, where not in all that its type allows
 * @param bases legal basis by the code of the regime in force on the day of the decision
 */
public record Ground(
    String code,
    DecisionType type,
    BilingualText label,
    Set<String> fields,
    Set<String> follows,
    Map<String, String> bases) {
  public Ground {
    fields = Set.copyOf(fields);
    follows = Set.copyOf(follows);
    bases = Map.copyOf(bases);
  }

  /** Whether it may be used about a credential that stands like this. */
  boolean mayFollow(CredentialStatus present) {
    return follows.isEmpty() || follows.contains(present.code());
  }
}
