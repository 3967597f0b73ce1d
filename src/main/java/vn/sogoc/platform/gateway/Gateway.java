package vn.sogoc.platform.gateway;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.kernel.PublicId;

/**
 * The port to mail and SMS: a folder from which a gateway sends what it finds. In a demo nothing
 * takes the files away, and whoever looks into the folder sees what would have been sent.
 */
@ApplicationScoped
public class Gateway {
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final Optional<Path> folder;

  Gateway(GatewayConfig config) {
    this.folder = config.folder();
  }

  /** Whether there is somebody who sends messages. */
  public boolean isThere() {
    return folder.isPresent();
  }

  /**
   * Leaves a message for the gateway. The file is there whole or not at all, and put there twice it
   * is the same file.
   *
   * @param id names the file
   */
  public void put(PublicId id, Message message) throws IOException {
    Path into = folder.orElseThrow(() -> new IOException("no gateway is configured"));
    boolean isPosix = into.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (isPosix) { // addresses and secrets are for the gateway alone
      Files.createDirectories(into, PosixFilePermissions.asFileAttribute(FOLDER));
    } else {
      Files.createDirectories(into);
    }
    Path half = into.resolve(id + ".part");
    Files.deleteIfExists(half);
    if (isPosix) {
      Files.createFile(half, PosixFilePermissions.asFileAttribute(FILE));
    }
    try (FileChannel channel =
        FileChannel.open(half, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      ByteBuffer rest = StandardCharsets.UTF_8.encode(message.json());
      while (rest.hasRemaining()) {
        channel.write(rest);
      }
      channel.force(true); // whoever asked forgets address and secret once this returns
    }
    Files.move(
        half,
        into.resolve(id + ".json"),
        StandardCopyOption.REPLACE_EXISTING,
        StandardCopyOption.ATOMIC_MOVE);
    if (isPosix) {
      try (FileChannel directory = FileChannel.open(into, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }
}
