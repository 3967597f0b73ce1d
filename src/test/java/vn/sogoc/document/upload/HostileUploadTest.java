package vn.sogoc.document.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.encryption.AccessPermission;
import org.apache.pdfbox.pdmodel.encryption.StandardProtectionPolicy;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.Pictures;
import vn.sogoc.document.QrCode;
import vn.sogoc.document.Samples;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Files made to hurt: each gets one clear refusal, soon, and within memory. */
class HostileUploadTest {
  private final UploadReader reader = new UploadReader();
  private final String text = Samples.address(254, 21);
  private final QrCode code = QrCode.of(text, QrCode.Level.Q);

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "GIF89a", "PK\u0003\u0004", "<svg/>", "RIFF....WEBP", "BM"})
  void other_kinds_of_files_are_refused_by_their_first_bytes(String head) {
    refused(DocumentProblem.FILE_TYPE_UNSUPPORTED, Bytes.of(head.getBytes(ISO_8859_1)));
  }

  @Test
  void file_over_ten_megabytes_is_refused_unread() {
    refused(DocumentProblem.FILE_TOO_LARGE, Bytes.of(new byte[UploadReader.MAX_FILE + 1]));
  }

  @Test
  void broken_pictures_are_refused() {
    Bytes png = Pictures.png(Pictures.of(code, 4));
    Bytes jpeg = Pictures.jpeg(Pictures.of(code, 4), 0.8f);
    refused(DocumentProblem.FILE_DAMAGED, png.slice(0, 40));
    refused(DocumentProblem.FILE_DAMAGED, png.slice(0, 8));
    refused(DocumentProblem.FILE_DAMAGED, jpeg.slice(0, 100));
    refused(DocumentProblem.FILE_DAMAGED, jpeg.slice(0, 3));
  }

  @Test
  void picture_with_too_many_pixels_is_refused_before_decoding() throws IOException {
    refused(DocumentProblem.IMAGE_TOO_LARGE, hugePng(30_000, 30_000));
    refused(DocumentProblem.IMAGE_TOO_LARGE, hugePng(2_000_000, 10));
    byte[] jpeg = Pictures.jpeg(Pictures.of(code, 4), 0.8f).toArray();
    int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0}, 0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xff);
    refused(DocumentProblem.IMAGE_TOO_LARGE, Bytes.of(jpeg));
  }

  @Test
  void jpeg_of_a_thousand_scans_is_refused() {
    byte[] jpeg = Pictures.jpeg(Pictures.of(code, 4), 0.8f).toArray();
    int scan = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xda}, 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, jpeg.length - 2);
    for (int i = 0; i < 1000; i++) {
      out.write(jpeg, scan, 20);
    }
    out.write(jpeg, jpeg.length - 2, 2);
    refused(DocumentProblem.FILE_DAMAGED, Bytes.of(out.toByteArray()));
  }

  @Test
  void picture_without_a_code_says_so() {
    refused(
        DocumentProblem.NO_QR_FOUND,
        Pictures.png(Pictures.blank(800, 600, new Color(240, 240, 240))));
    BufferedImage noise = Pictures.lit(Pictures.blank(700, 700, Color.GRAY), 0.9, 0.9, 80, 5);
    refused(DocumentProblem.NO_QR_FOUND, Pictures.png(noise));
    refused(DocumentProblem.NO_QR_FOUND, Pictures.png(Pictures.blank(1, 1, Color.BLACK)));
  }

  @Test
  void picture_full_of_corner_patterns_ends_in_time() {
    BufferedImage sheet = Pictures.blank(3000, 3000, Color.WHITE);
    Graphics2D g = sheet.createGraphics();
    for (int y = 0; y < 2980; y += 30) {
      for (int x = 0; x < 2980; x += 30) {
        g.setColor(Color.BLACK);
        g.fillRect(x, y, 21, 21);
        g.setColor(Color.WHITE);
        g.fillRect(x + 3, y + 3, 15, 15);
        g.setColor(Color.BLACK);
        g.fillRect(x + 6, y + 6, 9, 9);
      }
    }
    refusedInTime(Pictures.png(sheet));
  }

  @Test
  void encrypted_pdf_is_refused_with_and_without_a_password_to_open_it() throws IOException {
    for (String password : List.of("secret", "")) {
      Bytes plain = UploadReaderTest.pdf(List.of(Pictures.of(code, 5)), true);
      try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(plain.toArray())) {
        var policy = new StandardProtectionPolicy("owner", password, new AccessPermission());
        policy.setEncryptionKeyLength(256);
        document.protect(policy);
        refused(DocumentProblem.PDF_ENCRYPTED, UploadReaderTest.bytes(document));
      }
    }
  }

  @Test
  void broken_pdfs_are_refused() throws IOException {
    Bytes whole = UploadReaderTest.pdf(List.of(Pictures.of(code, 5)), true);
    refused(DocumentProblem.FILE_DAMAGED, raw("%PDF-1.7\n"));
    refused(DocumentProblem.FILE_DAMAGED, raw("%PDF-1.7\n%%EOF"));
    refused(DocumentProblem.FILE_DAMAGED, raw("%PDF-1.7\ntrailer <</Root 1 0 R>>\n%%EOF"));
    assertThat(catchThrowable(() -> reader.qrTexts(whole.slice(0, whole.size() / 2))))
        .isInstanceOf(Refusal.class);
  }

  @Test
  void pdf_with_a_script_is_read_and_the_script_ignored() throws IOException {
    Bytes plain = UploadReaderTest.pdf(List.of(Pictures.of(code, 5)), true);
    try (PDDocument document = org.apache.pdfbox.Loader.loadPDF(plain.toArray())) {
      document
          .getDocumentCatalog()
          .setOpenAction(new PDActionJavaScript("while (true) { app.alert('x') }"));
      assertThat(reader.qrTexts(UploadReaderTest.bytes(document))).containsExactly(text);
    }
  }

  @Test
  void pdf_of_a_thousand_pages_is_read_at_its_beginning() throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 1000; i++) {
        document.addPage(new PDPage());
      }
      refused(DocumentProblem.NO_QR_FOUND, UploadReaderTest.bytes(document));
    }
  }

  @Test
  void pdf_that_unpacks_to_gigabytes_is_refused() throws IOException {
    byte[] bomb = deflated(300_000_000L);
    refused(DocumentProblem.PDF_TOO_COMPLEX, pdfWith("<</Filter/FlateDecode/Length %d>>", bomb));
    refused(
        DocumentProblem.PDF_TOO_COMPLEX, pdfWith("<</F#69lter /Fl#61teDecode/Length %d>>", bomb));
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        pdfWith("<</Filter[/ASCII85Decode/FlateDecode]/Length %d>>", ascii85(bomb)));
    byte[] twice = deflate(bomb);
    assertThat(twice.length).isLessThan(100_000);
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        pdfWith("<</Filter[/FlateDecode /FlateDecode]/Length %d>>", twice));
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        pdfWith(
            "<</Filter % x\n [ %y\n/FlateDecode/LZWDecode]/Length %d>>"
                .replace("% x", "%% x")
                .replace("%y", "%%y"),
            twice));
    refused(DocumentProblem.PDF_TOO_COMPLEX, pdfWith("<</Filter 9 0 R/Length %d>>", bomb));
    refused(DocumentProblem.PDF_TOO_COMPLEX, pdfWith("<</Filter/LZWDecode/Length %d>>", twice));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/Width 2000000000 /Height 2000000000",
        "/Width +90000 /Height 1",
        "/Width 1e9 /Height 1",
        "/Width 7 0 R /Height 8 0 R",
        "/W#69dth 200000",
        "/DecodeParms <</Predictor 12/Columns 2000000000>>",
        "/DecodeParms <</Predictor 12/Columns 100/BitsPerComponent 99999>>",
        "/DecodeParms [<</Columns 12 0 R>>]",
        "/Filter/CCITTFaxDecode /H 2000000000"
      })
  void pdf_with_sizes_beyond_a_page_is_refused(String entries) throws IOException {
    refused(DocumentProblem.PDF_TOO_COMPLEX, pdfWith("<<" + entries + "/Length %d>>", new byte[4]));
  }

  @Test
  void size_hidden_in_packed_objects_is_refused() throws IOException {
    String hidden = " ".repeat(70_000) + "5 0 <</Columns   2000000000>>";
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        pdfWith(
            "<</Type/ObjStm/Filter/FlateDecode/Length %d>>", deflate(hidden.getBytes(ISO_8859_1))));
    String far = "<</Columns " + "%".repeat(1) + "x".repeat(200_000) + "\n 2000000000>>";
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        pdfWith(
            "<</Type/ObjStm/Filter/FlateDecode/Length %d>>", deflate(far.getBytes(ISO_8859_1))));
  }

  @Test
  void huge_jpeg_inside_a_pdf_is_refused() throws IOException {
    byte[] jpeg = Pictures.jpeg(Pictures.of(code, 4), 0.8f).toArray();
    int frame = indexOf(jpeg, new byte[] {(byte) 0xff, (byte) 0xc0}, 0);
    Arrays.fill(jpeg, frame + 5, frame + 9, (byte) 0xf0);
    refused(DocumentProblem.IMAGE_TOO_LARGE, pdfWith("<</Filter/DCTDecode/Length %d>>", jpeg));
    refused(
        DocumentProblem.IMAGE_TOO_LARGE,
        pdfWith("<</Filter[/FlateDecode/DCTDecode]/Length %d>>", deflate(jpeg)));
  }

  @Test
  void drawing_that_never_ends_is_stopped() throws IOException {
    refusedInTime(page("q ".repeat(400_000)));
    refusedInTime(page("/F Do ".repeat(50), "/F Do /F Do /F Do"));
    StringBuilder path = new StringBuilder("0 0 m ");
    for (int i = 0; i < 300_000; i++) {
      path.append(i % 600).append(' ').append(i * 7 % 800).append(" l ");
    }
    refusedInTime(page(path + "S"));
    refusedInTime(page("[0.00001 0.00001] 0 d 0 0 m 600 800 l S"));
    refusedInTime(page("0 0 600 800 re f ".repeat(200_000)));
    StringBuilder clips = new StringBuilder();
    for (int i = 0; i < 20_000; i++) {
      clips.append("0 0 m 600 ").append(i % 800).append(" l 600 800 l W n ");
    }
    refusedInTime(page(clips + "0 0 600 800 re f"));
  }

  @Test
  void reading_ends_at_the_deadline() throws IOException {
    Bytes slow = page("0 0 600 800 re f ".repeat(250_000));
    assertThatThrownBy(() -> reader.qrTexts(slow, Duration.ofMillis(1)))
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::type)
        .isEqualTo(DocumentProblem.FILE_TOO_SLOW);
  }

  private void refusedInTime(Bytes file) {
    long start = System.nanoTime();
    assertThat(catchThrowable(() -> reader.qrTexts(file, Duration.ofMillis(500))))
        .isInstanceOf(Refusal.class);
    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }

  private void refused(DocumentProblem problem, Bytes file) {
    assertThatThrownBy(() -> reader.qrTexts(file))
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::type)
        .isEqualTo(problem);
  }

  private static Bytes raw(String text) {
    return Bytes.of(text.getBytes(ISO_8859_1));
  }

  /** A page with a content stream and, where given, a form named F that it may call. */
  private static Bytes page(String content, String... form) throws IOException {
    String resources = form.length > 0 ? "/Resources<</XObject<</F 5 0 R>>>>" : "";
    StringBuilder pdf = new StringBuilder("%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    pdf.append("2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n");
    pdf.append("3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R");
    pdf.append(resources).append(">>endobj\n");
    pdf.append("4 0 obj<</Length ").append(content.length()).append(">>stream\n");
    pdf.append(content).append("\nendstream endobj\n");
    for (String body : form) {
      pdf.append("5 0 obj<</Type/XObject/Subtype/Form/BBox[0 0 600 800]")
          .append(resources)
          .append("/Length ")
          .append(body.length())
          .append(">>stream\n")
          .append(body)
          .append("\nendstream endobj\n");
    }
    return raw(pdf + "trailer<</Root 1 0 R>>\n%%EOF");
  }

  /** A page and one more object with a stream; the dictionary has %d for the length. */
  static Bytes pdfWith(String dictionary, byte[] stream) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    String head = new String(page("n").toArray(), ISO_8859_1);
    int trailer = head.indexOf("trailer");
    out.write(head.substring(0, trailer).getBytes(ISO_8859_1));
    out.write(("7 0 obj" + dictionary.formatted(stream.length) + "stream\n").getBytes(ISO_8859_1));
    out.write(stream);
    out.write(("\nendstream endobj\n" + head.substring(trailer)).getBytes(ISO_8859_1));
    return Bytes.of(out.toByteArray());
  }

  private static byte[] deflated(long zeros) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] block = new byte[1 << 20];
    try (var deflate = new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED))) {
      for (long left = zeros; left > 0; left -= block.length) {
        deflate.write(block, 0, (int) Math.min(block.length, left));
      }
    }
    return out.toByteArray();
  }

  static byte[] deflate(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (var deflate = new DeflaterOutputStream(out)) {
      deflate.write(content);
    }
    return out.toByteArray();
  }

  static byte[] ascii85(byte[] content) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < content.length; i += 4) {
      long word = 0;
      for (int j = 0; j < 4; j++) {
        word = word << 8 | (i + j < content.length ? content[i + j] & 0xff : 0);
      }
      char[] group = new char[5];
      for (int j = 4; j >= 0; j--) {
        group[j] = (char) ('!' + word % 85);
        word /= 85;
      }
      out.append(group);
    }
    return out.append("~>").toString().getBytes(ISO_8859_1);
  }

  private static Bytes hugePng(int width, int height) throws IOException {
    byte[] png = Pictures.png(Pictures.blank(2, 2, Color.WHITE)).toArray();
    for (int i = 0; i < 4; i++) {
      png[16 + i] = (byte) (width >>> (24 - 8 * i));
      png[20 + i] = (byte) (height >>> (24 - 8 * i));
    }
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    for (int i = 0; i < 4; i++) {
      png[29 + i] = (byte) (crc.getValue() >>> (24 - 8 * i));
    }
    return Bytes.of(png);
  }

  static int indexOf(byte[] data, byte[] part, int from) {
    for (int i = from; i + part.length <= data.length; i++) {
      if (Arrays.equals(data, i, i + part.length, part, 0, part.length)) {
        return i;
      }
    }
    throw new AssertionError("not in there");
  }
}
