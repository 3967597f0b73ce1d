package vn.sogoc.institution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/**
 * Who holds which key, and since when. Every question reads the newest statement from the store;
 * only the outcome of checking its signature and certificates is kept in memory, under the digest
 * of the statement's bytes, so a changed byte is checked anew and a withdrawn key is known at once.
 */
@ApplicationScoped
public class TrustRegister {
  private static final Logger LOG = Logger.getLogger(TrustRegister.class);

  /** How far the clock of whoever signs statements may be ahead of ours. */
  private static final Duration SKEW = Duration.ofMinutes(5);

  /** Checked statements kept in memory; at about 10 kB each this stays under 50 MB. */
  private static final int MOST_CHECKED = 4096;

  private final TrustAnchor anchor;
  private final InstitutionRepository institutions;
  private final StatementRepository statements;
  private final InstitutionKeyRepository keys;
  private final KeyStanding standing;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;
  private final Map<Digest, CheckedStatement> checked = new ConcurrentHashMap<>();
  private final Map<Integer, Integer> highest = new ConcurrentHashMap<>();

  TrustRegister(
      TrustAnchor anchor,
      InstitutionRepository institutions,
      StatementRepository statements,
      InstitutionKeyRepository keys,
      KeyStanding standing,
      TransparencyLog log,
      Trail trail,
      PublicIds ids) {
    this.anchor = anchor;
    this.institutions = institutions;
    this.statements = statements;
    this.keys = keys;
    this.standing = standing;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
  }

  /**
   * What the registry knows of a key id by the newest stored statement, whether or not the log has
   * it yet: for whoever signs and records. Verdicts ask {@link #keys}.
   */
  @Transactional
  public TrustAnswer key(KeyId id) {
    return answer(id, Optional.ofNullable(statements.newestForKeys(Set.of(id)).get(id)), false);
  }

  /**
   * What the registry and the log know of several key ids, in one read; an answer for each. It
   * reads what is committed, and remembers the highest version of each institution.
   */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Map<KeyId, TrustAnswer> keys(Set<KeyId> ids) {
    Map<KeyId, StatementRepository.Stored> newest = statements.newestForKeys(ids);
    Map<KeyId, TrustAnswer> answers = new HashMap<>();
    for (KeyId id : ids) {
      Optional<StatementRepository.Stored> stored = Optional.ofNullable(newest.get(id));
      TrustAnswer answer = answer(id, stored, true);
      if (stored.isPresent() && answer instanceof TrustAnswer.Known) {
        highest.merge(stored.get().institution(), stored.get().version(), Math::max);
      }
      answers.put(id, answer);
    }
    return answers;
  }

  private TrustAnswer answer(
      KeyId id, Optional<StatementRepository.Stored> statement, boolean logged) {
    if (statement.isEmpty()) {
      return new TrustAnswer.Unknown();
    }
    try {
      CheckedStatement newest = check(statement.get());
      Digest digest = Digest.sha256(statement.get().statement());
      if (logged) {
        standing.requireLogged(newest.statement(), digest, id);
      }
      Optional<TrustedKey> found = newest.key(id);
      if (found.isEmpty()) {
        return new TrustAnswer.Unavailable("the statement does not name the key");
      }
      TrustedKey key = found.get();
      TrustedKey placed =
          switch (key.key().state()) {
            case ACTIVE, SUSPENDED -> key;
            case RETIRED -> key.endsAt(standing.retiredAt(newest.statement(), digest, id));
            case WITHDRAWN -> key.endsAt(standing.withdrawnAt(newest.statement(), digest, key));
          };
      boolean isOver = key.key().state() == KeyState.WITHDRAWN;
      return new TrustAnswer.Known(
          isOver ? placed : standing.frozenSince(id).map(placed::frozen).orElse(placed));
    } catch (MalformedStatement e) {
      return new TrustAnswer.Unavailable(String.valueOf(e.getMessage()));
    }
  }

  /**
   * Names and numbers of an institution, by its newest statement; empty where there is none or it
   * does not verify. Whoever signs or prints asks {@link #statement}, which says which of the two.
   */
  @Transactional
  public Optional<InstitutionFacts> institution(int id) {
    Optional<StatementRepository.Stored> stored = statements.newest(id);
    try {
      return stored.isEmpty()
          ? Optional.empty()
          : Optional.of(check(stored.get()).statement().facts());
    } catch (MalformedStatement e) {
      LOG.errorf("alarm: the statement of institution %s does not verify", id);
      return Optional.empty();
    }
  }

