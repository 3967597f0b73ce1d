package vn.sogoc.document;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.zxing.common.BitMatrix;
import com.google.zxing.common.DecoderResult;
import com.google.zxing.qrcode.decoder.Decoder;
import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.InputSource;

class QrCodeTest {

  /** The table of sizes of the design: record bytes, characters, level, version. */
  @ParameterizedTest
  @CsvSource({
    "254, 428, M, 13", "254, 428, Q, 16",
    "426, 703, M, 17", "426, 703, Q, 21",
    "273, 458, M, 13", "273, 458, Q, 17",
    "378, 626, M, 16", "378, 626, Q, 19"
  })
  void records_get_the_versions_that_two_segments_allow(
      int bytes, int characters, QrCode.Level level, int version) {
    String text = Samples.address(bytes, 1);
    assertThat(text).hasSize(characters);
    QrCode code = QrCode.of(text, level);
    assertThat(code.version()).isEqualTo(version);
    assertThat(code.size()).isEqualTo(17 + 4 * version);
    assertThat(code.level()).isEqualTo(level);
  }

  @Test
  void address_is_a_byte_segment_and_fragment_an_alphanumeric_one() throws Exception {
    String text = Samples.address(254, 7);
    DecoderResult read = new Decoder().decode(bits(QrCode.of(text, QrCode.Level.Q)));
    assertThat(read.getText()).isEqualTo(text);
    assertThat(read.getByteSegments())
        .singleElement()
        .isEqualTo("https://vb.gov.vn/q#".getBytes(US_ASCII));
    assertThat(read.getECLevel()).isEqualTo("Q");
    // mode 0100 (byte), 8 bits of count 20 for versions 10-26 are 16 bits
    byte[] raw = read.getRawBytes();
    assertThat(raw[0] >> 4).isEqualTo(4);
  }

  @Test
  void every_text_reads_back_from_its_matrix() throws Exception {
    for (int seed = 0; seed < 60; seed++) {
      String text = Samples.address(150 + 7 * seed, seed);
      for (QrCode.Level level : QrCode.Level.values()) {
        QrCode code = QrCode.of(text, level);
        assertThat(new Decoder().decode(bits(code)).getText()).isEqualTo(text);
      }
    }
  }

  @Test
  void same_text_gives_same_code() {
    String text = Samples.address(254, 3);
    assertThat(QrCode.of(text, QrCode.Level.M).svg("t"))
        .isEqualTo(QrCode.of(text, QrCode.Level.M).svg("t"));
  }

  @Test
  void svg_is_well_formed_named_black_on_white_with_a_quiet_zone() throws Exception {
    QrCode code = QrCode.of(Samples.address(254, 5), QrCode.Level.Q);
    String svg = code.svg("Mã QR <1> & \"2\"");
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    var root =
        factory
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(svg)))
            .getDocumentElement();
    assertThat(root.getAttribute("role")).isEqualTo("img");
    assertThat(root.getAttribute("viewBox")).isEqualTo("0 0 89 89");
    assertThat(root.getElementsByTagName("title").item(0).getTextContent())
        .isEqualTo("Mã QR <1> & \"2\"");
    assertThat(svg).contains("fill=\"#000\" d=\"M4 4h7v1h-7z");
    assertThat(code.sizeWithQuietZone()).isEqualTo(89);
    assertThat(pictureOf(svg, 89)).isEqualTo(pictureOf(code));
  }

  @Test
  void other_letters_and_endless_texts_are_refused() {
    assertThatThrownBy(() -> QrCode.of("https://vănbằng.vn/q#A", QrCode.Level.M))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QrCode.of("", QrCode.Level.M))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> QrCode.of("A".repeat(5000), QrCode.Level.M))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("5000 characters");
  }

  private static BitMatrix bits(QrCode code) {
    BitMatrix bits = new BitMatrix(code.size());
    for (int y = 0; y < code.size(); y++) {
      for (int x = 0; x < code.size(); x++) {
        if (code.dark(x, y)) {
          bits.set(x, y);
        }
      }
    }
    return bits;
  }

  private static String pictureOf(QrCode code) {
    StringBuilder picture = new StringBuilder();
    int n = code.sizeWithQuietZone();
    for (int y = -4; y < n - 4; y++) {
      for (int x = -4; x < n - 4; x++) {
        boolean inside = x >= 0 && y >= 0 && x < code.size() && y < code.size();
        picture.append(inside && code.dark(x, y) ? '#' : '.');
      }
    }
    return picture.toString();
  }

  /** Paints the runs of the path, without the class under test. */
  private static String pictureOf(String svg, int n) {
    char[] picture = ".".repeat(n * n).toCharArray();
    var run = java.util.regex.Pattern.compile("M(\\d+) (\\d+)h(\\d+)v1h-\\3z").matcher(svg);
    while (run.find()) {
      int x = Integer.parseInt(run.group(1));
      int y = Integer.parseInt(run.group(2));
      for (int i = 0; i < Integer.parseInt(run.group(3)); i++) {
        picture[y * n + x + i] = '#';
      }
    }
    return new String(picture);
  }
}
