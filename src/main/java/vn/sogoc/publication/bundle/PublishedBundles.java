package vn.sogoc.publication.bundle;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.bundle.BundleRoots;
import vn.sogoc.crypto.bundle.BundleVerifier;
import vn.sogoc.crypto.bundle.BundleVerifier.Memory;
import vn.sogoc.crypto.bundle.BundleVerifier.Outcome;
import vn.sogoc.crypto.bundle.MalformedBundle;
import vn.sogoc.crypto.bundle.TrustBundle;
import vn.sogoc.crypto.bundle.TrustBundles;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.access.Actor;
import vn.sogoc.platform.access.Role;
import vn.sogoc.platform.approvals.Approvals;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.trail.Deed;
import vn.sogoc.platform.trail.Doer;
import vn.sogoc.platform.trail.Trail;
import vn.sogoc.tlog.EntryType;
import vn.sogoc.tlog.LogEntry;
import vn.sogoc.tlog.Submission;
import vn.sogoc.tlog.TransparencyLog;

/** The door of the trust bundle. */
@ApplicationScoped
class PublishedBundles {
  private static final String SUBJECT = "trust-bundle";

  /** What is served, with the hash of its bytes. */
  record Served(int version, Digest digest, Bytes file) {}

  /** A version that waits for its second person. */
  record Proposal(
      PublicId id, int version, Digest content, String askedBy, Instant askedAt, Instant expires) {}

  private final BundleRepository bundles;
  private final BundleRootFiles roots;
  private final BundleContent content;
  private final Approvals approvals;
  private final TransparencyLog log;
  private final Trail trail;
  private final PublicIds ids;
  private final BundleConfig config;
  private final Clock clock;
  private volatile @Nullable Served served;

  PublishedBundles(
      BundleRepository bundles,
      BundleRootFiles roots,
      BundleContent content,
      Approvals approvals,
      TransparencyLog log,
      Trail trail,
      PublicIds ids,
      BundleConfig config,
      Clock clock) {
    this.bundles = bundles;
    this.roots = roots;
    this.content = content;
    this.approvals = approvals;
    this.log = log;
    this.trail = trail;
    this.ids = ids;
    this.config = config;
    this.clock = clock;
  }

  /**
   * The newest version that stands in the log under a cosigned head.
   *
   * @throws Refusal {@code bundle-unknown} before the first
   */
  @Transactional
  Served newest() {
    for (int version = bundles.newest(); version > 0; version--) {
      Served kept = served;
      if (kept != null && kept.version() == version) {
        return kept;
      }
      Optional<Served> found = logged(version);
      if (found.isPresent()) {
        served = found.get();
        return found.get();
      }
    }
    throw unknown();
  }

  /**
   * One version, for verifiers that slept while the roots changed.
   *
   * @throws Refusal {@code bundle-unknown}
   */
  @Transactional
  Served version(int version) {
    return logged(version).orElseThrow(PublishedBundles::unknown);
  }

  /** The next version without signatures, for those who sign it elsewhere. */
  @Transactional
  Bytes draft(Actor actor) {
    requireOperator(actor);
    Memory memory = memory();
    return TrustBundles.draft(next(memory));
  }