  /** All institutions by number, for lists only: an index over the statements, and unverified. */
  @Transactional
  public List<InstitutionFacts> institutions() {
    return institutions.all();
  }

  /**
   * The newest statements of the institutions after a number, in its order. One that is missing or
   * does not verify is left out: it must not hide the others.
   *
   * @param most how many there are at most
   */
  @Transactional
  public List<InstitutionStatement> statements(int after, int most) {
    List<InstitutionStatement> found = new ArrayList<>();
    List<StatementRepository.Stored> next = statements.newestAfter(after, most);
    while (!next.isEmpty()) {
      next.stream()
          .map(this::newest)
          .filter(StatementAnswer.Known.class::isInstance)
          .limit(most - found.size())
          .forEach(known -> found.add(((StatementAnswer.Known) known).statement()));
      int last = next.getLast().institution();
      next = found.size() < most ? statements.newestAfter(last, most) : List.of();
    }
    return found;
  }

  /**
   * The newest statement of an institution, checked.
   *
   * @throws Refusal where there is none or the stored one does not verify
   */
  @Transactional
  public InstitutionStatement statement(int institution) {
    return switch (newest(institution)) {
      case StatementAnswer.Known known -> known.statement();
      case StatementAnswer.Unknown ignored ->
          throw new Refusal(
              InstitutionProblem.INSTITUTION_UNKNOWN, "No institution has this number.");
      case StatementAnswer.Untrusted ignored ->
          throw new Refusal(
              InstitutionProblem.STATEMENT_UNTRUSTED,
              "The stored statement of the institution does not verify; nothing can be signed.");
    };
  }

  /**
   * The same for whoever goes on without one: a refusal caught inside of a transaction would still
   * roll it back.
   */
  @Transactional
  public StatementAnswer newest(int institution) {
    return statements.newest(institution).map(this::newest).orElseGet(StatementAnswer.Unknown::new);
  }

  private StatementAnswer newest(StatementRepository.Stored stored) {
    try {
      return new StatementAnswer.Known(check(stored).statement());
    } catch (MalformedStatement e) {
      LOG.errorf("alarm: the statement of institution %d does not verify", stored.institution());
      return new StatementAnswer.Untrusted();
    }
  }

  /**
   * Takes in a signed statement: the first of an institution, or the successor of the newest.
   *
   * @param signed COSE bytes by the trust-list key
   * @param stores where the private keys live, by key id; keys that live elsewhere are left out
   * @param now recorded beside the statement
   * @throws Refusal where it does not verify, does not follow the newest one, or names a key by an
   *     id that another key has
   */
  @Transactional
  public InstitutionStatement accept(Bytes signed, Map<KeyId, String> stores, Instant now) {
    CheckedStatement next = checkUploaded(signed);
    InstitutionStatement statement = next.statement();
    int id = statement.facts().id();
    // Whoever records under the statement before this one holds its row; wait for them.
    InstitutionEntity row = institutions.findById(id, LockModeType.PESSIMISTIC_WRITE);
    requireSuccessor(statement, now);
    boolean isNew = row == null;
    if (row == null) {
      row = new InstitutionEntity();
    }
    row.take(statement.facts());
    if (isNew) {
      institutions.persist(row);
    }
    StatementEntity version = new StatementEntity();
    version.id = new StatementEntity.Key(id, statement.version());
    version.statement = signed.toArray();
    version.createdAt = now;
    statements.persist(version);
    for (InstitutionKey key : statement.keys()) {
      keys.index(id, key, stores.get(key.id()));
    }
    LogEntry entry =
        LogEntry.statement(
            takesBack(statement), now.truncatedTo(ChronoUnit.MILLIS), id, Digest.sha256(signed));
    log.submit(List.of(new Submission(ids.nextUuid(), entry)));
    trail.tell(
        new Deed(
            Doer.REGISTRY,
            "institution.statement",
            id,
            id + "/" + statement.version(),
            Digest.sha256(signed)));
    return statement;
  }

  /**
   * What a signed statement would change, without taking it in.
   *
   * @throws Refusal as {@link #accept} would
   */
  @Transactional
  InstitutionStatement preview(Bytes signed, Instant now) {
    InstitutionStatement statement = checkUploaded(signed).statement();
    requireSuccessor(statement, now);
    return statement;
  }

