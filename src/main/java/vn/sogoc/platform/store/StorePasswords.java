package vn.sogoc.platform.store;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/**
 * The random passwords of the three roles, in a file of mode 0600 that exists before the first role
 * does.
 */
record StorePasswords(String superuser, String owner, String application) {
  private static final int BYTES = 24;

  static StorePasswords readOrMake(Path file, SecureRandom random) throws IOException {
    if (!Files.exists(file)) {
      new StorePasswords(next(random), next(random), next(random)).write(file);
    }
    Properties kept = new Properties();
    try (Reader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
      kept.load(in);
    }
    return new StorePasswords(
        require(kept, "postgres", file),
        require(kept, "sogoc_owner", file),
        require(kept, "sogoc_app", file));
  }

  private void write(Path file) throws IOException {
    Path fresh = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(fresh);
    Files.createFile(
        fresh, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Properties made = new Properties();
    made.setProperty("postgres", superuser);
    made.setProperty("sogoc_owner", owner);
    made.setProperty("sogoc_app", application);
    try (Writer out = Files.newBufferedWriter(fresh, StandardCharsets.US_ASCII)) {
      made.store(
          out, "Passwords of the embedded PostgreSQL. Without them its data cannot be read.");
    }
    Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String require(Properties kept, String role, Path file) throws StoreUnavailable {
    String password = kept.getProperty(role, "");
    if (password.isEmpty()) {
      throw new StoreUnavailable(
          "The file " + file + " has no password for " + role + "; restore it from a backup.");
    }
    return password;
  }

  private static String next(SecureRandom random) {
    byte[] raw = new byte[BYTES];
    random.nextBytes(raw);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(raw);
  }

  @Override
  public String toString() {
    return "StorePasswords[]";
  }
}
