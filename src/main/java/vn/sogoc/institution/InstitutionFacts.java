package vn.sogoc.institution;

/**
 * What the registry says of an institution; no document's own words replace it.
 *
 * @param id public number, 1 to 999999999
 * @param code short stable code in capital letters and digits
 * @param nameVi full name in Vietnamese
 * @param nameEn full name in English
 * @param domain its web domain
 * @param serialPrefix what its serial numbers begin with, unique in the registry
 * @param place province code where it sits, in the system of codes of its statement's day
 */
public record InstitutionFacts(
    int id,
    String code,
    String nameVi,
    String nameEn,
    String domain,
    String serialPrefix,
    int place) {
  public InstitutionFacts {
    if (id < 1 || id > 999_999_999) {
      throw new IllegalArgumentException("an institution's number is 1 to 999999999, found " + id);
    }
    if (!code.matches("[A-Z0-9]{2,12}") || !serialPrefix.matches("[A-Z0-9]{2,12}")) {
      throw new IllegalArgumentException(
          "a code is 2 to 12 capital letters or digits, found " + code + ", " + serialPrefix);
    }
  }
}
