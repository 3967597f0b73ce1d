package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.imports.FileDescription;
import vn.sogoc.issuance.imports.ImportLayout;
import vn.sogoc.issuance.imports.ImportProblem;
import vn.sogoc.issuance.imports.ImportView;
import vn.sogoc.issuance.imports.Imports;
import vn.sogoc.issuance.intake.DateOrder;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.tables.TextForm;

/** Where somebody says what the columns of a list hold; nothing is guessed, only suggested. */
@Path("/me/imports/{id}/columns")
@RolesAllowed(Roles.PREPARE)
@Produces(MediaType.TEXT_HTML)
class ImportColumnPages {
  private static final Set<String> DATES = Set.of("birthDate", "examDate", "expires");
  private static final int SAMPLE = 3;
  private static final String NONE = "";

  private final Screens screens;
  private final CurrentActor actors;
  private final Imports imports;
  private final BatchLists lists;
  private final Catalogue catalogue;

  ImportColumnPages(
      Screens screens,
      CurrentActor actors,
      Imports imports,
      BatchLists lists,
      Catalogue catalogue) {
    this.screens = screens;
    this.actors = actors;
    this.imports = imports;
    this.lists = lists;
    this.catalogue = catalogue;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> look(@PathParam("id") String id) {
    Ui ui = screens.ui();
    ImportView list = imports.get(actors.require(), ImportPages.id(id));
    FileDescription file = list.description();
    return file == null
        ? screens.seeOther(ImportPages.path(list.id()))
        : RestResponse.ok(Templates.importColumns(ui, screen(ui, list, file)));
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> read(
      @PathParam("id") String id,
      @RestForm @DefaultValue("0") int sheet,
      @RestForm @DefaultValue("1") int headerLine,
      @RestForm @DefaultValue("1") int headerLines,
      @RestForm @DefaultValue("usual") String dates,
      @RestForm @DefaultValue("") String form,
      @RestForm("field") List<String> fields,
      @RestForm("typed") List<String> typed) {
    PublicId list = ImportPages.id(id);
    DateOrder order = DateOrder.ofCode(dates).orElse(DateOrder.USUAL);
    List<ImportLayout.Column> columns = new ArrayList<>();
    for (int i = 0; i < fields.size(); i++) {
      String field = fields.get(i);
      TextForm own = typed(typed, i + 1);
      if (!field.isEmpty() || own != null) {
        columns.add(
            new ImportLayout.Column(
                i + 1,
                field.isEmpty() ? null : field,
                DATES.contains(field) ? order : DateOrder.USUAL,
                own));
      }
    }
    if (columns.isEmpty() || sheet < 0 || headerLine < 1 || headerLines < 1 || headerLines > 2) {
      throw new Refusal(ImportProblem.LAYOUT_REFUSED, "no column is read, or from no line");
    }
    imports.read(
        actors.require(),
        list,
        new ImportLayout(sheet, headerLine, headerLines, form(form).orElse(null), columns));
    return screens.seeOther(ImportPages.path(list));
  }

  private ColumnsScreen screen(Ui ui, ImportView list, FileDescription file) {
    ImportLayout before = list.layout();
    return new ColumnsScreen(
        ImportHeader.of(ui, list, lists.kind(ui, list.kind()), "columns"),
        file.sheets().stream()
            .filter(s -> !s.hidden())
            .map(s -> new Choice("" + s.sheet(), s.name(), s.sheet() == file.sheet()))
            .toList(),
        before == null ? file.headerLine() : before.headerLine(),
        before == null ? file.headerLines() : before.headerLines(),
        Stream.of(DateOrder.values())
            .map(o -> Choice.of(o.code(), ui.t("web.columns.dates." + o.code())))
            .toList(),
        readings(file, before),
        list.columns().stream().map(column -> column(ui, list, file, column)).toList(),
        file.notes().stream()
            .map(
                note ->
                    ui.find("web.columns.note." + note.code(), note.row(), note.found())
                        .orElse(note.code()))
            .toList(),
        String.join(", ", list.missing().stream().map(field -> label(ui, field)).toList()));
  }

  /** Both ways are shown where there are two, and none is chosen for anybody. */
  private static List<ColumnsScreen.Reading> readings(
      FileDescription file, @Nullable ImportLayout before) {
    if (file.readings().size() < 2) {
      return List.of();
    }
    TextForm chosen = before == null ? null : before.form();
    return file.readings().stream()
        .map(
            r ->
                new ColumnsScreen.Reading(
                    r.form(),
                    r.words(),
                    chosen != null && code(chosen).equals(r.form()),
                    r.sample()))
        .toList();
  }

  private ColumnsScreen.Column column(
      Ui ui, ImportView list, FileDescription file, ImportView.ColumnView column) {
    int index = column.column() - 1;
    String field = chosen(list, column);
    List<Choice> fields = new ArrayList<>();
    fields.add(new Choice(NONE, ui.t("web.columns.none"), field.isEmpty()));
    list.fields().forEach(f -> fields.add(new Choice(f, label(ui, f), f.equals(field))));
    List<String> sample =
        file.sample().stream()
            .filter(row -> row.row() >= file.headerLine() + file.headerLines())
            .limit(SAMPLE)
            .map(row -> index < row.cells().size() ? row.cells().get(index) : "")
            .toList();
    List<Choice> forms =
        file.legacy().stream()
            .filter(legacy -> legacy.column() == column.column())
            .findFirst()
            .map(legacy -> forms(ui, column.column(), legacy.form()))
            .orElse(List.of());
    return new ColumnsScreen.Column(
        column.column(), column.header(), sample, fields, column.isRemembered(), forms);
  }

  private static List<Choice> forms(Ui ui, int column, String form) {
    return List.of(
        Choice.of(NONE, ui.t("web.columns.legacy.as-is")),
        new Choice(
            column + ":" + form,
            ui.t("web.columns.legacy.convert", form(form).map(TextForm::words).orElse(form)),
            true));
  }

  /** What was chosen before for this very list, or is suggested. */
  private static String chosen(ImportView list, ImportView.ColumnView column) {
    ImportLayout before = list.layout();
    String suggested = column.field() == null ? "" : column.field();
    if (before == null) {
      return suggested;
    }
    return before.columns().stream()
        .filter(c -> c.column() == column.column())
        .findFirst()
        .map(c -> c.field() == null ? "" : c.field())
        .orElse("");
  }

  /** The first name of a column is the Vietnamese one, the last an English one. */
  private String label(Ui ui, String field) {
    Map<String, List<String>> names = catalogue.columns();
    List<String> all = names.getOrDefault(field, List.of(field));
    return ui.lang() == Lang.VI ? all.getFirst() : all.getLast();
  }

  private static @Nullable TextForm typed(List<String> typed, int column) {
    return typed.stream()
        .filter(text -> text.startsWith(column + ":"))
        .findFirst()
        .flatMap(text -> form(text.substring(text.indexOf(':') + 1)))
        .orElse(null);
  }

  private static Optional<TextForm> form(String code) {
    return Stream.of(TextForm.values()).filter(form -> code(form).equals(code)).findFirst();
  }

  private static String code(TextForm form) {
    return form.name().toLowerCase(Locale.ROOT);
  }
}
