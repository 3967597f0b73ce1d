package vn.sogoc.platform.secrets;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/**
 * Random secrets that belong to one data directory, in a file of mode 0600. A secret is made where
 * its name is missing, and is on disk before anybody learns it; it is never changed.
 */
public final class LocalSecrets {
  private static final int SIZE = 32;

  private LocalSecrets() {}

  /**
   * The secrets by name, each 64 hexadecimal digits.
   *
   * @param file replaced in one step when a name is new
   */
  public static Map<String, String> readOrMake(Path file, String... names) throws IOException {
    SecureRandom random = new SecureRandom();
    Properties kept = new Properties();
    if (Files.exists(file)) {
      try (Reader in = Files.newBufferedReader(file, StandardCharsets.US_ASCII)) {
        kept.load(in);
      }
    }
    Map<String, String> secrets = new LinkedHashMap<>();
    boolean fresh = false;
    for (String name : names) {
      String secret = kept.getProperty(name, "").strip();
      if (secret.isEmpty()) {
        secret = next(random);
        kept.setProperty(name, secret);
        fresh = true;
      }
      secrets.put(name, secret);
    }
    if (fresh) {
      write(kept, file);
    }
    return Map.copyOf(secrets);
  }

  private static void write(Properties kept, Path file) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".partial");
    Files.deleteIfExists(beside);
    Files.createFile(
        beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try (Writer out = Files.newBufferedWriter(beside, StandardCharsets.US_ASCII)) {
      kept.store(out, "Secrets of this data directory: keep them with it, show them to nobody.");
    }
    Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE);
  }

  private static String next(SecureRandom random) {
    byte[] raw = new byte[SIZE];
    random.nextBytes(raw);
    return HexFormat.of().formatHex(raw);
  }
}
