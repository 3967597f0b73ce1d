package vn.sogoc.support;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import vn.sogoc.document.QrCode;

/** Pictures of QR codes for tests: a file to upload, a film for the camera of a browser. */
public final class QrPicture {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 480;
  private static final byte WHITE = (byte) 235;
  private static final byte BLACK = 16;

  private QrPicture() {}

  /** A PNG, six pixels to a module, with its quiet zone. */
  public static byte[] png(String text) throws IOException {
    QrCode code = QrCode.of(text, QrCode.Level.M);
    int scale = 6;
    int side = code.sizeWithQuietZone() * scale;
    BufferedImage image = new BufferedImage(side, side, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        image.setRGB(x, y, dark(code, x / scale, y / scale) ? 0 : 0xffffff);
      }
    }
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(image, "png", png);
    return png.toByteArray();
  }

  /** A film of one picture (YUV4MPEG2, 640 by 480) that Chromium can play as its camera. */
  public static Path film(String text, Path file) throws IOException {
    QrCode code = QrCode.of(text, QrCode.Level.M);
    int scale = HEIGHT / code.sizeWithQuietZone();
    int left = (WIDTH - scale * code.sizeWithQuietZone()) / 2;
    byte[] luma = new byte[WIDTH * HEIGHT];
    Arrays.fill(luma, WHITE);
    for (int y = 0; y < scale * code.sizeWithQuietZone(); y++) {
      for (int x = 0; x < scale * code.sizeWithQuietZone(); x++) {
        if (dark(code, x / scale, y / scale)) {
          luma[y * WIDTH + left + x] = BLACK;
        }
      }
    }
    byte[] chroma = new byte[WIDTH * HEIGHT / 2];
    Arrays.fill(chroma, (byte) 128);
    try (OutputStream out = Files.newOutputStream(file)) {
      out.write("YUV4MPEG2 W640 H480 F10:1 Ip A1:1 C420jpeg\n".getBytes(StandardCharsets.US_ASCII));
      for (int frame = 0; frame < 5; frame++) {
        out.write("FRAME\n".getBytes(StandardCharsets.US_ASCII));
        out.write(luma);
        out.write(chroma);
      }
    }
    return file;
  }

  private static boolean dark(QrCode code, int column, int row) {
    int x = column - QrCode.QUIET_ZONE;
    int y = row - QrCode.QUIET_ZONE;
    return x >= 0 && y >= 0 && x < code.size() && y < code.size() && code.dark(x, y);
  }
}
