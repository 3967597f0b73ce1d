package vn.sogoc.platform.tables;

/**
 * How large an uploaded table may be.
 *
 * @param bytes size of the file
 * @param rows data rows, the header not counted
 * @param columns cells of the header
 * @param lineBytes characters between two line ends
 * @param cell characters of one cell
 */
public record Limits(int bytes, int rows, int columns, int lineBytes, int cell) {
  private static final int MEGABYTE = 1024 * 1024;

  /**
   * For a table inside of one request: 10 MB, 100,000 rows, 200 columns, lines below 1 MB, cells up
   * to 10,000 characters.
   */
  public static final Limits STANDARD =
      new Limits(10 * MEGABYTE, 100_000, 200, MEGABYTE - 1, 10_000);

  /** For a file that was stored first and is read row by row: 300 MB, 1,000,000 rows. */
  public static final Limits LARGE =
      new Limits(300 * MEGABYTE, 1_000_000, 200, MEGABYTE - 1, 10_000);

  private static final int MOST_TIMES = 40;
  private static final long LEAST_UNPACKED = 64L * MEGABYTE;
  private static final long MOST_UNPACKED = 4_000L * MEGABYTE;
  private static final int LEAST_SHARED = 8 * MEGABYTE;
  private static final int MOST_SHARED = 128 * MEGABYTE;

  public Limits {
    if (bytes < 1 || rows < 1 || columns < 1 || lineBytes < 1 || cell < 1) {
      throw new IllegalArgumentException("every limit is at least 1");
    }
  }

  /** Bytes that all parts of a workbook may unpack to; sheets shrink to a tenth as a rule. */
  long unpacked() {
    return Math.clamp((long) bytes * MOST_TIMES, LEAST_UNPACKED, MOST_UNPACKED);
  }

  /** Bytes that the texts shared by the cells of a workbook may take in memory. */
  int shared() {
    return Math.clamp(4L * bytes, LEAST_SHARED, MOST_SHARED);
  }
}
