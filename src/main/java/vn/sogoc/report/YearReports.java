package vn.sogoc.report;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.register.Register;
import vn.sogoc.report.YearTallyStore.Place;
import vn.sogoc.status.CredentialStatus;
import vn.sogoc.status.Lineages;

/**
 * The door of an institution's own figures. They are counted from the signed records of its
 * register, not from columns. What becomes of the credentials later is asked for each time.
 */
@ApplicationScoped
public class YearReports {
  private final Register register;
  private final Lineages lineages;
  private final Catalogue catalogue;
  private final YearTallies tallies;

  YearReports(Register register, Lineages lineages, Catalogue catalogue, YearTallies tallies) {
    this.register = register;
    this.lineages = lineages;
    this.catalogue = catalogue;
    this.tallies = tallies;
  }

  /**
   * What an institution issued in a year, by kind in the catalogue's order; kinds of which it
   * issued nothing are left out. Where many are new they are counted in the background, and what is
   * there so far is the answer.
   *
   * @param year of the register numbers, which is that of the issue date
   */
  public YearFigures of(Actor actor, int institution, int year) {
    RegisterBooks.requireStaff(actor, institution);
    Set<String> kinds = register.kindsNumbered(institution, year);
    List<YearCount> counts = new ArrayList<>();
    boolean isComplete = true;
    long counted = 0;
    long numbers = 0;
    for (Kind kind : catalogue.kinds()) {
      if (!kinds.contains(kind.code())) {
        continue;
      }
      Place place = new Place(institution, kind.code(), year);
      YearTallies.Standing standing = tallies.of(place);
      isComplete &= standing.isComplete();
      counted += standing.tally().until();
      numbers += standing.numbers();
      if (standing.tally().issued() > 0 || standing.tally().alteredRows() > 0) {
        counts.add(count(place, standing.tally()));
      }
    }
    return new YearFigures(counts, isComplete, counted, numbers);
  }

  private YearCount count(Place place, YearTally tally) {
    int takenBack = 0;
    int replaced = 0;
    for (PublicId changed : register.changedOf(place.institution(), place.kind(), place.year())) {
      switch (lineages.of(changed).status()) {
        case CredentialStatus.Revoked ignored -> takenBack++;
        case CredentialStatus.Superseded ignored -> replaced++;
        case CredentialStatus.InForce ignored -> {}
        case CredentialStatus.Corrected ignored -> {}
        case CredentialStatus.Suspended ignored -> {}
        case CredentialStatus.Contradictory ignored -> {}
      }
    }
    return new YearCount(
        place.kind(),
        tally.issued(),
        tally.bySex(),
        tally.byRanking(),
        takenBack,
        replaced,
        tally.alteredRows());
  }
}
