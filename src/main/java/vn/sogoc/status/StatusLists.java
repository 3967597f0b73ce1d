package vn.sogoc.status;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.crypto.keys.Purpose;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.keys.VerificationKey;
import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.institution.Signing;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.register.LaterEvents;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/**
 * The status lists for the world. Each version is made of what the log says under a cosigned head,
 * so that no row of the store takes a number back; a version is never edited. What gives something
 * back counts where two persons decided it, as in verification. Where an entry would go back to 0
 * without an event that says so, no version is made: the old one grows stale, which verifiers see.
 */
@ApplicationScoped
public class StatusLists {
  private static final Logger LOG = Logger.getLogger(StatusLists.class);

  private final StatusListStore store;
  private final TransparencyLog log;
  private final LaterEvents later;
  private final CountedEvents counted;
  private final Signing signing;
  private final TrustRegister trust;
  private final StatusConfig config;
  private final String address;

  /** How many events the log had of a list when it was last found unchanged. */
  private final Map<Integer, Long> seen = new ConcurrentHashMap<>();

  StatusLists(
      StatusListStore store,
      TransparencyLog log,
      LaterEvents later,
      CountedEvents counted,
      Signing signing,
      TrustRegister trust,
      StatusConfig config,
      PlatformConfig platform) {
    this.store = store;
    this.log = log;
    this.later = later;
    this.counted = counted;
    this.signing = signing;
    this.trust = trust;
    this.config = config;
    this.address = platform.address().toString();
  }

  /**
   * Makes the versions that are due: where events changed a list, or its version is a day old.
   * Signs outside any transaction.
   *
   * @return how many were made
   */
  public int publish(Instant now) {
    Optional<Integer> registry = config.registry().filter(id -> trust.institution(id).isPresent());
    if (registry.isEmpty()) {
      return 0;
    }
    int made = 0;
    for (int list = 0; list < later.lists(); list++) {
      Optional<List<LogEntry>> logged = log.laterOfList(list);
      if (logged.isPresent()) {
        made += publish(registry.get(), list, logged.get(), now);
      }
    }
    return made;
  }

  /**
   * The newest version of a list as it is served.
   *
   * @throws Refusal {@code status-list-unknown}
   */
  Bytes signed(String purpose, int list) {
    return StatusPurpose.ofCode(purpose)
        .flatMap(p -> store.latest(p, list))
        .map(row -> Bytes.of(row.signed))
        .orElseThrow(
            () ->
                new Refusal(StatusProblem.LIST_UNKNOWN, "there is no status list at this address"));
  }

  private int publish(int registry, int list, List<LogEntry> logged, Instant now) {
    long count = logged.size();
    Map<StatusPurpose, StatusListEntity> versions = new HashMap<>();
    for (StatusPurpose purpose : StatusPurpose.values()) {
      store.latest(purpose, list).ifPresent(row -> versions.put(purpose, row));
    }
    boolean fresh =
        versions.size() == StatusPurpose.values().length
            && versions.values().stream().allMatch(row -> isFresh(row, now));
    if (fresh && Long.valueOf(count).equals(seen.get(list))) {
      return 0;
    }
    List<LogEntry> events = decided(list, logged);
    int made = 0;
    boolean whole = true;
    for (StatusPurpose purpose : StatusPurpose.values()) {
      StatusBits bits = StatusBits.of(purpose, list, events);
      StatusListEntity before = versions.get(purpose);
      if (before != null && !mayFollow(before, purpose, list, bits, events)) {
        whole = false;
      } else if (before == null
          || !isFresh(before, now)
          || !bits.digest().equals(Digest.of(before.bits))) {
        make(registry, purpose, list, before, bits, count, now);
        made++;
      }
    }
    if (whole) {
      seen.put(list, count);
    }
    return made;
  }

  private boolean isFresh(StatusListEntity row, Instant now) {
    return now.isBefore(row.validFrom.plus(config.renewAfter()));
  }

  private void make(
      int registry,
      StatusPurpose purpose,
      int list,
      @Nullable StatusListEntity before,
      StatusBits bits,
      long count,
      Instant now) {
    Instant from = now.truncatedTo(ChronoUnit.SECONDS);
    StatusListCredential credential =
        new StatusListCredential(
            address,
            registry,
            purpose,
            list,
            from,
            from.plus(config.validFor()),
            config.ttl(),
            bits);
    try {
      Bytes signed = credential.sign(signing.statusLists(registry, now));
      store.write(credential, before == null ? 1 : before.id.version() + 1, count, signed);
    } catch (SigningFailed e) {
      throw new Refusal(
          InstitutionProblem.KEY_STORE_UNAVAILABLE, "The status key did not sign the list.");
    }
  }

  /** Without the reinstatements that stand in the log and on no decision of two persons. */
  private List<LogEntry> decided(int list, List<LogEntry> logged) {
    if (logged.stream().noneMatch(e -> e.type() == EntryType.REINSTATED)) {
      return logged;
    }
    Map<Digest, RegisterEvidence.Recorded> about = new HashMap<>();
    for (RegisterEvidence evidence : later.reinstated(list)) {
      switch (evidence) {
        case RegisterEvidence.Recorded recorded ->
            about.put(Digest.sha256(recorded.events().getFirst().encode()), recorded);
        case RegisterEvidence.Altered altered ->
            LOG.errorf(
                "alarm: credential %s of status list %d was altered: %s",
                altered.id(), list, altered.what());
      }
    }
    return logged.stream()
        .filter(
            event ->
                event.type() != EntryType.REINSTATED
                    || event
                        .subject()
                        .map(about::get)
                        .filter(recorded -> counted.isDecided(recorded, event))
                        .isPresent())
        .toList();
  }

  /** Whether every entry that goes down does so by an event. */
  private boolean mayFollow(
      StatusListEntity before,
      StatusPurpose purpose,
      int list,
      StatusBits bits,
      List<LogEntry> events) {
    Map<Integer, LogEntry> last = new HashMap<>();
    for (LogEntry event : events) {
      event.slot().ifPresent(slot -> last.put(slot.index(), event));
    }
    try {
      StatusBits old =
          StatusListCredential.verify(
              Bytes.of(before.signed), purpose, list, key -> verifier(key, before.institutionId));
      for (int index : bits.loweredFrom(old)) {
        LogEntry event = last.get(index);
        if (event == null || !purpose.isTakenBackBy(event)) {
          LOG.errorf(
              "alarm: entry %d of status list %s/%d would be cleared without an event",
              index, purpose.code(), list);
          return false;
        }
      }
      return true;
    } catch (MalformedStatusList e) {
      LOG.errorf(
          "alarm: version %d of status list %s/%d was altered: %s",
          before.id.version(), purpose.code(), list, e.getMessage());
      return false;
    }
  }

  private Optional<VerificationKey<Purpose.Status>> verifier(KeyId id, int registry) {
    return switch (trust.key(id)) {
      case TrustAnswer.Known known ->
          known.key().institution().id() == registry
              ? known.key().verifier(Purpose.STATUS)
              : Optional.empty();
      case TrustAnswer.Unknown ignored -> Optional.empty();
      case TrustAnswer.Unavailable ignored -> Optional.empty();
    };
  }
}
