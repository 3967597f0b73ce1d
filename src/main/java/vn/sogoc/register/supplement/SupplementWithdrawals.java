package vn.sogoc.register.supplement;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.TextRule;
import vn.sogoc.credential.supplement.MalformedSupplement;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Accounts;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approval;
import vn.sogoc.platform.approvals.ApprovalProblem;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.Custody;
import vn.sogoc.register.Keeper;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/**
 * A supplement that should not have been signed is taken back by two persons; nothing is edited.
 */
@ApplicationScoped
public class SupplementWithdrawals {
  static final String APPROVAL = "supplement-withdrawal";

  private static final Duration WAITS = Duration.ofDays(7);
  private static final int SHORTEST_REASON = 10;
  private static final int LONGEST_REASON = 300;
  private static final int MOST_VERSIONS = 20;

  private final Custody custody;
  private final SupplementStore supplements;
  private final Supplements door;
  private final Approvals approvals;
  private final Accounts accounts;
  private final TransparencyLog log;
  private final EntityManager store;
  private final RowSeal seal;
  private final PublicIds ids;
  private final Clock clock;

  SupplementWithdrawals(
      Custody custody,
      SupplementStore supplements,
      Supplements door,
      Approvals approvals,
      Accounts accounts,
      TransparencyLog log,
      EntityManager store,
      Secrets secrets,
      PublicIds ids,
      Clock clock) {
    this.custody = custody;
    this.supplements = supplements;
    this.door = door;
    this.approvals = approvals;
    this.accounts = accounts;
    this.log = log;
    this.store = store;
    this.seal = new RowSeal(secrets, APPROVAL);
    this.ids = ids;
    this.clock = clock;
  }

  /** The supplements of a list, by their lines. */
  @Transactional
  public List<SupplementView> ofSheet(Actor actor, UUID sheet, int afterLine, int limit) {
    return supplements.ofSheet(institution(actor), sheet, afterLine, limit).stream()
        .map(row -> view(actor, row))
        .toList();
  }

  /** All revisions of a diploma's supplement, the newest first. */
  @Transactional
  public List<SupplementView> ofDiploma(Actor actor, PublicId diploma) {
    int institution = institution(actor);
    return supplements.ofDiploma(diploma.key()).stream()
        .filter(row -> keeps(institution, row.institutionId))
        .map(row -> view(actor, row))
        .toList();
  }

  /** One supplement. */
  @Transactional
  public SupplementView get(Actor actor, PublicId id) {
    return view(actor, own(actor, id));
  }

  /** Asks for a supplement to be taken back. */
  @Transactional
  public SupplementView ask(Actor actor, PublicId id, @Nullable String reason) {
    SupplementEntity row = own(actor, id);
    List<SupplementWithdrawalEntity> before = lockAll(row);
    requireStanding(before);
    String why = reason == null ? "" : reason.strip();
    if (why.length() < SHORTEST_REASON || !TextRule.isPlain(why, LONGEST_REASON)) {
      throw new Refusal(
          SupplementProblem.REQUEST_REFUSED,
          "reason: expected 10 to 300 characters on one line",
          List.of(
              new Refusal.Fault(
                  "value_format", 0, "reason", "10 to 300 characters on one line", "")));
    }
    if (before.size() >= MOST_VERSIONS) {
      throw new Refusal(SupplementProblem.TOO_MANY, "at most " + MOST_VERSIONS + " requests");
    }
    if (!before.isEmpty() && isWaiting(before.getLast())) {
      throw new Refusal(SupplementProblem.STATE, "a request for this waits already");
    }
    SupplementWithdrawalEntity asked = new SupplementWithdrawalEntity();
    asked.id = ids.nextUuid();
    asked.institutionId = institution(actor);
    asked.supplementId = row.id;
    asked.version = before.size() + 1;
    asked.reason = why;
    asked.askedPerson = actor.personId();
    asked.askedName = actor.displayName();
    asked.askedAt = now();
    keep(asked);
    approvals.request(
        actor, asked.institutionId, APPROVAL, subject(asked), content(row, asked), 1, WAITS);
    return view(actor, row);
  }

  /** Approves, as another person, and the log is told. */
  @Transactional
  public SupplementView approve(Actor actor, PublicId id, Digest content) {
    SupplementEntity row = own(actor, id);
    List<SupplementWithdrawalEntity> all = lockAll(row);
    requireStanding(all);
    if (all.isEmpty()) {
      throw new Refusal(ApprovalProblem.NOT_REQUESTED, "nobody asked for it");
    }
    SupplementWithdrawalEntity asked = all.getLast();
    if (!content(row, asked).equals(content)) {
      throw new Refusal(ApprovalProblem.OTHER_CONTENT, "what waits has another hash");
    }
    approvals.approve(actor, APPROVAL, subject(asked), content, 1);
    requireStill(
        approvals.find(APPROVAL, subject(asked)).map(Approval::requesterAccount),
        institution(actor));
    asked.approvalId = approvals.consume(APPROVAL, subject(asked), content, 1);
    Instant now = now();
    LogEntry entry =
        LogEntry.supplementWithdrawn(
            now, asked.institutionId, content, Digest.sha256(Bytes.of(row.entry)));
    UUID event = ids.nextUuid();
    asked.approvedPerson = actor.personId();
    asked.approvedName = actor.displayName();
    asked.approvedAt = now;
    asked.eventId = event;
    asked.entry = entry.encode().toArray();
    keep(asked);
    log.submit(List.of(new Submission(event, entry)));
    return view(actor, row);
  }

