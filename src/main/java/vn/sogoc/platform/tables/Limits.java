package vn.sogoc.platform.tables;

/**
 * How large an uploaded table may be.
 *
 * @param bytes size of the file
 * @param rows data rows, the header not counted
 * @param columns cells of the header
 * @param lineBytes bytes between two line ends
 * @param cell characters of one cell
 */
public record Limits(int bytes, int rows, int columns, int lineBytes, int cell) {
  /** 10 MB, 100,000 rows, 200 columns, lines below 1 MB, cells up to 10,000 characters. */
  public static final Limits STANDARD =
      new Limits(10 * 1024 * 1024, 100_000, 200, 1024 * 1024 - 1, 10_000);

  public Limits {
    if (bytes < 1 || rows < 1 || columns < 1 || lineBytes < 1 || cell < 1) {
      throw new IllegalArgumentException("every limit is at least 1");
    }
  }
}
