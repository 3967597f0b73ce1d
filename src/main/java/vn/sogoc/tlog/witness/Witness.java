package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.keys.SigningFailed;
import vn.sogoc.crypto.merkle.ConsistencyProof;
import vn.sogoc.crypto.merkle.InvalidProof;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.NoteSigner;
import vn.sogoc.crypto.note.SignatureLine;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The decisions of a witness. It looks at what it remembers, verifies that the new head continues
 * it, writes the new head down, and only then gives its signature away: a crash in between leaves a
 * head that nobody got a cosignature for, which the log asks for again.
 */
public final class Witness {
  /**
   * An answer in the terms of HTTP.
   *
   * @param body as text
   */
  record Reply(int status, String body) {}

  private final List<NoteKey> logs;
  private final NoteSigner signer;
  private final WitnessStore store;
  private final Clock clock;

  /**
   * A witness with its memory in a folder.
   *
   * @param logs keys of the logs it watches, one of each
   */
  public Witness(List<NoteKey> logs, NoteSigner signer, Path folder, Clock clock)
      throws IOException {
    this.logs = List.copyOf(logs);
    this.signer = signer;
    this.store = new WitnessStore(folder);
    this.clock = clock;
    for (NoteKey log : logs) {
      store.read(log.name()); // what is damaged is told at the start
    }
  }

  /** C2SP tlog-witness, add-checkpoint. One at a time: looking and writing are one step. */
  synchronized Reply add(Bytes body) throws IOException {
    AddCheckpoint request;
    Checkpoint checkpoint;
    try {
      request = AddCheckpoint.parse(body);
      checkpoint = Checkpoint.parse(request.note().text());
    } catch (MalformedNote e) {
      return new Reply(400, e.getMessage() + "\n");
    }
    Optional<NoteKey> log =
        logs.stream().filter(k -> k.name().equals(checkpoint.origin())).findFirst();
    if (log.isEmpty()) {
      return new Reply(404, "this log is not watched here\n");
    }
    if (log.get().verify(request.note()).isEmpty()) {
      return new Reply(403, "no good signature of the log\n");
    }
    if (request.old() > checkpoint.size()) {
      return new Reply(400, "the old size is larger than the new\n");
    }
    Optional<Checkpoint> known = known(checkpoint.origin());
    long size = known.map(Checkpoint::size).orElse(0L);
    if (request.old() != size) {
      return new Reply(409, size + "\n");
    }
    Digest root = known.map(Checkpoint::root).orElseGet(() -> MerkleTree.root(List.of()));
    try {
      ConsistencyProof.verify(size, checkpoint.size(), root, checkpoint.root(), request.proof());
    } catch (InvalidProof e) {
      return new Reply(size == checkpoint.size() ? 409 : 422, refusal(size, checkpoint, e));
    }
    SignedNote own = new SignedNote(request.note().text(), List.of());
    for (SignatureLine theirs : request.note().signatures()) {
      if (theirs.keyId() == log.get().id() && theirs.name().equals(log.get().name())) {
        own = own.with(theirs);
      }
    }
    SignatureLine line;
    try {
      line = signer.sign(own.text(), clock.instant());
    } catch (SigningFailed e) {
      throw new IOException("the witness's key did not sign", e);
    }
    store.write(checkpoint.origin(), own.with(line));
    return new Reply(200, line.line() + "\n");
  }

  /** With equal sizes the protocol asks for a conflict and the size that is known. */
  private static String refusal(long size, Checkpoint checkpoint, InvalidProof e) {
    return size == checkpoint.size() ? size + "\n" : e.getMessage() + "\n";
  }

  /** The last head it cosigned, by the hash of its origin. */
  synchronized Optional<Bytes> latest(String name) throws IOException {
    for (NoteKey log : logs) {
      if (WitnessStore.name(log.name()).equals(name)) {
        return store.read(log.name()).map(SignedNote::encode);
      }
    }
    return Optional.empty();
  }

  /** The key that verifies its cosignatures. */
  public NoteKey key() {
    return signer.key();
  }

  private Optional<Checkpoint> known(String origin) throws IOException {
    Optional<SignedNote> note = store.read(origin);
    if (note.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Checkpoint.parse(note.get().text()));
    } catch (MalformedNote e) {
      throw new IOException(
          "the head kept of "
              + origin
              + " is damaged: "
              + new String(note.get().encode().toArray(), StandardCharsets.UTF_8),
          e);
    }
  }
}
