package vn.sogoc.document;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.awt.image.ConvolveOp;
import java.awt.image.Kernel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Random;
import javax.imageio.IIOImage;
import javax.imageio.ImageIO;
import javax.imageio.ImageWriteParam;
import javax.imageio.ImageWriter;
import vn.sogoc.kernel.Bytes;

/** What cameras and scanners make of a page, in the small. */
public final class Pictures {
  private Pictures() {}

  /** The code on white, each module so many pixels wide, with its quiet zone. */
  public static BufferedImage of(QrCode code, int module) {
    int side = code.sizeWithQuietZone() * module;
    BufferedImage image = blank(side, side, Color.WHITE);
    Graphics2D g = image.createGraphics();
    g.setColor(Color.BLACK);
    for (int y = 0; y < code.size(); y++) {
      for (int x = 0; x < code.size(); x++) {
        if (code.dark(x, y)) {
          g.fillRect(
              (x + QrCode.QUIET_ZONE) * module, (y + QrCode.QUIET_ZONE) * module, module, module);
        }
      }
    }
    g.dispose();
    return image;
  }

  public static BufferedImage blank(int width, int height, Color color) {
    BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_3BYTE_BGR);
    Graphics2D g = image.createGraphics();
    g.setColor(color);
    g.fillRect(0, 0, width, height);
    g.dispose();
    return image;
  }

  /** Lies on a larger sheet, at a place. */
  public static BufferedImage on(BufferedImage sheet, BufferedImage picture, int x, int y) {
    Graphics2D g = sheet.createGraphics();
    g.drawImage(picture, x, y, null);
    g.dispose();
    return sheet;
  }

  public static BufferedImage rotated(BufferedImage image, double degrees) {
    int side = (int) Math.hypot(image.getWidth(), image.getHeight()) + 2;
    BufferedImage out = blank(side, side, new Color(200, 196, 190));
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BILINEAR);
    AffineTransform turn =
        AffineTransform.getRotateInstance(Math.toRadians(degrees), side / 2.0, side / 2.0);
    turn.translate((side - image.getWidth()) / 2.0, (side - image.getHeight()) / 2.0);
    g.drawImage(image, turn, null);
    g.dispose();
    return out;
  }

  /** Seen at a slant: the upper edge is this part shorter than the lower one. */
  public static BufferedImage slanted(BufferedImage image, double part) {
    int w = image.getWidth();
    int h = image.getHeight();
    BufferedImage out = blank(w, h, new Color(200, 196, 190));
    for (int y = 0; y < h; y++) {
      // a plane that is tilted away: depth is the inverse of the width that a row keeps
      double width = 1 - part * (1 - (double) y / (h - 1));
      double farthest = 1 / (1 - part);
      double row = (farthest - 1 / width) / (farthest - 1) * (h - 1);
      for (int x = 0; x < w; x++) {
        double column = ((double) x / (w - 1) - 0.5) / width + 0.5;
        if (column >= 0 && column <= 1) {
          out.setRGB(x, y, image.getRGB((int) Math.round(column * (w - 1)), (int) Math.round(row)));
        }
      }
    }
    return out;
  }

  public static BufferedImage blurred(BufferedImage image, int radius) {
    int n = 2 * radius + 1;
    float[] kernel = new float[n * n];
    java.util.Arrays.fill(kernel, 1f / (n * n));
    return new ConvolveOp(new Kernel(n, n, kernel), ConvolveOp.EDGE_NO_OP, null)
        .filter(image, null);
  }

  /** Dim and uneven light: from one brightness at the left to another at the right, with noise. */
  public static BufferedImage lit(
      BufferedImage image, double left, double right, double noise, long seed) {
    Random random = new Random(seed);
    BufferedImage out = blank(image.getWidth(), image.getHeight(), Color.WHITE);
    for (int y = 0; y < image.getHeight(); y++) {
      for (int x = 0; x < image.getWidth(); x++) {
        double light = left + (right - left) * x / image.getWidth();
        int rgb = image.getRGB(x, y);
        int value = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
          double c = ((rgb >> shift) & 0xff) * light + 18 + random.nextGaussian() * noise;
          value = value << 8 | (int) Math.max(0, Math.min(255, c));
        }
        out.setRGB(x, y, value);
      }
    }
    return out;
  }

  public static BufferedImage scaled(BufferedImage image, double factor) {
    int w = (int) Math.round(image.getWidth() * factor);
    int h = (int) Math.round(image.getHeight() * factor);
    BufferedImage out = blank(w, h, Color.WHITE);
    Graphics2D g = out.createGraphics();
    g.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    g.drawImage(image, 0, 0, w, h, null);
    g.dispose();
    return out;
  }

  public static Bytes png(BufferedImage image) {
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageIO.write(image, "png", out);
      return Bytes.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static Bytes jpeg(BufferedImage image, float quality) {
    ImageWriter writer = ImageIO.getImageWritersByFormatName("jpeg").next();
    try {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      ImageWriteParam param = writer.getDefaultWriteParam();
      param.setCompressionMode(ImageWriteParam.MODE_EXPLICIT);
      param.setCompressionQuality(quality);
      try (var stream = ImageIO.createImageOutputStream(out)) {
        writer.setOutput(stream);
        writer.write(null, new IIOImage(image, null, null), param);
      }
      return Bytes.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      writer.dispose();
    }
  }
}