  /** Whoever asked may have lost the right since. */
  private void requireStill(Optional<UUID> account, int institution) {
    boolean may =
        account
            .flatMap(accounts::current)
            .filter(asker -> asker.actsFor(institution))
            .filter(a -> a.has(Role.PREPARE) || a.has(Role.APPROVE) || a.has(Role.SIGN))
            .isPresent();
    if (!may) {
      throw new Refusal(HttpProblem.FORBIDDEN, "whoever asked has no right to any more");
    }
  }

  /** Whoever keeps the register today answers for its supplements, whoever signed them. */
  private boolean keeps(int institution, int issuer) {
    return switch (custody.keeper(issuer, clock.instant())) {
      case Keeper.TheIssuer ignored -> institution == issuer;
      case Keeper.Another another -> another.institution() == institution;
      case Keeper.Altered ignored -> false;
    };
  }

  private SupplementEntity own(Actor actor, PublicId id) {
    int institution = institution(actor);
    return supplements
        .findByIdOptional(id.key())
        .filter(row -> keeps(institution, row.institutionId))
        .map(
            row -> {
              if (!supplements.isGenuine(row)) {
                throw altered("supplement " + id);
              }
              return row;
            })
        .orElseThrow(
            () -> new Refusal(SupplementProblem.UNKNOWN, "no such supplement in your institution"));
  }

  /** One at a time: the list of the supplement is held. */
  private List<SupplementWithdrawalEntity> lockAll(SupplementEntity row) {
    store
        .createNativeQuery("select 1 from supplement_sheet where id = :sheet for update")
        .setParameter("sheet", row.sheetId)
        .getResultList();
    return of(row);
  }

  private List<SupplementWithdrawalEntity> of(SupplementEntity row) {
    List<SupplementWithdrawalEntity> found =
        store
            .createQuery(
                "from SupplementWithdrawalEntity w where w.supplementId = :id order by w.version",
                SupplementWithdrawalEntity.class)
            .setParameter("id", row.id)
            .getResultList();
    for (SupplementWithdrawalEntity one : found) {
      if (!seal.fits(one.seal, columns(one))) {
        throw altered("a withdrawal");
      }
    }
    return found;
  }

  private static void requireStanding(List<SupplementWithdrawalEntity> all) {
    if (all.stream().anyMatch(w -> w.approvalId != null)) {
      throw new Refusal(SupplementProblem.STATE, "the supplement was taken back already");
    }
  }

  private void keep(SupplementWithdrawalEntity row) {
    row.seal = seal.of(columns(row));
    store.persist(row);
    store.flush();
  }

  private SupplementView view(Actor actor, SupplementEntity row) {
    List<SupplementWithdrawalEntity> all = of(row);
    Optional<SupplementWithdrawalEntity> done =
        all.stream().filter(w -> w.approvalId != null).findFirst();
    Optional<SupplementWithdrawalEntity> last =
        done.isPresent() || all.isEmpty()
            ? Optional.empty()
            : Optional.of(all.getLast()).filter(this::isWaiting);
    Supplement said = said(row);
    return new SupplementView(
        PublicId.of(Supplement.ID_KIND, row.id),
        PublicId.of(CredentialRecord.ID_KIND, row.entryId),
        row.sheetId,
        row.line,
        said.content().fullName().value(),
        said.content().studentCode(),
        said.serialNumber(),
        row.revision,
        Digest.of(row.digest),
        door.standing(row.entryId).filter(s -> s.id().key().equals(row.id)).isPresent(),
        last.map(
            w ->
                new SupplementView.Waiting(
                    w.reason,
                    w.askedName,
                    content(row, w),
                    w.askedPerson.equals(actor.personId()))),
        done.map(w -> w.reason));
  }

  private boolean isWaiting(SupplementWithdrawalEntity row) {
    return approvals
        .find(APPROVAL, subject(row))
        .filter(a -> a.state().equals("open") && clock.instant().isBefore(a.expiresAt()))
        .isPresent();
  }

  private static Supplement said(SupplementEntity row) {
    try {
      return Supplement.decode(CoseSign1.parse(Bytes.of(row.cose)).payload());
    } catch (MalformedCose | MalformedSupplement e) {
      throw altered("a supplement");
    }
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }

  private static int institution(Actor actor) {
    Integer own = actor.institutionId();
    if (own == null) {
      throw new Refusal(HttpProblem.FORBIDDEN, "you act for no institution");
    }
    return own;
  }

  private static Refusal altered(String what) {
    return new Refusal(SupplementProblem.ALTERED, what + " was changed by hand");
  }

  private static String subject(SupplementWithdrawalEntity row) {
    return PublicId.of(Supplement.ID_KIND, row.supplementId) + "/" + row.version;
  }

  private static Digest content(SupplementEntity row, SupplementWithdrawalEntity asked) {
    return content(row.id, Digest.of(row.digest), asked.version, asked.reason);
  }

  /** What two persons agree on, for whoever checks it. */
  public static Digest content(UUID supplement, Digest signed, int version, String reason) {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/supplement-withdrawal/1"),
                Cbor.of(PublicId.of(Supplement.ID_KIND, supplement).toString()),
                Cbor.of(signed.bytes()),
                Cbor.of(version),
                Cbor.of(reason))
            .encode());
  }

  private static @Nullable Object[] columns(SupplementWithdrawalEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      row.supplementId,
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
