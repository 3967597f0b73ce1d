package vn.sogoc.institution.office;

import vn.sogoc.institution.InstitutionProblem;
import vn.sogoc.kernel.Refusal;

/** Numbers of institutions in addresses. */
final class Numbers {
  private Numbers() {}

  /** The number in {@code iss_101}. */
  static int institution(String id) {
    if (!id.matches("iss_[1-9][0-9]{0,8}")) {
      throw new Refusal(
          InstitutionProblem.INSTITUTION_UNKNOWN, "An institution is iss_ and its number.");
    }
    return Integer.parseInt(id.substring(4));
  }
}
