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
import java.math.BigDecimal;
import java.util.Arrays;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.Design;
import vn.sogoc.document.template.Printers;
import vn.sogoc.document.template.TemplateProblem;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.institution.office.Offices;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** Printers for numbered blanks: what each does wrong, and the sheet to measure it with. */
@Path("/me/office/printers/{at}")
@RolesAllowed({Roles.OPERATE, Roles.AUDIT})
@Produces(MediaType.TEXT_HTML)
class PrinterPages {
  private static final int LONGEST_NUMBER = 8;

  private final Screens screens;
  private final CurrentActor actors;
  private final Printers printers;
  private final Offices offices;
  private final TrustRegister trust;

  PrinterPages(
      Screens screens,
      CurrentActor actors,
      Printers printers,
      Offices offices,
      TrustRegister trust) {
    this.screens = screens;
    this.actors = actors;
    this.printers = printers;
    this.offices = offices;
    this.trust = trust;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@PathParam("at") String at) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    int institution = institution(at);
    String sheet = "/api/v1/institutions/" + at + "/printers/calibration.pdf?paper=";
    var lines =
        printers.of(actor, institution).stream()
            .map(
                one ->
                    new PrintersScreen.Line(
                        one.name(),
                        number(one.printing().right()),
                        number(one.printing().down()),
                        number(one.printing().stretch()),
                        sheet + "a4-landscape&printer=" + one.id(),
                        "/me/office/printers/" + at + "/" + one.id() + "/removal"))
            .toList();
    InstitutionFacts facts = trust.statement(institution).facts();
    return Templates.printers(
        ui,
        new PrintersScreen(
            at,
            ui.of(new BilingualText(facts.nameVi(), facts.nameEn())),
            "/me/office?at=" + at,
            lines,
            Arrays.stream(Design.Paper.values())
                .map(
                    paper ->
                        Choice.of(sheet + paper.code(), ui.t("web.template.paper." + paper.code())))
                .toList(),
            offices.runs(actor, institution)));
  }

  @POST
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> keep(
      @PathParam("at") String at,
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String right,
      @RestForm @DefaultValue("") String down,
      @RestForm @DefaultValue("") String stretch) {
    printers.keep(
        actors.require(), institution(at), name, decimal(right), decimal(down), decimal(stretch));
    return screens.seeOther("/me/office/printers/" + at);
  }

  @POST
  @Path("{printer}/removal")
  @RolesAllowed(Roles.OPERATE)
  @Operation(hidden = true)
  public RestResponse<Void> remove(
      @PathParam("at") String at, @PathParam("printer") String printer) {
    printers.remove(
        actors.require(),
        institution(at),
        PublicId.parse("prn", printer)
            .orElseThrow(() -> new Refusal(TemplateProblem.PRINTER_UNKNOWN, "no such printer")));
    return screens.seeOther("/me/office/printers/" + at);
  }

  private static @Nullable BigDecimal decimal(String typed) {
    String text = typed.strip().replace(',', '.').replace('\u2212', '-');
    return text.length() <= LONGEST_NUMBER && text.matches("-?[0-9]{1,4}(\\.[0-9]{1,2})?")
        ? new BigDecimal(text)
        : null;
  }

  /** Tenths as the form has them. */
  static String number(int tenths) {
    return BigDecimal.valueOf(tenths, 1).toPlainString();
  }

  private static int institution(String at) {
    if (!at.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(TemplateProblem.UNKNOWN, "no such office that you may see");
    }
    return Integer.parseInt(at.substring(4));
  }
}
