package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That what is signed from now on has another page, the one before or that of the kind. */
@ApplicationScoped
class TemplateEndKind implements ProposalKind {
  static final String CODE = "template-end";

  private final Offices offices;
  private final TemplateImages images;
  private final TemplateRepository templates;
  private final PagesBeingSigned signing;
  private final Clock clock;

  TemplateEndKind(
      Offices offices,
      TemplateImages images,
      TemplateRepository templates,
      PagesBeingSigned signing,
      Clock clock) {
    this.offices = offices;
    this.images = images;
    this.templates = templates;
    this.signing = signing;
    this.clock = clock;
  }

  @Override
  public String code() {
    return CODE;
  }

  @Override
  @Transactional
  public void alone(int institution) {
    images.alone(institution);
  }

  @Override
  @Transactional
  public void requireAsker(Optional<Actor> asker, Proposal proposal) {
    offices.requireStill(asker, proposal.institution());
  }

  @Override
  @Transactional
  public void requireDecider(Actor actor, Proposal proposal) {
    offices.requireSecond(actor, proposal, null);
  }

  @Override
  @Transactional
  public List<String> deciders(Proposal proposal) {
    return offices.deciders(proposal, null);
  }

  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    TemplateEntity row =
        PublicId.parse(Template.ID_KIND, proposal.subject())
            .flatMap(id -> templates.locked(id.key()))
            .filter(one -> one.institutionId == proposal.institution())
            .orElseThrow(TemplateOffice::unknown);
    if (row.endedAt != null) {
      throw new Refusal(TemplateProblem.DAYS, "it ended already");
    }
    TemplateKind.requireNoneSigned(signing, proposal.institution(), row.kind);
    templates.end(row, clock.instant().truncatedTo(ChronoUnit.MILLIS));
  }
}
