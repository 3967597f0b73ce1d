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
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.issuance.Credentials;
import vn.sogoc.issuance.blanks.BatchBlanks;
import vn.sogoc.issuance.blanks.Blanks;
import vn.sogoc.issuance.delivery.Deliveries;
import vn.sogoc.issuance.delivery.Delivery;
import vn.sogoc.issuance.delivery.DeliveryLinks;
import vn.sogoc.issuance.delivery.DeliveryProblem;
import vn.sogoc.issuance.delivery.DeliveryText;
import vn.sogoc.issuance.delivery.Receiver;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.register.RegisterProblem;

/** What happened to the document of one credential. */
@Path("/me/credentials/{id}/delivery")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class DeliveryPages {
  private final Screens screens;
  private final CurrentActor actors;
  private final Credentials credentials;
  private final Deliveries deliveries;
  private final DeliveryText text;
  private final Blanks blanks;
  private final BatchBlanks batchBlanks;
  private final DeliveryLinks links;

  DeliveryPages(
      Screens screens,
      CurrentActor actors,
      Credentials credentials,
      Deliveries deliveries,
      DeliveryText text,
      Blanks blanks,
      BatchBlanks batchBlanks,
      DeliveryLinks links) {
    this.screens = screens;
    this.actors = actors;
    this.credentials = credentials;
    this.deliveries = deliveries;
    this.text = text;
    this.blanks = blanks;
    this.batchBlanks = batchBlanks;
    this.links = links;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance one(@PathParam("id") String id) {
    return page(credential(id), new DeliveryScreen.Typed("", ""), List.of());
  }

  @POST
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> record(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String receiver,
      @RestForm @DefaultValue("") String paper,
      @RestForm @DefaultValue("") String name,
      @RestForm @DefaultValue("") String number) {
    PublicId credential = credential(id);
    Actor actor = actors.require();
    credentials.get(actor, credential);
    return done(
        credential,
        new DeliveryScreen.Typed(name, number),
        () ->
            deliveries.handOut(
                actor, List.of(credential), Deliveries.receiver(receiver, paper, name, number)));
  }

  @POST
  @Path("/link")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> link(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String channel,
      @RestForm @DefaultValue("") String to) {
    PublicId credential = credential(id);
    Actor actor = actors.require();
    credentials.get(actor, credential);
    return done(
        credential,
        new DeliveryScreen.Typed("", ""),
        () -> links.send(actor, credential, channel, to));
  }

  private RestResponse<TemplateInstance> done(
      PublicId credential, DeliveryScreen.Typed typed, Runnable deed) {
    try {
      deed.run();
    } catch (Refusal refusal) {
      if (refusal.type() != DeliveryProblem.REFUSED) {
        throw refusal;
      }
      Ui ui = screens.ui();
      List<NumberForm.FieldFault> faults =
          refusal.faults().stream()
              .map(
                  fault ->
                      new NumberForm.FieldFault(
                          fault.column(), ui.t("web.delivery.wrong." + fault.column())))
              .toList();
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(credential, typed, faults))
          .build();
    }
    return screens.seeOther(path(credential));
  }

  @POST
  @Path("/undo")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<Void> undo(@PathParam("id") String id) {
    PublicId credential = credential(id);
    deliveries.undo(actors.require(), credential);
    return screens.seeOther(path(credential));
  }

  @POST
  @Path("/misprint")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<Void> misprint(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String blank,
      @RestForm @DefaultValue("") String reason) {
    PublicId credential = credential(id);
    batchBlanks.misprint(actors.require(), credential, blank, reason, Optional.empty());
    return screens.seeOther(path(credential));
  }

  private TemplateInstance page(
      PublicId id, DeliveryScreen.Typed typed, List<NumberForm.FieldFault> faults) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    Credentials.Issued issued = credentials.get(actor, id);
    List<Delivery> events = deliveries.of(actor, id);
    boolean isWith = !events.isEmpty() && events.getLast().isDelivered();
    Claims claims = issued.record().claims();
    return Templates.delivery(
        ui,
        new DeliveryScreen(
            claims.fullName().value(),
            ui.of(claims.kind().label()),
            issued.record().serialNumber(),
            issued.record().registerNumber(),
            ui.shown().date(claims.issueDate()),
            blanks
                .of(issued.evidence().institution(), Set.of(issued.evidence().id()))
                .get(issued.evidence().id()),
            BatchPages.path(PublicId.of("bat", issued.evidence().batch())) + "/deliveries",
            path(id),
            events.stream().map(one -> event(ui, one)).toList(),
            ui.can(Role.PREPARE) && !isWith,
            ui.can(Role.PREPARE) && isWith && deliveries.isToday(events.getLast()),
            ui.can(Role.PREPARE) && !isWith && links.isPossible(),
            Arrays.stream(Receiver.Paper.values())
                .map(paper -> Choice.of(paper.code(), ui.t("delivery.paper." + paper.code())))
                .toList(),
            typed,
            faults));
  }

  private DeliveryScreen.Event event(Ui ui, Delivery one) {
    return new DeliveryScreen.Event(
        one.isDelivered()
            ? ui.t("web.delivery.delivered", receiver(ui, one))
            : ui.t("web.delivery.undone"),
        ui.t("web.delivery.by", one.recordedName(), ui.shown().time(one.at())));
  }

  private String receiver(Ui ui, Delivery one) {
    return one.receiver().map(who -> text.receiver(ui.lang(), who)).orElse("");
  }

  static String path(PublicId credential) {
    return "/me/credentials/" + credential + "/delivery";
  }

  /** The credential that a path names. */
  static PublicId credential(String id) {
    return PublicId.parse(CredentialRecord.ID_KIND, id)
        .orElseThrow(
            () ->
                new Refusal(
                    RegisterProblem.CREDENTIAL_UNKNOWN, "no such credential in your institution"));
  }
}
