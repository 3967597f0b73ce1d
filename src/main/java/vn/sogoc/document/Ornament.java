package vn.sogoc.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import vn.sogoc.kernel.Bytes;

/**
 * A line drawing made by formula, kept as the content of a form (ISO 32000-1, 8.10), packed once
 * per process and placed as often as a page wants: woven bands, rosettes, and the sun of the Đông
 * Sơn bronze drum with its fourteen rays.
 *
 * @param box in points, from the lower left corner
 * @param deflated the content stream
 */
record Ornament(PDRectangle box, Bytes deflated) {

  /** One period of a woven band; laid end to end it has no seams. */
  static Ornament weave(float period, float height, Ink ink) {
    Pen pen = new Pen(ink, 0.26f);
    int strands = 10;
    for (int k = 0; k < strands; k++) {
      double phase = 2 * Math.PI * k / strands;
      pen.curve(
          0,
          1,
          16,
          t -> period * t,
          t -> height / 2 + (height / 2 - 0.6) * wave(2 * Math.PI * t + phase));
    }
    for (int k = 0; k < 4; k++) {
      double phase = Math.PI * k / 2;
      pen.curve(
          0,
          1,
          16,
          t -> period * t,
          t -> height / 2 + height * 0.21 * Math.sin(4 * Math.PI * t + phase));
    }
    return pen.ornament(0, 0, period, height);
  }

  /** A sine whose crests are a little fuller. */
  private static double wave(double angle) {
    return Math.sin(angle + 0.22 * Math.sin(2 * angle));
  }

  /** A rosette around the middle of a square. */
  static Ornament rosette(float radius, int petals, int strands, Ink ink, Ink ground) {
    Pen pen = new Pen(ink, 0.2f);
    pen.disc(radius, radius, radius, ground);
    for (int k = 0; k < strands; k++) {
      double phase = 2 * Math.PI * k / strands;
      pen.curve(
          0,
          2 * Math.PI,
          petals * 5,
          t -> radius + radius * petal(t, petals, phase) * Math.cos(t),
          t -> radius + radius * petal(t, petals, phase) * Math.sin(t));
    }
    pen.ring(radius, radius, radius * 0.985, 0.5);
    pen.ring(radius, radius, radius * 0.16, 0.5);
    return pen.ornament(0, 0, 2 * radius, 2 * radius);
  }

  private static double petal(double t, int petals, double phase) {
    return 0.56 + 0.38 * Math.sin(petals * t + phase);
  }

  /** The face of the bronze drum, as a mist behind the words. */
  static Ornament drum(float radius, Ink ink) {
    Pen pen = new Pen(ink, 0.7f);
    double r = radius;
    star(pen, r, r, r * 0.105, r * 0.27, 14);
    rings(pen, r, 0.29, 0.302, 0.38, 0.392);
    around(pen, r, 0.341, 36, 0.026 * r);
    zigzag(pen, r, 0.40, 0.46, 72);
    rings(pen, r, 0.472, 0.484);
    for (int k = 0; k < 10; k++) {
      double phase = 2 * Math.PI * k / 10;
      pen.curve(
          0,
          2 * Math.PI,
          28 * 4,
          t -> r + r * (0.60 + 0.095 * Math.sin(28 * t + phase)) * Math.cos(t),
          t -> r + r * (0.60 + 0.095 * Math.sin(28 * t + phase)) * Math.sin(t));
    }
    rings(pen, r, 0.716, 0.728);
    around(pen, r, 0.762, 84, 0.022 * r);
    rings(pen, r, 0.796, 0.808);
    zigzag(pen, r, 0.82, 0.88, 120);
    rings(pen, r, 0.892);
    comb(pen, r, 0.90, 0.955, 240);
    rings(pen, r, 0.965, 0.985);
    return pen.ornament(0, 0, 2 * radius, 2 * radius);
  }

  private static void star(Pen pen, double x, double y, double inner, double outer, int rays) {
    for (int i = 0; i <= 2 * rays; i++) {
      double angle = Math.PI / 2 + Math.PI * i / rays;
      double r = i % 2 == 0 ? outer : inner;
      pen.point(i == 0, x + r * Math.cos(angle), y + r * Math.sin(angle));
    }
    pen.paint("f");
  }

  private static void rings(Pen pen, double r, double... parts) {
    for (double part : parts) {
      pen.ring(r, r, r * part, 0.7);
    }
  }

