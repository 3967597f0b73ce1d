package vn.sogoc.web;

import io.quarkus.qute.TemplateInstance;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.delivery.Deliveries;
import vn.sogoc.issuance.delivery.Delivery;
import vn.sogoc.issuance.delivery.DeliveryLine;
import vn.sogoc.issuance.delivery.DeliveryLists;
import vn.sogoc.issuance.delivery.DeliveryProblem;
import vn.sogoc.issuance.delivery.DeliveryText;
import vn.sogoc.issuance.delivery.Receiver;
import vn.sogoc.issuance.delivery.Sheet;
import vn.sogoc.issuance.delivery.Sheets;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.jobs.JobView;

/** Who of a batch received their document. */
@Path("/me/batches/{id}/deliveries")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class BatchDeliveryPages {
  private static final String WORDS = "web.sheet.";
  private static final int PAGE = 50;

  private final Screens screens;
  private final CurrentActor actors;
  private final BatchLists lists;
  private final Batches batches;
  private final DeliveryLists deliveryLists;
  private final Deliveries deliveries;
  private final Sheets sheets;
  private final DeliveryText text;

  BatchDeliveryPages(
      Screens screens,
      CurrentActor actors,
      BatchLists lists,
      Batches batches,
      DeliveryLists deliveryLists,
      Deliveries deliveries,
      Sheets sheets,
      DeliveryText text) {
    this.screens = screens;
    this.actors = actors;
    this.lists = lists;
    this.batches = batches;
    this.deliveryLists = deliveryLists;
    this.deliveries = deliveries;
    this.sheets = sheets;
    this.text = text;
  }

  @GET
  @Operation(hidden = true)
  public TemplateInstance all(
      @PathParam("id") String id, @QueryParam("from") @DefaultValue("0") int from) {
    return page(BatchPages.id(id), Math.max(0, from), null, "");
  }

  @POST
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> record(
      @PathParam("id") String id,
      @RestForm @DefaultValue("0") String from,
      @RestForm @Nullable List<String> credentials) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    int first = from.matches("[0-9]{1,8}") ? Integer.parseInt(from) : 0;
    batches.get(actor, batch);
    if (credentials == null || credentials.isEmpty()) {
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(batch, first, ui.t("web.deliveries.none-chosen.cure"), ""))
          .build();
    }
    if (credentials.size() > Deliveries.MOST) {
      throw new Refusal(DeliveryProblem.REFUSED, "at most " + Deliveries.MOST + " at once");
    }
    deliveries.handOut(
        actor, credentials.stream().map(DeliveryPages::credential).toList(), new Receiver.Holder());
    return screens.seeOther(path(batch, first));
  }

  @POST
  @Path("/all")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> recordAll(
      @PathParam("id") String id, @RestForm @DefaultValue("") String except) {
    PublicId batch = BatchPages.id(id);
    try {
      sheets.ask(actors.require(), batch, except);
    } catch (Refusal refusal) {
      if (refusal.type() != DeliveryProblem.REFUSED) {
        throw refusal;
      }
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(page(batch, 0, null, except))
          .build();
    }
    return screens.seeOther(path(batch, 0));
  }

  @POST
  @Path("/all/undo")
  @RolesAllowed(Roles.PREPARE)
  @Operation(hidden = true)
  public RestResponse<Void> undoAll(@PathParam("id") String id) {
    PublicId batch = BatchPages.id(id);
    sheets.undo(actors.require(), batch);
    return screens.seeOther(path(batch, 0));
  }

  /**
   * The page.
   *
   * @param except rows without a signature that were typed and cannot be read; empty otherwise
   */
  private TemplateInstance page(PublicId batch, int first, @Nullable String fault, String except) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    BatchView view = batches.get(actor, batch);
    List<DeliveryLine> found = deliveryLists.page(actor, batch, first, PAGE + 1);
    List<DeliveryLine> page = found.subList(0, Math.min(PAGE, found.size()));
    return Templates.deliveries(
        ui,
        new DeliveriesScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            ui.can(Role.PREPARE),
            page.stream().map(line -> line(ui, line)).toList(),
            page.isEmpty()
                ? ""
                : ui.t(
                    "web.batch.range",
                    ui.shown().count(first + 1),
                    ui.shown().count(first + page.size()),
                    ui.shown().count(view.rows())),
            first == 0 ? null : path(batch, Math.max(0, first - PAGE)),
            found.size() > PAGE ? path(batch, first + PAGE) : null,
            sheets.newest(actor, batch).map(one -> sheet(ui, one)).orElse(null),
            except,
            except.isEmpty() ? null : ui.t("web.sheet.except.wrong", ui.shown().count(view.rows())),
            fault),
        screens.words(
            ui, WORDS, Map.of("minutes", ui.t("web.minutes"), "seconds", ui.t("web.seconds"))));
  }

  private DeliveriesScreen.Sheet sheet(Ui ui, Sheet sheet) {
    JobView job = sheet.job();
    boolean moves = sheet.isOpen();
    boolean isDone = sheet.done().isPresent();
    return new DeliveriesScreen.Sheet(
        moves,
        job == null ? "" : job.id().toString(),
        ui.t(WORDS + "doing." + (job == null ? "failed" : doing(job))),
        job == null ? 0 : job.done(),
        job == null ? 0 : job.total(),
        job == null ? 0 : JobProgress.percent(job),
        moves && job != null
            ? JobProgress.sentence(ui, WORDS, job)
            : ui.t(
                WORDS + (isDone ? sheet.isUndone() ? "undone" : "recorded" : "stopped"),
                ui.shown().count(sheet.recorded()),
                sheet.askedName(),
                ui.shown().time(sheet.askedAt())),
        !moves && ui.can(Role.PREPARE) && !(sheet.isUndone() && isDone) && sheets.isToday(sheet));
  }

  /** What a job does now, as a word. */
  private static String doing(JobView job) {
    return switch (job.state()) {
      case QUEUED -> "queued";
      case PAUSED -> "paused";
      case FAILED -> "failed";
      case DONE -> "done";
      case RUNNING, RECORDED -> "record";
    };
  }

  private DeliveriesScreen.Line line(Ui ui, DeliveryLine line) {
    Claims claims = line.record().claims();
    boolean isDelivered = line.isDelivered();
    return new DeliveriesScreen.Line(
        line.row(),
        line.record().id().toString(),
        claims.fullName().value(),
        ui.shown().partialDate(claims.birthDate().toString()),
        line.record().serialNumber(),
        line.record().registerNumber(),
        isDelivered ? ui.shown().time(line.delivery().orElseThrow().at()) : null,
        isDelivered ? receiver(ui, line.delivery().orElseThrow()) : null,
        DeliveryPages.path(line.record().id()));
  }

  private String receiver(Ui ui, Delivery one) {
    return one.receiver().map(who -> text.receiver(ui.lang(), who)).orElse("");
  }

  private static String path(PublicId batch, int first) {
    return BatchPages.path(batch) + "/deliveries" + (first == 0 ? "" : "?from=" + first);
  }
}
