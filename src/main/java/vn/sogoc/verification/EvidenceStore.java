package vn.sogoc.verification;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import vn.sogoc.crypto.keys.KeyId;
import vn.sogoc.institution.TrustAnswer;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.kernel.Digest;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublicationAnswer;
import vn.sogoc.register.Register;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.tlog.Inclusion;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.TransparencyLog;

/** Reads evidence of several records in one transaction of its own. */
@ApplicationScoped
class EvidenceStore {
  /** Which record: the key it names and the digest of its bytes. */
  record About(KeyId key, Digest digest) {}

  private final TrustRegister trust;
  private final Register register;
  private final IssuanceLists lists;
  private final TransparencyLog log;
  private final Clock clock;

  EvidenceStore(
      TrustRegister trust,
      Register register,
      IssuanceLists lists,
      TransparencyLog log,
      Clock clock) {
    this.trust = trust;
    this.register = register;
    this.lists = lists;
    this.log = log;
    this.clock = clock;
  }

  /** The evidence about each, in the same order. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  List<Evidence> read(List<About> about) {
    Set<Digest> digests = about.stream().map(About::digest).collect(Collectors.toSet());
    Map<KeyId, TrustAnswer> keys =
        trust.keys(about.stream().map(About::key).collect(Collectors.toSet()));
    Map<Digest, RegisterEvidence> entries = register.byDigests(digests);
    Map<Digest, PublicationAnswer> published = lists.evidence(digests, clock.instant());
    Map<LogEntry, Inclusion> logged =
        log.inclusions(entries.values().stream().flatMap(e -> issued(e).stream()).toList());
    return about.stream()
        .map(
            a -> {
              Optional<RegisterEvidence> entry = Optional.ofNullable(entries.get(a.digest()));
              return new Evidence(
                  keys.getOrDefault(a.key(), new TrustAnswer.Unknown()),
                  entry,
                  published.getOrDefault(a.digest(), new PublicationAnswer.Absent()),
                  entry
                      .flatMap(EvidenceStore::issued)
                      .map(logged::get)
                      .orElseGet(Inclusion.Absent::new));
            })
        .toList();
  }

  private static Optional<LogEntry> issued(RegisterEvidence evidence) {
    return switch (evidence) {
      case RegisterEvidence.Recorded recorded -> Optional.of(recorded.events().getFirst());
      case RegisterEvidence.Altered ignored -> Optional.empty();
    };
  }
}
