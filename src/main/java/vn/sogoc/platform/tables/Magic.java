package vn.sogoc.platform.tables;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import vn.sogoc.kernel.Refusal;

/** What the first bytes of a file say. Names of files and types that clients send say nothing. */
final class Magic {
  /** How many bytes are looked at. */
  static final int SIZE = 8;

  private static final String WANTED = "a workbook (.xlsx), or text (.csv)";

  private Magic() {}

  static boolean isZip(byte[] start) {
    return startsWith(start, 'P', 'K', 3, 4) || startsWith(start, 'P', 'K', 5, 6);
  }

  /** Word and Excel before 2007, and every workbook that is locked by a password. */
  static boolean isCompoundFile(byte[] start) {
    return startsWith(start, 0xD0, 0xCF, 0x11, 0xE0);
  }

  static boolean isPdf(byte[] start) {
    return startsWith(start, '%', 'P', 'D', 'F');
  }

  static boolean startsWith(byte[] file, int... magic) {
    if (file.length < magic.length) {
      return false;
    }
    for (int i = 0; i < magic.length; i++) {
      if ((file[i] & 0xff) != magic[i]) {
        return false;
      }
    }
    return true;
  }

  /** Whether a name stands anywhere in a compound file, which writes names in UTF-16. */
  static boolean contains(Path file, String name) throws IOException {
    byte[] wanted = name.getBytes(StandardCharsets.UTF_16LE);
    int matched = 0;
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
      for (int b = in.read(); b >= 0; b = in.read()) {
        // Every name that is asked for begins with a letter it does not have again.
        matched = b == wanted[matched] ? matched + 1 : b == wanted[0] ? 1 : 0;
        if (matched == wanted.length) {
          return true;
        }
      }
    }
    return false;
  }

  static Refusal unrecognised(String found, int line) {
    return new Refusal(
        TableProblem.UNRECOGNISED,
        "the file is no table that can be read, it looks like " + found,
        List.of(new Refusal.Fault("file_type", line, "", WANTED, found)));
  }
}
