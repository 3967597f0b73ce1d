package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import vn.sogoc.kernel.Refusal;

/**
 * Who may sign for an institution. A mandate is checked on the day of signing, not on the day it
 * was given.
 */
@ApplicationScoped
public class Mandates {
  private final MandateRepository mandates;

  Mandates(MandateRepository mandates) {
    this.mandates = mandates;
  }

  /** All mandates of an institution, past ones too. */
  @Transactional
  public List<Mandate> of(int institution) {
    return mandates.of(institution);
  }

  /**
   * The mandate under which a person signs a kind on a day.
   *
   * @throws Refusal where there is none
   */
  @Transactional
  public Mandate require(UUID person, int institution, String kind, LocalDate day) {
    return mandates.of(institution).stream()
        .filter(m -> m.personId().equals(person) && m.covers(kind, day))
        .findFirst()
        .orElseThrow(
            () ->
                new Refusal(
                    InstitutionProblem.NO_MANDATE,
                    "You hold no mandate to sign " + kind + " on " + day + "."));
  }

  /** Writes down a mandate with the decision it rests on. */
  @Transactional
  public void grant(Mandate mandate) {
    MandateEntity row = new MandateEntity();
    row.id = mandate.id();
    row.institutionId = mandate.institutionId();
    row.personId = mandate.personId();
    row.personName = mandate.personName();
    row.titleVi = mandate.titleVi();
    row.titleEn = mandate.titleEn();
    row.kinds = String.join(" ", mandate.kinds().stream().sorted().toList());
    row.validFrom = mandate.from();
    row.validUntil = mandate.until();
    row.decisionNumber = mandate.decisionNumber();
    row.decisionDate = mandate.decisionDate();
    row.signsAs = mandate.signsAs();
    mandates.persist(row);
  }
}
