package vn.sogoc.register;

import vn.sogoc.kernel.ProblemType;

/** Why the register refused. */
public enum RegisterProblem implements ProblemType {
  /** A credential of the same kind and decision was already issued to this person. */
  ISSUED_ONCE("issued-once", 409),
  /** The rows to record are not the ones that numbers were reserved for. */
  NUMBERS_DIFFER("numbers-differ", 409),
  /** No such credential, or not one of your institution. */
  CREDENTIAL_UNKNOWN("credential-unknown", 404),
  /** Who keeps a register cannot be changed like this. */
  CUSTODY_REFUSED("custody-refused", 422),
  /** The stored row was changed after it was written. */
  ENTRY_ALTERED("entry-altered", 503);

  private final String slug;
  private final int status;

  RegisterProblem(String slug, int status) {
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
