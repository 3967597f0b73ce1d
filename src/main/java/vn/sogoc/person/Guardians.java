package vn.sogoc.person;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;

/** Who acts for whom, and from when to when. */
@ApplicationScoped
public class Guardians {
  private final PersonRepository persons;
  private final PersonGuardianRepository guardians;
  private final PublicIds ids;
  private final Clock clock;

  Guardians(
      PersonRepository persons, PersonGuardianRepository guardians, PublicIds ids, Clock clock) {
    this.persons = persons;
    this.guardians = guardians;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * Registers that somebody acts for a ward from a day on.
   *
   * @throws Refusal {@code guardian-refused} where both are one person or either is unknown
   */
  @Transactional
  public Guardianship add(
      int institution, UUID ward, UUID guardian, Guardianship.Relation relation, LocalDate from) {
    if (ward.equals(guardian)) {
      throw new Refusal(PersonProblem.GUARDIAN_REFUSED, "nobody is their own guardian");
    }
    if (persons.findByIdOptional(ward).isEmpty() || persons.findByIdOptional(guardian).isEmpty()) {
      throw new Refusal(PersonProblem.GUARDIAN_REFUSED, "ward or guardian is not registered");
    }
    PersonGuardianEntity row = new PersonGuardianEntity();
    row.id = ids.nextUuid();
    row.wardId = ward;
    row.guardianId = guardian;
    row.institutionId = institution;
    row.relation = relation.name().toLowerCase(Locale.ROOT);
    row.validFrom = from;
    row.recordedAt = clock.instant();
    guardians.persist(row);
    return row.toGuardianship();
  }

  /**
   * Ends a guardianship after a last day; an end once set is not moved.
   *
   * @throws Refusal {@code guardian-refused} where it has an end, or would end before it began
   */
  @Transactional
  public void end(UUID guardianship, LocalDate lastDay) {
    PersonGuardianEntity row = guardians.findById(guardianship);
    if (row == null || row.validUntil != null || lastDay.isBefore(row.validFrom)) {
      throw new Refusal(
          PersonProblem.GUARDIAN_REFUSED, "unknown, ended already, or ending before it began");
    }
    row.validUntil = lastDay;
  }

  /** Who acts for this person on the day. */
  @Transactional
  public List<Guardianship> guardiansOf(UUID ward, LocalDate day) {
    return guardians.ofWard(ward, day);
  }

  /** For whom this person acts on the day. */
  @Transactional
  public List<Guardianship> wardsOf(UUID guardian, LocalDate day) {
    return guardians.ofGuardian(guardian, day);
  }
}
