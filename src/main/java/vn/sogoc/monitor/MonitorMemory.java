package vn.sogoc.monitor;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.crypto.note.WitnessPolicy;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.tlog.witness.DurableFile;

/**
 * The head that was seen last, in a folder of the monitor's own. Whoever sets the folder back makes
 * the monitor forget.
 */
public final class MonitorMemory implements AutoCloseable {
  private static final long LARGEST = 1_100_000;
  private static final String HEAD = "head";

  private final Path head;
  private final FileChannel lock;

  private MonitorMemory(Path head, FileChannel lock) {
    this.head = head;
    this.lock = lock;
  }

  /**
   * Opens a folder, made where it is missing.
   *
   * @throws IOException where it cannot be used, or another monitor uses it
   */
  public static MonitorMemory open(Path directory) throws IOException {
    Files.createDirectories(directory);
    FileChannel lock =
        FileChannel.open(
            directory.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean isOurs = false;
    try {
      isOurs = lock.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      isOurs = false; // held by this very process
    } finally {
      if (!isOurs) {
        lock.close();
      }
    }
    if (!isOurs) {
      throw new IOException("another monitor uses the folder " + directory);
    }
    return new MonitorMemory(directory.resolve(HEAD), lock);
  }

  /**
   * The head seen last; empty where none was.
   *
   * @throws IOException where the file is not what was written: a memory that is damaged must not
   *     pass for none
   */
  Optional<Checkpoint> last(WitnessPolicy policy) throws IOException {
    if (!Files.exists(head)) {
      return Optional.empty();
    }
    if (Files.size(head) > LARGEST) {
      throw new IOException(head + " is too large");
    }
    try {
      SignedNote note = SignedNote.parse(Bytes.of(Files.readAllBytes(head)));
      Optional<String> reason = policy.reason(note);
      if (reason.isPresent()) {
        throw new IOException(head + " is no head of this policy: " + reason.get());
      }
      return Optional.of(Checkpoint.parse(note.text()));
    } catch (MalformedNote e) {
      throw new IOException(head + " is damaged: expected " + e.getMessage(), e);
    }
  }

  /** Remembers a head; when this returns, no crash forgets it. */
  void remember(SignedNote note) throws IOException {
    DurableFile.onDisk().replace(head, note.encode().toArray());
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
