package vn.sogoc.issuance.intake;

import java.util.List;
import java.util.Optional;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.platform.tables.Row;

/**
 * Reads the rows of a list one by one, by the rules of {@link ClassList}, so that a list may be as
 * long as it likes. What rows say together is for whoever reads them all.
 */
public final class ListRows {
  private final Catalogue catalogue;
  private final Frame frame;
  private final Columns columns;

  /** The rows of a list with these columns, under a frame. */
  public ListRows(Catalogue catalogue, Frame frame, Columns columns) {
    this.catalogue = catalogue;
    this.frame = frame;
    this.columns = columns;
  }

  /** The row, or empty where it has faults; they are added to the findings then. */
  public Optional<DraftRow> read(Row row, List<Finding> findings) {
    return new RowReader(catalogue, frame, columns, row, findings).read();
  }
}
