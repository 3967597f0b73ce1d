package vn.sogoc.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.io.MemoryUsageSetting;
import org.apache.pdfbox.io.RandomAccessStreamCache;
import org.apache.pdfbox.io.ScratchFile;
import org.apache.pdfbox.pdfwriter.compress.CompressParameters;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A file of many pages for a printer: PDF/A-3b, because pages of several credentials have no common
 * structure to be read aloud. The single documents, which have one, stay what people are given.
 */
public final class PrintFile {
  private PrintFile() {}

  static Bytes finished(PDDocument document, Imprint imprint) throws IOException {
    imprint.apply(document);
    ByteArrayOutputStream out = new ByteArrayOutputStream(512 * 1024);
    document.save(out);
    return Bytes.of(out.toByteArray());
  }

  /**
   * Puts files of ours one after the other. What is read of them stays on the disk until it is
   * written, so the number of pages costs no memory but that of their tables.
   *
   * @param parts written by {@link DocumentRenderer#pages}, in the order of the pages
   * @param title of the whole file
   * @param content what its identifier is made from
   * @param scratch folder of the caller's own, where what is read lies meanwhile: the names of
   *     persons leave it in no other file of the node
   * @param out stays open: it is the caller's
   */
  public static void merge(
      List<Path> parts,
      String title,
      Instant created,
      Digest content,
      Path scratch,
      OutputStream out)
      throws IOException {
    MemoryUsageSetting onDisk = MemoryUsageSetting.setupTempFileOnly();
    onDisk.setTempDir(scratch.toFile());
    RandomAccessStreamCache.StreamCacheCreateFunction cache = () -> new ScratchFile(onDisk);
    List<PDDocument> open = new ArrayList<>();
    try (PDDocument whole = new PDDocument(cache)) {
      for (Path part : parts) {
        PDDocument file = Loader.loadPDF(part.toFile(), cache);
        open.add(file);
        for (PDPage page : file.getPages()) {
          whole.importPage(page);
        }
      }
      new Imprint(title, created, content).apply(whole);
      // Object streams would gather the objects of all parts, which have the same numbers.
      whole.save(out, CompressParameters.NO_COMPRESSION);
    } finally {
      for (PDDocument file : open) {
        file.close();
      }
    }
  }
}
