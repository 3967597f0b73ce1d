package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.register.legacy.Coverage;
import vn.sogoc.register.legacy.CoverageLine;

/** What every institution's old register books cover, for everyone; programs have the API. */
@Path("/coverage")
@PermitAll
@PublicRead
@Produces(MediaType.TEXT_HTML)
class CoveragePages {
  private static final int ON_A_PAGE = 50;

  private final Screens screens;
  private final Coverage coverage;
  private final TrustRegister trust;
  private final Catalogue catalogue;

  CoveragePages(Screens screens, Coverage coverage, TrustRegister trust, Catalogue catalogue) {
    this.screens = screens;
    this.coverage = coverage;
    this.trust = trust;
    this.catalogue = catalogue;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    int from = after.matches("[0-9]{1,9}") ? Integer.parseInt(after) : 0;
    List<Coverage.Said> said = coverage.all(from, ON_A_PAGE + 1);
    List<CoverageScreen.Line> lines = new ArrayList<>();
    said.stream()
        .limit(ON_A_PAGE)
        .forEach(one -> one.statement().lines().forEach(l -> lines.add(line(ui, one, l))));
    return Templates.coverage(
        ui,
        new CoverageScreen(
            lines,
            said.size() > ON_A_PAGE
                ? "/coverage?after=" + said.get(ON_A_PAGE - 1).statement().keeper()
                : null));
  }

  private CoverageScreen.Line line(Ui ui, Coverage.Said said, CoverageLine line) {
    return new CoverageScreen.Line(
        name(ui, line.issuer()),
        line.issuer() == said.statement().keeper() ? "" : name(ui, said.statement().keeper()),
        catalogue.kind(line.kind()).map(kind -> ui.of(kind.label())).orElse(line.kind()),
        line.yearFrom() + "–" + line.yearTo(),
        ui.shown().count(line.declared()),
        line.lost() == 0 ? "" : ui.shown().count(line.lost()),
        ui.shown().count(line.copied()),
        line.percent(),
        ui.shown().day(said.statement().at()));
  }

  private String name(Ui ui, int institution) {
    return trust
        .institution(institution)
        .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
        .orElse("iss_" + institution);
  }
}
