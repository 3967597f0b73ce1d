package vn.sogoc.document.upload;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import vn.sogoc.document.Pictures;
import vn.sogoc.document.QrCode;
import vn.sogoc.document.Samples;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Accepted files with bytes changed, removed and repeated: texts or a refusal, nothing else. */
class UploadFuzzTest {
  private static final int ROUNDS = 120;

  @Test
  void changed_files_are_read_or_refused() throws IOException {
    QrCode code = QrCode.of(Samples.address(20, 1), QrCode.Level.M);
    List<Bytes> seeds =
        List.of(
            Pictures.png(Pictures.of(code, 3)),
            Pictures.jpeg(Pictures.of(code, 3), 0.8f),
            UploadReaderTest.pdf(List.of(Pictures.of(code, 3)), true),
            UploadReaderTest.pdf(List.of(Pictures.of(code, 3)), false));
    UploadReader reader = new UploadReader();
    Random random = new Random(20261124);
    int read = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] file = changed(seeds.get(round % seeds.size()).toArray(), random);
      try {
        assertThat(reader.qrTexts(Bytes.of(file), Duration.ofMillis(300))).isNotEmpty();
        read++;
      } catch (Refusal expected) {
        assertThat(expected.type().slug()).isNotEmpty();
      }
    }
    assertThat(read).isPositive();
  }

  private static byte[] changed(byte[] file, Random random) {
    byte[] out = file.clone();
    int changes = 1 + random.nextInt(12);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(out.length);
      switch (random.nextInt(3)) {
        case 0 -> out[at] = (byte) random.nextInt(256);
        case 1 -> out[at] ^= (byte) (1 << random.nextInt(8));
        default -> {
          int n = Math.min(random.nextInt(64), out.length - at);
          System.arraycopy(out, random.nextInt(out.length - n), out, at, n);
        }
      }
    }
    return random.nextInt(8) == 0 ? java.util.Arrays.copyOf(out, random.nextInt(out.length)) : out;
  }
}
