package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import vn.sogoc.credential.Claims;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.Credentials;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/**
 * One field for what an institution issued: a serial number, a register number or the number of a
 * decision. Names are not searched. What is typed is sent in a form, so that it stands in no
 * address.
 */
@Path("/me/find")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class FindPages {
  private static final int LONGEST = 60;
  private static final int BATCHES = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final Credentials credentials;
  private final Batches batches;
  private final BatchLists lists;

  FindPages(
      Screens screens,
      CurrentActor actors,
      Credentials credentials,
      Batches batches,
      BatchLists lists) {
    this.screens = screens;
    this.actors = actors;
    this.credentials = credentials;
    this.batches = batches;
    this.lists = lists;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance form() {
    return Templates.find(screens.ui(), new FindScreen("", List.of(), List.of()));
  }

  @POST
  @Operation(hidden = true)
  public TemplateInstance find(@RestForm @DefaultValue("") String number) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    String stripped = number.strip();
    String asked = stripped.substring(0, Math.min(LONGEST, stripped.length()));
    return Templates.find(
        ui,
        asked.isEmpty()
            ? new FindScreen("", List.of(), List.of())
            : new FindScreen(
                asked,
                credentials.byNumber(actor, asked).stream().map(one -> found(ui, one)).toList(),
                lists.lines(ui, batches.ofDecision(actor, asked, BATCHES))));
  }

  private static FindScreen.Found found(Ui ui, Credentials.Issued issued) {
    Claims claims = issued.record().claims();
    return new FindScreen.Found(
        claims.fullName().value(),
        ui.of(claims.kind().label()),
        issued.record().serialNumber(),
        issued.record().registerNumber(),
        ui.shown().date(claims.issueDate()),
        BatchPages.path(PublicId.of("bat", issued.evidence().batch())),
        LineagePages.path(issued.record().id()),
        "/api/v1/credentials/" + issued.record().id() + "/document.pdf");
  }
}
