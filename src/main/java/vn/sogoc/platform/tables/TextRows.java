package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.RawRow.Mark;

/**
 * RFC 4180 as spreadsheets write it, with any separator and any line ends. What is larger than
 * allowed is counted but not kept, so that one endless line costs no memory and only its own row.
 */
final class TextRows implements RawRows {
  private static final int END = -1;
  private static final int NOTHING = -2;

  private final Reader in;
  private final char separator;
  private final Limits limits;
  private final char[] buffer = new char[8192];
  private int position;
  private int filled;
  private int pushedBack = NOTHING;

  private int line;
  private int lineSize;
  private boolean lineTooLong;
  private final StringBuilder cell = new StringBuilder();
  private int cellSize;
  private int cellCount;

  TextRows(Reader in, char separator, Limits limits) {
    this.in = in;
    this.separator = separator;
    this.limits = limits;
  }

  @Override
  public @Nullable RawRow next() throws IOException {
    int c = read();
    if (c == END) {
      return null;
    }
    line++;
    lineSize = 0;
    lineTooLong = false;
    cellCount = 0;
    List<String> cells = new ArrayList<>();
    List<Mark> faults = new ArrayList<>();
    while (true) {
      int ended = readCell(c);
      cellCount++;
      if (cellCount <= limits.columns()) {
        cells.add(cell.toString());
        if (cellSize > limits.cell()) {
          faults.add(
              Mark.tooLarge(
                  cellCount - 1,
                  "at most " + limits.cell() + " characters",
                  cellSize + " characters"));
        }
      }
      if (ended != separator) {
        break;
      }
      c = read();
    }
    if (lineTooLong) {
      faults.addFirst(
          new Mark(
              Mark.WHOLE_ROW, "line_too_long", "at most " + limits.lineBytes() + " bytes", "more"));
    }
    if (cellCount > limits.columns()) {
      faults.add(
          Mark.tooLarge(
              Mark.WHOLE_ROW, "at most " + limits.columns() + " columns", cellCount + " columns"));
    }
    return new RawRow(line, cells, faults, List.of());
  }

  /** Reads the cell that begins with a character, and returns what ended it. */
  private int readCell(int first) throws IOException {
    cell.setLength(0);
    cellSize = 0;
    int c = first;
    if (c == '"') {
      c = readQuoted();
    } else {
      while (c != separator && !endsRow(c)) {
        keep(c);
        c = read();
      }
    }
    if (c == '\r') {
      int next = read();
      if (next != '\n') {
        pushedBack = next;
      }
    }
    return c;
  }

  private int readQuoted() throws IOException {
    while (true) {
      int c = read();
      if (c == '"') {
        c = read();
        if (c == separator || endsRow(c)) {
          return c;
        } else if (c != '"') {
          throw brokenQuotes();
        }
      } else if (c == END || cellSize > limits.lineBytes()) {
        throw brokenQuotes();
      } else if (c == '\n' || c == '\r') {
        lineSize = 0;
      }
      keep(c);
    }
  }

  private static boolean endsRow(int c) {
    return c == '\n' || c == '\r' || c == END;
  }

  private void keep(int c) {
    cellSize++;
    lineSize++;
    lineTooLong |= lineSize > limits.lineBytes();
    if (cellSize <= limits.cell() && cellCount < limits.columns()) {
      cell.append((char) c);
    }
  }

  private int read() throws IOException {
    if (pushedBack != NOTHING) {
      int c = pushedBack;
      pushedBack = NOTHING;
      return c;
    }
    if (position == filled) {
      filled = Math.max(0, in.read(buffer));
      position = 0;
      if (filled == 0) {
        return END;
      }
    }
    return buffer[position++];
  }

  private Refusal brokenQuotes() {
    return new Refusal(
        TableProblem.MALFORMED,
        "the quotes of row " + line + " do not pair",
        List.of(
            new Refusal.Fault(
                "quotes",
                line,
                "",
                "quoted cells that end before the next separator",
                "a stray or open quote")));
  }

  @Override
  public boolean mayBeShort() {
    return false;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
