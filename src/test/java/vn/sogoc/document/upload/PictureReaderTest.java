package vn.sogoc.document.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Pictures that somebody sends for a template: pixels alone go on. */
class PictureReaderTest {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};

  private final PictureReader reader = new PictureReader();

  @Test
  void only_pixels_go_on_and_what_is_transparent_stays_so() throws IOException {
    byte[] file = OwnPictures.signatureFile().toArray();
    byte[] hidden = "<script>alert(1)</script>".getBytes(UTF_8);
    byte[] more = Arrays.copyOf(file, file.length + hidden.length);
    System.arraycopy(hidden, 0, more, file.length, hidden.length);
    Picture read = reader.read(() -> Bytes.of(more));
    assertThat(read.form()).isEqualTo(Picture.Form.PNG);
    assertThat(new String(read.content().toArray(), ISO_8859_1)).doesNotContain("script");
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(read.content().toArray()));
    assertThat(image.getRGB(2, 2) >>> 24).isZero();
    assertThat(read.width()).isEqualTo(500);
    Picture page = reader.read(OwnPictures::backgroundFile);
    assertThat(page.form()).isEqualTo(Picture.Form.JPEG);
    assertThat(page).extracting(Picture::width, Picture::height).containsExactly(1400, 990);
    assertThat(reader.read(OwnPictures::backgroundFile).digest()).isEqualTo(page.digest());
  }

  @Test
  void what_is_no_png_or_jpeg_is_refused_whatever_its_name() {
    for (String file :
        new String[] {
          "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
          "%PDF-1.7\n",
          "GIF89a",
          "wOF2font",
          "\u0000\u0001\u0000\u0000truetype",
          "OTTO",
          ""
        }) {
      refused(file.getBytes(ISO_8859_1), DocumentProblem.FILE_TYPE_UNSUPPORTED);
    }
  }

  @Test
  void a_bomb_is_refused_before_a_pixel_is_decoded() throws IOException {
    refused(png(30_000, 30_000, 8, 2, 100), DocumentProblem.IMAGE_TOO_LARGE);
    refused(png(4001, 4001, 8, 6, 100), DocumentProblem.IMAGE_TOO_LARGE);
    refused(png(2900, 2900, 16, 6, 100), DocumentProblem.IMAGE_TOO_LARGE);
    refused(png(Integer.MAX_VALUE, Integer.MAX_VALUE, 8, 2, 100), DocumentProblem.IMAGE_TOO_LARGE);
    refused(png(0, 5, 8, 2, 100), DocumentProblem.FILE_DAMAGED);
    refused(png(500, 500, 8, 2, 0), DocumentProblem.FILE_DAMAGED);
    refused(Arrays.copyOf(PNG, 30), DocumentProblem.FILE_DAMAGED);
    refused(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff, 0, 0}, DocumentProblem.FILE_DAMAGED);
    refused(new byte[PictureReader.MAX_FILE + 1], DocumentProblem.FILE_TOO_LARGE);
  }

  @Test
  void what_would_make_every_document_heavy_is_refused() {
    BufferedImage noise = new BufferedImage(3200, 2400, BufferedImage.TYPE_3BYTE_BGR);
    Random random = new Random(7);
    int[] row = new int[3200];
    for (int y = 0; y < 2400; y++) {
      for (int x = 0; x < row.length; x++) {
        row[x] = random.nextInt();
      }
      noise.setRGB(0, y, row.length, 1, row, 0, row.length);
    }
    refused(OwnPictures.file(noise, "jpeg").toArray(), DocumentProblem.IMAGE_TOO_LARGE);
    BufferedImage clear = new BufferedImage(2100, 2100, BufferedImage.TYPE_INT_ARGB);
    refused(OwnPictures.file(clear, "png").toArray(), DocumentProblem.IMAGE_TOO_LARGE);
  }

  private void refused(byte[] file, DocumentProblem why) {
    assertThatThrownBy(() -> reader.read(() -> Bytes.of(file)))
        .isInstanceOfSatisfying(
            Refusal.class, refusal -> assertThat(refusal.type()).isEqualTo(why));
  }

  /** A PNG that says how large it is and has few bytes of pixels. */
  private static byte[] png(int width, int height, int depth, int colours, int rows)
      throws IOException {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    file.write(PNG);
    byte[] head =
        ByteBuffer.allocate(13)
            .putInt(width)
            .putInt(height)
            .put((byte) depth)
            .put((byte) colours)
            .array();
    chunk(file, "IHDR", head);
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
      deflate.write(new byte[rows * 1000]);
    }
    chunk(file, "IDAT", packed.toByteArray());
    chunk(file, "IEND", new byte[0]);
    return file.toByteArray();
  }

  private static void chunk(ByteArrayOutputStream file, String type, byte[] content)
      throws IOException {
    byte[] name = type.getBytes(ISO_8859_1);
    CRC32 check = new CRC32();
    check.update(name);
    check.update(content);
    file.write(ByteBuffer.allocate(4).putInt(content.length).array());
    file.write(name);
    file.write(content);
    file.write(ByteBuffer.allocate(4).putInt((int) check.getValue()).array());
  }
}
