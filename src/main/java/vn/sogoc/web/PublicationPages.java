package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublicationProblem;
import vn.sogoc.publication.PublishedList;
import vn.sogoc.publication.PublishedRow;

/** The issuance lists as the law wants them published, for people; programs have the API. */
@Path("/publications")
@PermitAll
@PublicRead
@Produces(MediaType.TEXT_HTML)
class PublicationPages {
  private static final int PAGE = 50;
  private static final int ROWS = 100;

  private final Screens screens;
  private final IssuanceLists lists;
  private final TrustRegister trust;
  private final Catalogue catalogue;

  PublicationPages(Screens screens, IssuanceLists lists, TrustRegister trust, Catalogue catalogue) {
    this.screens = screens;
    this.lists = lists;
    this.trust = trust;
    this.catalogue = catalogue;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(
      @QueryParam("issuer") @DefaultValue("") String issuer,
      @QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    int only = number(issuer);
    List<PublishedList> found = lists.page(only, after.isEmpty() ? null : id(after), PAGE + 1);
    return Templates.publications(
        ui,
        new ListsScreen(
            issuers(ui, only),
            found.stream().limit(PAGE).map(list -> line(ui, list)).toList(),
            found.size() > PAGE
                ? "/publications?issuer="
                    + (only == 0 ? "" : only)
                    + "&after="
                    + found.get(PAGE - 1).id()
                : null));
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance one(
      @PathParam("id") String id, @QueryParam("after") @DefaultValue("-1") int after) {
    Ui ui = screens.ui();
    PublishedList list = lists.get(id(id));
    List<PublishedRow> found = lists.rows(list, Math.max(-1, after), ROWS + 1);
    List<PublishedRow> page = found.subList(0, Math.min(ROWS, found.size()));
    Set<String> columns = columns(page);
    return Templates.publication(
        ui,
        new ListScreen(
            line(ui, list),
            trust.institution(list.institution()).map(InstitutionFacts::domain).orElse(""),
            changes(list),
            columns.stream().map(name -> ui.t("web.list." + name)).toList(),
            columns.isEmpty()
                ? List.of()
                : page.stream().map(row -> row(ui, columns, row)).toList(),
            found.size() > ROWS
                ? "/publications/" + id + "?after=" + page.get(ROWS - 1).position()
                : null));
  }

  private List<ListScreen.Change> changes(PublishedList newest) {
    return newest.version() == 1
        ? List.of()
        : lists.versions(newest.id()).stream()
            .flatMap(version -> version.changes().stream())
            .map(
                change ->
                    new ListScreen.Change(
                        "web.lists.change." + change.type(),
                        change.position() + 1,
                        change.decisionNumber(),
                        change.decisionDate()))
            .toList();
  }

  private static Set<String> columns(List<PublishedRow> rows) {
    Set<String> columns = new LinkedHashSet<>();
    rows.forEach(row -> row.opening().ifPresent(o -> columns.addAll(o.shown().keySet())));
    return columns;
  }

  private static ListScreen.Row row(Ui ui, Set<String> columns, PublishedRow row) {
    Map<String, String> values = row.opening().map(o -> o.shown()).orElse(Map.of());
    return new ListScreen.Row(
        row.position() + 1,
        columns.stream()
            .map(name -> new ListScreen.Cell(ui.t("web.list." + name), value(ui, name, values)))
            .collect(Collectors.toList()));
  }

  private static String value(Ui ui, String name, Map<String, String> values) {
    String value = values.getOrDefault(name, "");
    return name.equals("issueDate") && !value.isEmpty() ? ui.shown().partialDate(value) : value;
  }

  private ListLine line(Ui ui, PublishedList list) {
    return new ListLine(
        list,
        trust.institution(list.institution()).map(facts -> name(ui, facts)).orElse(""),
        catalogue.kind(list.kind()).map(kind -> ui.of(kind.label())).orElse(list.kind()));
  }

  private List<Choice> issuers(Ui ui, int chosen) {
    return trust.institutions().stream()
        .map(facts -> new Choice("" + facts.id(), name(ui, facts), facts.id() == chosen))
        .toList();
  }

  private static String name(Ui ui, InstitutionFacts facts) {
    return ui.of(new BilingualText(facts.nameVi(), facts.nameEn()));
  }

  private static int number(String issuer) {
    return issuer.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(issuer) : 0;
  }

  private static PublicId id(String text) {
    return PublicId.parse("lst", text)
        .orElseThrow(
            () -> new Refusal(PublicationProblem.LIST_UNKNOWN, "No list has this identifier."));
  }
}
