package vn.sogoc.person;

import vn.sogoc.kernel.ProblemType;

/** Refusals about persons. */
public enum PersonProblem implements ProblemType {
  PERSON_UNKNOWN("person-unknown", 404),
  NUMBER_OF_SOMEBODY_ELSE("number-of-somebody-else", 409),
  IDENTITY_OF_SOMEBODY_ELSE("identity-of-somebody-else", 409),
  IDENTITY_REFUSED("identity-refused", 422),
  GUARDIAN_REFUSED("guardian-refused", 422);

  private final String slug;
  private final int status;

  PersonProblem(String slug, int status) {
    this.slug = slug;
    this.status = status;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return status;
  }
}
