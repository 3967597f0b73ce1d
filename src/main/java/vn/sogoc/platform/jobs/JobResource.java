package vn.sogoc.platform.jobs;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.CurrentRequest;
import vn.sogoc.platform.http.Problems;

@Path("/api/v1/jobs")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Jobs")
class JobResource {
  private final Jobs jobs;
  private final CurrentActor actor;
  private final CurrentRequest request;
  private final Messages messages;
  private final Problems problems;

  JobResource(
      Jobs jobs, CurrentActor actor, CurrentRequest request, Messages messages, Problems problems) {
    this.jobs = jobs;
    this.actor = actor;
    this.request = request;
    this.messages = messages;
    this.problems = problems;
  }

  @GET
  @Path("/{id}")
  @RolesAllowed({Roles.PREPARE, Roles.APPROVE, Roles.SIGN, Roles.AUDIT, Roles.OPERATE})
  @Operation(operationId = "getJob", summary = "How far a job is")
  @APIResponse(
      responseCode = "200",
      description = "The job; Retry-After says when to ask again while it runs")
  @APIResponse(responseCode = "404", description = "No such job, or one of another institution")
  public RestResponse<JobResponse> byId(@PathParam("id") String id) {
    PublicId job =
        PublicId.parse(JobEntity.ID_KIND, id)
            .orElseThrow(() -> new Refusal(JobProblem.NOT_FOUND, "no such job"));
    JobView view = jobs.get(actor.require(), job);
    var answer = RestResponse.ResponseBuilder.ok(JobResponse.of(view, failure(view.failure())));
    if (!view.state().isFinished()) {
      answer.header(HttpHeaders.RETRY_AFTER, 1);
    }
    return answer.build();
  }

  private JobResponse.@Nullable FailureResponse failure(JobView.@Nullable Failure failure) {
    if (failure == null) {
      return null;
    }
    String title =
        messages
            .find(request.lang(), "problem." + failure.slug() + ".title")
            .orElse(failure.slug());
    return new JobResponse.FailureResponse(
        problems.typeOf(failure).toString(),
        title,
        failure.status(),
        failure.slug().replace('-', '_'),
        failure.detail());
  }
}
