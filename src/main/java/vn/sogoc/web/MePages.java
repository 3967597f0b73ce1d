package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.holder.Holdings;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.IssuanceProblem;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.verification.incidents.Incidents;

/** What a signed-in person sees first: who they are, and what is theirs or their institution's. */
@Path("/me")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class MePages {
  private static final int FIRST = 20;
  private static final int PAGE = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final Holdings holdings;
  private final Batches batches;
  private final Incidents incidents;
  private final TrustRegister trust;
  private final Catalogue catalogue;
  private final Clock clock;
  private final boolean apiDocs;

  MePages(
      Screens screens,
      CurrentActor actors,
      Holdings holdings,
      Batches batches,
      Incidents incidents,
      TrustRegister trust,
      Catalogue catalogue,
      Clock clock,
      @ConfigProperty(name = "quarkus.swagger-ui.enabled") boolean apiDocs) {
    this.screens = screens;
    this.actors = actors;
    this.holdings = holdings;
    this.batches = batches;
    this.incidents = incidents;
    this.trust = trust;
    this.catalogue = catalogue;
    this.clock = clock;
    this.apiDocs = apiDocs;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance me() {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    LocalDate today = LocalDate.ofInstant(clock.instant(), Shown.ZONE);
    return Templates.me(
        ui,
        new MeScreen(
            actor.displayName(),
            actor.username(),
            institution(ui, actor),
            actor.roles().stream().sorted().map(role -> ui.t("web.role." + role.code())).toList(),
            ui.holder(),
            ui.holder()
                ? holdings.of(actor).stream().map(one -> OwnDocument.of(ui, one, today)).toList()
                : List.of(),
            incidents.open(actor),
            ui.staff() ? batches(ui, actor, null, FIRST) : null));
  }

  @GET
  @Path("batches")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
  @Operation(hidden = true)
  public TemplateInstance all(@QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    PublicId last = after.isEmpty() ? null : id(after);
    return Templates.batches(ui, batches(ui, actors.require(), last, PAGE));
  }

  private BatchesScreen batches(Ui ui, Actor actor, @Nullable PublicId after, int size) {
    List<BatchView> found = batches.list(actor, after, size + 1);
    List<BatchView> page = found.subList(0, Math.min(size, found.size()));
    return new BatchesScreen(
        page.stream().map(batch -> BatchesScreen.Line.of(ui, batch, kind(ui, batch))).toList(),
        apiDocs,
        found.size() > size ? "/me/batches?after=" + page.getLast().id() : null);
  }

  private String kind(Ui ui, BatchView batch) {
    return catalogue.kind(batch.kind()).map(kind -> ui.of(kind.label())).orElse(batch.kind());
  }

  private @Nullable String institution(Ui ui, Actor actor) {
    Integer institution = actor.institutionId();
    return institution == null
        ? null
        : trust
            .institution(institution)
            .map(facts -> ui.of(new BilingualText(facts.nameVi(), facts.nameEn())))
            .orElse(null);
  }

  private static PublicId id(String text) {
    return PublicId.parse("bat", text)
        .orElseThrow(() -> new Refusal(IssuanceProblem.BATCH_NOT_FOUND, "no such batch"));
  }
}
