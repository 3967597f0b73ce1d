package vn.sogoc.document.upload;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Image;
import java.awt.geom.AffineTransform;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.apache.pdfbox.contentstream.operator.Operator;
import org.apache.pdfbox.cos.COSBase;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.graphics.blend.BlendMode;
import org.apache.pdfbox.pdmodel.graphics.form.PDTransparencyGroup;
import org.apache.pdfbox.pdmodel.graphics.image.PDImage;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.rendering.PageDrawer;
import org.apache.pdfbox.rendering.PageDrawerParameters;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * Draws fills, lines and images of one page under counts and a deadline, and leaves out every
 * operator whose cost a hostile page could choose: text and its fonts, shadings, patterns, dashes,
 * inline images, soft masks, nested groups with their own canvases.
 */
final class ShapeDrawer extends PageDrawer {
  private static final int MAX_OPERATORS = 1_500_000;
  private static final int MAX_SAVED_STATES = 200;
  private static final int MAX_PATH = 200_000;
  private static final int MAX_CLIP_PATH = 64;
  private static final int MAX_CLIPS = 2_000;

  private static final Set<String> LEFT_OUT =
      Set.of(
          "Tf", "Tj", "TJ", "'", "\"", // text, fonts
          "sh", "d", "BI", "d0", "d1", // shadings, dashes, inline images, glyphs of Type 3
          "ri", "i");

  private final Deadline deadline;
  private int operators;
  private int savedStates;
  private int pathElements;
  private int clips;

  ShapeDrawer(PageDrawerParameters parameters, Deadline deadline) throws IOException {
    super(parameters);
    this.deadline = deadline;
  }

  @Override
  protected void processOperator(Operator operator, List<COSBase> operands) throws IOException {
    if (++operators > MAX_OPERATORS) {
      throw new IOException("more operators than a page needs");
    }
    if ((operators & 0x3ff) == 0) {
      deadline.check();
    }
    String name = operator.getName();
    boolean pattern =
        (name.equals("scn") || name.equals("SCN"))
            && !operands.isEmpty()
            && operands.get(operands.size() - 1) instanceof COSName;
    if (pattern || LEFT_OUT.contains(name)) {
      return;
    }
    super.processOperator(operator, operands);
    if (name.equals("gs")) {
      getGraphicsState().setSoftMask(null);
      getGraphicsState().setBlendMode(BlendMode.NORMAL);
    }
  }

  @Override
  public void saveGraphicsState() {
    if (++savedStates > MAX_SAVED_STATES) {
      throw new IllegalStateException("graphics states nested too deep");
    }
    super.saveGraphicsState();
  }

  @Override
  public void restoreGraphicsState() {
    savedStates--;
    super.restoreGraphicsState();
  }

  @Override
  public void showTransparencyGroup(PDTransparencyGroup form) throws IOException {
    showForm(form);
  }

  @Override
  public void moveTo(float x, float y) {
    element();
    super.moveTo(x, y);
  }

  @Override
  public void lineTo(float x, float y) {
    element();
    super.lineTo(x, y);
  }

  @Override
  public void curveTo(float x1, float y1, float x2, float y2, float x3, float y3) {
    element();
    super.curveTo(x1, y1, x2, y2, x3, y3);
  }

  @Override
  public void endPath() {
    pathElements = 0;
    super.endPath();
  }

  @Override
  public void fillPath(int windingRule) throws IOException {
    pathElements = 0;
    super.fillPath(windingRule);
  }

  @Override
  public void strokePath() throws IOException {
    pathElements = 0;
    super.strokePath();
  }

  /** Intersecting complicated clips costs more than the square of their corners. */
  @Override
  public void clip(int windingRule) {
    if (pathElements <= MAX_CLIP_PATH && ++clips <= MAX_CLIPS) {
      super.clip(windingRule);
    }
  }

  private void element() {
    if (++pathElements > MAX_PATH) {
      throw new IllegalStateException("a path with more elements than a page needs");
    }
  }

  @Override
  public void drawImage(PDImage image) throws IOException {
    deadline.check();
    AffineTransform place =
        getGraphicsState().getCurrentTransformationMatrix().createAffineTransform();
    Image picture = picture(image, place);
    if (picture == null) {
      return;
    }
    int width = picture.getWidth(null);
    int height = picture.getHeight(null);
    place.scale(1.0 / width, -1.0 / height);
    place.translate(0, -height);
    setClip();
    Graphics2D graphics = getGraphics();
    graphics.drawImage(picture, place, null);
  }

  /** The image as the page shows it, or null where it would cost too much or is none. */
  private @Nullable Image picture(PDImage image, AffineTransform place) throws IOException {
    if (tooLarge(image)) {
      return null;
    }
    if (image instanceof PDImageXObject object) {
      PDImageXObject soft = object.getSoftMask();
      PDImageXObject hard = object.getMask();
      // the library scales an image and its masks to each other
      if ((soft != null && tooLarge(soft)) || (hard != null && tooLarge(hard))) {
        return null;
      }
      try {
        GrayImage own = PdfJpeg.decode(object, deadline);
        boolean masked = soft != null || hard != null;
        if (own != null && !masked && PdfJpeg.isPlain(object)) {
          return own.picture();
        }
        // what was decoded once within the deadline costs the library as much again
        if (soft != null) {
          PdfJpeg.decode(soft, deadline);
        }
        if (hard != null) {
          PdfJpeg.decode(hard, deadline);
        }
      } catch (Refusal e) {
        return null; // this image is left out, others may hold the code
      }
      deadline.check();
    }
    return image.isStencil()
        ? image.getStencilImage(Color.BLACK)
        : image.getImage(null, getSubsampling(image, place));
  }

  private static boolean tooLarge(PDImage image) {
    return image.getWidth() <= 0
        || image.getHeight() <= 0
        || (long) image.getWidth() * image.getHeight() > ImageDecoder.MAX_PIXELS;
  }
}
