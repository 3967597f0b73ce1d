package vn.sogoc.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.kernel.Base32;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.platform.Messages;

class PrintFileTest {
  private final DocumentRenderer renderer = new DocumentRenderer(new Messages());

  @TempDir Path folder;

  @Test
  void many_pages_in_one_file_share_what_they_have_in_common() throws Exception {
    List<Path> parts = new ArrayList<>();
    for (int part = 0; part < 3; part++) {
      List<DocumentRenderer.Printed> some = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        some.add(printed("Nguyễn Thị Số " + (char) ('A' + part * 4 + i), part * 4 + i));
      }
      Bytes pages = renderer.pages(some, Records.UNIVERSITY, "https://vb.gov.vn", true, "prn_x");
      parts.add(Files.write(folder.resolve("part-" + part), pages.toArray()));
    }
    Path scratch = Files.createDirectory(folder.resolve("scratch"));
    int[] there = {0};
    ByteArrayOutputStream out =
        new ByteArrayOutputStream() {
          @Override
          public synchronized void write(byte[] bytes, int from, int length) {
            super.write(bytes, from, length);
            String[] files = scratch.toFile().list();
            there[0] = Math.max(there[0], files == null ? 0 : files.length);
          }
        };
    PrintFile.merge(
        parts, "prn_x", Instant.EPOCH, Digest.sha256(Bytes.of(new byte[1])), scratch, out);
    assertThat(there[0]).as("what is read lies in the folder of the run").isPositive();
    assertThat(scratch).isEmptyDirectory();
    byte[] whole = out.toByteArray();
    Bytes alone =
        renderer.pdf(
            printed("A", 99).record(),
            Records.UNIVERSITY,
            printed("A", 99).cose(),
            "https://vb.gov.vn",
            true);
    assertThat(whole.length).as("smaller than so many documents").isLessThan(12 * alone.size() / 2);
    String to = System.getProperty("print.file");
    if (to != null) {
      Files.write(Path.of(to), whole);
    }
    try (PDDocument read = Loader.loadPDF(whole)) {
      assertThat(read.getNumberOfPages()).isEqualTo(12);
      PDFTextStripper text = new PDFTextStripper();
      for (int page = 1; page <= 12; page++) {
        text.setStartPage(page);
        text.setEndPage(page);
        assertThat(text.getText(read)).contains("Nguyễn Thị Số " + (char) ('A' + page - 1));
      }
      assertThat(read.getDocumentCatalog().getOutputIntents()).hasSize(1);
      assertThat(read.getDocumentCatalog().getStructureTreeRoot()).isNull();
      assertThat(new String(read.getDocumentCatalog().getMetadata().toByteArray(), "UTF-8"))
          .contains("<pdfaid:part>3</pdfaid:part>", "<pdfaid:conformance>B<")
          .doesNotContain("pdfuaid:part");
    }
  }

  @Test
  void a_page_looks_the_same_alone_and_among_others() throws Exception {
    DocumentRenderer.Printed one = printed("Nguyễn Thị Một", 1);
    Bytes alone =
        renderer.pdf(one.record(), Records.UNIVERSITY, one.cose(), "https://vb.gov.vn", true);
    Bytes among =
        renderer.pages(
            List.of(one, printed("Lê Văn Hai", 2)),
            Records.UNIVERSITY,
            "https://vb.gov.vn",
            true,
            "prn_x");
    assertThat(PagePicture.of(among, 600)).isEqualTo(PagePicture.of(alone, 600));
  }

  @Test
  void who_loses_the_page_after_the_blank_was_recorded_keeps_an_empty_sheet() throws Exception {
    DocumentRenderer.Printed gone = printed("Nguyễn Thị Đi", 2);
    Bytes pages =
        renderer.pages(
            List.of(
                printed("Nguyễn Thị Một", 1),
                new DocumentRenderer.Printed(gone.record(), gone.cose(), null, "", true, null),
                printed("Lê Văn Ba", 3)),
            Records.UNIVERSITY,
            "https://vb.gov.vn",
            true,
            "prn_x");
    try (PDDocument read = Loader.loadPDF(pages.toArray())) {
      assertThat(read.getNumberOfPages()).isEqualTo(3);
      PDFTextStripper text = new PDFTextStripper();
      text.setStartPage(2);
      text.setEndPage(2);
      assertThat(text.getText(read)).isBlank();
      text.setStartPage(3);
      text.setEndPage(3);
      assertThat(text.getText(read)).contains("Lê Văn Ba");
    }
  }

  private static DocumentRenderer.Printed printed(String name, int seed) {
    CredentialRecord record = Records.bachelor(name, "2003-05-17");
    String text = Samples.address(254, seed);
    return new DocumentRenderer.Printed(
        record,
        Base32.decode(text.substring(text.indexOf("#A") + 2)).orElseThrow(),
        null,
        "",
        false,
        null);
  }
}
