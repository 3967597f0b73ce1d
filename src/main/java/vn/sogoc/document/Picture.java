package vn.sogoc.document;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.graphics.color.PDColorSpace;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceGray;
import org.apache.pdfbox.pdmodel.graphics.color.PDDeviceRGB;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A picture that this product encoded itself from pixels: an RGB JPEG, or a PNG with transparency.
 * What is put into a page is made of it once and kept, so that a thousand pages cost one decoding.
 * Safe for many threads.
 */
public final class Picture {
  /** The two forms there are. */
  public enum Form {
    JPEG("image/jpeg"),
    PNG("image/png");

    private final String mediaType;

    Form(String mediaType) {
      this.mediaType = mediaType;
    }

    /** As in a header. */
    public String mediaType() {
      return mediaType;
    }
  }

  /** Pixels and what is transparent of them, each deflated. */
  private record Streams(Bytes colours, Bytes alpha) {}

  private final Bytes content;
  private final Form form;
  private final int width;
  private final int height;
  private volatile @Nullable Streams streams;

  /**
   * A picture as it was encoded.
   *
   * @param width in pixels
   * @param height in pixels
   */
  public Picture(Bytes content, Form form, int width, int height) {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException("a picture has pixels");
    }
    this.content = content;
    this.form = form;
    this.width = width;
    this.height = height;
  }

  /** The encoded bytes. */
  public Bytes content() {
    return content;
  }

  /** How they are encoded. */
  public Form form() {
    return form;
  }

  /** Pixels across. */
  public int width() {
    return width;
  }

  /** Pixels down. */
  public int height() {
    return height;
  }

  /** SHA-256 of the encoded bytes, which is its name. */
  public Digest digest() {
    return Digest.sha256(content);
  }

  /** The picture as part of a document. */
  PDImageXObject in(PDDocument document) throws IOException {
    if (form == Form.JPEG) {
      return image(document, content, COSName.DCT_DECODE, PDDeviceRGB.INSTANCE);
    }
    Streams parts = streams();
    PDImageXObject image =
        image(document, parts.colours(), COSName.FLATE_DECODE, PDDeviceRGB.INSTANCE);
    PDImageXObject mask =
        image(document, parts.alpha(), COSName.FLATE_DECODE, PDDeviceGray.INSTANCE);
    image.getCOSObject().setItem(COSName.SMASK, mask);
    return image;
  }

  private PDImageXObject image(
      PDDocument document, Bytes encoded, COSName filter, PDColorSpace colours) throws IOException {
    InputStream bytes = new ByteArrayInputStream(encoded.toArray());
    return new PDImageXObject(document, bytes, filter, width, height, 8, colours);
  }

  private Streams streams() throws IOException {
    Streams made = streams;
    if (made == null) {
      made = split();
      streams = made;
    }
    return made;
  }

  private Streams split() throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(content.toArray()));
    if (image == null || image.getWidth() != width || image.getHeight() != height) {
      throw new UncheckedIOException(new IOException("not a picture that was encoded here"));
    }
    ByteArrayOutputStream colours = new ByteArrayOutputStream();
    ByteArrayOutputStream alpha = new ByteArrayOutputStream();
    Deflater best = new Deflater(Deflater.BEST_COMPRESSION);
    Deflater bestToo = new Deflater(Deflater.BEST_COMPRESSION);
    try (DeflaterOutputStream packed = new DeflaterOutputStream(colours, best);
        DeflaterOutputStream mask = new DeflaterOutputStream(alpha, bestToo)) {
      int[] row = new int[width];
      byte[] rgb = new byte[3 * width];
      byte[] seen = new byte[width];
      for (int y = 0; y < height; y++) {
        image.getRGB(0, y, width, 1, row, 0, width);
        for (int x = 0; x < width; x++) {
          rgb[3 * x] = (byte) (row[x] >> 16);
          rgb[3 * x + 1] = (byte) (row[x] >> 8);
          rgb[3 * x + 2] = (byte) row[x];
          seen[x] = (byte) (row[x] >>> 24);
        }
        packed.write(rgb);
        mask.write(seen);
      }
    } finally {
      best.end();
      bestToo.end();
    }
    return new Streams(Bytes.of(colours.toByteArray()), Bytes.of(alpha.toByteArray()));
  }
}
