package vn.sogoc.demo;

import java.time.LocalDate;
import java.util.List;
import vn.sogoc.institution.InstitutionFacts;

/**
 * An institution of the demo; none of them exists.
 *
 * @param facts names and numbers
 * @param kinds what it may issue
 * @param headVi title of its head
 * @param headEn the same in English
 * @param headName a made-up name
 * @param user what its user names begin with
 */
record DemoInstitution(
    InstitutionFacts facts,
    List<String> kinds,
    String headVi,
    String headEn,
    String headName,
    String user) {
  /** From when the demo's institutions may issue. */
  static final LocalDate SINCE = LocalDate.of(2020, 1, 15);

  /** The registry itself: issues nothing, signs the status lists. */
  static final DemoInstitution REGISTRY =
      new DemoInstitution(
          new InstitutionFacts(
              1,
              "SOGOC",
              "Cơ quan quản lý sổ gốc (mẫu)",
              "The registry (sample)",
              "sogoc.example",
              "SG",
              1),
          List.of(),
          "Giám đốc",
          "Director",
          "Trần Văn Gốc",
          "sogoc");

  /** The university of the demo. */
  static final DemoInstitution UNIVERSITY =
      new DemoInstitution(
          new InstitutionFacts(
              101,
              "DHHL",
              "Trường Đại học Hồng Lam (mẫu)",
              "Hong Lam University (sample)",
              "dhhl.example",
              "HL",
              40),
          List.of("BCN", "CSDT_KS", "BThS", "BTS"),
          "Hiệu trưởng",
          "Rector",
          "GS.TS. Phan Thị Ngọc Hạ",
          "dhhl");

  /** An upper-secondary school. */
  static final DemoInstitution SCHOOL =
      new DemoInstitution(
          new InstitutionFacts(
              102,
              "THPTBT",
              "Trường THPT Bến Tam (mẫu)",
              "Ben Tam Upper Secondary School (sample)",
              "thptbt.example",
              "BT",
              92),
          List.of("BTN_THPT"),
          "Hiệu trưởng",
          "Principal",
          "Lâm Hoài Vũ",
          "thptbt");

  /** A college. */
  static final DemoInstitution COLLEGE =
      new DemoInstitution(
          new InstitutionFacts(
              103,
              "CDSK",
              "Trường Cao đẳng Sa Khê (mẫu)",
              "Sa Khe College (sample)",
              "cdsk.example",
              "SK",
              66),
          List.of("BTN_CD"),
          "Hiệu trưởng",
          "Rector",
          "TS. Đinh Công Thạch",
          "cdsk");

  /** A language centre. */
  static final DemoInstitution LANGUAGES =
      new DemoInstitution(
          new InstitutionFacts(
              104,
              "NNVD",
              "Trung tâm Ngoại ngữ Vân Đài (mẫu)",
              "Van Dai Language Centre (sample)",
              "nnvd.example",
              "VD",
              48),
          List.of("CC_NN"),
          "Giám đốc",
          "Director",
          "Võ Thị Minh Khuê",
          "nnvd");

  /** Its record key is suspended once it has issued, so that the demo can show what that means. */
  static final DemoInstitution FROZEN =
      new DemoInstitution(
          new InstitutionFacts(
              109,
              "DHTK",
              "Trường Đại học Thử Khóa (mẫu)",
              "Thu Khoa University (sample, key suspended)",
              "dhtk.example",
              "TK",
              1),
          List.of("BCN"),
          "Hiệu trưởng",
          "Rector",
          "PGS.TS. Mạc Văn Trụ",
          "dhtk");

  /**
   * Issues to nobody: whoever probes the log does it under this name ({@code src/docs/monitor.md}).
   * Nothing in the service knows it from the others.
   */
  static final DemoInstitution CANARY =
      new DemoInstitution(
          new InstitutionFacts(
              108,
              "DHTS",
              "Trường Đại học Thử Sổ (mẫu)",
              "Thu So University (sample, probes the register)",
              "dhts.example",
              "TS",
              1),
          List.of("BCN"),
          "Hiệu trưởng",
          "Rector",
          "TS. Đoàn Thử Sổ",
          "dhts");

  /** All that issue to people, by number. */
  static final List<DemoInstitution> ALL = List.of(UNIVERSITY, SCHOOL, COLLEGE, LANGUAGES, FROZEN);

  /** The file of its keys. */
  String keyFile() {
    return "institution-" + facts.id() + ".p12";
  }

  /** The file of its head's personal key. */
  String personalFile() {
    return "personal-" + facts.id() + ".p12";
  }

  /** The head's name without academic titles. */
  String headPerson() {
    return headName.replaceFirst("^(GS|PGS|TS|[.])+ *(TS[.] )?", "");
  }
}
