package vn.sogoc.institution.office;

import vn.sogoc.kernel.ProblemType;

/** Why something of an office was refused. */
public enum OfficeProblem implements ProblemType {
  /** Nobody with this identifier works there. */
  PERSON_UNKNOWN("office-person-unknown", 404),
  /** The account was ended. */
  PERSON_ENDED("office-person-ended", 409),
  /** It is in favour of whoever asks or decides. */
  OWN_FAVOUR("office-own-favour", 403),
  /** Whoever asked, or whoever agreed, does not run the office any more. */
  OFFICE_LEFT("office-left", 409),
  /** The institution is the registry's own, or nobody supervises it. */
  SUPERVISION_REFUSED("supervision-refused", 409),
  /** The role is held already, or is not held. */
  ROLE_UNCHANGED("office-role-unchanged", 409),
  /** No open invitation has this link, or none of theirs this identifier. */
  INVITATION_UNKNOWN("invitation-unknown", 404),
  /** The second person has not approved it yet. */
  INVITATION_WAITS("invitation-waits", 409),
  /** It was accepted already. */
  INVITATION_USED("invitation-used", 409),
  /** It was taken back, or its second person rejected it. */
  INVITATION_REVOKED("invitation-revoked", 409),
  /** A wrong code was typed too often. */
  INVITATION_BLOCKED("invitation-blocked", 409),
  /** Its time is over. */
  INVITATION_EXPIRED("invitation-expired", 409),
  /** Somebody else is signed in here. */
  INVITATION_OTHER_PERSON("invitation-other-person", 409),
  /** The code is not the one that the second person has. */
  INVITATION_CODE_WRONG("invitation-code-wrong", 422),
  /** The half that was asked for belongs to the other of the two persons. */
  INVITATION_OTHER_HALF("invitation-other-half", 403),
  /** No mandate of the institution has this identifier, or no document this hash. */
  MANDATE_UNKNOWN("mandate-unknown", 404),
  /** Its days do not fit together, or one that has passed would change. */
  MANDATE_DAYS("mandate-days", 422),
  /** It is over already. */
  MANDATE_LAPSED("mandate-lapsed", 422),
  /** On one day there would be two heads for one kind. */
  MANDATE_OVERLAP("mandate-overlap", 409),
  /** The personal key stands in a mandate of somebody else. */
  MANDATE_KEY_TAKEN("mandate-key-taken", 409),
  /** What is to end is not in force the day before the new one begins. */
  MANDATE_NOT_REPLACED("mandate-not-replaced", 409),
  /** None of the institution's record keys may sign: it was stopped. */
  INSTITUTION_STOPPED("institution-stopped", 409);

  private final String slug;
  private final int status;

  OfficeProblem(String slug, int status) {
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
