package vn.sogoc.audit;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import vn.sogoc.crypto.merkle.TreeEdge;
import vn.sogoc.crypto.note.SignedNote;

/** The door of the audit. */
public final class Audit {
  private final AuditTrust trust;
  private final Clock clock;
  private final int threads;

  /**
   * An audit that computes with so many threads.
   *
   * @param threads 1 or more
   */
  public Audit(AuditTrust trust, Clock clock, int threads) {
    this.trust = trust;
    this.clock = clock;
    this.threads = threads;
  }

  /**
   * Reads one snapshot and tells every row that is wrong.
   *
   * @param connection the audit's own; it is made read-only here and rolled back at the end
   * @throws CannotAudit where the store cannot be read
   */
  public AuditReport run(Connection connection, AuditScope scope) {
    return run(connection, scope, List.of());
  }

  /**
   * The same, and tells where the log does not extend heads that are known from elsewhere.
   *
   * @param kept signed by the log; got before the store is read
   */
  public AuditReport run(Connection connection, AuditScope scope, List<SignedNote> kept) {
    Instant began = clock.instant();
    ExecutorService pool =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().name("audit-", 0).daemon().factory());
    try {
      Snapshot store = Snapshot.begin(connection);
      Heads heads = new Heads(trust.policy());
      Evidence evidence = Evidence.of(store, trust, pool, heads.begin(store, scope));
      long first = evidence.log().first();
      store.tellTo(evidence.findings());
      heads.keep(kept, first);
      heads.compareEarlier(store, evidence.findings());
      heads.read(store, pool, evidence.findings(), first);
      TreeEdge edge = first == 0 ? TreeEdge.empty() : Heads.edge(store, first);
      for (Check check : checks(heads, edge, began)) {
        run(check, evidence);
      }
      connection.rollback();
      return new AuditReport(
          began,
          Duration.between(began, clock.instant()),
          first,
          evidence.log().size(),
          heads.cosigned(),
          evidence.read(),
          evidence.findings().counts(),
          evidence.findings().kept(),
          evidence.notes(),
          notChecked(first, !kept.isEmpty()));
    } catch (SQLException e) {
      throw new CannotAudit("The store cannot be read: " + e.getMessage(), e);
    } finally {
      pool.shutdownNow();
    }
  }

  /** What stops one check must not keep the others from what they would tell. */
  private static void run(Check check, Evidence evidence) throws SQLException {
    try {
      check.run(evidence);
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        throw e; // the service stops
      }
      evidence
          .findings()
          .add("audit", check.getClass().getSimpleName(), "", "a check that ends", e.toString());
    }
  }

  /** In the order in which they need each other; a new table's check comes before the last one. */
  private static List<Check> checks(Heads heads, TreeEdge edge, Instant now) {
    return List.of(
        new LogCheck(heads.signed(), edge),
        new CoverCheck(heads, now),
        new OutboxCheck(),
        new StatementCheck(),
        new SuspensionCheck(),
        new NumberCheck(),
        new SignedTreeCheck(),
        new RegisterCheck(),
        new WithdrawnCheck(),
        new EventCheck(),
        new BatchCheck(),
        new PersonalSignatureCheck(),
        new ClaimCheck(),
        new QuotaCheck(),
        new DecisionCheck(),
        new ProvisionalCheck(),
        new ListCheck(),
        new ListVersionCheck(),
        new StatusListCheck(heads),
        new BundleCheck(),
        new BundleNonces(),
        new KeyChangeCheck(),
        new TrailCheck(),
        new StampCheck(heads.signed(), heads.cosigned(), now),
        new ReceiptCheck(),
        new StagedCheck(),
        new SealCheck(),
        new OfficeCheck(),
        new LegacyBookCheck(),
        new RegisterCopyCheck(),
        new CoverageCheck(),
        new CopyWithdrawalCheck(),
        new SupplementCheck(),
        new SupplementWithdrawalCheck(),
        new TemplateCheck(),
        new AccessCheck(),
        new ConfirmationCheck(),
        new DeliveryCheck(),
        new BlankCheck(),
        new UntoldCheck());
  }

  private List<String> notChecked(long first, boolean isKept) {
    return List.of(
            isKept
                ? Optional.<String>empty()
                : Optional.of(
                    "whether newer entries were cut off: no head from elsewhere is at hand"),
            trust.secrets().isEmpty()
                ? Optional.of(
                    "seals of rows, blinded lookups and status slots: the installation's secret is not at hand")
                : Optional.<String>empty(),
            trust.bundleRoots().isEmpty()
                ? Optional.of("signatures of trust bundles: no root keys of theirs are named")
                : Optional.<String>empty(),
            trust.authorities().isEmpty()
                ? Optional.of(
                    "time stamps of the log's heads: no certificate of an authority is pinned")
                : Optional.<String>empty(),
            first > 0
                ? Optional.of(
                    "entries before " + first + " and the rows behind them: not asked for")
                : Optional.<String>empty())
        .stream()
        .flatMap(Optional::stream)
        .toList();
  }
}
