package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.quota.QuotaLimit;
import vn.sogoc.platform.ratelimit.PublicRead;
import vn.sogoc.report.IssuedCount;
import vn.sogoc.report.IssuedCounts;

/** How much is issued, for everyone; programs have the API. */
@Path("/counts")
@PermitAll
@PublicRead
@Produces(MediaType.TEXT_HTML)
class CountPages {
  private static final int YEARS = 10;

  private final Screens screens;
  private final IssuedCounts counts;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final Clock clock;

  CountPages(
      Screens screens, IssuedCounts counts, TrustRegister trust, Catalogue catalogue, Clock clock) {
    this.screens = screens;
    this.counts = counts;
    this.trust = trust;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(
      @QueryParam("issuer") @DefaultValue("") String issuer,
      @QueryParam("year") @DefaultValue("") String year) {
    Ui ui = screens.ui();
    int now = LocalDate.ofInstant(clock.instant(), Shown.ZONE).getYear();
    int chosen = year.matches("(19|2[01])[0-9]{2}") ? Integer.parseInt(year) : now;
    int only = issuer.matches("[1-9][0-9]{0,8}") ? Integer.parseInt(issuer) : 0;
    return Templates.counts(
        ui,
        new CountsScreen(
            IntStream.iterate(now, y -> y - 1)
                .limit(YEARS)
                .mapToObj(y -> new Choice("" + y, "" + y, y == chosen))
                .toList(),
            trust.institutions().stream()
                .map(facts -> new Choice("" + facts.id(), name(ui, facts), facts.id() == only))
                .toList(),
            counts.of(only, chosen).stream().map(one -> line(ui, one)).toList()));
  }

  private CountsScreen.Line line(Ui ui, IssuedCount one) {
    Optional<QuotaLimit> all =
        one.quotas().stream().filter(q -> q.programme().equals(QuotaLimit.ALL)).findFirst();
    List<String> programmes =
        one.quotas().stream()
            .filter(q -> !q.programme().equals(QuotaLimit.ALL))
            .map(q -> ui.t("web.counts.programme", q.programme(), ui.shown().count(q.places())))
            .toList();
    return new CountsScreen.Line(
        trust
            .institution(one.institution())
            .map(facts -> name(ui, facts))
            .orElse("iss_" + one.institution()),
        catalogue.kind(one.kind()).map(kind -> ui.of(kind.label())).orElse(one.kind()),
        ui.shown().count(one.issued()),
        ui.shown().count(one.lists()),
        all.map(q -> ui.shown().count(q.places())).orElse(null),
        programmes,
        all.filter(q -> one.issued() > q.places()).isPresent());
  }

  private static String name(Ui ui, InstitutionFacts facts) {
    return ui.of(new BilingualText(facts.nameVi(), facts.nameEn()));
  }
}