  private CheckedStatement checkUploaded(Bytes signed) {
    try {
      return check(signed);
    } catch (MalformedStatement e) {
      throw new Refusal(
          InstitutionProblem.STATEMENT_REFUSED, "The statement is refused: " + e.getMessage());
    }
  }

  private void requireSuccessor(InstitutionStatement statement, Instant now) {
    int id = statement.facts().id();
    Optional<Bytes> newest = statements.newest(id).map(StatementRepository.Stored::statement);
    Optional<InstitutionStatement> before = newest.map(ignored -> statement(id));
    int expected = before.map(b -> b.version() + 1).orElse(1);
    if (statement.version() != expected
        || !statement.prior().equals(newest.map(Digest::sha256))
        || before.filter(b -> !statement.remembers(b)).isPresent()
        || before.filter(b -> statement.issuedAt().isBefore(b.issuedAt())).isPresent()) {
      throw new Refusal(
          InstitutionProblem.STATEMENT_OUT_OF_ORDER,
          "Expected version "
              + expected
              + " over its predecessor, with every earlier key and every withdrawal.");
    }
    if (statement.issuedAt().isAfter(now.plus(SKEW))) {
      throw new Refusal(
          InstitutionProblem.STATEMENT_REFUSED, "The statement names a time that is to come.");
    }
    for (InstitutionKey key : statement.keys()) {
      // 8 bytes of a hash name a key in every record: two keys of one name are never told apart
      if (anchor.names(key.id())
          || keys.ownerOf(key.id()).filter(owner -> owner != id).isPresent()) {
        throw new Refusal(
            InstitutionProblem.KEY_ID_TAKEN, "Another key has the id " + key.id() + " already.");
      }
    }
  }

  /** Whether it says since when a key is not to be trusted. */
  private static boolean takesBack(InstitutionStatement statement) {
    return statement.keys().stream().anyMatch(key -> key.state() != KeyState.ACTIVE);
  }

  /**
   * Keeps the newest statement the newest until the caller's transaction ends: a successor waits.
   * What is decided by it and written in the same transaction therefore stands before or after a
   * change of it, never across.
   */
  @Transactional(TxType.MANDATORY)
  void hold(int institution) {
    institutions.hold(institution);
  }

  /** The newest statement as it was signed. */
  @Transactional
  public Bytes signed(int institution) {
    return statements.newest(institution).orElseThrow().statement();
  }

  /**
   * Whether one person suspended the key for the time being, or the log has something about the
   * institution's keys that is not stored: the row of a suspension may have been taken out.
   */
  @Transactional
  boolean isFrozen(int institution, KeyId key) {
    return standing.frozenSince(key).isPresent()
        || statements
            .newest(institution)
            .filter(newest -> standing.isUnexplained(institution, newest))
            .isPresent();
  }

  /** Where the private key of an institution lives. */
  @Transactional
  Optional<String> storeOf(int institution, KeyId key) {
    return keys.storeOf(institution, key);
  }

  /** The checked form of the newest statement that names a key. */
  @Transactional
  Optional<TrustedKey> trusted(KeyId key) {
    return key(key) instanceof TrustAnswer.Known known
        ? Optional.of(known.key())
        : Optional.empty();
  }

  /**
   * A stored statement counts only in its own place: a genuine earlier one that was copied to the
   * end, or an end that was cut off since this process saw it, would bring a frozen key back.
   */
  private CheckedStatement check(StatementRepository.Stored stored) throws MalformedStatement {
    CheckedStatement found = check(stored.statement());
    InstitutionStatement statement = found.statement();
    if (statement.version() != stored.version() || statement.facts().id() != stored.institution()) {
      throw new MalformedStatement(
          "the statement is version "
              + statement.version()
              + " of institution "
              + statement.facts().id()
              + ", it stands as version "
              + stored.version()
              + " of "
              + stored.institution());
    }
    int seen = highest.getOrDefault(stored.institution(), 0);
    if (seen > stored.version()) {
      throw new MalformedStatement(
          "version " + seen + " was there before, now the newest is " + stored.version());
    }
    return found;
  }

  private CheckedStatement check(Bytes signed) throws MalformedStatement {
    Digest digest = Digest.sha256(signed);
    CheckedStatement known = checked.get(digest);
    if (known != null) {
      return known;
    }
    CheckedStatement fresh = anchor.check(signed);
    if (checked.size() >= MOST_CHECKED) {
      checked.clear();
    }
    checked.put(digest, fresh);
    return fresh;
  }
}
