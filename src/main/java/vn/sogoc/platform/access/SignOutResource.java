package vn.sogoc.platform.access;

import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.security.FormAuthenticationMechanism;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestResponse;

/** Ends every session of the person, on this machine and on every other. */
@Path("/logout")
@Authenticated
class SignOutResource {
  private final Accounts accounts;
  private final CurrentActor actor;
  private final SecurityIdentity identity;

  SignOutResource(Accounts accounts, CurrentActor actor, SecurityIdentity identity) {
    this.accounts = accounts;
    this.actor = actor;
    this.identity = identity;
  }

  @POST
  @Operation(hidden = true)
  public RestResponse<Void> signOut() {
    accounts.endSessions(actor.require().accountId());
    if (identity.getAttribute(Identities.SESSION) != null) {
      FormAuthenticationMechanism.logout(identity);
    }
    return RestResponse.ResponseBuilder.<Void>create(303).header("Location", "/").build();
  }
}
