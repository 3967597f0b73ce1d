package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import vn.sogoc.credential.Claims;
import vn.sogoc.issuance.delivery.DeliveryLine;
import vn.sogoc.issuance.delivery.DeliveryLists;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;

/** What nobody came for. */
@Path("/me/unclaimed")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class UnclaimedPages {
  private static final int PAGE = 50;
  private static final int DAYS = 30;

  private final Screens screens;
  private final CurrentActor actors;
  private final DeliveryLists deliveryLists;

  UnclaimedPages(Screens screens, CurrentActor actors, DeliveryLists deliveryLists) {
    this.screens = screens;
    this.actors = actors;
    this.deliveryLists = deliveryLists;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance unclaimed(
      @QueryParam("days") @DefaultValue("") String days,
      @QueryParam("after") @DefaultValue("") String after) {
    Ui ui = screens.ui();
    int least = days.matches("[0-9]{1,5}") ? Integer.parseInt(days) : DAYS;
    List<DeliveryLine> found =
        deliveryLists.unclaimed(
            actors.require(),
            least,
            after.isEmpty() ? null : DeliveryPages.credential(after),
            PAGE + 1);
    List<DeliveryLine> page = found.subList(0, Math.min(PAGE, found.size()));
    return Templates.unclaimed(
        ui,
        new UnclaimedScreen(
            least,
            page.stream().map(line -> unclaimed(ui, line)).toList(),
            found.size() > PAGE
                ? "/me/unclaimed?days=" + least + "&after=" + page.getLast().record().id()
                : null));
  }

  private static UnclaimedScreen.Line unclaimed(Ui ui, DeliveryLine line) {
    Claims claims = line.record().claims();
    return new UnclaimedScreen.Line(
        claims.fullName().value(),
        ui.shown().partialDate(claims.birthDate().toString()),
        line.record().serialNumber(),
        ui.shown().date(claims.issueDate()),
        DeliveryPages.path(line.record().id()));
  }
}
