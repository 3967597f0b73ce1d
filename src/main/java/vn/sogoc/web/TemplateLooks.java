package vn.sogoc.web;

import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.document.Design;
import vn.sogoc.document.PageField;
import vn.sogoc.document.template.Template;
import vn.sogoc.document.template.TemplateAsked;
import vn.sogoc.document.template.TemplateOffice;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;

/** Turns templates into what their pages show. */
@ApplicationScoped
class TemplateLooks {
  private static final int BLANK_ROWS = 3;
  private static final int MOST_ROWS = 40;
  private static final int SHORT = 10;
  private static final Pattern ROW = Pattern.compile("items\\[([0-9]+)\\]\\.?([a-z]*)");

  private final TemplateOffice office;
  private final Offices offices;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final BatchLists lists;
  private final Clock clock;

  TemplateLooks(
      TemplateOffice office,
      Offices offices,
      TrustRegister trust,
      Catalogue catalogue,
      BatchLists lists,
      Clock clock) {
    this.office = office;
    this.offices = offices;
    this.trust = trust;
    this.catalogue = catalogue;
    this.lists = lists;
    this.clock = clock;
  }

  TemplatesScreen all(Ui ui, Actor actor, int institution) {
    String at = "iss_" + institution;
    LocalDate today = LocalDate.ofInstant(clock.instant(), Shown.ZONE);
    return new TemplatesScreen(
        at,
        name(ui, institution),
        "/me/office?at=" + at,
        office.of(actor, institution).stream().map(t -> line(ui, at, t, today)).toList(),
        office.kinds(actor, institution).stream()
            .map(kind -> Choice.of(kind, lists.kind(ui, kind)))
            .toList(),
        office.pictures(actor, institution).stream()
            .map(
                p ->
                    new TemplatesScreen.Kept(
                        named(ui, p),
                        p.width() + " × " + p.height(),
                        "/me/office/templates/" + at + "/pictures/" + p.digest().hex()))
            .toList(),
        offices.runs(actor, institution));
  }

  private TemplatesScreen.Line line(Ui ui, String at, Template t, LocalDate today) {
    LocalDate until = t.until();
    boolean isOver = t.endedAt() != null || (until != null && until.isBefore(today));
    String state = isOver ? "over" : t.from().isAfter(today) ? "future" : "now";
    String path = "/me/office/templates/" + at;
    return new TemplatesScreen.Line(
        lists.kind(ui, t.kind()),
        days(ui, t.from(), until),
        ui.shown().time(t.agreedAt()),
        ui.t("web.template.state." + state),
        isOver ? "calm" : state.equals("now") ? "good" : "warn",
        "/api/v1/templates/" + t.publicId() + "/specimen.png",
        path + "/new?kind=" + t.kind() + "&copy=" + t.publicId(),
        t.endedAt() != null ? "" : path + "/" + t.publicId() + "/end");
  }

  static String days(Ui ui, LocalDate from, @Nullable LocalDate until) {
    return until == null
        ? ui.t("web.template.since", ui.shown().date(from))
        : ui.t("web.template.days", ui.shown().date(from), ui.shown().date(until));
  }

  /** The form with what was filled in, and room for more. */
  TemplateScreen form(
      Ui ui,
      Actor actor,
      int institution,
      TemplateAsked asked,
      List<String> faults,
      @Nullable String picture,
      boolean longest) {
    String at = "iss_" + institution;
    String code = asked.kind() == null ? "" : asked.kind();
    Kind kind = catalogue.kind(code).orElseThrow(() -> unknownKind());
    List<TemplateOffice.KeptPicture> kept = office.pictures(actor, institution);
    TemplateAsked.CodeAsked place = asked.code();
    return new TemplateScreen(
        name(ui, institution),
        code,
        lists.kind(ui, code),
        "/me/office/templates/" + at,
        "/me/office/templates/" + at,
        text(asked.from()),
        text(asked.until()),
        choices(Design.Paper.values(), Design.Paper::code, text(asked.paper()), ui, "paper"),
        pictures(ui, kept, asked.background()),
        placed(ui, kept, asked.signature()),
        placed(ui, kept, asked.seal()),
        new TemplateScreen.Code(
            choices(
                Design.CodeForm.values(),
                Design.CodeForm::code,
                place == null ? "" : text(place.form()),
                ui,
                "code"),
            place == null ? "" : mm(place.x()),
            place == null ? "" : mm(place.y()),
            place == null ? "" : mm(place.side())),
        rows(ui, kind, asked.items() == null ? List.of() : asked.items()),
        faults,
        picture,
        longest);
  }

  private static Refusal unknownKind() {
    return vn.sogoc.platform.proposals.Proposals.refused(
        "kind", "a kind that the institution may issue");
  }

