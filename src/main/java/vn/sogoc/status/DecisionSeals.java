package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.DecisionKey;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.LogEntry;

/**
 * Tells decisions that were taken here from rows that somebody wrote: the seal of each row, the
 * content re-derived from its parts, and, of one that is approved, its event in the register.
 */
@ApplicationScoped
class DecisionSeals {
  private static final HexFormat HEX = HexFormat.of();

  private final RowSeal asked;
  private final RowSeal ended;

  DecisionSeals(Secrets secrets) {
    this.asked = new RowSeal(secrets, "credential-decision");
    this.ended = new RowSeal(secrets, "decision-outcome");
  }

  byte[] of(DecisionEntity d) {
    return asked.of(columns(d));
  }

  byte[] of(DecisionOutcomeEntity o) {
    return ended.of(columns(o));
  }

  /** Whether the request is the one that was made about this credential. */
  boolean isGenuine(
      DecisionEntity d, List<DecisionChangeEntity> changes, RegisterEvidence.Recorded about) {
    Optional<DecisionType> type = DecisionType.ofCode(d.type);
    if (type.isEmpty()
        || !inOrder(d, changes)
        || !asked.fits(d.seal, columns(d))
        || !d.entryId.equals(about.id())
        || d.institutionId != about.institution()
        || !d.decisionKey.equals(DecisionKey.of(d.decisionNumber))
        || !Digest.of(d.subject).equals(Digest.sha256(about.events().getFirst().encode()))) {
      return false;
    }
    List<FieldChange> values = changes.stream().map(DecisionChangeEntity::change).toList();
    return Bytes.of(d.content).equals(content(d, type.get(), values).encode());
  }

  private static boolean inOrder(DecisionEntity d, List<DecisionChangeEntity> changes) {
    for (int i = 0; i < changes.size(); i++) {
      DecisionChangeEntity change = changes.get(i);
      if (change.id.position() != i || change.institutionId != d.institutionId) {
        return false;
      }
    }
    return true;
  }

  /** Whether the outcome is that of this decision, and its event stands in the register. */
  boolean isGenuine(DecisionOutcomeEntity o, DecisionEntity d, RegisterEvidence.Recorded about) {
    return ended.fits(o.seal, columns(o))
        && o.decisionId.equals(d.id)
        && o.institutionId == d.institutionId
        && o.askedPerson.equals(d.askedPerson)
        && (!o.isApproved() || event(o, d, about.events()).isPresent());
  }

  /** Whether the register has an event of this decision, whatever its outcome says. */
  static boolean isRecorded(DecisionEntity d, List<LogEntry> events) {
    return events.stream().anyMatch(e -> e.digest().equals(d.contentDigest()));
  }

  /** The event of an approved decision. */
  static Optional<LogEntry> event(
      DecisionOutcomeEntity o, DecisionEntity d, List<LogEntry> events) {
    byte[] named = o.eventDigest;
    return events.stream()
        .filter(e -> e.digest().equals(d.contentDigest()))
        .filter(e -> DecisionType.ofCode(d.type).filter(t -> t.event() == e.type()).isPresent())
        .filter(e -> Arrays.equals(Digest.sha256(e.encode()).toArray(), named))
        .findFirst();
  }

  static DecisionContent content(DecisionEntity d, DecisionType type, List<FieldChange> changes) {
    return new DecisionContent(
        type,
        d.reason,
        d.legalBasis,
        d.decisionNumber,
        d.decisionDate,
        Digest.of(d.documentDigest),
        d.institutionId,
        Digest.of(d.subject),
        Optional.ofNullable(d.successorSubject).map(Digest::of),
        changes,
        Bytes.of(d.salt));
  }

  private static @Nullable Object[] columns(DecisionEntity d) {
    return new @Nullable Object[] {
      d.id,
      d.institutionId,
      d.entryId,
      d.ordinal,
      d.type,
      d.reason,
      d.legalBasis,
      d.decisionNumber,
      d.decisionKey,
      d.decisionDate,
      hex(d.documentDigest),
      d.documentType,
      hex(d.subject),
      d.successorId,
      hex(d.successorSubject),
      hex(d.salt),
      hex(d.content),
      d.askedPerson,
      d.askedName,
      d.askedAt.toEpochMilli(),
      d.expiresAt.toEpochMilli()
    };
  }

  private static @Nullable Object[] columns(DecisionOutcomeEntity o) {
    return new @Nullable Object[] {
      o.decisionId,
      o.institutionId,
      o.outcome,
      o.askedPerson,
      o.decidedPerson,
      o.decidedName,
      o.decidedAt.toEpochMilli(),
      o.note,
      o.approvalId,
      hex(o.eventDigest)
    };
  }

  private static @Nullable String hex(byte @Nullable [] content) {
    return content == null ? null : HEX.formatHex(Objects.requireNonNull(content));
  }
}
