package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.register.RegisterProblem;
import vn.sogoc.status.Lineage;
import vn.sogoc.status.Lineages;

/** What happened to a document since it was issued, for people; programs have the API. */
@Path("/lineage")
@PermitAll
@PublicRead
@Produces(MediaType.TEXT_HTML)
class LineagePages {
  private final Screens screens;
  private final Lineages lineages;
  private final TrustRegister trust;
  private final Catalogue catalogue;

  LineagePages(Screens screens, Lineages lineages, TrustRegister trust, Catalogue catalogue) {
    this.screens = screens;
    this.lineages = lineages;
    this.trust = trust;
    this.catalogue = catalogue;
  }

  @GET
  @Path("{id}")
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("id") String id) {
    Ui ui = screens.ui();
    Lineage lineage =
        lineages.of(
            PublicId.parse("crd", id)
                .orElseThrow(
                    () ->
                        new Refusal(
                            RegisterProblem.CREDENTIAL_UNKNOWN,
                            "no credential has this identifier")));
    return Templates.lineage(
        ui,
        LineageScreen.of(
            ui,
            lineage,
            catalogue.kind(lineage.kind()).map(k -> ui.of(k.label())).orElse(lineage.kind()),
            trust
                .institution(lineage.institution())
                .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
                .orElse("")));
  }

  /** The page of a credential. */
  static String path(PublicId credential) {
    return "/lineage/" + credential;
  }
}
