package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.holder.Holdings;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.verification.incidents.Incidents;

/** What a signed-in person sees first: who they are, and what is theirs or their institution's. */
@Path("/me")
@Authenticated
@Produces(MediaType.TEXT_HTML)
class MePages {
  private static final int FIRST = 20;

  private final Screens screens;
  private final CurrentActor actors;
  private final Holdings holdings;
  private final BatchLists batches;
  private final Incidents incidents;
  private final TrustRegister trust;
  private final Clock clock;

  MePages(
      Screens screens,
      CurrentActor actors,
      Holdings holdings,
      BatchLists batches,
      Incidents incidents,
      TrustRegister trust,
      Clock clock) {
    this.screens = screens;
    this.actors = actors;
    this.holdings = holdings;
    this.batches = batches;
    this.incidents = incidents;
    this.trust = trust;
    this.clock = clock;
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
            ui.staff() ? batches.of(ui, actor, null, FIRST) : null));
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
}
