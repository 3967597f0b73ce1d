package vn.sogoc.issuance.supplement;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.register.supplement.SupplementProblem;

/** What is wrong with a list: the first of them are told, all are counted. */
final class Faults {
  /** As many as are told at once. */
  static final int MOST = 200;

  private final List<Refusal.Fault> told = new ArrayList<>();
  private int count;

  void add(int row, String code, String column, String expected, String found) {
    count++;
    if (told.size() < MOST) {
      told.add(new Refusal.Fault(code, row, column, expected, found));
    }
  }

  void add(int row, String code, SupplementColumn column, String expected, String found) {
    add(row, code, column.title(), expected, found);
  }

  void addAll(List<Refusal.Fault> some) {
    some.forEach(f -> add(f.row(), f.code(), f.column(), f.expected(), f.found()));
  }

  int count() {
    return count;
  }

  /** Ends the upload where anything is wrong. */
  void refuse() {
    if (count > 0) {
      throw new Refusal(
          SupplementProblem.LIST_REFUSED,
          "the list has " + count + " faults; nothing of it was stored",
          told);
    }
  }
}
