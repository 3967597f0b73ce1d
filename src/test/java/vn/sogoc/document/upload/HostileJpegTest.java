package vn.sogoc.document.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.Pictures;
import vn.sogoc.document.QrCode;
import vn.sogoc.document.Samples;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** A JPEG inside a PDF is decoded by the same library as a photo, so the same limits hold. */
class HostileJpegTest {
  private static final String DCT = "<</Filter/DCTDecode/Length %d>>";
  private static final String FLATE_DCT = "<</Filter[/FlateDecode/DCTDecode]/Length %d>>";

  private final UploadReader reader = new UploadReader();
  private final String text = Samples.address(254, 21);
  private final BufferedImage code = Pictures.of(QrCode.of(text, QrCode.Level.Q), 4);
  private final byte[] jpeg = Pictures.jpeg(code, 0.8f).toArray();
  private final int frame = HostileUploadTest.indexOf(jpeg, bytes(0xff, 0xc0), 0);

  @Test
  void thousands_of_scans_inside_a_pdf_are_refused() throws IOException {
    byte[] hostile = scans(1000);
    refused(DocumentProblem.PDF_TOO_COMPLEX, HostileUploadTest.pdfWith(DCT, hostile));
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        HostileUploadTest.pdfWith(FLATE_DCT, HostileUploadTest.deflate(hostile)));
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        HostileUploadTest.pdfWith(
            "<</Filter[/ASCII85Decode/DCTDecode]/Length %d>>", HostileUploadTest.ascii85(hostile)));
    refused(
        DocumentProblem.PDF_TOO_COMPLEX,
        HostileUploadTest.pdfWith(DCT, joined(bytes('\n'), hostile)));
    // ten are what a camera writes
    refused(DocumentProblem.NO_QR_FOUND, HostileUploadTest.pdfWith(DCT, scans(10)));
  }

  @Test
  void nothing_that_a_decoder_passes_over_hides_a_huge_frame() throws IOException {
    byte[] huge = jpeg.clone();
    Arrays.fill(huge, frame + 5, frame + 9, (byte) 0xf0);
    byte[] rest = Arrays.copyOfRange(huge, 2, huge.length);
    byte[] soi = bytes(0xff, 0xd8);
    for (byte[] cover :
        List.of(
            bytes(),
            bytes(0xff, 0x01), // TEM
            bytes(0xff, 0xd0, 0xff, 0xd7), // restarts
            bytes(0xff, 0xff, 0xff), // fill bytes
            bytes('x', 'y', 0xff, 0x00, 'z'), // nothing at all
            bytes(0xff, 0xd9, 0xff, 0xd8), // tables alone
            comment(65_000),
            joined(comment(60_000), comment(60_000)))) {
      byte[] covered = joined(soi, cover, rest);
      Bytes raw = HostileUploadTest.pdfWith(DCT, covered);
      refused(DocumentProblem.IMAGE_TOO_LARGE, raw);
      refused(
          DocumentProblem.IMAGE_TOO_LARGE,
          HostileUploadTest.pdfWith(FLATE_DCT, HostileUploadTest.deflate(covered)));
      refused(DocumentProblem.IMAGE_TOO_LARGE, Bytes.of(covered));
    }
  }

  @Test
  void jpeg_of_another_size_than_its_dictionary_states_is_left_out() throws IOException {
    assertThat(reader.qrTexts(drawn(code, 1))).containsExactly(text);
    refused(DocumentProblem.NO_QR_FOUND, drawn(code, 3));
  }

  @Test
  void jpeg_whose_ink_is_in_its_mask_is_still_read() throws IOException {
    int width = code.getWidth();
    BufferedImage ink = new BufferedImage(width, width, BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < width; y++) {
      for (int x = 0; x < width; x++) {
        ink.setRGB(x, y, (code.getRGB(x, y) & 0xff) < 128 ? 0xff000000 : 0);
      }
    }
    assertThat(reader.qrTexts(drawn(ink, 1))).containsExactly(text);
  }

  @Test
  void markers_are_followed_piece_by_piece_as_at_once() {
    JpegMarkers whole = JpegMarkers.of(jpeg);
    JpegMarkers pieces = new JpegMarkers();
    for (int i = 0; i < jpeg.length; i++) {
      assertThat(pieces.read(jpeg, i, i + 1)).isEqualTo(i < jpeg.length - 1);
    }
    for (JpegMarkers markers : List.of(whole, pieces)) {
      assertThat(markers.width()).isEqualTo(code.getWidth());
      assertThat(markers.height()).isEqualTo(code.getHeight());
      assertThat(markers.scans()).isEqualTo(1);
    }
  }

  private byte[] scans(int number) {
    int scan = HostileUploadTest.indexOf(jpeg, bytes(0xff, 0xda), 0);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, jpeg.length - 2);
    for (int i = 1; i < number; i++) {
      out.write(jpeg, scan, 20);
    }
    out.write(jpeg, jpeg.length - 2, 2);
    return out.toByteArray();
  }

  private static byte[] comment(int size) {
    byte[] comment = new byte[size + 4];
    comment[0] = (byte) 0xff;
    comment[1] = (byte) 0xfe;
    comment[2] = (byte) ((size + 2) >> 8);
    comment[3] = (byte) (size + 2);
    return comment;
  }

  /** A page with the picture as JPEG, whose dictionary states a part of its size. */
  private static Bytes drawn(BufferedImage picture, int part) throws IOException {
    try (PDDocument document = new PDDocument()) {
      PDPage page = new PDPage(new PDRectangle(400, 400));
      document.addPage(page);
      PDImageXObject image = JPEGFactory.createFromImage(document, picture, 0.9f);
      image.setWidth(picture.getWidth() / part);
      image.setHeight(picture.getHeight() / part);
      try (PDPageContentStream content = new PDPageContentStream(document, page)) {
        content.drawImage(image, 20, 20, 360, 360);
      }
      return UploadReaderTest.bytes(document);
    }
  }

  private void refused(DocumentProblem problem, Bytes file) {
    assertThatThrownBy(() -> reader.qrTexts(file))
        .asInstanceOf(type(Refusal.class))
        .extracting(Refusal::type)
        .isEqualTo(problem);
  }

  private static byte[] bytes(int... values) {
    byte[] all = new byte[values.length];
    for (int i = 0; i < values.length; i++) {
      all[i] = (byte) values[i];
    }
    return all;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      out.writeBytes(part);
    }
    return out.toByteArray();
  }
}
