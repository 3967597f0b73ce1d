package vn.sogoc.register.legacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.jobs.Jobs;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/** A copy that should not have been made is taken back by two persons; nothing is edited. */
@ApplicationScoped
public class Withdrawals {
  static final String APPROVAL = "copy-withdrawal";

  private static final Duration WAITS = Duration.ofDays(7);
  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 300;
  private static final int MOST_VERSIONS = 20;

  private final Keeping keeping;
  private final Jobs jobs;
  private final Books books;
  private final CopyStore copies;
  private final Approvals approvals;
  private final TransparencyLog log;
  private final BookStore bookStore;
  private final Trail trail;
  private final EntityManager store;
  private final RowSeal seal;
  private final PublicIds ids;
  private final Clock clock;

  Withdrawals(
      Keeping keeping,
      Jobs jobs,
      Books books,
      CopyStore copies,
      Approvals approvals,
      TransparencyLog log,
      BookStore bookStore,
      Trail trail,
      EntityManager store,
      Secrets secrets,
      PublicIds ids,
      Clock clock) {
    this.keeping = keeping;
    this.jobs = jobs;
    this.books = books;
    this.copies = copies;
    this.approvals = approvals;
    this.log = log;
    this.bookStore = bookStore;
    this.trail = trail;
    this.store = store;
    this.seal = new RowSeal(secrets, APPROVAL);
    this.ids = ids;
    this.clock = clock;
  }

  /** The copies of a page, in its order; at most {@value Keying#MOST_LINES}. */
  @Transactional
  public List<CopyView> ofPage(Actor actor, PublicId page) {
    int institution = Own.institution(actor);
    List<CopyEntity> all =
        copies.ofPage(page.key()).stream()
            .filter(c -> keeping.keeps(institution, c.issuerId))
            .toList();
    if (all.isEmpty()) {
      throw Pages.unknown();
    }
    return all.stream().map(c -> view(actor, c)).toList();
  }

  /** Asks for a copy to be taken back. */
  @Transactional
  public CopyView ask(Actor actor, PublicId page, PublicId id, @Nullable String reason) {
    CopyEntity copy = own(actor, page, id);
    List<WithdrawalEntity> before = lockAll(copy);
    requireStanding(before);
    String why = RowForm.line(reason);
    if (why.length() < SHORTEST_REASON || !RowForm.isLine(why, LONGEST_REASON)) {
      throw new Refusal(
          LegacyProblem.ROW_REFUSED,
          "reason: expected 10 to 300 characters on one line",
          List.of(
              new Refusal.Fault(
                  "value_format", 0, "reason", "10 to 300 characters on one line", "")));
    }
    if (before.size() >= MOST_VERSIONS) {
      throw new Refusal(LegacyProblem.TOO_MANY, "at most " + MOST_VERSIONS + " requests a copy");
    }
    WithdrawalEntity row = new WithdrawalEntity();
    row.id = ids.nextUuid();
    row.institutionId = Own.institution(actor);
    row.copyId = copy.id;
    row.version = before.size() + 1;
    row.reason = why;
    row.askedPerson = actor.personId();
    row.askedName = actor.displayName();
    row.askedAt = Own.now(clock);
    keep(row);
    approvals.request(
        actor, row.institutionId, APPROVAL, subject(row), content(copy, row), 1, WAITS);
    return view(actor, copy);
  }

