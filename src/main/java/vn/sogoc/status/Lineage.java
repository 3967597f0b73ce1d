package vn.sogoc.status;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import vn.sogoc.kernel.PublicId;

/**
 * What happened to a credential, for everybody: kinds of events, days, numbers of decisions, what
 * came before and after. No personal data.
 *
 * @param institution who issued it
 * @param kind code of the kind
 * @param status how it stands
 * @param events in order of time, the issued one first
 * @param supersedes what it takes the place of
 * @param supersededBy what takes its place
 */
public record Lineage(
    PublicId credential,
    int institution,
    String kind,
    CredentialStatus status,
    List<Event> events,
    Optional<PublicId> supersedes,
    Optional<PublicId> supersededBy) {
  /**
   * Something that was recorded.
   *
   * @param type code of the log entry's type
   * @param decision what it rests on; empty for the issue, and where the stored decision was
   *     changed after it was written
   */
  public record Event(String type, Instant at, Optional<Basis> decision) {}

  /** A decision by its number, as the law lets everybody know it. */
  public record Basis(String number, LocalDate date) {}

  public Lineage {
    events = List.copyOf(events);
  }
}
