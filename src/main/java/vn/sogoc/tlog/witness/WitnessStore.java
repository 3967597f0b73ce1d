package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import vn.sogoc.crypto.note.MalformedNote;
import vn.sogoc.crypto.note.SignedNote;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * One file for each log: the last head that was cosigned. Written to a file beside, synced, renamed
 * over the old one, the folder synced: after a crash one of the two is there, whole.
 */
final class WitnessStore {
  private final Path folder;

  WitnessStore(Path folder) throws IOException {
    this.folder = folder;
    Files.createDirectories(folder);
  }

  /** The name under which a log's head is kept and served: SHA-256 of its origin. */
  static String name(String origin) {
    return Digest.sha256(origin.getBytes(StandardCharsets.UTF_8)).hex();
  }

  Optional<SignedNote> read(String origin) throws IOException {
    Path file = folder.resolve(name(origin));
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      return Optional.of(SignedNote.parse(Bytes.of(Files.readAllBytes(file))));
    } catch (MalformedNote e) {
      throw new IOException(file + " is damaged; a witness that forgot must not cosign", e);
    }
  }

  void write(String origin, SignedNote note) throws IOException {
    Path file = folder.resolve(name(origin));
    Path beside = folder.resolve(name(origin) + ".new");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer content = ByteBuffer.wrap(note.encode().toArray());
      while (content.hasRemaining()) {
        channel.write(content);
      }
      channel.force(true);
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    try (FileChannel directory = FileChannel.open(folder, StandardOpenOption.READ)) {
      directory.force(true);
    }
  }
}
