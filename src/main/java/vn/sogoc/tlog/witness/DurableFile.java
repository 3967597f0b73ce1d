package vn.sogoc.tlog.witness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** How the content of a file is replaced so that a crash leaves the old one or the new one. */
@FunctionalInterface
public interface DurableFile {
  /** What a replacement is called until it is whole. */
  String PARTIAL = ".partial";

  /**
   * Replaces a file. After an error nobody knows which content is on the disk, not even by reading
   * it back: the kernel may show what it failed to write.
   */
  void replace(Path file, byte[] content) throws IOException;

  /** On the disks of this machine. */
  static DurableFile onDisk() {
    return (file, content) -> {
      Path partial = file.resolveSibling(file.getFileName() + PARTIAL);
      try (FileChannel channel =
          FileChannel.open(
              partial,
              StandardOpenOption.CREATE,
              StandardOpenOption.TRUNCATE_EXISTING,
              StandardOpenOption.WRITE)) {
        ByteBuffer rest = ByteBuffer.wrap(content);
        while (rest.hasRemaining()) {
          channel.write(rest);
        }
        // a crash before this line leaves a partial file, which the next start removes
        channel.force(true);
      }
      // a crash from here on leaves either name for the whole content
      Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
      try (FileChannel directory =
          FileChannel.open(Objects.requireNonNull(file.getParent()), StandardOpenOption.READ)) {
        directory.force(true);
      }
    };
  }
}
