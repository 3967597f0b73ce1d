package vn.sogoc.issuance.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jboss.logging.Logger;
import vn.sogoc.kernel.PublicId;

/**
 * The port to mail and SMS: a folder from which a gateway sends what it finds. In a demo nothing
 * takes the files away, and whoever looks into the folder sees what would have been sent. A file is
 * there whole or not at all; with it the registry forgets the address and the secret.
 */
@ApplicationScoped
class LinkSpool {
  private static final Logger LOG = Logger.getLogger(LinkSpool.class);
  private static final int AT_ONCE = 100;
  private static final Set<PosixFilePermission> FOLDER =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

  private final DeliveryLinkRepository links;
  private final Optional<Path> folder;
  private final Clock clock;

  LinkSpool(DeliveryLinkRepository links, DeliveryConfig config, Clock clock) {
    this.links = links;
    this.folder = config.spool();
    this.clock = clock;
  }

  /** Whether there may be more. */
  @Transactional
  boolean deliver() {
    links.expire(clock.instant());
    if (folder.isEmpty()) {
      return false;
    }
    List<DeliveryLinkEntity> waiting = links.waiting(AT_ONCE);
    Instant now = clock.instant();
    int failed = 0;
    for (DeliveryLinkEntity row : waiting) {
      try {
        Optional<String> message = links.open(row);
        if (message.isPresent()) {
          put(folder.get(), PublicId.of("dln", row.id).toString(), message.get());
        }
        row.messageSealed = null;
        row.sentAt = now;
      } catch (IOException e) {
        failed++;
      }
    }
    if (failed > 0) {
      LOG.warnf("%d links could not be put into the spool; they wait", failed);
    }
    return failed == 0 && waiting.size() == AT_ONCE;
  }

  private static void put(Path folder, String id, String message) throws IOException {
    boolean isPosix = folder.getFileSystem().supportedFileAttributeViews().contains("posix");
    if (isPosix) { // addresses and secrets are for the gateway alone
      Files.createDirectories(folder, PosixFilePermissions.asFileAttribute(FOLDER));
    } else {
      Files.createDirectories(folder);
    }
    Path half = folder.resolve(id + ".part");
    Files.deleteIfExists(half);
    if (isPosix) {
      Files.createFile(half, PosixFilePermissions.asFileAttribute(FILE));
    }
    Files.writeString(half, message, StandardCharsets.UTF_8);
    Files.move(half, folder.resolve(id + ".json"), StandardCopyOption.REPLACE_EXISTING);
  }
}