  /**
   * Brings in a version that was signed outside.
   *
   * @throws Refusal where verifiers would refuse it, or it says something else than the registry
   */
  @Transactional
  Proposal propose(Actor actor, Bytes file) {
    requireOperator(actor);
    Instant now = now();
    Memory memory = memory();
    TrustBundle bundle = verified(file, memory, now);
    TrustBundle expected = content.next(bundle.version(), bundle.prior(), bundle.roots(), now);
    if (!TrustBundles.content(bundle).equals(TrustBundles.content(expected))) {
      throw new Refusal(
          BundleProblem.BUNDLE_OUTDATED,
          "The file says something else than the registry knows now.");
    }
    if (bundle.expiresAt().isAfter(bundle.issuedAt().plus(config.validFor()))
        || !bundle.staleAfter().equals(config.staleAfter())) {
      throw new Refusal(
          BundleProblem.BUNDLE_REFUSED,
          "The file is to hold longer than "
              + config.validFor()
              + " or to be used longer offline.");
    }
    BundleProposalEntity row = new BundleProposalEntity();
    row.id = ids.nextUuid();
    row.version = bundle.version();
    row.file = file.toArray();
    row.askedPerson = actor.personId();
    row.askedName = actor.displayName();
    row.askedAt = now;
    row.expiresAt = now.plus(config.approvalTtl());
    bundles.add(row);
    approvals.request(
        actor,
        config.registry(),
        SUBJECT,
        row.publicId().toString(),
        row.contentDigest(),
        1,
        config.approvalTtl());
    return view(row);
  }

  /**
   * The same file by the same person before, and still waiting: of a request whose answer was lost.
   */
  @Transactional
  Optional<Proposal> proposedBefore(Actor actor, Bytes file) {
    requireOperator(actor);
    return bundles.proposals(actor.personId(), now()).stream()
        .filter(row -> Bytes.of(row.file).equals(file))
        .filter(row -> approvals.find(SUBJECT, row.publicId().toString()).isPresent())
        .findFirst()
        .map(PublishedBundles::view);
  }

  /** What the actor let in under this hash before: of a request whose answer was lost. */
  @Transactional
  Optional<Proposal> approvedBefore(Actor actor, PublicId id, Digest hash) {
    requireOperator(actor);
    boolean isTheirs =
        approvals
            .find(SUBJECT, id.toString())
            .filter(a -> a.consumedAt() != null && a.content().equals(hash))
            .filter(a -> actor.personId().equals(a.approverPerson()))
            .isPresent();
    return isTheirs ? bundles.proposal(id.key()).map(PublishedBundles::view) : Optional.empty();
  }

  /** Lets a version in, as another person than the one who brought it. */
  @Transactional
  Proposal approve(Actor actor, PublicId id, Digest hash) {
    requireOperator(actor);
    BundleProposalEntity row = bundles.proposal(id.key()).orElseThrow(PublishedBundles::unknown);
    approvals.approve(actor, SUBJECT, id.toString(), hash, 1);
    var unused = approvals.consume(SUBJECT, id.toString(), row.contentDigest(), 1);
    take(Bytes.of(row.file));
    return view(row);
  }

  /** The next version without signatures, where one is due. */
  @Transactional
  Optional<Bytes> due() {
    TrustBundle next = next(memory());
    return isFresh(next, now()) ? Optional.empty() : Optional.of(TrustBundles.draft(next));
  }

  /** Takes a signed version in; its number. */
  @Transactional
  int take(Bytes file) {
    return publish(file, now());
  }

  private boolean isFresh(TrustBundle next, Instant now) {
    return bundles
        .findByIdOptional(next.version() - 1)
        .filter(last -> Digest.of(last.content).equals(TrustBundles.content(next)))
        .filter(last -> now.isBefore(last.issuedAt.plus(config.renewAfter())))
        .isPresent();
  }

  /** Of two at once the second fails at the primary key. */
  private int publish(Bytes file, Instant now) {
    TrustBundle bundle = verified(file, memory(), now);
    BundleEntity row = new BundleEntity();
    row.version = bundle.version();
    row.file = file.toArray();
    row.digest = Digest.sha256(file).toArray();
    row.content = TrustBundles.content(bundle).toArray();
    row.issuedAt = bundle.issuedAt();
    row.expiresAt = bundle.expiresAt();
    bundles.persistAndFlush(row);
    log.submit(
        List.of(
            new Submission(
                ids.nextUuid(),
                LogEntry.trustBundle(now, config.registry(), Digest.sha256(file)))));
    trail.tell(
        new Deed(
            Doer.REGISTRY,
            "trust-bundle.publish",
            config.registry(),
            Integer.toString(bundle.version()),
            Digest.sha256(file)));
    return bundle.version();
  }

