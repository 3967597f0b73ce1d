package vn.sogoc.issuance.prints;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;
import vn.sogoc.platform.tables.CsvText;

/**
 * Writes a print as a zip, chunk by chunk. The same chunks give the same bytes whenever it is
 * written, so only they are kept and not the zip.
 */
@ApplicationScoped
class PrintZip {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String LIST = "000000-danh-sach.csv";

  private final PrintStore store;
  private final Messages messages;

  PrintZip(PrintStore store, Messages messages) {
    this.store = store;
    this.messages = messages;
  }

  /** Writes all of it; the stream stays open: it is the caller's. */
  void write(PrintEntity print, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    List<List<String>> lines = new ArrayList<>();
    int chunk = print.printForm().chunk();
    for (int position = 0; position * chunk < print.rowCount; position++) {
      Bytes part = store.part(print.id, PrintRepository.CHUNK, position);
      for (PrintedDocument.Kept one : PrintedDocument.read(part)) {
        Bytes pdf = one.pdf();
        if (pdf != null) {
          put(zip, one.name(), pdf.toArray());
        }
        lines.add(
            List.of(
                "" + one.row(),
                one.holder(),
                one.serial(),
                one.register(),
                one.blank(),
                pdf == null ? word("print.list.left-out") : one.name(),
                pdf == null ? "" : Digest.sha256(pdf).hex()));
      }
    }
    put(zip, LIST, CsvText.of(header(), lines).toArray());
    zip.finish();
    zip.flush();
  }

  private List<String> header() {
    return List.of(
        word("print.list.row"),
        word("print.list.name"),
        word("print.list.serial"),
        word("print.list.register"),
        word("delivery.blank"),
        word("print.list.file"),
        "SHA-256");
  }

  /** The file is of the institution, whatever language whoever asked for it reads. */
  private String word(String key) {
    return messages.get(Lang.VI, key);
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    entry.setMethod(ZipEntry.STORED); // PDFs are packed already
    entry.setSize(content.length);
    CRC32 sum = new CRC32();
    sum.update(content);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
