package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.LocalDate;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.document.Artwork;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.proposals.Proposals;

/** What a template must keep to, when it is asked for and when it is agreed to. */
@ApplicationScoped
class TemplateRules {
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final TemplateLaw law;
  private final TemplateImages images;
  private final TemplateRepository templates;

  TemplateRules(
      TrustRegister trust,
      Catalogue catalogue,
      TemplateLaw law,
      TemplateImages images,
      TemplateRepository templates) {
    this.trust = trust;
    this.catalogue = catalogue;
    this.law = law;
    this.images = images;
    this.templates = templates;
  }

  /** The kind, if institutions have their own page of it. */
  TemplateLaw.Rule requireOwn(String kind) {
    TemplateLaw.Rule rule =
        law.of(kind)
            .orElseThrow(
                () ->
                    new Refusal(
                        TemplateProblem.NATIONAL, "no rule lets an institution shape this kind"));
    if (!rule.isOwn()) {
      throw new Refusal(
          TemplateProblem.NATIONAL, "the page of this kind is national: " + rule.citation());
    }
    return rule;
  }

  /** Whether an institution has its own page of the kind at some time. */
  boolean isOwn(String kind) {
    return law.isOwn(kind);
  }

  Kind kind(String code) {
    return catalogue
        .kind(code)
        .orElseThrow(() -> Proposals.refused("kind", "a kind that the institution may issue"));
  }

  /** All of it, with the pictures; the design as it can be drawn. */
  @Transactional
  public Artwork require(int institution, TemplateTerms terms, LocalDate today) {
    Artwork art = requireDesign(institution, terms);
    boolean isAccredited =
        trust.statement(institution).accreditations().stream()
            .anyMatch(a -> a.kind().equals(terms.kind()));
    if (!isAccredited) {
      throw Proposals.refused("kind", "a kind that the institution may issue");
    }
    LocalDate until = terms.until();
    if (until != null && (until.isBefore(terms.from()) || until.isBefore(today))) {
      throw new Refusal(
          TemplateProblem.DAYS, "the last day is the first or later, and has not passed");
    }
    LocalDate since = requireOwn(terms.kind()).from();
    if (since != null && terms.from().isBefore(since)) {
      throw new Refusal(TemplateProblem.DAYS, "institutions have their own page since " + since);
    }
    if (templates.count(institution, terms.kind()) >= TemplateRepository.MOST) {
      throw new Refusal(
          TemplateProblem.TOO_MANY,
          "at most " + TemplateRepository.MOST + " templates of a kind are kept");
    }
    return art;
  }

  /** The same without days and rights: what a preview needs. */
  @Transactional
  public Artwork requireDesign(int institution, TemplateTerms terms) {
    TemplateLaw.Rule rule = requireOwn(terms.kind());
    Kind kind = kind(terms.kind());
    Artwork art =
        images
            .artwork(institution, terms.design())
            .orElseThrow(
                () ->
                    new Refusal(
                        TemplateProblem.UNKNOWN, "a picture is not one of the institution's"));
    DesignRules.require(kind, rule, art, catalogue.rankingWords());
    return art;
  }
}