  private List<TemplateScreen.Row> rows(Ui ui, Kind kind, List<TemplateAsked.ItemAsked> items) {
    List<TemplateScreen.Row> rows = new ArrayList<>();
    for (TemplateAsked.ItemAsked item : items) {
      rows.add(row(ui, kind, rows.size() + 1, item));
    }
    for (int i = 0; i < BLANK_ROWS && rows.size() < MOST_ROWS; i++) {
      rows.add(
          row(
              ui,
              kind,
              rows.size() + 1,
              new TemplateAsked.ItemAsked(
                  "", "", null, null, null, null, "centre", "text", "1f1b16", false)));
    }
    return rows;
  }

  private static TemplateScreen.Row row(
      Ui ui, Kind kind, int number, TemplateAsked.ItemAsked item) {
    String chosen = text(item.what());
    List<Choice> what = new ArrayList<>();
    what.add(new Choice("", ui.t("web.template.nothing"), chosen.isEmpty()));
    for (String words : List.of("words-vi", "words-en")) {
      what.add(new Choice(words, ui.t("web.template." + words), words.equals(chosen)));
    }
    for (PageField field : PageField.of(kind)) {
      what.add(new Choice(field.code(), field(ui, field.code()), field.code().equals(chosen)));
    }
    return new TemplateScreen.Row(
        number,
        ui.t("web.template.row", number),
        what,
        text(item.words()),
        mm(item.x()),
        mm(item.y()),
        mm(item.width()),
        mm(item.size()),
        choices(Design.Align.values(), Design.Align::code, text(item.align()), ui, "align"),
        choices(Design.Font.values(), Design.Font::code, text(item.font()), ui, "font"),
        text(item.colour()),
        Boolean.TRUE.equals(item.capitals()));
  }

  static String field(Ui ui, String code) {
    boolean isEnglish = code.endsWith(".en");
    String name =
        ui.t("web.template.field." + (isEnglish ? code.substring(0, code.length() - 3) : code));
    return isEnglish ? ui.t("web.template.in-english", name) : name;
  }

  /** Why something is refused, a sentence for each fault. */
  static List<String> faults(Ui ui, Refusal refusal) {
    List<String> all = new ArrayList<>();
    for (Refusal.Fault fault : refusal.faults()) {
      String place = place(ui, fault.column());
      all.add(
          fault.code().equals("template_missing")
              ? ui.t("web.template.missing", field(ui, fault.expected()))
              : ui.find("fault." + fault.code(), fault.expected(), fault.found(), place)
                  .orElse(place + ": " + fault.expected()));
    }
    if (all.isEmpty()) {
      String slug = "problem." + refusal.type().slug();
      all.add(ui.t(slug + ".cause") + " " + ui.t(slug + ".cure"));
    }
    return all;
  }

  private static String place(Ui ui, String column) {
    Matcher row = ROW.matcher(column);
    if (!row.matches()) {
      return ui.find("web.template.place." + column).orElse(column);
    }
    String name = ui.t("web.template.row", row.group(1));
    return row.group(2).isEmpty()
        ? name
        : name + ", " + ui.find("web.template." + row.group(2)).orElse(row.group(2));
  }

  private static <E> List<Choice> choices(
      E[] all, Function<E, String> code, String chosen, Ui ui, String prefix) {
    return Arrays.stream(all)
        .map(code)
        .map(c -> new Choice(c, ui.t("web.template." + prefix + "." + c), c.equals(chosen)))
        .toList();
  }

  private static TemplateScreen.Placed placed(
      Ui ui, List<TemplateOffice.KeptPicture> kept, TemplateAsked.@Nullable PictureAsked asked) {
    return asked == null
        ? new TemplateScreen.Placed(pictures(ui, kept, null), "", "", "", "")
        : new TemplateScreen.Placed(
            pictures(ui, kept, asked.picture()),
            mm(asked.x()),
            mm(asked.y()),
            mm(asked.width()),
            text(asked.signer()));
  }

  private static List<Choice> pictures(
      Ui ui, List<TemplateOffice.KeptPicture> kept, @Nullable String chosen) {
    List<Choice> all = new ArrayList<>();
    all.add(new Choice("", ui.t("web.template.no-picture"), chosen == null || chosen.isEmpty()));
    for (TemplateOffice.KeptPicture one : kept) {
      String digest = one.digest().hex();
      all.add(new Choice(digest, named(ui, one), digest.equals(chosen)));
    }
    return all;
  }

  private static String named(Ui ui, TemplateOffice.KeptPicture one) {
    return ui.t(
        "web.template.picture-of",
        one.digest().hex().substring(0, SHORT),
        one.width() + " × " + one.height(),
        ui.shown().time(one.at()));
  }

  private String name(Ui ui, int institution) {
    InstitutionFacts facts = trust.statement(institution).facts();
    return ui.of(new BilingualText(facts.nameVi(), facts.nameEn()));
  }

  private static String text(@Nullable String value) {
    return value == null ? "" : value;
  }

  private static String mm(@Nullable BigDecimal value) {
    return value == null ? "" : value.stripTrailingZeros().toPlainString();
  }
}
