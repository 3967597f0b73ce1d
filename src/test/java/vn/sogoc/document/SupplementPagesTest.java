package vn.sogoc.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.SupplementSamples;
import vn.sogoc.credential.supplement.Amount;
import vn.sogoc.credential.supplement.Course;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.document.upload.Carried;
import vn.sogoc.document.upload.UploadReader;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.Messages;

/** The pages of supplements: what they say, what is attached, and what a reader finds in them. */
class SupplementPagesTest {
  private static final String ADDRESS = "https://vb.example.vn";
  private static final IssuerNames ISSUER =
      new IssuerNames("Trường Đại học Mẫu", "Sample University");

  private final SupplementPages pages = new SupplementPages(new Messages());

  @Test
  void all_of_it_is_printed_over_pages_that_carry_the_signed_bytes_and_the_code() throws Exception {
    Supplement supplement = supplement(many(70));
    Bytes cose = Bytes.of(supplement.encode().toArray()); // what they are is not looked at here
    Bytes diploma = Bytes.of(new byte[250]);
    Bytes pdf = pages.pdf(supplement, cose, ISSUER, diploma, ADDRESS, false);

    assertThat(pages.pdf(supplement, cose, ISSUER, diploma, ADDRESS, false)).isEqualTo(pdf);
    try (PDDocument file = Loader.loadPDF(pdf.toArray())) {
      assertThat(file.getNumberOfPages()).isGreaterThan(2);
      String text = new PDFTextStripper().getText(file);
      assertThat(text)
          .contains("PHỤ LỤC VĂN BẰNG", "DIPLOMA SUPPLEMENT", "Nguyễn Thị Mẫu", "17/05/2004")
          .contains("Trường Đại học Mẫu Hai", "Không tính", "Handwriting recognition", "8,05 / 10")
          .contains("Học phần số 69", "Course number 69", "DHM-CN-000121");
      show(file);
    }
    UploadReader reader = new UploadReader();
    assertThat(reader.carried(() -> pdf)).contains(new Carried(cose, false));
    assertThat(reader.qrTexts(() -> pdf)).hasSize(1).first().asString().startsWith(ADDRESS);
  }

  @Test
  void a_file_without_the_attachment_carries_nothing_and_a_damaged_one_is_no_error() {
    UploadReader reader = new UploadReader();
    assertThat(reader.carried(() -> Bytes.of("%PDF-1.7 /EmbeddedFile".getBytes()))).isEmpty();
    assertThat(reader.carried(() -> Bytes.of("%PDF-1.7 nothing".getBytes()))).isEmpty();
    assertThat(reader.carried(() -> Bytes.of(new byte[70_000]))).isEmpty();
    Supplement supplement = supplement(SupplementSamples.shortest());
    Bytes pdf =
        pages.pdf(supplement, supplement.encode(), ISSUER, Bytes.of(new byte[250]), ADDRESS, true);
    byte[] bytes = pdf.toArray();
    for (int cut : new int[] {bytes.length / 3, bytes.length / 2, bytes.length - 40}) {
      Bytes part = Bytes.of(java.util.Arrays.copyOf(bytes, cut));
      assertThat(reader.carried(() -> part).map(Carried::isAlone))
          .isNotEqualTo(java.util.Optional.of(true));
    }
  }

  private static void show(PDDocument file) throws Exception {
    String folder = System.getProperty("supplement.pictures", "");
    if (folder.isEmpty()) {
      return;
    }
    for (int i = 0; i < file.getNumberOfPages(); i++) {
      BufferedImage picture = new PDFRenderer(file).renderImageWithDPI(i, 80);
      Files.createDirectories(Path.of(folder));
      ImageIO.write(picture, "png", Path.of(folder, "page" + (i + 1) + ".png").toFile());
    }
  }

  private static SupplementContent many(int more) {
    SupplementContent c = SupplementSamples.bachelor();
    List<Course> courses = new ArrayList<>(c.courses());
    for (int i = 0; i < more; i++) {
      courses.add(
          new Course(
              "HP" + i,
              new BilingualText("Học phần số " + i, "Course number " + i),
              new Amount(200),
              new Amount(700),
              "B",
              "",
              true));
    }
    return new SupplementContent(
        c.fullName(),
        c.birthDate(),
        c.studentCode(),
        c.programme(),
        c.specialisation(),
        c.enrolled(),
        c.language(),
        c.duration(),
        c.level(),
        c.mode(),
        c.scale(),
        c.totalCredits(),
        c.average(),
        c.thesis(),
        c.ranking(),
        courses,
        c.notes());
  }

  private static Supplement supplement(SupplementContent content) {
    return new Supplement(
        12,
        Instant.parse("2026-11-24T03:04:05Z"),
        new PublicId(Supplement.ID_KIND, Bytes.of(new byte[16])),
        Digest.sha256(new byte[1]),
        "DHM-CN-000121",
        1,
        Digest.sha256(new byte[2]),
        content,
        "PGS.TS. Lê Văn Ký",
        "Hiệu trưởng");
  }
}
