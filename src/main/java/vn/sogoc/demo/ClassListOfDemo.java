package vn.sogoc.demo;

import java.util.List;

/**
 * A class list that the demo issues.
 *
 * @param by whose
 * @param kind of credential
 * @param file name of the resource
 * @param decisionNumber of the graduation decision
 * @param decisionDate its date
 * @param issueDate on the face of the credentials
 */
record ClassListOfDemo(
    DemoInstitution by,
    String kind,
    String file,
    String decisionNumber,
    String decisionDate,
    String issueDate) {

  /** A diploma issued again for an error of the issuer. */
  static final ClassListOfDemo REISSUED =
      new ClassListOfDemo(
          DemoInstitution.UNIVERSITY,
          "BCN",
          "BCN-reissued.csv",
          "1310/QĐ-ĐHHL",
          "2026-07-20",
          "2026-07-22");

  /** One decision per kind, and lists that are there for what becomes of them. */
  static final List<ClassListOfDemo> ALL =
      List.of(
          in2026(DemoInstitution.UNIVERSITY, "BCN", "BCN.csv", "1204/QĐ-ĐHHL"),
          in2026(DemoInstitution.UNIVERSITY, "CSDT_KS", "CSDT_KS.csv", "1205/QĐ-ĐHHL"),
          in2026(DemoInstitution.UNIVERSITY, "BThS", "BThS.csv", "1206/QĐ-ĐHHL"),
          in2026(DemoInstitution.UNIVERSITY, "BTS", "BTS.csv", "1207/QĐ-ĐHHL"),
          in2026(DemoInstitution.SCHOOL, "BTN_THPT", "BTN_THPT.csv", "88/QĐ-THPTBT"),
          in2026(DemoInstitution.COLLEGE, "BTN_CD", "BTN_CD.csv", "310/QĐ-CĐSK"),
          in2026(DemoInstitution.LANGUAGES, "CC_NN", "CC_NN.csv", "27/QĐ-NNVĐ"),
          new ClassListOfDemo(
              DemoInstitution.LANGUAGES,
              "CC_NN",
              "CC_NN-expired.csv",
              "09/QĐ-NNVĐ",
              "2024-03-28",
              "2024-04-02"),
          REISSUED,
          in2026(DemoInstitution.FROZEN, "BCN", "BCN-frozen.csv", "5/QĐ-ĐHTK"));

  private static ClassListOfDemo in2026(
      DemoInstitution by, String kind, String file, String decisionNumber) {
    return new ClassListOfDemo(by, kind, file, decisionNumber, "2026-06-12", "2026-06-15");
  }
}
