package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.document.template.OwnTemplates;
import vn.sogoc.document.template.Template;
import vn.sogoc.document.template.TemplateProblem;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.ratelimit.PublicRead;

/** Specimens of diplomas that institutions designed themselves, for everybody. */
@Path("/templates")
@PermitAll
@PublicRead
@Produces(MediaType.TEXT_HTML)
class SpecimenPages {
  private static final int PAGE = 12;

  private final Screens screens;
  private final OwnTemplates templates;
  private final TrustRegister trust;
  private final BatchLists lists;

  SpecimenPages(Screens screens, OwnTemplates templates, TrustRegister trust, BatchLists lists) {
    this.screens = screens;
    this.templates = templates;
    this.trust = trust;
    this.lists = lists;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    List<Template> found = templates.page(after.isEmpty() ? null : id(after), PAGE + 1);
    return Templates.specimens(
        ui,
        new SpecimensScreen(
            found.stream().limit(PAGE).map(template -> line(ui, template)).toList(),
            found.size() > PAGE ? "/templates?after=" + found.get(PAGE - 1).publicId() : null));
  }

  private SpecimensScreen.Line line(Ui ui, Template template) {
    String name =
        trust
            .institution(template.institution())
            .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
            .orElse("iss_" + template.institution());
    String kind = lists.kind(ui, template.kind());
    return new SpecimensScreen.Line(
        name,
        kind,
        TemplateLooks.days(ui, template.from(), template.until()),
        template.endedAt() == null ? "" : ui.shown().time(template.endedAt()),
        "/api/v1/templates/" + template.publicId() + "/specimen.png",
        ui.t("web.specimens.alternative", kind, name));
  }

  private static PublicId id(String text) {
    return PublicId.parse("tpl", text)
        .orElseThrow(() -> new Refusal(TemplateProblem.UNKNOWN, "no such template"));
  }
}
