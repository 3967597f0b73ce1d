package vn.sogoc.platform.access;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Comparator;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The caller as they may see themselves. */
@Schema(name = "Me")
record MeResponse(
    String username,
    String displayName,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String institution,
    List<Role> roles,
    @JsonInclude(JsonInclude.Include.NON_EMPTY)
        @Schema(description = "send as X-CSRF-TOKEN; only with a session")
        String csrfToken) {

  static MeResponse of(Actor actor, String csrfToken) {
    return new MeResponse(
        actor.username(),
        actor.displayName(),
        actor.institutionId() == null ? null : "iss_" + actor.institutionId(),
        actor.roles().stream().sorted(Comparator.comparing(Role::code)).toList(),
        csrfToken);
  }
}
