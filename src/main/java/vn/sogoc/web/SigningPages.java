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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.BatchPart;
import vn.sogoc.issuance.BatchReviews;
import vn.sogoc.issuance.BatchSigning;
import vn.sogoc.issuance.BatchState;
import vn.sogoc.issuance.BatchView;
import vn.sogoc.issuance.Batches;
import vn.sogoc.issuance.SignedElsewhere;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Problems;
import vn.sogoc.platform.jobs.JobProblem;
import vn.sogoc.platform.jobs.JobView;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.publication.IssuanceLists;

/**
 * The signing of a batch: the form for the person of the mandate, then how far it is, then how it
 * ended. All of it works by asking again; a script shows the same without that.
 */
@Path("/me/batches/{id}/signing")
@RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN})
@Produces(MediaType.TEXT_HTML)
class SigningPages {
  private static final String WORDS = "web.progress.";
  private static final List<String> STEPS = List.of("sign", "record", "publish", "log");

  private final Screens screens;
  private final CurrentActor actors;
  private final Batches batches;
  private final BatchSigning signing;
  private final BatchReviews reviews;
  private final Jobs jobs;
  private final IssuanceLists published;
  private final BatchLists lists;
  private final Problems problems;
  private final HeldBatch held;
  private final ConfirmationLooks confirmations;

  SigningPages(
      Screens screens,
      CurrentActor actors,
      Batches batches,
      BatchSigning signing,
      BatchReviews reviews,
      Jobs jobs,
      IssuanceLists published,
      BatchLists lists,
      Problems problems,
      HeldBatch held,
      ConfirmationLooks confirmations) {
    this.screens = screens;
    this.actors = actors;
    this.batches = batches;
    this.signing = signing;
    this.reviews = reviews;
    this.jobs = jobs;
    this.published = published;
    this.lists = lists;
    this.problems = problems;
    this.held = held;
    this.confirmations = confirmations;
  }

