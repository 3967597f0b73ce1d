package vn.sogoc.document.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import org.apache.pdfbox.pdmodel.encryption.InvalidPasswordException;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.document.SupplementPages;
import vn.sogoc.kernel.Bytes;

/**
 * Signed bytes in a file. The dictionary of an embedded file stands in a PDF in plain, as that of
 * every stream does (ISO 32000-1, 7.5.7), so a PDF without the word has none and is not opened.
 */
final class Attachment {
  private static final int MOST = 64 * 1024;
  private static final byte[] WORD = "/EmbeddedFile".getBytes(StandardCharsets.US_ASCII);

  private Attachment() {}

  static Optional<Carried> in(Bytes file, boolean isPdf, Deadline deadline) {
    byte[] content = file.toArray();
    if (!isPdf) {
      return isSigned(file) ? Optional.of(new Carried(file, true)) : Optional.empty();
    }
    if (!contains(content)) {
      return Optional.empty();
    }
    PdfGuard.check(content, deadline);
    try (PDDocument document = Loader.loadPDF(new RandomAccessReadBuffer(content))) {
      return document.isEncrypted()
          ? Optional.empty()
          : attached(document).map(bytes -> new Carried(bytes, false));
    } catch (InvalidPasswordException e) {
      return Optional.empty(); // told by whoever looks for a code in it
    } catch (IOException
        | IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ClassCastException
        | NullPointerException e) {
      return Optional.empty(); // the library meets malformed structures with all of these
    } catch (StackOverflowError | OutOfMemoryError e) {
      return Optional.empty(); // it is this file that goes
    }
  }

  private static Optional<Bytes> attached(PDDocument document) throws IOException {
    PDDocumentNameDictionary names = document.getDocumentCatalog().getNames();
    if (names == null || names.getEmbeddedFiles() == null) {
      return Optional.empty();
    }
    Map<String, PDComplexFileSpecification> files = names.getEmbeddedFiles().getNames();
    PDComplexFileSpecification file = files == null ? null : files.get(SupplementPages.ATTACHMENT);
    PDEmbeddedFile embedded = file == null ? null : file.getEmbeddedFile();
    if (embedded == null) {
      return Optional.empty();
    }
    try (InputStream in = embedded.createInputStream()) {
      byte[] bytes = in.readNBytes(MOST + 1);
      return bytes.length > MOST ? Optional.empty() : Optional.of(Bytes.of(bytes));
    }
  }

  private static boolean isSigned(Bytes file) {
    if (file.size() > MOST) {
      return false;
    }
    try {
      CoseSign1.parse(file);
      return true;
    } catch (MalformedCose e) {
      return false;
    }
  }

  private static boolean contains(byte[] content) {
    for (int i = 0; i + WORD.length <= content.length; i++) {
      int n = 0;
      while (n < WORD.length && content[i + n] == WORD[n]) {
        n++;
      }
      if (n == WORD.length) {
        return true;
      }
    }
    return false;
  }
}
