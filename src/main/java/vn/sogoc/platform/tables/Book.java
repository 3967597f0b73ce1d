package vn.sogoc.platform.tables;

import java.io.IOException;
import java.util.List;

/** A recognised file: a text, or a workbook. */
interface Book extends AutoCloseable {
  List<Sheet> sheets();

  /** The rows of a sheet, from its first line. */
  RawRows rows(int sheet) throws IOException;

  /** What separates the cells of a text; a space in a workbook. */
  char separator();

  /** How the letters of the whole file were written. */
  Recognition recognition();

  /** Whether the characters of the rows are bytes, and wait for a form that gives them meaning. */
  boolean isBytes();

  /** What is known of the file as a whole. */
  List<Preview.Note> notes();

  @Override
  void close() throws IOException;
}
