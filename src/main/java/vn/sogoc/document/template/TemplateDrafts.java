package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.SortedMap;
import vn.sogoc.document.Artwork;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;

/** What was asked for and nobody agreed to yet. */
@ApplicationScoped
class TemplateDrafts {
  private final Proposals proposals;
  private final TemplateImages images;

  TemplateDrafts(Proposals proposals, TemplateImages images) {
    this.proposals = proposals;
    this.images = images;
  }

  /** A template as its proposal has it, with its pictures. */
  record Draft(int institution, TemplateTerms terms, Artwork art) {}

  Proposal ask(Actor actor, int institution, TemplateTerms terms) {
    return proposals.ask(
        actor, TemplateKind.CODE, institution, subject(institution, terms.kind()), terms.lines());
  }

  /** What proposals of a kind of an institution are about. */
  static String subject(int institution, String kind) {
    return "iss_" + institution + "/" + kind;
  }

  Proposal askEnd(
      Actor actor, int institution, PublicId template, SortedMap<String, String> terms) {
    return proposals.ask(actor, TemplateEndKind.CODE, institution, template.toString(), terms);
  }

  /** One that the actor may see. */
  @Transactional
  public Draft get(Actor actor, PublicId id) {
    Proposal proposal = proposals.get(actor, id);
    if (!proposal.kind().equals(TemplateKind.CODE)) {
      throw TemplateOffice.unknown();
    }
    TemplateTerms terms =
        TemplateTerms.parse(proposal.terms()).orElseThrow(TemplateOffice::unknown);
    Artwork art =
        images.artwork(proposal.institution(), terms.design()).orElseThrow(TemplateOffice::unknown);
    return new Draft(proposal.institution(), terms, art);
  }
}
