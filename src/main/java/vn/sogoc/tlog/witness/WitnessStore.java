package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import vn.sogoc.crypto.note.Checkpoint;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.NoteKey;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What a witness has cosigned last, one file per origin, named by the origin's hash. The directory
 * is the whole memory of the witness: whoever sets it back makes the witness forget.
 */
public final class WitnessStore implements AutoCloseable {
  private static final Pattern RECORD = Pattern.compile("[0-9a-f]{64}");
  private static final String LOCK = "lock";
  private static final long LARGEST = 1_000_000;

  private final Path directory;
  private final DurableFile disk;
  private final FileChannel lock;
  private final Map<Digest, SignedNote> latest = new ConcurrentHashMap<>();

  private WitnessStore(Path directory, DurableFile disk, FileChannel lock) {
    this.directory = directory;
    this.disk = disk;
    this.lock = lock;
  }

  /**
   * Opens a directory, made where it is missing, and verifies all that is in it.
   *
   * @param own keys of this witness: every record must bear a cosignature of each
   * @throws IOException where another process uses it, or a record is not what this witness wrote
   */
  public static WitnessStore open(Path directory, List<NoteKey> own) throws IOException {
    return open(directory, own, DurableFile.onDisk());
  }

  static WitnessStore open(Path directory, List<NoteKey> own, DurableFile disk) throws IOException {
    Files.createDirectories(directory);
    // two processes would each compare with a memory of their own
    FileChannel lock =
        FileChannel.open(
            directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    WitnessStore store = new WitnessStore(directory, disk, lock);
    boolean opened = false;
    try {
      if (!isLocked(lock)) {
        throw new IOException("another witness uses the directory " + directory);
      }
      store.load(own);
      opened = true;
      return store;
    } finally {
      if (!opened) {
        lock.close();
      }
    }
  }

  /** Whether a directory has records: its witness then has a key already. */
  public static boolean hasRecords(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      return false;
    }
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(directory, WitnessStore::isRecord)) {
      return files.iterator().hasNext();
    }
  }

  /** The name of an origin's record. */
  public static Digest nameOf(String origin) {
    return Digest.sha256(origin.getBytes(StandardCharsets.UTF_8));
  }

  /** The newest checkpoint cosigned for an origin, with the log's signatures and our own. */
  public Optional<SignedNote> latest(Digest name) {
    return Optional.ofNullable(latest.get(name));
  }

  /** Remembers a checkpoint; when this returns, no crash forgets it. */
  void replace(Digest name, SignedNote note) throws IOException {
    disk.replace(directory.resolve(name.hex()), note.encode().toArray());
    latest.put(name, note);
  }

  private void load(List<NoteKey> own) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        String name = String.valueOf(file.getFileName());
        if (name.endsWith(DurableFile.PARTIAL)) {
          // never became a record, so nothing in it was ever answered
          Files.delete(file);
        } else if (isRecord(file)) {
          latest.put(Digest.ofHex(name), verified(file, name, own));
        }
      }
    }
  }

  private static SignedNote verified(Path file, String name, List<NoteKey> own) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw new IOException("the record " + file + " is too large");
    }
    try {
      SignedNote note = SignedNote.parse(Bytes.of(Files.readAllBytes(file)));
      Checkpoint checkpoint = Checkpoint.parse(note.text());
      if (!nameOf(checkpoint.origin()).hex().equals(name)) {
        throw new IOException("the record " + file + " is of the log " + checkpoint.origin());
      }
      for (NoteKey key : own) {
        if (key.verify(note).isEmpty()) {
          throw new IOException("the record " + file + " has no valid cosignature of " + key);
        }
      }
      return note;
    } catch (MalformedNote e) {
      throw new IOException("the record " + file + " is damaged: expected " + e.getMessage(), e);
    }
  }

  private static boolean isRecord(Path file) {
    return RECORD.matcher(String.valueOf(file.getFileName())).matches();
  }

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false; // held by this very process
    }
  }

  /** Lets another process have the directory; every record is on the disk already. */
  @Override
  public void close() {
    try {
      lock.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
