package vn.sogoc.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.Preview;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.TableFile;
import vn.sogoc.platform.tables.XlsxText;

/** A workbook of invented people, from the file to checked cells. */
final class XlsxBench {
  private static final int ROWS = 50_000;
  private static final double MOST_MILLIS = 20_000;
  private static final long MEGABYTE = 1024L * 1024;

  private final Consumer<String> tell;

  XlsxBench(Consumer<String> tell) {
    this.tell = tell;
  }

  /** Milliseconds until the last row was read; the first reading counts, with a cold JVM. */
  Figure read() throws IOException {
    Path file = Files.createTempFile("sogoc-bench", ".xlsx");
    try {
      try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
        XlsxText.write(out, Cohort.HEADER, Cohort.of(ROWS));
      }
      return measured(file);
    } finally {
      Files.delete(file);
    }
  }

  private Figure measured(Path file) throws IOException {
    System.gc();
    heap().forEach(MemoryPoolMXBean::resetPeakUsage);
    long start = System.nanoTime();
    long first = 0;
    int rows = 0;
    int faults = 0;
    try (TableFile table = TableFile.open(file, Limits.LARGE)) {
      Preview preview = table.preview(0, Cohort.HEADER::contains);
      try (RowStream stream = table.rows(preview.guess())) {
        for (Row row = stream.next(); row != null; row = stream.next()) {
          first = rows == 0 ? System.nanoTime() : first;
          rows++;
          faults += row.faults().size();
        }
      }
    }
    double millis = (System.nanoTime() - start) / 1e6;
    if (rows != ROWS || faults > 0) {
      throw new IOException("read " + rows + " rows with " + faults + " faults");
    }
    long peak = heap().stream().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
    tell.accept(
        "workbook of %,d rows, %,d kB: first row after %,.0f ms, %,.0f rows per second, at most %,d MB of heap (aim 512 MB)"
            .formatted(
                rows,
                Files.size(file) / 1024,
                (first - start) / 1e6,
                rows / millis * 1000,
                peak / MEGABYTE));
    return new Figure("xlsx-read", millis, "ms", MOST_MILLIS);
  }

  private static List<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .toList();
  }
}
