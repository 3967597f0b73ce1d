package vn.sogoc.institution.office;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import vn.sogoc.platform.access.Members;
import vn.sogoc.platform.access.Role;

/** What the API shows of an office. */
final class OfficeResponse {
  private OfficeResponse() {}

  /** Somebody who works there. */
  @Schema(name = "OfficePerson")
  record Person(
      String id,
      String username,
      String displayName,
      List<Role> roles,
      @Schema(description = "whether the account was ended") boolean disabled) {
    static Person of(Members.Member member) {
      return new Person(
          member.id().toString(),
          member.username(),
          member.displayName(),
          sorted(member.roles()),
          member.isDisabled());
    }
  }

  /** By name. */
  @Schema(name = "OfficePersonList")
  record People(List<Person> data) {}

  /** A way in. */
  @Schema(name = "Invitation")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OfInvitation(
      String id,
      String institution,
      @Schema(description = "join or recover") String purpose,
      String name,
      @Nullable String email,
      List<Role> roles,
      @Schema(description = "waiting, open, used, revoked, blocked or expired") String state,
      String invitedBy,
      Instant invitedAt,
      Instant expires,
      @Nullable String approvedBy,
      @Schema(description = "what the second person approves or approved; null where none is")
          @Nullable String proposal,
      @Schema(
              description =
                  "when the link was left for the gateway; null where it was not, or not yet")
          @Nullable Instant mailedAt) {
    static OfInvitation of(Invitation one, @Nullable String proposal) {
      return new OfInvitation(
          one.id().toString(),
          "iss_" + one.institution(),
          one.isRecovery() ? InvitationEntity.RECOVER : InvitationEntity.JOIN,
          one.name(),
          one.email().isEmpty() ? null : one.email(),
          sorted(one.roles()),
          one.state(),
          one.invitedName(),
          one.invitedAt(),
          one.expires(),
          one.approvedName().orElse(null),
          proposal,
          one.mailed().orElse(null));
    }

    OfInvitation withoutEmail() {
      return new OfInvitation(
          id,
          institution,
          purpose,
          name,
          null,
          roles,
          state,
          invitedBy,
          invitedAt,
          expires,
          approvedBy,
          proposal,
          mailedAt);
    }
  }

  /** The newest first. */
  @Schema(name = "InvitationList")
  record Invitations(List<OfInvitation> data) {}

  /** What is shown once. */
  @Schema(name = "InvitationLink")
  record Link(@Schema(description = "the whole address, shown this once") String link) {}

  /** What is shown once. */
  @Schema(name = "InvitationCode")
  record Code(@Schema(description = "told to the invited person, shown this once") String code) {}

  static List<Role> sorted(Set<Role> roles) {
    return roles.stream().sorted(Comparator.comparing(Role::code)).toList();
  }
}
