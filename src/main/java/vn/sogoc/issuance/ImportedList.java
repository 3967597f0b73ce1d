package vn.sogoc.issuance;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * A list without faults that somebody else keeps, however long: read page by page and more than
 * once while it becomes a batch. Each way through its rows is refused at its end where they are not
 * those that were checked.
 */
public interface ImportedList {
  /** What all rows share. */
  Frame frame();

  /** The mandate whose holder the frame names as signer. */
  UUID mandateId();

  /** On whose behalf the signer signs, as the mandate writes it; empty where on nobody's. */
  String signsAs();

  /** Hash of the file it was read from. */
  Digest file();

  /** What its sender called the file. */
  String fileName();

  /** How many rows there are, at least one. */
  int rowCount();

  /** How many warnings there are, kept one by one or not. */
  int warningCount();

  /**
   * Rows from a position on: the first, or the one behind those that were asked for last.
   *
   * @throws vn.sogoc.kernel.Refusal where they are not those that were checked
   */
  List<Row> rows(int from, int limit);

  /**
   * Rows with a personal number, in ascending order of its keyed hash and then of their position.
   *
   * @param after the last one of the page before, or null
   */
  List<Numbered> numbered(@Nullable Numbered after, int limit);

  /** Warnings from a position on, in order. */
  List<Finding> warnings(int from, int limit);

  /**
   * A row.
   *
   * @param line the row number that a spreadsheet shows
   * @param claims as they were encoded when the row was read
   * @param likeness of {@link DraftBatches#likeness}
   * @param isNumbered whether {@link #numbered} gives it too
   */
  record Row(int line, Bytes claims, Bytes likeness, boolean isNumbered) {}

  /** The personal number of a row. */
  record Numbered(int position, Bytes hash, PersonalNumber number) {
    @Override
    public String toString() {
      return "Numbered[" + position + "]";
    }
  }
}
