package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.issuance.blanks.BlankMinutes;
import vn.sogoc.issuance.blanks.BlankProblem;
import vn.sogoc.issuance.blanks.BlankText;
import vn.sogoc.issuance.blanks.BlankView;
import vn.sogoc.issuance.blanks.Blanks;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.proposals.Proposals;

/** The stock of blanks: what came, where it is, minutes, and the year's reconciliation. */
@Path("/me/blanks")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.OPERATE})
@Produces(MediaType.TEXT_HTML)
class BlankPages {
  private static final int YEARS = 5;

  private final Screens screens;
  private final CurrentActor actors;
  private final Blanks blanks;
  private final BlankMinutes minutes;
  private final Proposals proposals;
  private final BlankText text;
  private final Catalogue catalogue;
  private final Clock clock;

  BlankPages(
      Screens screens,
      CurrentActor actors,
      Blanks blanks,
      BlankMinutes minutes,
      Proposals proposals,
      BlankText text,
      Catalogue catalogue,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.blanks = blanks;
    this.minutes = minutes;
    this.proposals = proposals;
    this.text = text;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("year") @DefaultValue("") String year) {
    return page(year, BlanksScreen.Typed.NONE, List.of());
  }

  @POST
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> receive(@BeanParam BlankForm form) {
    return sent(form, () -> blanks.receive(actors.require(), form.receipt()), "receive");
  }

  @POST
  @Path("count")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> count(@BeanParam BlankForm form) {
    return sent(
        form,
        () ->
            blanks.count(
                actors.require(),
                Blanks.series(form.series),
                BlankForm.number(form.quantity),
                form.document,
                BlankForm.day(form.date)),
        "count");
  }

  @POST
  @Path("minutes")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> minutes(@BeanParam BlankForm form) {
    return sent(
        form,
        () -> minutes.ask(actors.require(), Blanks.series(form.series), form.minutes(), proposals),
        "minutes");
  }

  private RestResponse<TemplateInstance> sent(BlankForm form, Runnable deed, String name) {
    try {
      deed.run();
    } catch (Refusal refusal) {
      if (refusal.type() != BlankProblem.REFUSED) {
        throw refusal;
      }
      Ui ui = screens.ui();
      List<NumberForm.FieldFault> faults =
          refusal.faults().stream()
              .map(
                  fault ->
                      new NumberForm.FieldFault(
                          name + "-" + field(fault.column()),
                          ui.t("web.blanks.wrong." + fault.column())))
              .toList();
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page("", form.typed(name), faults))
          .build();
    }
    return screens.seeOther("/me/blanks");
  }

  /** The field of the form that a word of the API stands in. */
  private static String field(String word) {
    return switch (word) {
      case "minutes" -> "document";
      case "minutesDate", "documentDate" -> "date";
      default -> word;
    };
  }

  private TemplateInstance page(
      String year, BlanksScreen.Typed typed, List<NumberForm.FieldFault> faults) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    int now = LegalDay.of(clock.instant()).getYear();
    int chosen = year.matches("2[01][0-9]{2}") ? Integer.parseInt(year) : now;
    List<BlankView> then = blanks.year(actor, chosen);
    BlankText.Table table = text.of(then, ui.lang());
    List<BlanksScreen.Row> rows = new ArrayList<>();
    for (int i = 0; i < then.size(); i++) {
      rows.add(new BlanksScreen.Row(table.rows().get(i), then.get(i).difference() != 0));
    }
    List<BlankView> all = blanks.all(actor);
    String api = "/api/v1/blank-reconciliations/" + chosen + "/table.";
    return Templates.blanks(
        ui,
        new BlanksScreen(
            chosen,
            IntStream.iterate(now, y -> y - 1)
                .limit(YEARS)
                .mapToObj(y -> new Choice("" + y, "" + y, y == chosen))
                .toList(),
            table.header(),
            rows,
            all.stream().map(one -> line(ui, one)).toList(),
            all.stream().map(one -> Choice.of(one.id().toString(), BlankText.series(one))).toList(),
            catalogue.kinds().stream()
                .map(kind -> Choice.of(kind.code(), ui.of(kind.label())))
                .toList(),
            ui.can(Role.PREPARE),
            ui.href(api + "xlsx"),
            ui.href(api + "csv"),
            typed,
            faults));
  }

  private BlanksScreen.Line line(Ui ui, BlankView one) {
    return new BlanksScreen.Line(
        text.kind(one.kind(), ui.lang()),
        BlankText.series(one),
        ui.shown().count(one.free()),
        String.join(", ", one.freeRanges()));
  }
}
