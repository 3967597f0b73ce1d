package vn.sogoc.institution.office;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.access.Role;

/** A way in: for somebody new, or for somebody who lost a password. */
@Entity
@DynamicUpdate
@Table(name = "invitation")
class InvitationEntity {
  static final String ID_KIND = "inv";
  static final String JOIN = "join";
  static final String RECOVER = "recover";
  static final String USED = "used";
  static final String REVOKED = "revoked";
  static final String BLOCKED = "blocked";

  @Id UUID id = new UUID(0, 0);

  int institutionId;
  String purpose = JOIN;

  /** Whose password it is. */
  @Nullable UUID accountId;

  String name = "";

  /** Of one from before addresses were sealed. */
  String email = "";

  /**
   * The address, taken out with its salt when the link is with the gateway or the invitation ends;
   * what was approved has a hash of both.
   */
  byte @Nullable [] emailSealed;

  byte @Nullable [] emailSalt;

  /** The link that is to be mailed, until it is. */
  byte @Nullable [] linkSealed;

  /** When it was. */
  @Nullable Instant mailedAt;

  String roles = "";
  UUID invitedPerson = new UUID(0, 0);
  String invitedName = "";
  Instant invitedAt = Instant.EPOCH;
  Instant expiresAt = Instant.EPOCH;
  @Nullable UUID approvedPerson;
  @Nullable String approvedName;
  @Nullable Instant approvedAt;
  byte @Nullable [] linkDigest;
  byte @Nullable [] codeDigest;
  int wrongCodes;
  @Nullable String ended;
  @Nullable Instant endedAt;
  byte[] seal = {};

  PublicId publicId() {
    return PublicId.of(ID_KIND, id);
  }

  boolean isRecovery() {
    return purpose.equals(RECOVER);
  }

  Set<Role> roleSet() {
    Set<Role> all = EnumSet.noneOf(Role.class);
    for (String code : roles.split(" ")) {
      Role.ofCode(code).ifPresent(all::add);
    }
    return all;
  }

  /** Takes out what is private and of no more use. */
  void forget() {
    email = "";
    emailSealed = null;
    emailSalt = null;
    linkSealed = null;
  }

  /** What the second person approves of the address; empty where there is none. */
  Optional<Digest> emailHash(String address) {
    byte[] salt = emailSalt;
    return salt == null
        ? Optional.empty()
        : Optional.of(
            Digest.sha256(
                Cbor.array(
                        Cbor.of("sogoc/invitation-email/1"),
                        Cbor.of(Bytes.of(salt)),
                        Cbor.of(address))
                    .encode()));
  }

  void end(String how, Instant now) {
    ended = how;
    endedAt = now;
    forget();
  }
}