  /** Approves, as another person, and the log is told. */
  @Transactional
  public CopyView approve(Actor actor, PublicId page, PublicId id, Digest content) {
    CopyEntity copy = own(actor, page, id);
    List<WithdrawalEntity> all = lockAll(copy);
    requireStanding(all);
    if (all.isEmpty()) {
      throw new Refusal(ApprovalProblem.NOT_REQUESTED, "nobody asked for it");
    }
    WithdrawalEntity row = all.getLast();
    if (!content(copy, row).equals(content)) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "what waits has another hash");
    }
    bookStore.alone(copy.institutionId);
    approvals.approve(actor, APPROVAL, subject(row), content, 1);
    books.requireStill(
        approvals.find(APPROVAL, subject(row)).map(Approval::requesterAccount),
        Own.institution(actor));
    row.approvalId = approvals.consume(APPROVAL, subject(row), content, 1);
    Instant now = Own.now(clock);
    LogEntry entry =
        LogEntry.copyWithdrawn(now, row.institutionId, content, Digest.sha256(copy.entry));
    UUID event = ids.nextUuid();
    row.approvedPerson = actor.personId();
    row.approvedName = actor.displayName();
    row.approvedAt = now;
    row.eventId = event;
    row.entry = entry.encode().toArray();
    keep(row);
    log.submit(List.of(new Submission(event, entry)));
    jobs.submit(actor, CoverageJob.KIND, copy.institutionId, subject(row), 1);
    return view(actor, copy);
  }

  /** Rejects what waits; whoever asked may take it back so too. */
  @Transactional
  public CopyView reject(Actor actor, PublicId page, PublicId id) {
    CopyEntity copy = own(actor, page, id);
    WithdrawalEntity row =
        lockAll(copy).reversed().stream()
            .findFirst()
            .filter(w -> w.approvalId == null && isWaiting(w))
            .orElseThrow(() -> new Refusal(LegacyProblem.STATE, "nothing waits for an approval"));
    approvals.lapse(APPROVAL, subject(row));
    trail.tell(
        new Deed(
            Own.doer(actor),
            APPROVAL + ".reject",
            row.institutionId,
            subject(row),
            content(copy, row)));
    return view(actor, copy);
  }

  /** Whoever keeps the register today answers for its copies, whoever made them. */
  private CopyEntity own(Actor actor, PublicId page, PublicId id) {
    int institution = Own.institution(actor);
    return copies
        .findByIdOptional(id.key())
        .filter(row -> row.pageId.equals(page.key()) && keeping.keeps(institution, row.issuerId))
        .map(
            row -> {
              if (!copies.isGenuine(row)) {
                throw new Refusal(LegacyProblem.ALTERED, "copy " + id + " was changed by hand");
              }
              return row;
            })
        .orElseThrow(Pages::unknown);
  }

  /** One at a time: the page of the copy is held. */
  private List<WithdrawalEntity> lockAll(CopyEntity copy) {
    store.find(BookPageEntity.class, copy.pageId, LockModeType.PESSIMISTIC_WRITE);
    return of(copy);
  }

  private List<WithdrawalEntity> of(CopyEntity copy) {
    List<WithdrawalEntity> found =
        store
            .createQuery(
                "from WithdrawalEntity w where w.copyId = :copy order by w.version",
                WithdrawalEntity.class)
            .setParameter("copy", copy.id)
            .getResultList();
    for (WithdrawalEntity row : found) {
      if (!seal.fits(row.seal, columns(row))) {
        throw new Refusal(LegacyProblem.ALTERED, "a withdrawal was changed by hand");
      }
    }
    return found;
  }

  private static void requireStanding(List<WithdrawalEntity> all) {
    if (all.stream().anyMatch(w -> w.approvalId != null)) {
      throw new Refusal(LegacyProblem.STATE, "the copy was taken back already");
    }
  }

  private void keep(WithdrawalEntity row) {
    row.seal = seal.of(columns(row));
    store.persist(row);
    store.flush();
  }

  private CopyView view(Actor actor, CopyEntity copy) {
    List<WithdrawalEntity> all = of(copy);
    Optional<WithdrawalEntity> done = all.stream().filter(w -> w.approvalId != null).findFirst();
    Optional<WithdrawalEntity> last =
        done.isPresent() || all.isEmpty()
            ? Optional.empty()
            : Optional.of(all.getLast()).filter(this::isWaiting);
    return new CopyView(
        PublicId.of(RegisterCopy.ID_KIND, copy.id),
        copy.line,
        name(copy),
        Digest.of(copy.digest),
        last.map(
            w ->
                new CopyView.Waiting(
                    w.reason, w.askedName, content(copy, w), Pages.same(actor, w.askedPerson))),
        done.map(w -> w.reason));
  }

  private boolean isWaiting(WithdrawalEntity row) {
    return approvals
        .find(APPROVAL, subject(row))
        .filter(a -> a.state().equals("open") && clock.instant().isBefore(a.expiresAt()))
        .isPresent();
  }

  private static String name(CopyEntity copy) {
    try {
      return RegisterCopy.decode(CoseSign1.parse(Bytes.of(copy.cose)).payload())
          .row()
          .fullName()
          .value();
    } catch (MalformedCose | MalformedCopy e) {
      throw new Refusal(LegacyProblem.ALTERED, "a copy was changed by hand");
    }
  }

  private static String subject(WithdrawalEntity row) {
    return PublicId.of(RegisterCopy.ID_KIND, row.copyId) + "/" + row.version;
  }

  /** {@code ["sogoc/copy-withdrawal/1", copy, digest of the copy, version, reason]}. */
  private static Digest content(CopyEntity copy, WithdrawalEntity row) {
    return content(copy.id, Digest.of(copy.digest), row.version, row.reason);
  }

  /** What two persons agree on, for whoever checks it. */
  public static Digest content(UUID copy, Digest signed, int version, String reason) {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/copy-withdrawal/1"),
                Cbor.of(PublicId.of(RegisterCopy.ID_KIND, copy).toString()),
                Cbor.of(signed.bytes()),
                Cbor.of(version),
                Cbor.of(reason))
            .encode());
  }

  private static @Nullable Object[] columns(WithdrawalEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.copyId,
      row.version,
      row.reason,
      row.askedPerson,
      row.askedName,
      row.askedAt.toEpochMilli(),
      row.approvedPerson,
      row.approvedName,
      row.approvedAt == null ? null : row.approvedAt.toEpochMilli(),
      row.approvalId,
      row.eventId,
      row.entry == null ? null : HexFormat.of().formatHex(row.entry)
    };
  }
}
