package vn.sogoc.document;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Random;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.ClaimsBuilder;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.PartialDate;
import vn.sogoc.credential.PersonName;
import vn.sogoc.credential.Score;
import vn.sogoc.credential.Term;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.StatusSlot;

/** Synthetic records of several kinds, and bytes as long as theirs for the QR code. */
final class Records {
  static final IssuerNames UNIVERSITY =
      new IssuerNames("Trường Đại học Bách khoa Sông Hồng", "Red River University of Technology");
  static final IssuerNames SCHOOL =
      new IssuerNames("Trường Trung học phổ thông Nguyễn Du", "Nguyen Du Upper Secondary School");
  static final IssuerNames COLLEGE =
      new IssuerNames("Trường Cao đẳng Kỹ nghệ Cửu Long", "Cuu Long College of Engineering");

  private static final Catalogue CATALOGUE = Catalogue.load();

  private Records() {}

  static CredentialRecord bachelor(String name, String birth) {
    return record(
        claims("BCN")
            .holder(PersonName.parse(name), PartialDate.parse(birth))
            .programme(CATALOGUE.programme("7480201").orElseThrow())
            .ranking(kind("BCN").rankings(regime("BCN")).get(1))
            .graduationYear(2026)
            .signer("PGS. TS. Nguyễn Thị Hồng Vân", title("HT_DH"), null),
        "BKSH-CN-000147",
        "147/CN/2026");
  }

  static CredentialRecord doctor(String name) {
    return record(
        claims("BTS")
            .holder(PersonName.parse(name), PartialDate.parse("1988-11"))
            .programme(
                CATALOGUE
                    .programme(
                        "9480201",
                        "Công nghệ thông tin và truyền thông ứng dụng trong quản lý tài nguyên nước",
                        "Information and Communication Technology Applied to Water Resources Management")
                    .orElseThrow())
            .specialisation(
                new BilingualText("Hệ thống thông tin địa lý", "Geographic Information Systems"))
            .graduationYear(2026)
            .signer("GS. TSKH. Trần Đăng Khôi", title("PHT_DH"), form("KT")),
        "BKSH-TS-000012",
        "12/TS/2026");
  }

  static CredentialRecord secondary(String name) {
    return record(
        claims("BTN_THPT")
            .holder(PersonName.parse(name), PartialDate.parse("2008"))
            .graduationYear(2026)
            .school("Trường Phổ thông Dân tộc nội trú Trung học phổ thông số 2 tỉnh Đắk Lắk")
            .examination(
                "Hội đồng thi Sở Giáo dục và Đào tạo tỉnh Đắk Lắk", "ngày 11 tháng 6 năm 2026")
            .signer("Y Moan Ênuôl", title("HT_TH"), null),
        "ND-THPT-000093",
        "93/THPT/2026");
  }

  static CredentialRecord college(String name) {
    return record(
        claims("BTN_CD")
            .holder(PersonName.parse(name), PartialDate.parse("2004-02-09"))
            .programme(
                CATALOGUE
                    .programme("6480201", "Công nghệ thông tin", "Information Technology")
                    .orElseThrow())
            .ranking(kind("BTN_CD").rankings(regime("BTN_CD")).get(0))
            .mode(kind("BTN_CD").modes(regime("BTN_CD")).stream().findFirst().orElse(null))
            .graduationYear(2026)
            .signer("ThS. Lê Ý", title("HT_DH"), form("Q")),
        "KNCL-CD-000031",
        "31/CD/2026");
  }

  static CredentialRecord language(String name) {
    Kind kind = kind("CC_NN");
    ClaimsBuilder claims =
        claims("CC_NN")
            .holder(PersonName.parse(name), PartialDate.parse("2003-07-30"))
            .language(CATALOGUE.languages().get(0))
            .level(kind.levels().get(3))
            .examDate(LocalDate.of(2026, 5, 23))
            .expires(LocalDate.of(2028, 5, 23))
            .signer("TS. Đỗ Ổ", title("GD"), null);
    String[] values = {"7.5", "6.5", "8", "7", "7.5"};
    for (int i = 0; i < values.length; i++) {
      claims.score(new Score(kind.skills().get(i), new BigDecimal(values[i])));
    }
    return record(claims, "BKSH-NN-000208", "208/NN/2026");
  }

  /** Bytes that are as long as the signed record would be: what the code's version depends on. */
  static Bytes cose(CredentialRecord record) {
    byte[] bytes = new byte[254];
    new Random(record.serialNumber().hashCode()).nextBytes(bytes);
    return Bytes.of(bytes);
  }

  private static ClaimsBuilder claims(String kind) {
    return CATALOGUE
        .claims(7, kind(kind), regime(kind))
        .decision("1482/QĐ-ĐHBK", LocalDate.of(2026, 6, 26))
        .issued(
            CATALOGUE.province(1, LocalDate.of(2026, 7, 5)).orElseThrow(),
            LocalDate.of(2026, 7, 5));
  }

  private static CredentialRecord record(ClaimsBuilder claims, String serial, String register) {
    byte[] id = new byte[16];
    new Random(serial.hashCode()).nextBytes(id);
    return CredentialRecord.of(
        claims.build(),
        new PublicId(CredentialRecord.ID_KIND, Bytes.of(id)),
        Instant.parse("2026-07-05T03:04:05Z"),
        serial,
        register,
        new StatusSlot(0, 4711));
  }

  private static Kind kind(String code) {
    return CATALOGUE.kind(code).orElseThrow();
  }

  private static vn.sogoc.credential.Regime regime(String kind) {
    return CATALOGUE.regime(kind(kind), LocalDate.of(2026, 7, 5)).orElseThrow();
  }

  private static Term title(String code) {
    return CATALOGUE.titles().stream().filter(t -> t.code().equals(code)).findFirst().orElseThrow();
  }

  private static Term form(String code) {
    return CATALOGUE.signingForms().stream()
        .filter(t -> t.code().equals(code))
        .findFirst()
        .orElseThrow();
  }
}
