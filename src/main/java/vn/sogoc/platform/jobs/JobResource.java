package vn.sogoc.platform.jobs;

import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.http.PreferredWait;
import vn.sogoc.platform.http.Problems;
import vn.sogoc.platform.idempotency.Idempotent;

@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
class JobResource {
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private final Jobs jobs;
  private final JobWatch watch;
  private final JobWaits waits;
  private final CurrentActor actor;
  private final CurrentRequest request;
  private final Messages messages;
  private final Problems problems;

  JobResource(
      Jobs jobs,
      JobWatch watch,
      JobWaits waits,
      CurrentActor actor,
      CurrentRequest request,
      Messages messages,
      Problems problems) {
    this.jobs = jobs;
    this.watch = watch;
    this.waits = waits;
    this.actor = actor;
    this.request = request;
    this.messages = messages;
    this.problems = problems;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT, Roles.OPERATE})
  @Blocking
  @Operation(
      operationId = "getJob",
      summary = "How far a job is",
      description = "`Prefer: wait=20` waits for its end, half a minute at most.")
  @APIResponse(
      responseCode = "200",
      description = "The job; Retry-After says when to ask again while it runs")
  @APIResponse(responseCode = "404", description = "No such job, or one of another institution")
  public Uni<RestResponse<JobResponse>> byId(
      @PathParam("id") String id,
      @Parameter(description = "wait, or wait and seconds (RFC 7240)") @HeaderParam("Prefer")
          @Nullable String prefer) {
    Actor caller = actor.require();
    Lang lang = request.lang();
    Optional<Duration> wait = PreferredWait.of(prefer, LONGEST_WAIT);
    Optional<Uni<JobView>> waited = wait.flatMap(w -> waits.await(caller, idOf(id), w));
    return waited.isPresent()
        ? waited.get().map(job -> answer(job, lang, wait))
        : Uni.createFrom().item(answer(jobs.get(caller, idOf(id)), lang, Optional.empty()));
  }

  private RestResponse<JobResponse> answer(JobView view, Lang lang, Optional<Duration> wait) {
    var answer =
        RestResponse.ResponseBuilder.ok(JobResponse.of(view, failure(lang, view.failure())));
    wait.ifPresent(w -> answer.header("Preference-Applied", "wait=" + w.toSeconds()));
    if (!view.state().isFinished()) {
      answer.header(HttpHeaders.RETRY_AFTER, 1);
    }
    return answer.build();
  }

  @GET
  @Path("/{id}/events")
  @Blocking // a stream would begin on a thread that may not ask the database
  @Produces(MediaType.SERVER_SENT_EVENTS)
  @RestStreamElementType(MediaType.APPLICATION_JSON)
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT, Roles.OPERATE})
  @Operation(
      operationId = "watchJob",
      summary = "Watch a job",
      description =
          "Server-sent events: the job as by `getJob`, at once and then twice a second, until it is at its end or ten minutes are over; connect again then.")
  @APIResponse(responseCode = "200", description = "A stream; each event's data is one job")
  @APIResponse(responseCode = "404", description = "No such job, or one of another institution")
  @APIResponse(responseCode = "503", description = "Too many watch here now")
  public Multi<JobResponse> watch(@PathParam("id") String id) {
    Lang lang = request.lang();
    return watch
        .watch(actor.require(), idOf(id))
        .map(job -> JobResponse.of(job, failure(lang, job.failure())));
  }

  @POST
  @Path("/{id}/pause")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.SIGN, Roles.OPERATE})
  @Operation(
      operationId = "pauseJob",
      summary = "Let a job rest",
      description =
          "Nothing more is done until it is resumed; what is done stays. Not once its effect is recorded: what follows is publishing.")
  @APIResponse(responseCode = "200", description = "The job, paused")
  @APIResponse(responseCode = "403", description = "Somebody else's job")
  @APIResponse(responseCode = "404", description = "No such job, or one of another institution")
  @APIResponse(responseCode = "409", description = "The job is recorded or at its end")
  public JobResponse pause(@PathParam("id") String id) {
    return response(jobs.pause(actor.require(), idOf(id)));
  }

  @POST
  @Path("/{id}/resume")
  @Idempotent
  @RolesAllowed({Roles.PREPARE, Roles.SIGN, Roles.OPERATE})
  @Operation(operationId = "resumeJob", summary = "Let a job that rests go on")
  @APIResponse(responseCode = "200", description = "The job, queued or running again")
  @APIResponse(responseCode = "403", description = "Somebody else's job")
  @APIResponse(responseCode = "404", description = "No such job, or one of another institution")
  @APIResponse(responseCode = "409", description = "The job is at its end")
  public JobResponse resume(@PathParam("id") String id) {
    return response(jobs.resume(actor.require(), idOf(id)));
  }

  private static PublicId idOf(String id) {
    return PublicId.parse(JobEntity.ID_KIND, id)
        .orElseThrow(() -> new Refusal(JobProblem.NOT_FOUND, "no such job"));
  }

  private JobResponse response(JobView view) {
    return JobResponse.of(view, failure(request.lang(), view.failure()));
  }

  private JobResponse.@Nullable FailureResponse failure(
      Lang lang, JobView.@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    String title =
        messages.find(lang, "problem." + failure.slug() + ".title").orElse(failure.slug());
    return new JobResponse.FailureResponse(
        problems.typeOf(failure).toString(),
        title,
        failure.status(),
        failure.slug().replace('-', '_'),
        failure.detail(),
        failure.faults().isEmpty()
            ? null
            : problems.faults(failure.faults(), lang).stream()
                .map(JobResponse.FaultResponse::of)
                .toList());
  }
}
