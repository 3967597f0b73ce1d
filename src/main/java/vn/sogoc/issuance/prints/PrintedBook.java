package vn.sogoc.issuance.prints;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import vn.sogoc.document.PrintFile;
import vn.sogoc.kernel.Digest;

/** All pages of a print in one file. */
final class PrintedBook {
  private PrintedBook() {}

  static void bind(PrintEntity print, List<Path> parts, Path scratch, OutputStream out)
      throws IOException {
    String id = print.publicId().toString();
    PrintFile.merge(
        parts, id, print.askedAt, Digest.sha256(print.publicId().value()), scratch, out);
  }
}
