package vn.sogoc.document.upload;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import javax.imageio.ImageIO;
import vn.sogoc.document.DocumentProblem;
import vn.sogoc.document.Picture;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Pictures as an institution would send them, drawn here. */
public final class OwnPictures {
  private OwnPictures() {}

  /** A background of lines, JPEG after reading. */
  public static Picture background() {
    return new PictureReader().read(OwnPictures::backgroundFile);
  }

  /** The file of it, PNG. */
  public static Bytes backgroundFile() {
    BufferedImage image = new BufferedImage(1400, 990, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(new Color(0xfdfaf0));
    pen.fillRect(0, 0, 1400, 990);
    pen.setColor(new Color(0xe6d9b0));
    for (int i = 0; i < 90; i++) {
      pen.draw(new Ellipse2D.Double(700 - 4 * i, 495 - 3 * i, 8 * i, 6 * i));
    }
    pen.setStroke(new BasicStroke(12));
    pen.setColor(new Color(0xa98a45));
    pen.drawRect(30, 30, 1340, 930);
    pen.dispose();
    return file(image, "png");
  }

  /** A stroke of a pen on nothing. */
  public static Picture signature() {
    return new PictureReader().read(OwnPictures::signatureFile);
  }

  /** The file of it, PNG with transparency. */
  public static Bytes signatureFile() {
    BufferedImage image = new BufferedImage(500, 220, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setStroke(new BasicStroke(7));
    pen.setColor(new Color(0x1b3f9c));
    int[] x = {20, 90, 140, 180, 240, 300, 380, 470};
    int[] y = {150, 40, 190, 60, 160, 90, 140, 60};
    pen.drawPolyline(x, y, x.length);
    pen.dispose();
    return file(image, "png");
  }

  /** A red ring on nothing. */
  public static Picture seal() {
    return new PictureReader().read(OwnPictures::sealFile);
  }

  /** The file of it, PNG with transparency. */
  public static Bytes sealFile() {
    BufferedImage image = new BufferedImage(400, 400, BufferedImage.TYPE_INT_ARGB);
    Graphics2D pen = image.createGraphics();
    pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    pen.setColor(new Color(0xc8, 0x1e, 0x1e, 200));
    pen.setStroke(new BasicStroke(14));
    pen.drawOval(20, 20, 360, 360);
    pen.setStroke(new BasicStroke(5));
    pen.drawOval(60, 60, 280, 280);
    pen.dispose();
    return file(image, "png");
  }

  /** What the codes of a page say. */
  public static List<String> codes(Bytes pdf) {
    return new UploadReader().qrTexts(pdf);
  }

  /** Whether a page has any. */
  public static boolean hasCode(Bytes pdf) {
    try {
      return !codes(pdf).isEmpty();
    } catch (Refusal refusal) {
      if (refusal.type() != DocumentProblem.NO_QR_FOUND) {
        throw refusal;
      }
      return false;
    }
  }

  static Bytes file(BufferedImage image, String format) {
    try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
      ImageIO.write(image, format, out);
      return Bytes.of(out.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
