package vn.sogoc.crypto.bundle;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.cose.CoseSign;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * Decides whether a trust bundle is believed. A verifier begins with the root keys it was built
 * with, and keeps what {@link Outcome.Accepted} gives it for the next time.
 */
public final class BundleVerifier {
  /** How far the clock of whoever makes bundles may be ahead. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  private BundleVerifier() {}

  /**
   * What a verifier remembers.
   *
   * @param roots under which the next bundle is believed
   * @param seen the newest bundle it accepted; empty before the first
   */
  public record Memory(BundleRoots roots, Optional<Seen> seen) {
    /** A verifier that has seen nothing yet. */
    public static Memory of(BundleRoots pinned) {
      return new Memory(pinned, Optional.empty());
    }
  }

  /** A bundle that was accepted: its version and SHA-256 of its file. */
  public record Seen(int version, Digest file) {}

  /** Why a bundle is refused. */
  public enum Fault {
    /** Fewer different root keys than needed have signed it: those known, or those it names. */
    UNDER_SIGNED,
    /** Its version is lower than one seen before. */
    ROLLBACK,
    /** It has the version of the one seen before and other bytes. */
    FORKED,
    /** It has the next version and names another predecessor than the one seen before. */
    WRONG_PREDECESSOR,
    /** It was made at a time that is to come. */
    NOT_YET_VALID,
    /** Its time is over. */
    EXPIRED
  }

  /** Whether it is believed. */
  public sealed interface Outcome {
    /** It is; {@code next} is to be remembered. */
    record Accepted(TrustBundle bundle, Memory next) implements Outcome {}

    /** It is not, and what was remembered stays. */
    record Refused(Fault fault) implements Outcome {}
  }

  /**
   * Checks a file.
   *
   * @param memory what was remembered of the last one
   * @throws MalformedBundle where it is not a bundle at all
   */
  public static Outcome verify(Bytes file, Memory memory, Instant now) throws MalformedBundle {
    Outcome outcome = follow(file, memory);
    if (outcome instanceof Outcome.Accepted accepted) {
      TrustBundle bundle = accepted.bundle();
      if (bundle.issuedAt().isAfter(now.plus(SKEW))) {
        return new Outcome.Refused(Fault.NOT_YET_VALID);
      }
      if (!now.isBefore(bundle.expiresAt())) {
        return new Outcome.Refused(Fault.EXPIRED);
      }
    }
    return outcome;
  }

  /**
   * Checks the files between the one that is remembered and the newest, which only lead to it and
   * may have expired: how a verifier that slept learns of roots that changed meanwhile.
   *
   * @param between by rising version
   * @return what to verify the newest with, or why one of them is refused
   * @throws MalformedBundle where one is not a bundle at all
   */
  public static Outcome catchUp(List<Bytes> between, Memory memory) throws MalformedBundle {
    if (between.isEmpty()) {
      throw new IllegalArgumentException("nothing to catch up with");
    }
    Outcome outcome = follow(between.getFirst(), memory);
    for (Bytes file : between.subList(1, between.size())) {
      if (!(outcome instanceof Outcome.Accepted accepted)) {
        return outcome;
      }
      outcome = follow(file, accepted.next());
    }
    return outcome;
  }

  private static Outcome follow(Bytes file, Memory memory) throws MalformedBundle {
    CoseSign message = TrustBundles.parse(file);
    // before anything of the content is read: those who were trusted until now (TUF 5.3.4)
    if (!memory.roots().signed(message)) {
      return new Outcome.Refused(Fault.UNDER_SIGNED);
    }
    TrustBundle bundle = BundleReader.read(message.payload());
    // and those who are from now on: keys that nobody holds would end the line
    if (!bundle.roots().signed(message)) {
      return new Outcome.Refused(Fault.UNDER_SIGNED);
    }
    Seen now = new Seen(bundle.version(), Digest.sha256(file));
    if (memory.seen().isPresent()) {
      Seen before = memory.seen().get();
      if (now.version() < before.version()) {
        return new Outcome.Refused(Fault.ROLLBACK);
      }
      if (now.version() == before.version() && !now.file().equals(before.file())) {
        return new Outcome.Refused(Fault.FORKED);
      }
      if (now.version() == before.version() + 1
          && !bundle.prior().equals(Optional.of(before.file()))) {
        return new Outcome.Refused(Fault.WRONG_PREDECESSOR);
      }
    }
    return new Outcome.Accepted(bundle, new Memory(bundle.roots(), Optional.of(now)));
  }
}
