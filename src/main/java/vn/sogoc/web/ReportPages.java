package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Term;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.report.YearCount;
import vn.sogoc.report.YearFigures;
import vn.sogoc.report.YearReports;
import vn.sogoc.report.YearText;

/** An institution's own figures by year, and its register books to take along. */
@Path("/me/reports")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class ReportPages {
  private static final int YEARS = 10;

  /** Of a bar, in its own units. */
  private static final int WHOLE = 1000;

  private final Screens screens;
  private final CurrentActor actors;
  private final YearReports reports;
  private final YearText text;
  private final Catalogue catalogue;
  private final Clock clock;

  ReportPages(
      Screens screens,
      CurrentActor actors,
      YearReports reports,
      YearText text,
      Catalogue catalogue,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.reports = reports;
    this.text = text;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance year(@QueryParam("year") @DefaultValue("") String year) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    Integer institution = actor.institutionId();
    if (institution == null) {
      throw new Refusal(HttpProblem.FORBIDDEN, "Reports are those of an institution.");
    }
    int now = LocalDate.ofInstant(clock.instant(), Shown.ZONE).getYear();
    int chosen = year.matches("(19|2[01])[0-9]{2}") ? Integer.parseInt(year) : now;
    YearFigures figures = reports.of(actor, institution, chosen);
    List<YearCount> counts = figures.kinds();
    YearText.Table table = text.of(counts, ui.lang());
    String api = "/api/v1/institutions/iss_" + institution;
    return Templates.reports(
        ui,
        new ReportsScreen(
            chosen,
            figures.isComplete()
                ? null
                : ui.t(
                    "web.reports.counting",
                    ui.shown().count(figures.counted()),
                    ui.shown().count(figures.numbers())),
            percent(figures),
            IntStream.iterate(now, y -> y - 1)
                .limit(YEARS)
                .mapToObj(y -> new Choice("" + y, "" + y, y == chosen))
                .toList(),
            table.header(),
            table.rows().stream().map(row -> numbers(ui, row)).toList(),
            counts.stream().map(one -> bar(ui, one, most(counts))).toList(),
            ui.href(api + "/reports/" + chosen + "/table.xlsx"),
            ui.href(api + "/reports/" + chosen + "/table.csv"),
            counts.stream().map(one -> book(ui, api, chosen, one)).toList()));
  }

  private static int percent(YearFigures figures) {
    return figures.numbers() == 0 ? 0 : (int) (100 * figures.counted() / figures.numbers());
  }

  private static int most(List<YearCount> counts) {
    return counts.stream().mapToInt(YearCount::issued).max().orElse(1);
  }

  private static List<String> numbers(Ui ui, List<String> row) {
    List<String> shown = new ArrayList<>();
    shown.add(row.getFirst());
    row.stream().skip(1).forEach(cell -> shown.add(ui.shown().count(Integer.parseInt(cell))));
    return shown;
  }

  /** Parts by sex, as long as the kind is large; the table says the same in numbers. */
  private ReportsScreen.Bar bar(Ui ui, YearCount one, int most) {
    List<ReportsScreen.Part> parts = new ArrayList<>();
    int at = 0;
    int ordinal = 0;
    for (Term sex : catalogue.sexes()) {
      int length = WHOLE * one.ofSex(sex.code()) / most;
      parts.add(new ReportsScreen.Part(at, length, "part" + ordinal++, ui.of(sex.label())));
      at += length;
    }
    int length = WHOLE * one.ofSex("") / most;
    parts.add(new ReportsScreen.Part(at, length, "part" + ordinal, ui.t("report.year.not-stated")));
    return new ReportsScreen.Bar(
        text.kind(one.kind(), ui.lang()), ui.shown().count(one.issued()), parts);
  }

  private ReportsScreen.Book book(Ui ui, String api, int year, YearCount one) {
    String path = api + "/register-books/" + one.kind() + "/" + year;
    return new ReportsScreen.Book(
        text.kind(one.kind(), ui.lang()),
        ui.href(path + "/book.xlsx"),
        ui.href(path + "/book.csv"));
  }
}
