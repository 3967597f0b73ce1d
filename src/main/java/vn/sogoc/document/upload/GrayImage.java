package vn.sogoc.document.upload;

import java.awt.image.BufferedImage;
import java.awt.image.DataBufferByte;

/**
 * Luminance of a picture, row by row, 0 is black. What is transparent counts as white, as on paper.
 * Package-internal: the array is shared and never written after construction.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record GrayImage(int width, int height, byte[] luminance) {

  static GrayImage of(BufferedImage image) {
    int width = image.getWidth();
    int height = image.getHeight();
    if (image.getType() == BufferedImage.TYPE_BYTE_GRAY
        && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getData().length == width * height) {
      return new GrayImage(width, height, buffer.getData());
    }
    byte[] gray = new byte[width * height];
    if (image.getType() == BufferedImage.TYPE_3BYTE_BGR
        && image.getRaster().getDataBuffer() instanceof DataBufferByte buffer
        && buffer.getData().length == 3 * width * height) {
      byte[] bgr = buffer.getData();
      for (int i = 0, j = 0; i < gray.length; i++, j += 3) {
        gray[i] = (byte) luma(bgr[j + 2] & 0xff, bgr[j + 1] & 0xff, bgr[j] & 0xff);
      }
      return new GrayImage(width, height, gray);
    }
    int[] row = new int[width];
    for (int y = 0; y < height; y++) {
      image.getRGB(0, y, width, 1, row, 0, width);
      for (int x = 0; x < width; x++) {
        int argb = row[x];
        int alpha = argb >>> 24;
        int luma = luma((argb >> 16) & 0xff, (argb >> 8) & 0xff, argb & 0xff);
        gray[y * width + x] = (byte) ((luma * alpha + 255 * (255 - alpha)) / 255);
      }
    }
    return new GrayImage(width, height, gray);
  }

  /** ITU-R BT.601 in eighths: exact enough to tell ink from paper. */
  private static int luma(int red, int green, int blue) {
    return (red * 77 + green * 151 + blue * 28) >> 8;
  }

  /** The same for drawing. */
  BufferedImage picture() {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
    image.getRaster().setDataElements(0, 0, width, height, luminance);
    return image;
  }

  long pixels() {
    return (long) width * height;
  }

  /** Whether there is any ink at all on the paper: an empty page is not worth a search. */
  boolean hasContrast() {
    int least = 255;
    int most = 0;
    for (byte b : luminance) {
      least = Math.min(least, b & 0xff);
      most = Math.max(most, b & 0xff);
    }
    return most - least > 24;
  }

  /** The picture reduced by a whole factor, each pixel the mean of a square. */
  GrayImage reduced(int factor) {
    if (factor <= 1) {
      return this;
    }
    int w = Math.max(1, width / factor);
    int h = Math.max(1, height / factor);
    byte[] out = new byte[w * h];
    int[] sums = new int[w];
    for (int y = 0; y < h; y++) {
      java.util.Arrays.fill(sums, 0);
      int rows = Math.min(factor, height - y * factor);
      for (int dy = 0; dy < rows; dy++) {
        int at = (y * factor + dy) * width;
        for (int x = 0; x < w; x++) {
          int columns = Math.min(factor, width - x * factor);
          int sum = 0;
          for (int dx = 0; dx < columns; dx++) {
            sum += luminance[at + x * factor + dx] & 0xff;
          }
          sums[x] += sum * factor / columns;
        }
      }
      for (int x = 0; x < w; x++) {
        out[y * w + x] = (byte) Math.min(255, sums[x] / (rows * factor));
      }
    }
    return new GrayImage(w, h, out);
  }

  /** The picture at twice its size, between pixels linear: gives small modules room. */
  GrayImage doubled() {
    int w = width * 2;
    int h = height * 2;
    byte[] out = new byte[w * h];
    for (int y = 0; y < h; y++) {
      int y0 = Math.max(0, (y - 1) / 2);
      int y1 = Math.min(height - 1, (y + 1) / 2);
      for (int x = 0; x < w; x++) {
        int x0 = Math.max(0, (x - 1) / 2);
        int x1 = Math.min(width - 1, (x + 1) / 2);
        int sum =
            (luminance[y0 * width + x0] & 0xff)
                + (luminance[y0 * width + x1] & 0xff)
                + (luminance[y1 * width + x0] & 0xff)
                + (luminance[y1 * width + x1] & 0xff);
        out[y * w + x] = (byte) (sum / 4);
      }
    }
    return new GrayImage(w, h, out);
  }

  /** The mean over three by three pixels: takes away the noise of dim light and of JPEG. */
  GrayImage smoothed() {
    byte[] out = luminance.clone();
    for (int y = 1; y < height - 1; y++) {
      for (int x = 1; x < width - 1; x++) {
        int at = y * width + x;
        int sum = 0;
        for (int dy = -width; dy <= width; dy += width) {
          sum +=
              (luminance[at + dy - 1] & 0xff)
                  + (luminance[at + dy] & 0xff)
                  + (luminance[at + dy + 1] & 0xff);
        }
        out[at] = (byte) (sum / 9);
      }
    }
    return new GrayImage(width, height, out);
  }

  /**
   * The picture turned by so many quarter turns, with its upper edge made wider by a part: undoes
   * the look of a sheet photographed at a slant, for which the readers look in the wrong place.
   */
  GrayImage straightened(int quarterTurns, double part) {
    GrayImage turned = this;
    for (int i = 0; i < quarterTurns; i++) {
      turned = turned.quarterTurn();
    }
    int w = turned.width;
    int h = turned.height;
    byte[] out = new byte[w * h];
    double farthest = 1 / (1 - part);
    for (int y = 0; y < h; y++) {
      double depth = farthest - (farthest - 1) * y / Math.max(1, h - 1);
      double kept = 1 / depth;
      int row = (int) Math.round((1 - (1 - kept) / part) * (h - 1));
      for (int x = 0; x < w; x++) {
        int column = (int) Math.round(((x + 0.5) / w - 0.5) * kept * w + 0.5 * w - 0.5);
        out[y * w + x] = turned.luminance[row * w + column];
      }
    }
    return new GrayImage(w, h, out);
  }

  private GrayImage quarterTurn() {
    byte[] out = new byte[luminance.length];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        out[x * height + (height - 1 - y)] = luminance[y * width + x];
      }
    }
    return new GrayImage(/* width= */ height, /* height= */ width, out);
  }
}
