package vn.sogoc.platform.proposals;

import java.time.Instant;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * What somebody asked for.
 *
 * @param id {@code pro_...}
 * @param kind code of the {@link ProposalKind}
 * @param subject public identifier of whom or what it is about
 * @param terms what exactly, by name
 * @param content hash that the second person approves
 * @param state asked, approved, rejected or expired
 * @param expires until when it can be approved
 * @param decided who ended it, and when
 */
public record Proposal(
    PublicId id,
    String kind,
    int institution,
    String subject,
    SortedMap<String, String> terms,
    Digest content,
    String state,
    Deed asked,
    Instant expires,
    Optional<Deed> decided) {
  static final String ASKED = "asked";
  static final String EXPIRED = "expired";

  /** Who did something, and when. */
  public record Deed(UUID person, String name, Instant at) {}

  public Proposal {
    terms = Collections.unmodifiableSortedMap(new TreeMap<>(terms));
  }

  /** Whether it waits for a second person. */
  public boolean isOpen() {
    return state.equals(ASKED);
  }

  /** A term that the kind always has. */
  public String term(String name) {
    String value = terms.get(name);
    if (value == null) {
      throw new IllegalStateException("a proposal of kind " + kind + " has " + name);
    }
    return value;
  }
}