  @GET
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> look(@PathParam("id") String id) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    BatchView view = batches.get(actor, BatchPages.id(id));
    PublicId job = view.job();
    if (view.state() == BatchState.APPROVED) {
      return RestResponse.ok(form(ui, actor, view, "", List.of()));
    }
    return job == null || view.state() == BatchState.VOIDED
        ? screens.seeOther(BatchPages.path(view.id()))
        : RestResponse.ok(progress(ui, view, jobs.get(actor, job)));
  }

  @POST
  @RolesAllowed(Roles.SIGN)
  @Operation(hidden = true)
  public RestResponse<TemplateInstance> sign(
      @PathParam("id") String id, @RestForm @DefaultValue("") String phrase) {
    Ui ui = screens.ui();
    Actor actor = actors.require();
    BatchView view = batches.get(actor, BatchPages.id(id));
    String expected = phrase(ui, view);
    if (view.state() == BatchState.APPROVED && !Confirmation.isTyped(expected, phrase)) {
      List<NumberForm.FieldFault> faults =
          List.of(new NumberForm.FieldFault("phrase", ui.t("web.confirm.wrong", expected)));
      return ResponseBuilder.<TemplateInstance>create(422)
          .entity(form(ui, actor, view, phrase, faults))
          .build();
    }
    signing.sign(actor, view.id(), Optional.empty());
    return back(view.id());
  }

  @POST
  @Path("signature")
  @RolesAllowed(Roles.SIGN)
  @Operation(hidden = true)
  public RestResponse<Void> bring(
      @PathParam("id") String id,
      @RestForm @DefaultValue("") String signedAt,
      @RestForm @DefaultValue("") String signature) {
    PublicId batch = BatchPages.id(id);
    var unused =
        signing.sign(
            actors.require(),
            batch,
            Optional.of(SignedElsewhere.parse(signedAt, signature.strip())));
    return back(batch);
  }

  @POST
  @Path("pause")
  @RolesAllowed({Roles.PREPARE, Roles.SIGN})
  @Operation(hidden = true)
  public RestResponse<Void> pause(@PathParam("id") String id) {
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    jobs.pause(actor, job(actor, batch));
    return back(batch);
  }

  @POST
  @Path("resume")
  @RolesAllowed({Roles.PREPARE, Roles.SIGN})
  @Operation(hidden = true)
  public RestResponse<Void> resume(@PathParam("id") String id) {
    Actor actor = actors.require();
    PublicId batch = BatchPages.id(id);
    jobs.resume(actor, job(actor, batch));
    return back(batch);
  }

  private TemplateInstance form(
      Ui ui, Actor actor, BatchView view, String typed, List<NumberForm.FieldFault> faults) {
    Instant expires = view.approvalExpires();
    BatchPart part = reviews.part(actor, view.id());
    boolean may = ui.can(Role.SIGN) && part.isSigner() && part.isInOffice();
    Optional<BatchSigning.Content> content =
        may && !view.heldByDispute()
            ? Optional.of(signing.content(actor, view.id()))
            : Optional.empty();
    return Templates.signing(
        ui,
        new SigningScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            refusal(ui, view, part),
            expires == null ? null : ui.shown().time(expires),
            content.filter(c -> !c.toSign().isHosted()).map(SigningPages::elsewhere).orElse(null),
            confirmations.of(ui, actor, view).orElse(null),
            phrase(ui, view),
            typed,
            faults));
  }

  private @Nullable String refusal(Ui ui, BatchView view, BatchPart part) {
    @Nullable String lapsed = held.sentence(ui, view, part);
    if (lapsed != null) {
      return lapsed;
    }
    if (!ui.can(Role.SIGN) || !part.isSigner()) {
      return ui.t("web.sign.other", view.signer().name());
    }
    return BatchPages.isHeld(view) ? ui.t("web.batch.next.held") : null;
  }

  private static SigningScreen.Elsewhere elsewhere(BatchSigning.Content content) {
    return new SigningScreen.Elsewhere(
        content.toSign().key().value().hex(),
        content.toSign().digest().hex(),
        content.toSign().payload().base64Url(),
        content.signedAt().toString());
  }

  private TemplateInstance progress(Ui ui, BatchView view, JobView job) {
    JobView.Failure failure = job.failure();
    boolean isSigner = ui.can(Role.SIGN);
    return Templates.progress(
        ui,
        new ProgressScreen(
            BatchHeader.of(ui, view, lists.kind(ui, view.kind())),
            JobProgress.outcome(job),
            job.done(),
            job.total(),
            JobProgress.percent(job),
            ui.t(WORDS + "doing." + doing(job)),
            JobProgress.sentence(ui, WORDS, job),
            JobProgress.steps(ui, WORDS, STEPS, job),
            isSigner && view.state() == BatchState.SIGNING,
            isSigner && failure != null,
            failure == null
                ? null
                : ProblemView.explaining(
                    ui, failure.slug(), problems.faults(failure.faults(), ui.lang())),
            view.state() == BatchState.SIGNING ? VoidingPages.path(view.id()) : null,
            job.id().toString(),
            list(view),
            JobProgress.took(ui, job)),
        screens.words(
            ui, WORDS, Map.of("minutes", ui.t("web.minutes"), "seconds", ui.t("web.seconds"))));
  }

  private static String doing(JobView job) {
    return switch (job.state()) {
      case QUEUED -> "queued";
      case PAUSED -> "paused";
      case FAILED -> "failed";
      case DONE -> "done";
      case RUNNING, RECORDED -> job.step().isEmpty() ? "queued" : job.step();
    };
  }

  private @Nullable String list(BatchView view) {
    return view.state() == BatchState.DONE
        ? published.ofBatch(view.id().key()).map(list -> "/publications/" + list.id()).orElse(null)
        : null;
  }

  private PublicId job(Actor actor, PublicId batch) {
    PublicId job = batches.get(actor, batch).job();
    if (job == null) {
      throw new Refusal(JobProblem.NOT_FOUND, "nothing was signed of this batch yet");
    }
    return job;
  }

  private <T> RestResponse<T> back(PublicId batch) {
    return screens.seeOther(BatchPages.path(batch) + "/signing");
  }

  private static String phrase(Ui ui, BatchView view) {
    return ui.t("web.sign.phrase", ui.shown().count(view.rows()));
  }
}
