package vn.sogoc.register.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * How far a page is; never what was keyed.
 *
 * @param version 1, and more where it was photographed anew
 * @param keyers who keys it, and whether they are done
 * @param asked the hash that waits for a second person, or was approved
 * @param rows how many copies it gives or gave, 0 while that is open
 */
public record PageView(
    PublicId id,
    PublicId book,
    String title,
    int number,
    int version,
    Digest image,
    State state,
    List<Keyer> keyers,
    Optional<Asked> asked,
    int rows,
    Optional<Instant> recordedAt) {
  public PageView {
    keyers = List.copyOf(keyers);
  }

  /** One of the two. */
  public record Keyer(String name, boolean done, boolean you) {}

  /**
   * What somebody asked for.
   *
   * @param byYou whether the visitor did
   * @param approved whether another person approved it
   */
  public record Asked(Digest content, boolean byYou, boolean approved) {}

  /** The ways of a page, in their order. */
  public enum State {
    /** Two persons key it. */
    KEYING,
    /** They differ, and that is not decided yet. */
    DIFFERS,
    /** Every row stands. */
    AGREED,
    /** One person asked for it to be signed. */
    ASKED,
    /** Another approved; the job works. */
    APPROVED,
    /** Its copies are recorded. */
    RECORDED,
    /** It was photographed anew. */
    REPLACED;

    /** The stable word. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }
}
