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
  private final TemplateRepository templates;

  TemplateDrafts(Proposals proposals, TemplateImages images, TemplateRepository templates) {
    this.proposals = proposals;
    this.images = images;
    this.templates = templates;
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

  /** The template that would end, as two persons agreed to it. */
  private TemplateTerms ends(Proposal proposal) {
    Template template =
        PublicId.parse(Template.ID_KIND, proposal.subject())
            .flatMap(id -> templates.findByIdOptional(id.key()))
            .filter(row -> row.institutionId == proposal.institution())
            .flatMap(templates::template)
            .orElseThrow(TemplateOffice::unknown);
    return new TemplateTerms(template.kind(), template.from(), template.until(), template.design());
  }

  /** One that the actor may see: of a template that begins, or of one that ends. */
  @Transactional
  public Draft get(Actor actor, PublicId id) {
    Proposal proposal = proposals.get(actor, id);
    TemplateTerms terms =
        switch (proposal.kind()) {
          case TemplateKind.CODE ->
              TemplateTerms.parse(proposal.terms()).orElseThrow(TemplateOffice::unknown);
          case TemplateEndKind.CODE -> ends(proposal);
          default -> throw TemplateOffice.unknown();
        };
    Artwork art =
        images.artwork(proposal.institution(), terms.design()).orElseThrow(TemplateOffice::unknown);
    return new Draft(proposal.institution(), terms, art);
  }
}
