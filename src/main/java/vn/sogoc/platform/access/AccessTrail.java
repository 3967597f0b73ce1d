package vn.sogoc.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;

/**
 * What is told of accounts and keys. Whoever signs in or out does so themselves, somebody of an
 * office ends an account or takes a role; all else is done by the registry, by a command of the
 * operator or where two persons agreed, which their own lines tell.
 */
@ApplicationScoped
class AccessTrail {
  private static final String KEY_KIND = "key";

  private final Trail trail;

  AccessTrail(Trail trail) {
    this.trail = trail;
  }

  void changed(Doer doer, String action, AccountEntity account, @Nullable Object... details) {
    tell(doer, action, account, details);
  }

  void session(String action, AccountEntity account) {
    tell(Doer.account(account.id, "self"), action, account, account.sessionEpoch);
  }

  void role(Doer doer, String action, UUID account, @Nullable Integer institution, Role role) {
    trail.tell(
        new Deed(
            doer,
            action,
            institution == null ? 0 : institution,
            PublicId.of(Doer.ID_KIND, account).toString(),
            Deed.hash(institution, role.code())));
  }

  void key(String action, ApiKeyEntity key) {
    trail.tell(
        new Deed(
            Doer.REGISTRY,
            action,
            key.institutionId == null ? 0 : key.institutionId,
            PublicId.of(KEY_KIND, key.id).toString(),
            Deed.hash(
                PublicId.of(Doer.ID_KIND, key.accountId),
                String.join(" ", key.roles),
                key.quota,
                key.expiresAt,
                key.revokedAt)));
  }

  private void tell(Doer doer, String action, AccountEntity account, @Nullable Object... details) {
    trail.tell(
        new Deed(
            doer,
            action,
            account.institutionId == null ? 0 : account.institutionId,
            PublicId.of(Doer.ID_KIND, account.id).toString(),
            Deed.hash(details)));
  }
}