  private TrustBundle verified(Bytes file, Memory memory, Instant now) {
    Outcome outcome;
    try {
      outcome = BundleVerifier.verify(file, memory, now);
    } catch (MalformedBundle e) {
      throw new Refusal(BundleProblem.BUNDLE_REFUSED, "The file is refused: " + e.getMessage());
    }
    return switch (outcome) {
      case Outcome.Refused refused ->
          throw new Refusal(
              BundleProblem.BUNDLE_REFUSED, "Verifiers would refuse the file: " + refused.fault());
      case Outcome.Accepted accepted -> {
        int expected = memory.seen().map(s -> s.version() + 1).orElse(1);
        if (accepted.bundle().version() != expected) {
          throw new Refusal(
              BundleProblem.BUNDLE_OUTDATED, "Expected version " + expected + " of the bundle.");
        }
        yield accepted.bundle();
      }
    };
  }

  private TrustBundle next(Memory memory) {
    int version = memory.seen().map(s -> s.version() + 1).orElse(1);
    return content.next(
        version, memory.seen().map(BundleVerifier.Seen::file), memory.roots(), now());
  }

  /**
   * What a verifier with the pinned roots would remember of the newest stored version. Where roots
   * changed since they were pinned, it is led there by the versions between.
   */
  private Memory memory() {
    BundleRoots pinned =
        roots
            .pinned()
            .orElseThrow(
                () ->
                    new Refusal(
                        BundleProblem.BUNDLE_NOT_SET_UP,
                        "The installation names no root keys of the trust bundle."));
    int newest = bundles.newest();
    Memory memory = Memory.of(pinned);
    for (int from = newest; from > 0; from--) {
      Optional<Memory> led = lead(from, newest, memory);
      if (led.isPresent()) {
        return led.get();
      }
    }
    if (newest > 0) {
      throw new Refusal(
          BundleProblem.BUNDLE_NOT_NOW,
          "The stored bundle does not verify under the pinned roots.");
    }
    return memory;
  }

  private Optional<Memory> lead(int from, int newest, Memory start) {
    Memory memory = start;
    for (int version = from; version <= newest; version++) {
      Optional<Bytes> file = bundles.findByIdOptional(version).map(row -> Bytes.of(row.file));
      try {
        if (file.isPresent()
            && BundleVerifier.catchUp(List.of(file.get()), memory)
                instanceof Outcome.Accepted accepted
            && accepted.bundle().version() == version) {
          memory = accepted.next();
        } else {
          return Optional.empty();
        }
      } catch (MalformedBundle e) {
        return Optional.empty(); // an altered row leads nowhere
      }
    }
    return Optional.of(memory);
  }

  /** Served are the bytes whose hash the log has, whatever the row says of them. */
  private Optional<Served> logged(int version) {
    return bundles
        .findByIdOptional(version)
        .map(row -> Bytes.of(row.file))
        .map(file -> new Served(version, Digest.sha256(file), file))
        .filter(
            found ->
                log.about(EntryType.TRUST_BUNDLE, config.registry(), found.digest()).isPresent());
  }

  private static Proposal view(BundleProposalEntity row) {
    return new Proposal(
        row.publicId(),
        row.version,
        row.contentDigest(),
        row.askedName,
        row.askedAt,
        row.expiresAt);
  }

  private void requireOperator(Actor actor) {
    if (!actor.hasAt(Role.OPERATE, config.registry())) {
      throw new Refusal(HttpProblem.FORBIDDEN, "operators of the registry bring in bundles");
    }
  }

  private static Refusal unknown() {
    return new Refusal(BundleProblem.BUNDLE_UNKNOWN, "There is no such version of the bundle.");
  }

  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MILLIS);
  }
}
