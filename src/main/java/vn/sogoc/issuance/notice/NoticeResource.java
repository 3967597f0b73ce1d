package vn.sogoc.issuance.notice;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import vn.sogoc.platform.access.CurrentActor;
import vn.sogoc.platform.access.Roles;
import vn.sogoc.platform.http.Page;

/** What I was told. */
@Path("/api/v1/me/notices")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Me")
class NoticeResource {
  private static final int MOST = 200;

  private final Notices notices;
  private final CurrentActor actor;

  NoticeResource(Notices notices, CurrentActor actor) {
    this.notices = notices;
    this.actor = actor;
  }

  /** That a credential was issued. */
  @Schema(name = "MyNotice")
  record Response(String id, String credential, String issuer, Instant at) {
    static Response of(Notice notice) {
      return new Response(
          notice.id().toString(),
          notice.credential().toString(),
          "iss_" + notice.institution(),
          notice.at());
    }
  }

  /** The newest first. */
  @Schema(name = "MyNoticeList")
  record Many(List<Response> data) {}

  @GET
  @RolesAllowed(Roles.HOLDER)
  @Operation(
      operationId = "listMyNotices",
      summary = "What was issued in my name lately, newest first",
      description =
          "Within a minute after the batch is done, to me and to those who act for me. Whoever did"
              + " not study there says so at the credential.")
  @APIResponse(responseCode = "200", description = "The newest notices")
  public Many all(@QueryParam("limit") @DefaultValue("50") int limit) {
    return new Many(
        notices.of(actor.require(), Page.size(limit, MOST)).stream().map(Response::of).toList());
  }
}
