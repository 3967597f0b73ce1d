package vn.sogoc.document;

import java.io.IOException;

/**
 * How a printer puts a page onto paper, and what makes up for it.
 *
 * @param right tenths of a millimetre that everything is moved to the right, at most 200 either way
 * @param down the same downwards
 * @param stretch in tenths of a per cent: 1000 is as it is, 950 to 1050
 */
public record Printing(int right, int down, int stretch) {
  /** Tenths of a millimetre that a page can be moved. */
  public static final int FARTHEST = 200;

  /** Least stretch. */
  public static final int LEAST = 950;

  /** Largest stretch. */
  public static final int MOST = 1050;

  /** A printer that does what it is told. */
  public static final Printing EXACT = new Printing(0, 0, 1000);

  public Printing {
    if (Math.abs(right) > FARTHEST
        || Math.abs(down) > FARTHEST
        || stretch < LEAST
        || stretch > MOST) {
      throw new IllegalArgumentException("no printer is so far off");
    }
  }

  /** What is drawn from now on is where it would be without. */
  void end(Sheet sheet) throws IOException {
    if (!equals(EXACT)) {
      sheet.restore();
    }
  }

  void apply(Sheet sheet) throws IOException {
    if (!equals(EXACT)) {
      sheet.save();
      sheet.move(Design.points(right), Design.points(down), stretch / 1000f);
    }
  }
}
