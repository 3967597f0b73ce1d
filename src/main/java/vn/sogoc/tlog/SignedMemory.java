package vn.sogoc.tlog;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.tlog.witness.DurableFile;

/**
 * The last head that this node signed, in a file outside of the database: whoever puts back or
 * alters the database does not reach it. Written, to the disk, before the signatures leave this
 * process; so a head that anybody has seen is in here, or a larger one of the same tree.
 */
@ApplicationScoped
class SignedMemory {
  private static final long LARGEST = 65_536;

  private final Path file;
  private final LogKeys keys;
  private final DurableFile disk = DurableFile.onDisk();

  /** The content of the file when it was verified last; the same again says the same. */
  private volatile @Nullable Verified seen;

  private record Verified(Bytes content, Last last) {}

  SignedMemory(LogKeys keys, LogConfig config) {
    this.keys = keys;
    this.file =
        config
            .memory()
            .toAbsolutePath()
            .normalize()
            .resolve(
                Digest.sha256(
                        Bytes.of(keys.origin().getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .hex());
  }

  /**
   * A head that was signed.
   *
   * @param signedAt the time in its ML-DSA line, where it has one
   */
  record Last(long size, Digest root, Optional<Instant> signedAt) {}

  /**
   * What was signed last; empty where this node never signed, or its memory was taken away.
   *
   * @throws LogHalted where the file is not what was written
   */
  Optional<Last> last() {
    try {
      if (Files.size(file) > LARGEST) {
        throw damaged("it is too large");
      }
      Bytes content = Bytes.of(Files.readAllBytes(file));
      Verified before = seen;
      if (before == null || !before.content().equals(content)) {
        before = new Verified(content, verified(SignedNote.parse(content)));
        seen = before;
      }
      return Optional.of(before.last());
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (MalformedNote e) {
      throw damaged("expected " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException("the memory of signed heads cannot be read", e);
    }
  }

  /**
   * Remembers a head. When this returns no crash forgets it; the signatures may go out.
   *
   * @throws LogHalted where a larger head, or another one of this size, was signed before
   */
  synchronized void remember(SignedNote note) {
    Last next;
    try {
      next = verified(note);
    } catch (MalformedNote e) {
      throw new IllegalArgumentException("no checkpoint", e);
    }
    Optional<Last> before = last();
    if (before.isPresent()) {
      requireLater(before.get(), next);
    }
    try {
      Files.createDirectories(file.resolveSibling("."));
      disk.replace(file, note.encode().toArray());
      seen = new Verified(note.encode(), next);
    } catch (IOException e) {
      throw new UncheckedIOException("the head is not signed: it cannot be remembered", e);
    }
  }

  private static void requireLater(Last before, Last next) {
    boolean isLater = next.size() > before.size();
    boolean isSame = next.size() == before.size() && next.root().equals(before.root());
    if (!isLater && !isSame) {
      throw new LogHalted(
          "a head of size " + before.size() + " was signed, another of " + next.size() + " is not");
    }
  }

  /** Nobody else writes such a file: it bears the log's own signature. */
  private Last verified(SignedNote note) throws MalformedNote {
    Checkpoint checkpoint = Checkpoint.parse(note.text());
    Optional<Instant> time = Optional.empty();
    boolean isOurs = false;
    for (WitnessPolicy.Log log : keys.policy().logs()) {
      Optional<NoteKey.Verified> line = log.key().verify(note);
      isOurs |= line.isPresent();
      time = time.or(() -> line.flatMap(NoteKey.Verified::time));
    }
    if (!isOurs || !checkpoint.origin().equals(keys.origin())) {
      throw damaged("the log did not sign it");
    }
    return new Last(checkpoint.size(), checkpoint.root(), time);
  }

  private LogHalted damaged(String how) {
    return new LogHalted("the memory of the last signed head, " + file + ", is damaged: " + how);
  }
}
