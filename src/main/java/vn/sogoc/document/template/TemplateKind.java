package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.ProposalKind;

/** That an institution's diplomas look so from a day on. */
@ApplicationScoped
class TemplateKind implements ProposalKind {
  static final String CODE = "template";

  private final Offices offices;
  private final TemplateImages images;
  private final TemplateRepository templates;
  private final TemplateRules rules;
  private final PagesBeingSigned signing;
  private final Clock clock;

  TemplateKind(
      Offices offices,
      TemplateImages images,
      TemplateRepository templates,
      TemplateRules rules,
      PagesBeingSigned signing,
      Clock clock) {
    this.offices = offices;
    this.images = images;
    this.templates = templates;
    this.rules = rules;
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

  /** The template has the proposal's own number, so that one is found by the other. */
  @Override
  @Transactional
  public void carryOut(Actor actor, Proposal proposal) {
    TemplateTerms terms =
        TemplateTerms.parse(proposal.terms())
            .orElseThrow(() -> new Refusal(TemplateProblem.REFUSED, "these are no terms of one"));
    requireNoneSigned(signing, proposal.institution(), terms.kind());
    rules.require(proposal.institution(), terms, LegalDay.of(clock.instant()));
    TemplateEntity row = new TemplateEntity();
    row.id = proposal.id().key();
    row.institutionId = proposal.institution();
    row.kind = terms.kind();
    row.validFrom = terms.from();
    row.validUntil = terms.until();
    row.agreedAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    templates.add(row);
  }

  /**
   * That no record of the kind is just given its time.
   *
   * @throws Refusal {@code template-signing}
   */
  static void requireNoneSigned(PagesBeingSigned signing, int institution, String kind) {
    if (signing.areSome(institution, kind)) {
      throw new Refusal(TemplateProblem.SIGNING, "a batch of " + kind + " is being signed");
    }
  }
}
