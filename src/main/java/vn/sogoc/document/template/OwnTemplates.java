package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.RegisterProblem;

/**
 * Which page a document has: of the templates that cover its day of issue and were agreed to before
 * its record was signed, the last. Both are in the signed record, so the answer never changes.
 */
@ApplicationScoped
public class OwnTemplates {
  private final TemplateRepository templates;
  private final TemplateImages images;
  private final TemplateLaw law;
  private final TemplateRules rules;
  private final TrustRegister trust;
  private final Previews previews;
  private final AlteredTemplates altered;

  OwnTemplates(
      TemplateRepository templates,
      TemplateImages images,
      TemplateLaw law,
      TemplateRules rules,
      TrustRegister trust,
      Previews previews,
      AlteredTemplates altered) {
    this.templates = templates;
    this.images = images;
    this.law = law;
    this.rules = rules;
    this.trust = trust;
    this.previews = previews;
    this.altered = altered;
  }

  /**
   * The institution's page; empty where the document has that of its kind. Where any row of the
   * kind is not what two persons agreed to, none of them is used: which one should count cannot be
   * told.
   */
  @Transactional
  public Optional<Artwork> of(int institution, String kind, LocalDate issueDate, Instant issuedAt) {
    if (!law.isOwn(kind)) {
      return Optional.empty();
    }
    return switch (chosen(institution, kind, issueDate, issuedAt)) {
      case Chosen.Altered ignored -> none(institution, kind);
      case Chosen.OfKind ignored -> {
        altered.whole(institution, kind);
        yield Optional.empty();
      }
      case Chosen.Row row -> {
        Optional<Artwork> art =
            templates
                .template(row.row())
                .flatMap(template -> images.artwork(institution, template.design()));
        if (art.isPresent()) {
          altered.whole(institution, kind);
        }
        yield art.isPresent() ? art : none(institution, kind);
      }
    };
  }

  /**
   * Which template that is, without its pictures; empty where the document has the page of its
   * kind. Nothing begins or ends at the institution until the transaction ends, so what is signed
   * after that has just this page.
   *
   * @throws Refusal {@code entry-altered} where a template of the kind is not what two persons
   *     agreed to: nobody can tell then which page was meant
   */
  @Transactional(TxType.MANDATORY)
  public Optional<PublicId> held(
      int institution, String kind, LocalDate issueDate, Instant issuedAt) {
    if (!law.isOwn(kind)) {
      return Optional.empty();
    }
    images.alone(institution);
    return switch (chosen(institution, kind, issueDate, issuedAt)) {
      case Chosen.Row row -> Optional.of(PublicId.of(Template.ID_KIND, row.row().id));
      case Chosen.OfKind ignored -> Optional.empty();
      case Chosen.Altered ignored -> {
        altered.met(institution, kind);
        throw new Refusal(
            RegisterProblem.ENTRY_ALTERED,
            "a template of the kind was changed after two persons agreed to it");
      }
    };
  }

  /** The same at a moment, whatever begins or ends meanwhile. */
  @Transactional
  public Optional<PublicId> named(
      int institution, String kind, LocalDate issueDate, Instant issuedAt) {
    return law.isOwn(kind)
            && chosen(institution, kind, issueDate, issuedAt) instanceof Chosen.Row row
        ? Optional.of(PublicId.of(Template.ID_KIND, row.row().id))
        : Optional.empty();
  }

  /** What follows from the day of issue and the moment of the signature. */
  private sealed interface Chosen {
    record Row(TemplateEntity row) implements Chosen {}

    record OfKind() implements Chosen {}

    record Altered() implements Chosen {}
  }

  private Chosen chosen(int institution, String kind, LocalDate issueDate, Instant issuedAt) {
    List<TemplateEntity> rows = templates.of(institution, kind);
    if (!templates.areAll(institution, kind, rows)) {
      return new Chosen.Altered();
    }
    for (TemplateEntity row : rows) {
      if (!Template.covers(row.validFrom, row.validUntil, row.agreedAt, issueDate, issuedAt)) {
        continue;
      }
      if (!templates.isEndTrue(row)) {
        return new Chosen.Altered();
      }
      if (row.endedAt == null || issuedAt.isBefore(row.endedAt)) {
        return new Chosen.Row(row);
      }
    }
    return new Chosen.OfKind();
  }

  private Optional<Artwork> none(int institution, String kind) {
    altered.met(institution, kind);
    return Optional.empty();
  }

  /** Templates of all institutions, those agreed to last first. */
  @Transactional
  public List<Template> page(@Nullable PublicId after, int limit) {
    List<Template> found = new ArrayList<>();
    @Nullable UUID from = after == null ? null : after.key();
    while (found.size() < limit) {
      List<TemplateEntity> rows = templates.page(from, limit - found.size());
      if (rows.isEmpty()) {
        break;
      }
      found.addAll(templates.templates(rows)); // one that was altered is left out
      from = rows.getLast().id;
    }
    return found;
  }

  /** What everybody may see of one: PNG, marked, without a signature and a seal. */
  public Bytes specimen(PublicId id) {
    Shown shown = shown(id.key());
    return previews.specimen(
        shown.template(), shown.art(), rules.kind(shown.template().kind()).label(), shown.issuer());
  }

  /** A template with all that its specimen is drawn from. */
  record Shown(Template template, Artwork art, IssuerNames issuer) {}

  @Transactional
  Shown shown(UUID id) {
    Template template =
        templates
            .findByIdOptional(id)
            .flatMap(templates::template)
            .orElseThrow(TemplateOffice::unknown);
    Artwork art =
        images
            .artwork(template.institution(), template.design())
            .orElseThrow(TemplateOffice::unknown);
    InstitutionFacts facts = trust.statement(template.institution()).facts();
    return new Shown(template, art, new IssuerNames(facts.nameVi(), facts.nameEn()));
  }
}
