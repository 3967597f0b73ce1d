package vn.sogoc.issuance.imports;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.issuance.ImportedList;
import vn.sogoc.issuance.intake.Finding;
import vn.sogoc.issuance.intake.Frame;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;

/**
 * An import that was read and has no fault, as a batch is made of it. Each way through the rows is
 * compared with the seal at its end, so what is taken from it is what was read, whatever somebody
 * writes into the store between two of them. Used by one thread, in one transaction.
 */
final class ReadList implements ImportedList {
  static final int AT_ONCE = 1000;

  private final ImportEntity list;
  private final Frame frame;
  private final ImportRows rows;
  private final ReadingSeal seal;
  private final FindingChain findings = new FindingChain();
  private final List<Finding> warnings = new ArrayList<>();
  private RowChain chain = new RowChain();

  ReadList(
      ImportEntity list, Frame frame, ImportRows rows, ImportFindings findings, ReadingSeal seal) {
    this.list = list;
    this.frame = frame;
    this.rows = rows;
    this.seal = seal;
    Map<Integer, FindingGroup> groups = new HashMap<>();
    List<FindingGroup> inOrder = findings.groups(list.id, 0, Integer.MAX_VALUE);
    this.findings.addGroups(inOrder);
    inOrder.forEach(g -> groups.put(g.ordinal(), g));
    findings.eachKept(
        list.id,
        page -> {
          this.findings.addKept(page);
          page.forEach(one -> warnings.add(finding(groups.get(one.group()), one)));
        });
  }

  @Override
  public Frame frame() {
    return frame;
  }

  @Override
  public UUID mandateId() {
    return list.mandateId;
  }

  @Override
  public String signsAs() {
    return list.signsAs;
  }

  @Override
  public Digest file() {
    return list.file();
  }

  @Override
  public String fileName() {
    return list.fileName;
  }

  @Override
  public int rowCount() {
    return list.rowsValid;
  }

  @Override
  public int warningCount() {
    return list.warnings;
  }

  @Override
  public List<Row> rows(int from, int limit) {
    if (from == 0) {
      chain = new RowChain();
    }
    if (from != chain.count()) {
      throw new IllegalStateException("rows are read in order");
    }
    List<ImportRows.Kept> page = rows.from(list.id, from, limit);
    page.forEach(r -> chain.add(r.line(), r.claims(), r.likeness(), r.numberHash()));
    int expected = Math.min(limit, rowCount() - from);
    boolean isEnd = chain.count() >= rowCount();
    if (page.size() != expected || (isEnd && !seal.fitsWhole(list, chain, findings))) {
      throw changed("the rows are not those that were read from the file");
    }
    return page.stream()
        .map(r -> new Row(r.line(), r.claims(), r.likeness(), r.numberHash() != null))
        .toList();
  }

  @Override
  public List<Numbered> numbered(@Nullable Numbered after, int limit) {
    return rows.numbered(list, after, limit);
  }

  @Override
  public List<Finding> warnings(int from, int limit) {
    int end = Math.min(warnings.size(), from + limit);
    return from >= end ? List.of() : List.copyOf(warnings.subList(from, end));
  }

  private static Finding finding(@Nullable FindingGroup group, Tally.One one) {
    if (group == null || group.isFault()) {
      throw changed("a list without faults has one");
    }
    return new Finding(
        false, group.code(), one.row(), group.column(), group.expected(), one.found());
  }

  private static Refusal changed(String detail) {
    return new Refusal(ImportProblem.CONTENT_CHANGED, detail);
  }
}
