package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.merkle.ConsistencyProof;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.note.AddCheckpoint;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.NoteSigner;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.witness.WitnessAnswer.Conflict;
import vn.sogoc.tlog.witness.WitnessAnswer.Cosigned;
import vn.sogoc.tlog.witness.WitnessAnswer.Inconsistent;
import vn.sogoc.tlog.witness.WitnessAnswer.Malformed;
import vn.sogoc.tlog.witness.WitnessAnswer.Unable;
import vn.sogoc.tlog.witness.WitnessAnswer.UnknownLog;
import vn.sogoc.tlog.witness.WitnessAnswer.Unsigned;

/** Decides about new checkpoints: add-checkpoint of C2SP tlog-witness. */
public final class Witness {
  private static final Digest EMPTY_TREE = Digest.sha256();

  private final Map<String, List<NoteKey>> logs = new HashMap<>();
  private final List<NoteSigner> signers;
  private final WitnessStore store;
  private final Clock clock;

  /**
   * Comparing, remembering and signing are one step. One lock for all logs: the disk, which they
   * share, is what takes the time.
   */
  private final ReentrantLock step = new ReentrantLock();

  /** Set under the lock, for good. */
  private boolean isForgetful;

  /**
   * A witness.
   *
   * @param logs keys it trusts; the name of each is its log's origin
   * @param signers one line of each is in every answer
   * @param store opened with the keys of these signers
   */
  public Witness(
      List<NoteKey> logs, List<? extends NoteSigner> signers, WitnessStore store, Clock clock) {
    for (NoteKey each : logs) {
      this.logs.computeIfAbsent(each.name(), n -> new ArrayList<>()).add(each);
    }
    this.signers = List.copyOf(signers);
    this.store = store;
    this.clock = clock;
  }

  /** The newest checkpoint of the log whose origin has this hash. */
  public Optional<SignedNote> latest(Digest nameOfOrigin) {
    return store.latest(nameOfOrigin);
  }

  /** Judges a request, and remembers and cosigns its checkpoint where all is well. */
  public WitnessAnswer addCheckpoint(Bytes body) {
    AddCheckpoint request;
    try {
      request = AddCheckpoint.parse(body);
    } catch (MalformedNote e) {
      return new Malformed("expected " + e.getMessage());
    }
    List<NoteKey> keys = logs.get(request.origin());
    if (keys == null) {
      return new UnknownLog();
    }
    SignedNote note;
    try {
      note = SignedNote.parse(request.note());
    } catch (MalformedNote e) {
      // what cannot be read as a note has no signature of a key that is trusted
      return new Unsigned("expected " + e.getMessage());
    }
    // "or a signature line's key name and ID match a trusted key but the signature itself fails"
    if (keys.stream().anyMatch(k -> k.isForgedIn(note))) {
      return new Unsigned("a signature of the log does not verify");
    }
    if (keys.stream().noneMatch(k -> k.verify(note).isPresent())) {
      return new Unsigned("no signature of the log");
    }
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(note.text());
    } catch (MalformedNote e) {
      return new Malformed("expected " + e.getMessage());
    }
    if (request.oldSize() > checkpoint.size()) {
      return new Malformed("the old size is greater than that of the checkpoint");
    }
    step.lock();
    try {
      return compareAndRemember(request, checkpoint, bare(note, keys));
    } finally {
      step.unlock();
    }
  }

  private WitnessAnswer compareAndRemember(
      AddCheckpoint request, Checkpoint checkpoint, SignedNote note) {
    if (isForgetful) {
      return new Unable("the last record may not be on the disk; a restart finds out");
    }
    Digest name = WitnessStore.nameOf(checkpoint.origin());
    Optional<SignedNote> before = store.latest(name);
    Checkpoint known = before.map(Witness::checkpointOf).orElse(emptyTree(checkpoint.origin()));
    if (request.oldSize() != known.size()) {
      return new Conflict(known.size());
    }
    Optional<String> flaw = inconsistency(request, known, checkpoint);
    if (flaw.isPresent()) {
      return new Inconsistent(flaw.get());
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    if (before.flatMap(this::cosigned).filter(now::isBefore).isPresent()) {
      return new Unable("the clock is behind the last cosignature");
    }
    List<SignatureLine> lines = new ArrayList<>();
    SignedNote cosigned = note;
    try {
      for (NoteSigner signer : signers) {
        SignatureLine line = signer.sign(note.text(), now);
        lines.add(line);
        cosigned = cosigned.with(line);
      }
    } catch (SigningFailed e) {
      return new Unable("the witness cannot sign"); // nothing is remembered: the log may retry
    }
    try {
      store.replace(name, cosigned);
    } catch (IOException e) {
      // either tree may be on the disk; going on from the wrong one could cosign a fork
      isForgetful = true;
      return new Unable("the witness cannot remember");
    }
    // a crash from here on: the log asks again and learns the new size from the conflict
    return new Cosigned(lines);
  }

  private static Optional<String> inconsistency(
      AddCheckpoint request, Checkpoint known, Checkpoint checkpoint) {
    if (checkpoint.size() == 0 && !checkpoint.root().equals(EMPTY_TREE)) {
      return Optional.of("the root of an empty tree is another");
    }
    if (known.size() == 0) {
      return request.proof().isEmpty()
          ? Optional.empty()
          : Optional.of("the consistency proof from the empty tree is empty");
    }
    try {
      ConsistencyProof.verify(
          known.size(), checkpoint.size(), known.root(), checkpoint.root(), request.proof());
      return Optional.empty();
    } catch (InvalidProof e) {
      return Optional.of("the consistency proof does not verify: " + e.getMessage());
    }
  }

  /** When this witness signed a record. */
  private Optional<Instant> cosigned(SignedNote record) {
    return signers.stream()
        .flatMap(s -> s.key().verify(record).stream())
        .flatMap(v -> v.time().stream())
        .max(Instant::compareTo);
  }

  /** Only the lines that were verified are kept and served. */
  private static SignedNote bare(SignedNote note, List<NoteKey> keys) {
    return new SignedNote(
        note.text(),
        note.signatures().stream()
            .filter(
                line ->
                    keys.stream()
                        .anyMatch(k -> k.id() == line.keyId() && k.name().equals(line.name())))
            .toList());
  }

  private static Checkpoint emptyTree(String origin) {
    return new Checkpoint(origin, 0, EMPTY_TREE);
  }

  private static Checkpoint checkpointOf(SignedNote record) {
    try {
      return Checkpoint.parse(record.text());
    } catch (MalformedNote e) {
      throw new IllegalStateException("records are verified when they are read and written", e);
    }
  }
}