  private static void around(Pen pen, double r, double part, int count, double size) {
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      double x = r + r * part * Math.cos(angle);
      double y = r + r * part * Math.sin(angle);
      pen.ring(x, y, size, 0.6);
      pen.ring(x, y, size * 0.3, 0.6);
    }
  }

  private static void zigzag(Pen pen, double r, double inner, double outer, int count) {
    for (int i = 0; i <= 2 * count; i++) {
      double angle = Math.PI * i / count;
      double part = i % 2 == 0 ? inner : outer;
      pen.point(i == 0, r + r * part * Math.cos(angle), r + r * part * Math.sin(angle));
    }
    pen.paint("S");
  }

  private static void comb(Pen pen, double r, double inner, double outer, int count) {
    for (int i = 0; i < count; i++) {
      double angle = 2 * Math.PI * i / count;
      pen.point(true, r + r * inner * Math.cos(angle), r + r * inner * Math.sin(angle));
      pen.point(false, r + r * outer * Math.cos(angle), r + r * outer * Math.sin(angle));
    }
    pen.paint("S");
  }

  private interface Coordinate {
    double at(double t);
  }

  /** Writes the operators of a content stream. */
  private static final class Pen {
    private static final double CIRCLE = 0.5522847498;
    private final StringBuilder out = new StringBuilder(1 << 14);

    Pen(Ink ink, float width) {
      colour(ink, "RG");
      colour(ink, "rg");
      number(width).append("w 1 J 1 j\n");
    }

    private void colour(Ink ink, String operator) {
      for (float part : new float[] {ink.red(), ink.green(), ink.blue()}) {
        number(part);
      }
      out.append(operator).append('\n');
    }

    /** A smooth curve through points of equal steps, its tangents taken from the formula. */
    void curve(double from, double to, int steps, Coordinate x, Coordinate y) {
      double step = (to - from) / steps;
      double small = step * 1e-3;
      point(true, x.at(from), y.at(from));
      for (int i = 0; i < steps; i++) {
        double a = from + step * i;
        double b = a + step;
        number(x.at(a) + slope(x, a, small) * step / 3);
        number(y.at(a) + slope(y, a, small) * step / 3);
        number(x.at(b) - slope(x, b, small) * step / 3);
        number(y.at(b) - slope(y, b, small) * step / 3);
        number(x.at(b));
        number(y.at(b));
        out.append("c\n");
      }
      paint("S");
    }

    private static double slope(Coordinate f, double t, double small) {
      return (f.at(t + small) - f.at(t - small)) / (2 * small);
    }

    void ring(double x, double y, double radius, double width) {
      number(width).append("w ");
      circle(x, y, radius);
      paint("S");
    }

    void disc(double x, double y, double radius, Ink ink) {
      out.append("q ");
      colour(ink, "rg");
      circle(x, y, radius);
      out.append("f Q\n");
    }

    private void circle(double x, double y, double r) {
      double c = CIRCLE * r;
      point(true, x + r, y);
      arc(x + r, y + c, x + c, y + r, x, y + r);
      arc(x - c, y + r, x - r, y + c, x - r, y);
      arc(x - r, y - c, x - c, y - r, x, y - r);
      arc(x + c, y - r, x + r, y - c, x + r, y);
    }

    private void arc(double... coordinates) {
      for (double coordinate : coordinates) {
        number(coordinate);
      }
      out.append("c\n");
    }

    void point(boolean first, double x, double y) {
      number(x);
      number(y).append(first ? "m\n" : "l\n");
    }

    void paint(String operator) {
      out.append(operator).append('\n');
    }

    /** Two decimals, without those that are zero. */
    private StringBuilder number(double value) {
      long hundredths = Math.round(value * 100);
      if (hundredths < 0) {
        out.append('-');
        hundredths = -hundredths;
      }
      out.append(hundredths / 100);
      long rest = hundredths % 100;
      if (rest != 0) {
        out.append('.').append(rest / 10);
        if (rest % 10 != 0) {
          out.append(rest % 10);
        }
      }
      return out.append(' ');
    }

    Ornament ornament(float x, float y, float width, float height) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (DeflaterOutputStream deflate = new DeflaterOutputStream(packed)) {
        deflate.write(out.toString().getBytes(StandardCharsets.US_ASCII));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return new Ornament(new PDRectangle(x, y, width, height), Bytes.of(packed.toByteArray()));
    }
  }
}
