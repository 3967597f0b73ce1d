package vn.sogoc.document.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.graphics.image.JPEGFactory;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.document.Pictures;
import vn.sogoc.document.QrCode;
import vn.sogoc.document.Samples;
import vn.sogoc.kernel.Bytes;

/** Photos, scans and PDFs as people make them. */
class UploadReaderTest {
  private final UploadReader reader = new UploadReader();
  private final String text = Samples.address(254, 11);
  private final QrCode code = QrCode.of(text, QrCode.Level.Q);

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5, 8, 13})
  void clean_code_is_read_at_any_size(int module) {
    assertThat(reader.qrTexts(Pictures.png(Pictures.of(code, module)))).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 30, 45, 90, 133, 180, 270, 352})
  void turned_photo_is_read(int degrees) {
    BufferedImage photo = Pictures.rotated(Pictures.of(code, 6), degrees);
    assertThat(reader.qrTexts(Pictures.jpeg(photo, 0.8f))).containsExactly(text);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.05, 0.1, 0.2})
  void photo_at_a_slant_is_read(double part) {
    BufferedImage photo = Pictures.slanted(Pictures.of(code, 9), part);
    assertThat(reader.qrTexts(Pictures.jpeg(photo, 0.85f))).containsExactly(text);
  }

  @Test
  void dim_uneven_noisy_and_slightly_blurred_photo_is_read() {
    BufferedImage sheet = Pictures.blank(1600, 1200, new Color(246, 243, 236));
    Pictures.on(sheet, Pictures.of(code, 7), 700, 350);
    BufferedImage photo =
        Pictures.lit(Pictures.blurred(Pictures.rotated(sheet, 4), 1), 0.25, 0.6, 9, 1);
    assertThat(reader.qrTexts(Pictures.jpeg(photo, 0.7f))).containsExactly(text);
  }

  @Test
  void large_photo_is_reduced_and_read() {
    BufferedImage sheet = Pictures.blank(6000, 4000, new Color(180, 170, 160));
    Pictures.on(sheet, Pictures.of(code, 13), 2500, 1500);
    assertThat(reader.qrTexts(Pictures.jpeg(sheet, 0.8f))).containsExactly(text);
  }

  @Test
  void light_code_on_dark_and_code_on_transparent_ground_are_read() {
    BufferedImage negative = Pictures.of(code, 5);
    for (int y = 0; y < negative.getHeight(); y++) {
      for (int x = 0; x < negative.getWidth(); x++) {
        negative.setRGB(x, y, ~negative.getRGB(x, y));
      }
    }
    assertThat(reader.qrTexts(Pictures.png(negative))).containsExactly(text);

    BufferedImage plain = Pictures.of(code, 5);
    BufferedImage clear =
        new BufferedImage(plain.getWidth(), plain.getHeight(), BufferedImage.TYPE_INT_ARGB);
    for (int y = 0; y < plain.getHeight(); y++) {
      for (int x = 0; x < plain.getWidth(); x++) {
        clear.setRGB(x, y, (plain.getRGB(x, y) & 0xff) == 0 ? 0xff000000 : 0);
      }
    }
    assertThat(reader.qrTexts(Pictures.png(clear))).containsExactly(text);
  }

  @Test
  void all_codes_of_one_picture_are_returned() {
    String other = Samples.address(254, 12);
    BufferedImage sheet = Pictures.blank(1700, 900, Color.WHITE);
    Pictures.on(sheet, Pictures.of(code, 7), 60, 100);
    Pictures.on(sheet, Pictures.of(QrCode.of(other, QrCode.Level.Q), 7), 950, 120);
    assertThat(reader.qrTexts(Pictures.jpeg(sheet, 0.9f))).containsExactlyInAnyOrder(text, other);
  }

  @Test
  void codes_of_other_systems_are_returned_for_the_caller_to_judge() {
    QrCode foreign = QrCode.of("https://example.com/menu", QrCode.Level.M);
    assertThat(reader.qrTexts(Pictures.png(Pictures.of(foreign, 6))))
        .containsExactly("https://example.com/menu");
  }

  @Test
  void scanned_pdf_is_read_from_its_image() throws IOException {
    BufferedImage scan = Pictures.blank(2480, 1754, new Color(250, 249, 246));
    Pictures.on(scan, Pictures.of(code, 5), 200, 1200);
    assertThat(reader.qrTexts(pdf(List.of(Pictures.lit(scan, 0.9, 0.85, 4, 3)), true)))
        .containsExactly(text);
    assertThat(reader.qrTexts(pdf(List.of(scan), false))).containsExactly(text);
  }

  @Test
  void vector_pdf_is_read_and_pages_after_the_tenth_are_not() throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (int i = 0; i < 12; i++) {
        PDPage page = new PDPage(PDRectangle.A4);
        document.addPage(page);
        if (i == 3 || i == 11) {
          QrCode own = i == 3 ? code : QrCode.of(Samples.address(254, 99), QrCode.Level.Q);
          try (PDPageContentStream content = new PDPageContentStream(document, page)) {
            float module = 0.42f * 72 / 25.4f;
            for (int y = 0; y < own.size(); y++) {
              for (int x = 0; x < own.size(); x++) {
                if (own.dark(x, y)) {
                  content.addRect(100 + x * module, 500 - y * module, module, module);
                }
              }
            }
            content.fill();
          }
        }
      }
      assertThat(reader.qrTexts(bytes(document))).containsExactly(text);
    }
  }

  @Test
  void each_page_of_a_scanned_bundle_counts() throws IOException {
    String other = Samples.address(254, 12);
    BufferedImage first = Pictures.blank(1240, 877, Color.WHITE);
    Pictures.on(first, Pictures.of(code, 4), 100, 400);
    BufferedImage second = Pictures.blank(1240, 877, Color.WHITE);
    Pictures.on(second, Pictures.of(QrCode.of(other, QrCode.Level.Q), 4), 700, 100);
    assertThat(reader.qrTexts(pdf(List.of(first, second), true))).containsExactly(text, other);
  }

  @Test
  void what_was_found_before_the_deadline_is_answered() {
    assertThat(reader.qrTexts(Pictures.png(Pictures.of(code, 4)), Duration.ofSeconds(30)))
        .containsExactly(text);
  }

  static Bytes pdf(List<BufferedImage> scans, boolean jpeg) throws IOException {
    try (PDDocument document = new PDDocument()) {
      for (BufferedImage scan : scans) {
        PDPage page = new PDPage(new PDRectangle(842, 595));
        document.addPage(page);
        PDImageXObject image =
            jpeg
                ? JPEGFactory.createFromImage(document, scan, 0.75f)
                : LosslessFactory.createFromImage(document, scan);
        try (PDPageContentStream content = new PDPageContentStream(document, page)) {
          content.drawImage(image, 0, 0, 842, 595);
        }
      }
      return bytes(document);
    }
  }

  static Bytes bytes(PDDocument document) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    document.save(out);
    return Bytes.of(out.toByteArray());
  }
}
