package vn.sogoc.platform.access;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.trail.Doer;

/**
 * The accounts of people and the keys of their programs. Disabling an account, ending its sessions,
 * taking a role away and revoking a key work from the next request on (keys: after the short time
 * that {@link AccessConfig#keyCache} allows).
 */
@ApplicationScoped
public class Accounts {
  private static final String USERNAME_ONCE = "account_username_unique";

  private final AccountRepository accounts;
  private final AccountRoleRepository roles;
  private final ApiKeyRepository keys;
  private final AccessSeals seals;
  private final Passwords passwords;
  private final PublicIds ids;
  private final SecureRandom random;
  private final AccessTrail trail;
  private final Clock clock;

  Accounts(
      AccountRepository accounts,
      AccountRoleRepository roles,
      ApiKeyRepository keys,
      AccessSeals seals,
      Passwords passwords,
      PublicIds ids,
      SecureRandom random,
      AccessTrail trail,
      Clock clock) {
    this.accounts = accounts;
    this.roles = roles;
    this.keys = keys;
    this.seals = seals;
    this.passwords = passwords;
    this.ids = ids;
    this.random = random;
    this.trail = trail;
    this.clock = clock;
  }

  /**
   * Makes an account.
   *
   * @return its id
   * @throws Refusal {@code account-exists} where the user name is taken
   */
  @Transactional
  public UUID create(NewAccount wanted) {
    if (accounts.isTaken(wanted.username())) {
      throw new Refusal(AccessProblem.ACCOUNT_EXISTS, "the user name is taken");
    }
    AccountEntity account = new AccountEntity();
    account.id = ids.nextUuid();
    account.username = wanted.username();
    account.displayName = wanted.displayName();
    account.personId = wanted.personId();
    account.institutionId = wanted.institutionId();
    account.passwordHash =
        wanted.password() == null ? null : passwords.hash(account.id, wanted.password());
    account.createdAt = now();
    seals.seal(account);
    persist(account);
    for (Role role : wanted.roles()) {
      persistRole(account.id, wanted.institutionId(), role);
    }
    trail.changed(
        Doer.REGISTRY,
        "account.create",
        account,
        wanted.roles().stream().map(Role::code).sorted().toList());
    return account.id;
  }

  private void persist(AccountEntity account) {
    try {
      accounts.persistAndFlush(account);
    } catch (ConstraintViolationException e) {
      if (USERNAME_ONCE.equals(e.getConstraintName())) { // somebody else took it a moment ago
        throw new Refusal(AccessProblem.ACCOUNT_EXISTS, "the user name is taken");
      }
      throw e;
    }
  }

  /** Gives a role at an institution, or for the whole registry; giving it twice is once. */
  @Transactional
  public void grant(UUID account, @Nullable Integer institution, Role role) {
    drop(account, institution, role);
    persistRole(account, institution, role);
    trail.role(Doer.REGISTRY, "role.grant", account, institution, role);
  }

  /** Takes a role away; no effect where it was not held. */
  @Transactional
  public void revokeRole(UUID account, @Nullable Integer institution, Role role) {
    revokeRole(Doer.REGISTRY, account, institution, role);
  }

  /** The same, by somebody of an office. */
  @Transactional
  public void revokeRole(Doer doer, UUID account, @Nullable Integer institution, Role role) {
    if (drop(account, institution, role) > 0) {
      trail.role(doer, "role.revoke", account, institution, role);
    }
  }

  private long drop(UUID account, @Nullable Integer institution, Role role) {
    return roles.delete(
        "accountId = ?1 and institutionId is not distinct from ?2 and role = ?3",
        account,
        institution,
        role.code());
  }

  /** Lets nobody else change an account until the transaction ends. */
  @Transactional
  public void hold(UUID account) {
    accounts.findById(account, LockModeType.PESSIMISTIC_WRITE);
  }

  /** Replaces the password and ends every session that began with the old one. */
  @Transactional
  public void changePassword(UUID account, String password) {
    NewAccount.checkPassword(password);
    AccountEntity found = accounts.lock(account);
    found.passwordHash = passwords.hash(account, password);
    found.sessionEpoch++;
    seals.seal(found);
    trail.changed(Doer.REGISTRY, "account.password", found, found.sessionEpoch);
  }

  /** Ends every session of the account. */
  @Transactional
  public void endSessions(UUID account) {
    AccountEntity found = accounts.lock(account);
    found.sessionEpoch++;
    seals.seal(found);
    trail.session("account.sign-out", found);
  }

  /** Ends every session and every key of the account for good. */
  @Transactional
  public void disable(UUID account) {
    disable(Doer.REGISTRY, account);
  }

  /** The same, by somebody of an office. */
  @Transactional
  public void disable(Doer doer, UUID account) {
    AccountEntity found = accounts.lock(account);
    found.sessionEpoch++;
    if (found.disabledAt == null) {
      found.disabledAt = now();
    }
    seals.seal(found);
    trail.changed(doer, "account.disable", found, found.sessionEpoch);
  }

