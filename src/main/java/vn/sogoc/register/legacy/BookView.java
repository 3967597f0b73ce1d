package vn.sogoc.register.legacy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A book as its keeper's people see it.
 *
 * @param issuer whose it is
 * @param declarations in their order
 */
public record BookView(
    PublicId id,
    int institution,
    int issuer,
    String kind,
    String title,
    int yearFrom,
    int yearTo,
    String firstNumber,
    String lastNumber,
    List<Declared> declarations) {
  public BookView {
    declarations = List.copyOf(declarations);
  }

  /**
   * A declaration.
   *
   * @param content hash that the second person approves
   * @param approved who did, and when
   * @param byYou whether whoever looks declared it: persons are told by who they are, since two may
   *     have one name
   */
  public record Declared(
      int version,
      int entries,
      boolean lost,
      String minutes,
      String by,
      Instant at,
      Digest content,
      Optional<String> approved,
      boolean byYou) {}

  /** What counts now: the newest that another person approved. */
  public Optional<Declared> standing() {
    return declarations.stream().filter(d -> d.approved().isPresent()).reduce((a, b) -> b);
  }

  /** What waits for a second person: the newest, where nobody approved it. */
  public Optional<Declared> waiting() {
    return declarations.isEmpty()
        ? Optional.empty()
        : Optional.of(declarations.getLast()).filter(d -> d.approved().isEmpty());
  }
}
