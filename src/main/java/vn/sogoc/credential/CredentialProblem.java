package vn.sogoc.credential;

import vn.sogoc.kernel.ProblemType;

/** Why something is not a credential or a part of one. */
public enum CredentialProblem implements ProblemType {
  /** A name that the written rule does not accept. */
  NAME_REFUSED("name-refused"),
  /** A text that is no real date. */
  DATE_REFUSED("date-refused"),
  /** Digits that cannot be a personal identification number. */
  PERSONAL_NUMBER_REFUSED("personal-number-refused"),
  /** Claims that their kind and regime do not allow. */
  CLAIMS_REFUSED("claims-refused"),
  /** A code read from a QR that is another system's. */
  CODE_OF_ANOTHER_SYSTEM("code-of-another-system"),
  /** An address of a host that this register does not answer for. */
  ADDRESS_NOT_ACCEPTED("address-not-accepted"),
  /** A code that begins like ours and is damaged or of a later version. */
  CODE_DAMAGED("code-damaged");

  private static final int BAD_REQUEST = 400;

  private final String slug;

  CredentialProblem(String slug) {
    this.slug = slug;
  }

  @Override
  public String slug() {
    return slug;
  }

  @Override
  public int status() {
    return BAD_REQUEST;
  }
}