  /** Makes a key and shows its secret, this once. */
  @Transactional
  public ApiKey createKey(NewApiKey wanted) {
    ApiKey key = ApiKey.make(ids.nextUuid(), random);
    ApiKeyEntity entity = new ApiKeyEntity();
    entity.id = key.id();
    entity.accountId = wanted.accountId();
    entity.institutionId = wanted.institutionId();
    entity.label = wanted.label();
    entity.secretDigest = seals.stored(key.digest());
    entity.roles = wanted.roles().stream().map(Role::code).sorted().toArray(String[]::new);
    entity.quota = wanted.quota();
    entity.createdAt = now();
    entity.expiresAt = wanted.expiresAt() == null ? null : asStored(wanted.expiresAt());
    seals.seal(entity);
    keys.persist(entity);
    trail.key("api-key.create", entity);
    return key;
  }

  /** Revokes a key; a key stays revoked. */
  @Transactional
  public void revokeKey(UUID key) {
    ApiKeyEntity found = keys.findById(key);
    // A key that was changed by hand opens nothing and must not get a seal here.
    if (found.revokedAt == null && seals.isGenuine(found)) {
      found.revokedAt = now();
      seals.seal(found);
      trail.key("api-key.revoke", found);
    }
  }

  /** The account with this user name. */
  @Transactional
  public Optional<Actor> find(String username) {
    return accounts.named(username.toLowerCase(Locale.ROOT)).map(this::actor);
  }

  /**
   * Who an account that asked for something earlier is now, at an institution; empty where it was
   * disabled or changed by hand meanwhile.
   */
  @Transactional
  public Optional<Actor> acting(UUID account, int institution) {
    return accounts
        .genuine(account)
        .filter(found -> found.disabledAt == null)
        .map(
            found ->
                new Actor(
                    found.id,
                    found.username,
                    found.displayName,
                    found.personId,
                    institution,
                    roles.at(found.id, institution)));
  }

  /** Who an account is now, where it works; empty where it was ended or changed by hand. */
  @Transactional
  public Optional<Actor> current(UUID account) {
    return accounts.genuine(account).filter(found -> found.disabledAt == null).map(this::actor);
  }

  /** Who holds a role at an institution now, the first of each name; not those of the registry. */
  @Transactional
  public List<Actor> holding(int institution, Role role, int most) {
    return roles.accountsWith(institution, role, most).stream()
        .flatMap(account -> acting(account, institution).stream())
        .filter(actor -> actor.has(role))
        .toList();
  }

  /**
   * What a sign-in has to match.
   *
   * @param epoch the one of the sessions that begin now
   */
  record Credential(UUID account, int epoch, @Nullable String passwordHash) {}

  /** The credential of a user name; empty for a name nobody has, or no longer. */
  @Transactional
  Optional<Credential> credential(String username) {
    return accounts
        .named(username.toLowerCase(Locale.ROOT))
        .filter(account -> account.disabledAt == null)
        .map(account -> new Credential(account.id, account.sessionEpoch, account.passwordHash));
  }

  /** The actor of a session that begins now, as {@link #resume}; it begins only if it is told. */
  @Transactional
  Optional<SignedIn> begin(Session session) {
    Optional<SignedIn> begun = resume(session);
    if (begun.isPresent()) {
      trail.session("account.sign-in", accounts.findById(session.accountId()));
    }
    return begun;
  }

  /** The actor of a session that has neither been ended nor outlived its account. */
  @Transactional
  Optional<SignedIn> resume(Session session) {
    return accounts
        .genuine(session.accountId())
        .filter(a -> a.disabledAt == null && a.sessionEpoch == session.epoch())
        .map(a -> new SignedIn(actor(a), session));
  }

  /** The key with this digest while it may be used, with the roles it has right now. */
  @Transactional
  Optional<KeyHolder> holder(Digest digest) {
    Optional<ApiKeyEntity> found = keys.withDigest(digest);
    if (found.isEmpty()) {
      return Optional.empty();
    }
    ApiKeyEntity key = found.get();
    Optional<AccountEntity> owner =
        accounts.genuine(key.accountId).filter(account -> account.disabledAt == null);
    if (key.revokedAt != null || owner.isEmpty()) {
      return Optional.empty();
    }
    AccountEntity account = owner.get();
    Set<Role> allowed = roles.at(account.id, key.institutionId);
    Actor actor =
        new Actor(
            account.id,
            account.username,
            account.displayName,
            account.personId,
            key.institutionId,
            allowed);
    return Optional.of(new KeyHolder(key.id, limited(actor, key), key.quota, key.expiresAt));
  }

  private static Actor limited(Actor actor, ApiKeyEntity key) {
    Set<Role> allowed = java.util.EnumSet.noneOf(Role.class);
    for (String code : key.roles) {
      Role.ofCode(code).ifPresent(allowed::add);
    }
    return actor.limitedTo(allowed);
  }

  private Actor actor(AccountEntity account) {
    return new Actor(
        account.id,
        account.username,
        account.displayName,
        account.personId,
        account.institutionId,
        roles.at(account.id, account.institutionId));
  }

  private void persistRole(UUID account, @Nullable Integer institution, Role role) {
    AccountRoleEntity granted = new AccountRoleEntity();
    granted.id = ids.nextUuid();
    granted.accountId = account;
    granted.institutionId = institution;
    granted.role = role.code();
    seals.seal(granted);
    roles.persist(granted);
  }

  private Instant now() {
    return asStored(clock.instant());
  }

  /** The database keeps microseconds; a seal over more would not fit what is read back. */
  private static Instant asStored(Instant instant) {
    return instant.truncatedTo(ChronoUnit.MICROS);
  }
}
