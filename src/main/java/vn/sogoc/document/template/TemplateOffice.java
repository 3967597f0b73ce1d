package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.Design;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.Picture;
import vn.sogoc.document.upload.PictureReader;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.proposals.Typed;

/**
 * An institution's own pages, for its office: pictures, previews, and what two persons change.
 * Nothing is drawn and no picture is read inside a transaction.
 */
@ApplicationScoped
public class TemplateOffice {
  private final Offices offices;
  private final TemplateImages images;
  private final TemplateRepository templates;
  private final TemplateRules rules;
  private final TemplateDrafts drafts;
  private final PictureReader reader;
  private final Previews previews;
  private final TrustRegister trust;
  private final Clock clock;

  TemplateOffice(
      Offices offices,
      TemplateImages images,
      TemplateRepository templates,
      TemplateRules rules,
      TemplateDrafts drafts,
      PictureReader reader,
      Previews previews,
      TrustRegister trust,
      Clock clock) {
    this.offices = offices;
    this.images = images;
    this.templates = templates;
    this.rules = rules;
    this.drafts = drafts;
    this.reader = reader;
    this.previews = previews;
    this.trust = trust;
    this.clock = clock;
  }

  /** A picture that is kept. */
  public record KeptPicture(Digest digest, int width, int height, Instant at) {}

  /** Templates of an institution, those agreed to last first; ended ones too. */
  @Transactional
  public List<Template> of(Actor actor, int institution) {
    requireSees(actor, institution);
    return templates.templates(templates.of(institution));
  }

  /** Takes a picture to its pixels and keeps these; what is none is refused. */
  public Picture keep(Actor actor, int institution, Supplier<Bytes> file) {
    requireRuns(actor, institution);
    Picture picture = reader.read(file);
    images.keep(actor, institution, picture);
    return picture;
  }

  /** Pictures of an institution, the newest first. */
  @Transactional
  public List<KeptPicture> pictures(Actor actor, int institution) {
    requireSees(actor, institution);
    return images.of(institution).stream()
        .map(k -> new KeptPicture(k.digest(), k.width(), k.height(), k.at()))
        .toList();
  }

  /** One of them. */
  @Transactional
  public Picture picture(Actor actor, int institution, Digest digest) {
    requireSees(actor, institution);
    return images.find(institution, digest).orElseThrow(TemplateOffice::unknown);
  }

  /** Takes away a picture that no template names and that is older than a day. */
  public void remove(Actor actor, int institution, Digest digest) {
    requireRuns(actor, institution);
    images.remove(actor, institution, digest);
  }

  /** How a page would look that nobody asked for yet: PNG, marked as a specimen. */
  public Bytes preview(Actor actor, int institution, TemplateAsked asked, boolean longest) {
    requireRuns(actor, institution);
    TemplateTerms terms = terms(asked);
    return draw(institution, terms, rules.requireDesign(institution, terms), longest);
  }

  /**
   * How what somebody asked for will look, to the last picture: what the second person approves.
   */
  public Bytes preview(Actor actor, int institution, PublicId proposal, boolean longest) {
    TemplateDrafts.Draft draft = drafts.get(actor, proposal);
    if (draft.institution() != institution) {
      throw unknown();
    }
    return draw(institution, draft.terms(), draft.art(), longest);
  }

  private Bytes draw(int institution, TemplateTerms terms, Artwork art, boolean longest) {
    return previews.draw(art, title(terms.kind()), issuer(institution), terms.from(), longest);
  }

  /** Asks for a template; another person approves it. */
  @Transactional
  public Proposal ask(Actor actor, int institution, TemplateAsked asked) {
    requireRuns(actor, institution);
    TemplateTerms terms = terms(asked);
    rules.require(institution, terms, LegalDay.of(clock.instant()));
    return drafts.ask(actor, institution, terms);
  }

  /** Asks for a template to end: what is signed after has another page. */
  @Transactional
  public Proposal askEnd(Actor actor, int institution, PublicId id) {
    requireRuns(actor, institution);
    Template found =
        templates
            .findByIdOptional(id.key())
            .filter(row -> row.institutionId == institution)
            .flatMap(templates::template)
            .orElseThrow(TemplateOffice::unknown);
    if (found.endedAt() != null) {
      throw new Refusal(TemplateProblem.DAYS, "it ended already");
    }
    TreeMap<String, String> terms = new TreeMap<>();
    terms.put(TemplateTerms.KIND, found.kind());
    terms.put(TemplateTerms.FROM, found.from().toString());
    LocalDate until = found.until();
    if (until != null) {
      terms.put(TemplateTerms.UNTIL, until.toString());
    }
    terms.put("agreed", found.agreedAt().toString());
    return drafts.askEnd(actor, institution, id, terms);
  }

  /** A page to begin from: that of the template in force, otherwise a plain one of the kind. */
  @Transactional
  public Design begin(Actor actor, int institution, String kind, @Nullable PublicId from) {
    requireSees(actor, institution);
    rules.requireOwn(kind);
    if (from != null) {
      return templates
          .findByIdOptional(from.key())
          .filter(row -> row.institutionId == institution && row.kind.equals(kind))
          .flatMap(templates::template)
          .map(Template::design)
          .orElseThrow(TemplateOffice::unknown);
    }
    return PlainDesign.of(rules.kind(kind));
  }

  /** Kinds that the institution issues and shapes itself. */
  @Transactional
  public List<String> kinds(Actor actor, int institution) {
    requireSees(actor, institution);
    return trust.statement(institution).accreditations().stream()
        .map(a -> a.kind())
        .filter(rules::isOwn)
        .distinct()
        .toList();
  }

  private static TemplateTerms terms(TemplateAsked asked) {
    String kind = asked.kind() == null ? "" : asked.kind();
    if (!kind.matches("[A-Za-z0-9_]{1,40}")) {
      throw Proposals.refused("kind", "a kind that the institution may issue");
    }
    LocalDate from = Typed.day(asked.from(), "from");
    String until = asked.until();
    return new TemplateTerms(
        kind,
        from,
        until == null || until.isBlank() ? null : Typed.day(until, "until"),
        DesignReader.read(asked));
  }

  private BilingualText title(String kind) {
    return rules.kind(kind).label();
  }

  private IssuerNames issuer(int institution) {
    InstitutionFacts facts = trust.statement(institution).facts();
    return new IssuerNames(facts.nameVi(), facts.nameEn());
  }

  /** One answer for an office that is another's and one that is none. */
  private void requireSees(Actor actor, int institution) {
    if (!offices.sees(actor, institution)) {
      throw unknown();
    }
    trust.statement(institution);
  }

  private void requireRuns(Actor actor, int institution) {
    if (!offices.runs(actor, institution)) {
      throw unknown();
    }
    trust.statement(institution);
  }

  static Refusal unknown() {
    return new Refusal(TemplateProblem.UNKNOWN, "no such template or picture that you may see");
  }
}
