package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.secrets.Sealing;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.platform.store.CopyRows;
import vn.sogoc.platform.tables.TableFile;

/**
 * Rows of {@code import_part}: uploaded files in sealed parts, since they hold personal numbers.
 * Whoever reads one gets a copy on the disk of the node, which goes when it is closed.
 */
@ApplicationScoped
class StoredFiles {
  private static final Logger LOG = Logger.getLogger(StoredFiles.class);
  private static final int PART = 1024 * 1024;
  private static final String FOLDER = "sogoc-imports-";
  private static final String COPY = "copy-";
  private static final Set<PosixFilePermission> PRIVATE =
      PosixFilePermissions.fromString("rwx------");

  /** Readers open a copy as soon as it is written, and its name goes then. */
  private static final Duration LONGEST_UNOPENED = Duration.ofHours(1);

  private final EntityManager store;
  private final Sealing sealing;
  private final Clock clock;
  private final Path folder;

  StoredFiles(EntityManager store, Secrets secrets, SecureRandom random, Clock clock) {
    this.store = store;
    this.sealing = new Sealing(secrets, "import-file", random);
    this.clock = clock;
    this.folder = folder();
  }

  /** One that nobody else may look into, the same at every start. */
  private static Path folder() {
    Path parent = Path.of(System.getProperty("java.io.tmpdir"));
    Path usual = parent.resolve(FOLDER + System.getProperty("user.name"));
    try {
      if (!parent.getFileSystem().supportedFileAttributeViews().contains("posix")) {
        return Files.createDirectories(usual);
      }
      try {
        Files.createDirectory(usual, PosixFilePermissions.asFileAttribute(PRIVATE));
      } catch (FileAlreadyExistsException e) {
        // ours from an earlier start, or somebody else's
      }
      Path own = Files.createTempDirectory(FOLDER); // of mode 0700
      boolean isOurs =
          Files.isDirectory(usual, LinkOption.NOFOLLOW_LINKS)
              && Files.getPosixFilePermissions(usual, LinkOption.NOFOLLOW_LINKS).equals(PRIVATE)
              && Files.getOwner(usual, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(own));
      if (!isOurs) {
        return own;
      }
      Files.delete(own);
      return usual;
    } catch (IOException e) {
      throw new UncheckedIOException("there is no folder for copies of imported files", e);
    }
  }

  /** Deletes copies whose reader was killed before it opened them. */
  void sweep() {
    Instant oldest = clock.instant().minus(LONGEST_UNOPENED);
    try (DirectoryStream<Path> copies = Files.newDirectoryStream(folder, COPY + "*")) {
      for (Path copy : copies) {
        if (Files.getLastModifiedTime(copy, LinkOption.NOFOLLOW_LINKS)
            .toInstant()
            .isBefore(oldest)) {
          Files.deleteIfExists(copy);
        }
      }
    } catch (IOException e) {
      LOG.warnf("copies of imported files were not all swept: %s", e.toString());
    }
  }

  /** A copy of a file, for one reader. */
  record Copy(Path path) implements AutoCloseable {
    /** The table in it, whose name goes where a platform lets the name of an open file go. */
    TableFile open() {
      TableFile table = TableFile.open(path, FileLook.LIMITS);
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        LOG.debugf("a copy keeps its name while it is read: %s", e.toString());
      }
      return table;
    }

    @Override
    public void close() {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException("a copy of an uploaded file cannot be deleted", e);
      }
    }
  }

  /** Keeps a file, in the caller's transaction. */
  @Transactional(Transactional.TxType.MANDATORY)
  void keep(int institution, UUID id, Path file) {
    try (InputStream in = Files.newInputStream(file)) {
      int position = 0;
      for (byte[] part = in.readNBytes(PART); part.length > 0; part = in.readNBytes(PART)) {
        new CopyRows("import_part", "import_id", "position", "institution_id", "content")
            .row()
            .add(id)
            .add(position)
            .add(institution)
            .add(sealing.seal(Bytes.of(part), context(id, position)).toArray())
            .into(store);
        position++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the uploaded file is not readable", e);
    }
  }

  /** A copy of a file whose digest was compared, one part in memory at a time. */
  @Transactional
  Copy copy(UUID id, Digest digest) {
    try {
      Copy copy = new Copy(Files.createTempFile(folder, COPY, null)); // of mode 0600
      boolean isWhole = false;
      try {
        write(id, copy.path());
        isWhole = isSame(copy.path(), digest);
      } finally {
        if (!isWhole) {
          copy.close();
        }
      }
      if (!isWhole) {
        throw changed("the parts of the file do not give the file that was uploaded");
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("a copy of an uploaded file cannot be written", e);
    }
  }

  /** Lets go of the file of an import that ended. */
  @Transactional(Transactional.TxType.MANDATORY)
  void delete(UUID id) {
    store
        .createNativeQuery("delete from import_part where import_id = :id")
        .setParameter("id", id)
        .executeUpdate();
  }

  private void write(UUID id, Path path) throws IOException {
    try (OutputStream out = Files.newOutputStream(path)) {
      int position = 0;
      Bytes part = part(id, position);
      while (part != null) {
        Bytes plain =
            sealing
                .open(part, context(id, position))
                .orElseThrow(() -> changed("a part of the file does not open"));
        out.write(plain.toArray());
        position++;
        part = part(id, position);
      }
    }
  }

  private @Nullable Bytes part(UUID id, int position) {
    List<?> found =
        store
            .createNativeQuery(
                "select content from import_part where import_id = :id and position = :position",
                byte[].class)
            .setParameter("id", id)
            .setParameter("position", position)
            .getResultList();
    return found.isEmpty() ? null : Bytes.of((byte[]) found.getFirst());
  }

  private static boolean isSame(Path path, Digest digest) throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      return Digest.sha256(in).equals(digest);
    }
  }

  private static String context(UUID id, int position) {
    return id + "/" + position;
  }

  private static Refusal changed(String detail) {
    return new Refusal(ImportProblem.CONTENT_CHANGED, detail);
  }
}
