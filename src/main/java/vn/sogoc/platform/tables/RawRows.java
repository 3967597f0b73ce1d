package vn.sogoc.platform.tables;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rows of one sheet, once and in order. Holds one row at a time. */
interface RawRows extends AutoCloseable {
  /**
   * The next row, blank or not, or null at the end.
   *
   * @throws vn.sogoc.kernel.Refusal where the rest of the file cannot be read
   */
  @Nullable RawRow next() throws IOException;

  /** What is known of the sheet once its end was reached. */
  default List<Preview.Note> notes() {
    return List.of();
  }

  /**
   * Whether rows leave out the empty cells at their end, as workbooks do, so that a short row is no
   * fault.
   */
  boolean mayBeShort();

  @Override
  void close() throws IOException;
}
