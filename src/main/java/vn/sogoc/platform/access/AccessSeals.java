package vn.sogoc.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/**
 * The seals of accounts, roles and keys: who may do what is not decided by whoever can write into
 * the database. A row whose seal does not fit counts as not there, and is an alarm in the log.
 */
@ApplicationScoped
class AccessSeals {
  private static final Logger LOG = Logger.getLogger(AccessSeals.class);

  private final RowSeal accounts;
  private final RowSeal roles;
  private final RowSeal keys;
  private final Secrets.Keyed secrets;

  AccessSeals(Secrets secrets) {
    this.accounts = new RowSeal(secrets, "account");
    this.roles = new RowSeal(secrets, "account-role");
    this.keys = new RowSeal(secrets, "api-key-row");
    this.secrets = secrets.keyed("api-key");
  }

  /** What is stored of a key's secret: nobody makes one without the installation's secret. */
  byte[] stored(Digest secret) {
    return secrets.hash(secret.toArray()).toArray();
  }

  void seal(AccountEntity row) {
    row.seal = accounts.of(columns(row));
  }

  void seal(AccountRoleEntity row) {
    row.seal = roles.of(columns(row));
  }

  void seal(ApiKeyEntity row) {
    row.seal = keys.of(columns(row));
  }

  boolean isGenuine(AccountEntity row) {
    return accounts.fits(row.seal, columns(row)) || alarm("account", row.id);
  }

  boolean isGenuine(AccountRoleEntity row) {
    return roles.fits(row.seal, columns(row)) || alarm("account_role", row.id);
  }

  boolean isGenuine(ApiKeyEntity row) {
    return keys.fits(row.seal, columns(row)) || alarm("api_key", row.id);
  }

  private static @Nullable Object[] columns(AccountEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.username,
      row.displayName,
      row.personId,
      row.institutionId,
      row.passwordHash,
      row.sessionEpoch,
      row.disabledAt,
      row.createdAt
    };
  }

  private static @Nullable Object[] columns(AccountRoleEntity row) {
    return new @Nullable Object[] {row.id, row.accountId, row.institutionId, row.role};
  }

  private static @Nullable Object[] columns(ApiKeyEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.accountId,
      row.institutionId,
      row.label,
      Bytes.of(row.secretDigest).hex(),
      String.join(" ", row.roles),
      row.quota,
      row.createdAt,
      row.expiresAt,
      row.revokedAt
    };
  }

  private static boolean alarm(String table, UUID row) {
    LOG.errorf("alarm: row %s of %s was not written by the service; it is ignored", row, table);
    return false;
  }
}
