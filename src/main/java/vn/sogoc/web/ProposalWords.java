package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.institution.Mandate;
import vn.sogoc.institution.PersonalSignature;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.Invitations;
import vn.sogoc.institution.office.MandateOffice;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.proposals.Proposal;

/**
 * What was asked for, in words: all of it, because whoever approves approves all of it, and what
 * only has an identifier or a hash with what it stands for.
 */
@ApplicationScoped
class ProposalWords {
  private static final int SHORT = 16;

  private final TrustRegister trust;
  private final MandateOffice mandates;
  private final Invitations invitations;
  private final BatchLists lists;

  ProposalWords(
      TrustRegister trust, MandateOffice mandates, Invitations invitations, BatchLists lists) {
    this.trust = trust;
    this.mandates = mandates;
    this.invitations = invitations;
    this.lists = lists;
  }

  List<ProposalScreen.Term> of(Ui ui, Actor actor, Proposal proposal) {
    if (TemplateWords.isTemplate(proposal)) {
      return TemplateWords.of(ui, proposal, lists.kind(ui, proposal.term("kind")));
    }
    return proposal.terms().entrySet().stream()
        .map(term -> term(ui, actor, proposal, term))
        .toList();
  }

  private ProposalScreen.Term term(
      Ui ui, Actor actor, Proposal proposal, Map.Entry<String, String> term) {
    String value = term.getValue();
    @Nullable String href =
        term.getKey().equals("document")
            ? "/api/v1/institutions/iss_" + proposal.institution() + "/mandates/documents/" + value
            : null;
    return new ProposalScreen.Term(
        ui.t("web.proposal.term." + term.getKey()),
        switch (term.getKey()) {
          case "emailHash" -> email(ui, actor, proposal);
          case "replaces" -> mandate(ui, actor, proposal.institution(), value);
          case "key" -> key(proposal.institution(), value);
          default -> value(ui, term.getKey(), value);
        },
        href);
  }

  private String value(Ui ui, String term, String value) {
    return switch (term) {
      case "roles", "role" -> each(value, code -> ui.t("web.role." + code));
      case "until" ->
          value.indexOf('T') < 0
              ? ui.shown().date(LocalDate.parse(value))
              : ui.shown().time(Instant.parse(value));
      case "agreed" -> ui.shown().time(Instant.parse(value));
      case "from", "last", "decisionDate" -> ui.shown().date(LocalDate.parse(value));
      case "signsAs" -> value.isEmpty() ? ui.t("web.mandate.head") : value;
      case "kind" -> lists.kind(ui, value);
      case "kinds" -> each(value, kind -> lists.kind(ui, kind));
      case "supervisor" -> name(ui, Integer.parseInt(value.substring(4)));
      case "document" -> ui.t("web.proposal.document", value.substring(0, SHORT));
      default -> value;
    };
  }

  private static String each(String codes, java.util.function.UnaryOperator<String> word) {
    return List.of(codes.split(" ")).stream().map(word).collect(Collectors.joining("; "));
  }

  /** It stands in no proposal: those are never changed, and it is taken out when it is used. */
  private String email(Ui ui, Actor actor, Proposal proposal) {
    return PublicId.parse("inv", proposal.subject())
        .map(id -> invitations.get(actor, id).email())
        .filter(email -> !email.isEmpty())
        .orElseGet(() -> ui.t("web.proposal.email.gone"));
  }

  private String mandate(Ui ui, Actor actor, int institution, String id) {
    return mandates.of(actor, institution).stream()
        .filter(m -> PublicId.of("man", m.id()).toString().equals(id))
        .findFirst()
        .map(m -> m.personName() + ", " + title(ui, m) + ". " + days(ui, m))
        .orElse(id);
  }

  private String key(int institution, String id) {
    Optional<String> name =
        trust.statement(institution).keys().stream()
            .filter(key -> key.id().toString().equals(id))
            .findFirst()
            .map(PersonalSignature::nameOf);
    return name.map(of -> of + ", " + id).orElse(id);
  }

  /** With how the person signs. */
  static String title(Ui ui, Mandate m) {
    String title = ui.of(new BilingualText(m.titleVi(), m.titleEn()));
    return m.signsAs().isEmpty() ? title : m.signsAs() + " " + title;
  }

  static String days(Ui ui, Mandate m) {
    @Nullable LocalDate until = m.until();
    return until == null
        ? ui.t("web.mandate.since", ui.shown().date(m.from()))
        : ui.t("web.mandate.days", ui.shown().date(m.from()), ui.shown().date(until));
  }

  private String name(Ui ui, int institution) {
    return trust
        .institution(institution)
        .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
        .orElse("iss_" + institution);
  }
}
