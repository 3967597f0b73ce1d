package vn.sogoc.web;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import vn.sogoc.platform.proposals.Proposal;

/** The terms of a template in words: all of them, in the order in which they are approved. */
final class TemplateWords {
  private static final int SHORT = 16;
  private static final Pattern ITEM =
      Pattern.compile(
          "(field|words)=([A-Za-z.]+) x=([0-9]+) y=([0-9]+) width=([0-9]+) size=([0-9]+)"
              + " align=([a-z]+) font=([a-z-]+) colour=([0-9a-f]+) capitals=(yes|no)"
              + "(?: text=(.+))?");
  private static final Pattern PLACED =
      Pattern.compile("([0-9a-f]{64}) x=([0-9]+) y=([0-9]+) width=([0-9]+)(?: of=(.+))?");
  private static final Pattern CODE =
      Pattern.compile("([a-z]+) x=([0-9]+) y=([0-9]+) side=([0-9]+)");

  private TemplateWords() {}

  static boolean isTemplate(Proposal proposal) {
    return proposal.kind().equals("template");
  }

  /** Whether there is a page to look at before one decides: one that begins, or one that ends. */
  static boolean isShown(Proposal proposal) {
    return isTemplate(proposal) || proposal.kind().equals("template-end");
  }

  /** Every text that stands on each page alike, whoever it is issued to; in order. */
  static List<String> fixed(Proposal proposal) {
    return isTemplate(proposal)
        ? proposal.terms().entrySet().stream()
            .filter(term -> term.getKey().startsWith("item."))
            .map(term -> matched(ITEM, term.getValue()))
            .filter(m -> m.group(1).equals("words"))
            .map(m -> m.group(11))
            .toList()
        : List.of();
  }

  /**
   * Each term, and the preview before them.
   *
   * @param kind name of the kind
   */
  static List<ProposalScreen.Term> of(Ui ui, Proposal proposal, String kind) {
    List<ProposalScreen.Term> terms = new ArrayList<>();
    for (Map.Entry<String, String> term : proposal.terms().entrySet()) {
      terms.add(term(ui, proposal.institution(), kind, term.getKey(), term.getValue()));
    }
    return terms;
  }

  private static ProposalScreen.Term term(
      Ui ui, int institution, String kind, String name, String value) {
    String pictures = "/me/office/templates/iss_" + institution + "/pictures/";
    if (name.startsWith("item.")) {
      return new ProposalScreen.Term(
          ui.t("web.proposal.term.item", Integer.parseInt(name.substring(5))),
          item(ui, value),
          null);
    }
    String label = ui.t("web.proposal.term." + name);
    return switch (name) {
      case "kind" -> new ProposalScreen.Term(label, kind, null);
      case "from", "until" ->
          new ProposalScreen.Term(label, ui.shown().date(LocalDate.parse(value)), null);
      case "paper" -> new ProposalScreen.Term(label, ui.t("web.template.paper." + value), null);
      case "background" ->
          new ProposalScreen.Term(
              label, ui.t("web.proposal.document", value.substring(0, SHORT)), pictures + value);
      case "signature", "seal" -> {
        Matcher m = matched(PLACED, value);
        yield new ProposalScreen.Term(
            label,
            ui.t(
                    "web.proposal.template.placed",
                    ui.t("web.proposal.document", m.group(1).substring(0, SHORT)),
                    tenth(m.group(2)),
                    tenth(m.group(3)),
                    tenth(m.group(4)))
                + (m.group(5) == null ? "" : " · " + m.group(5)),
            pictures + m.group(1));
      }
      case "code" -> {
        Matcher m = matched(CODE, value);
        yield new ProposalScreen.Term(
            label,
            ui.t(
                "web.proposal.template.code",
                ui.t("web.template.code." + m.group(1)),
                tenth(m.group(2)),
                tenth(m.group(3)),
                tenth(m.group(4))),
            null);
      }
      default -> new ProposalScreen.Term(label, value, null);
    };
  }

  private static String item(Ui ui, String line) {
    Matcher m = matched(ITEM, line);
    String what =
        m.group(1).equals("field")
            ? TemplateLooks.field(ui, m.group(2))
            : ui.t("web.template.words-" + m.group(2)) + ": " + m.group(11);
    return ui.t(
        "web.proposal.template.item",
        what,
        tenth(m.group(3)),
        tenth(m.group(4)),
        tenth(m.group(5)),
        tenth(m.group(6)),
        ui.t("web.template.align." + m.group(7)),
        ui.t("web.template.font." + m.group(8)),
        m.group(9),
        m.group(10).equals("yes") ? " " + ui.t("web.proposal.template.capitals") : "");
  }

  private static Matcher matched(Pattern form, String line) {
    Matcher m = form.matcher(line);
    if (!m.matches()) {
      throw new IllegalStateException("a term of a template has its one form");
    }
    return m;
  }

  private static String tenth(String tenths) {
    return BigDecimal.valueOf(Long.parseLong(tenths), 1).stripTrailingZeros().toPlainString();
  }

  /** Pictures to look at before one decides. */
  static List<String> pictures(Proposal proposal) {
    String at =
        "/api/v1/institutions/iss_"
            + proposal.institution()
            + "/templates/proposals/"
            + proposal.id()
            + "/preview.png";
    return Arrays.asList(at, at + "?longest=true");
  }
}
