package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/** Reads decisions; a row that was not written here, or was changed since, is not one. */
@ApplicationScoped
class DecisionReader {
  private static final Logger LOG = Logger.getLogger(DecisionReader.class);

  private final DecisionRepository repository;
  private final DecisionSeals seals;
  private final Grounds grounds;
  private final TransparencyLog log;

  DecisionReader(
      DecisionRepository repository, DecisionSeals seals, Grounds grounds, TransparencyLog log) {
    this.log = log;
    this.repository = repository;
    this.seals = seals;
    this.grounds = grounds;
  }

  /** The decisions about a credential in the order in which they were asked for. */
  @Transactional
  List<Decision> about(RegisterEvidence.Recorded credential, Instant now) {
    List<Decision> found = new ArrayList<>();
    for (DecisionEntity row : repository.ofEntry(credential.id())) {
      read(row, credential, now).ifPresent(found::add);
    }
    return found;
  }

  /** One of them; empty where the row is not genuine. */
  @Transactional
  Optional<Decision> read(DecisionEntity row, RegisterEvidence.Recorded about, Instant now) {
    List<DecisionChangeEntity> changes = repository.changes(row.id);
    if (!seals.isGenuine(row, changes, about)) {
      LOG.errorf("alarm: the row of decision %s was not written here", row.publicId());
      return Optional.empty();
    }
    Optional<DecisionOutcomeEntity> outcome = repository.outcome(row.id);
    if (outcome.isPresent() && !seals.isGenuine(outcome.get(), row, about)) {
      LOG.errorf("alarm: the outcome of decision %s was not written here", row.publicId());
      return Optional.empty();
    }
    boolean approved = outcome.filter(DecisionOutcomeEntity::isApproved).isPresent();
    if (DecisionSeals.isRecorded(row, about.events()) != approved) {
      LOG.errorf(
          "alarm: the register has an event of decision %s, which is not approved", row.publicId());
      return Optional.empty();
    }
    return Optional.of(
        view(
            row,
            changes.stream().map(DecisionChangeEntity::change).toList(),
            outcome,
            about.events(),
            now));
  }

  /** What a checked row and its outcome say. */
  Decision view(
      DecisionEntity row,
      List<FieldChange> changes,
      Optional<DecisionOutcomeEntity> outcome,
      List<LogEntry> events,
      Instant now) {
    DecisionType type = DecisionType.ofCode(row.type).orElseThrow();
    Optional<LogEntry> event = outcome.flatMap(o -> DecisionSeals.event(o, row, events));
    return new Decision(
        row.publicId(),
        PublicId.of(CredentialRecord.ID_KIND, row.entryId),
        type,
        row.reason,
        grounds
            .find(type, row.reason)
            .map(Ground::label)
            .orElseGet(() -> new BilingualText(row.reason, row.reason)),
        row.legalBasis,
        row.decisionNumber,
        row.decisionDate,
        Digest.of(row.documentDigest),
        row.documentType,
        Optional.ofNullable(row.successorId).map(id -> PublicId.of(CredentialRecord.ID_KIND, id)),
        changes,
        row.contentDigest(),
        state(row, outcome, event, now),
        new Decision.Deed(row.askedName, row.askedAt),
        row.expiresAt,
        decided(outcome),
        outcome.map(o -> o.note).orElse(null),
        event);
  }

  private Decision.State state(
      DecisionEntity row,
      Optional<DecisionOutcomeEntity> outcome,
      Optional<LogEntry> event,
      Instant now) {
    if (outcome.isPresent()) {
      if (!outcome.get().isApproved()) {
        return Decision.State.REJECTED;
      }
      return event.filter(log::isLogged).isPresent()
          ? Decision.State.LOGGED
          : Decision.State.RECORDED;
    }
    return now.isBefore(row.expiresAt) ? Decision.State.ASKED : Decision.State.EXPIRED;
  }

  private static Decision.@Nullable Deed decided(Optional<DecisionOutcomeEntity> outcome) {
    return outcome.map(o -> new Decision.Deed(o.decidedName, o.decidedAt)).orElse(null);
  }
}
