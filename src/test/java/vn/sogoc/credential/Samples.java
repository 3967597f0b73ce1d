package vn.sogoc.credential;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.kernel.StatusSlot;

/**
 * One credential of each kind that has to work from end to end and two odd ones, about invented
 * people.
 */
final class Samples {
  static final Catalogue CATALOGUE = Catalogue.load();
  static final RecordCodec CODEC = new RecordCodec(CATALOGUE);
  static final LocalDate ISSUED = LocalDate.of(2026, 7, 20);
  static final int INSTITUTION = 12;

  private static final LocalDate DECIDED = LocalDate.of(2026, 7, 15);

  private Samples() {}

  static Claims bachelor() {
    return of("BCN")
        .holder(new PersonName("Nguyễn Thị Hường"), PartialDate.parse("2004-05-17"))
        .sex(term(CATALOGUE.sexes(), "Nữ"))
        .programme(CATALOGUE.programme("7480201").orElseThrow())
        .ranking(term(kind("BCN").rankings(regime("BCN")), "Giỏi"))
        .graduationYear(2026)
        .mode(term(kind("BCN").modes(regime("BCN")), "Chính quy"))
        .build();
  }

  static Claims engineer() {
    return of("CSDT_KS")
        .holder(new PersonName("Rơ Châm H'Bơ"), PartialDate.parse("2003-11"))
        .programme(CATALOGUE.programme("7520216").orElseThrow())
        .specialisation(new BilingualText("Tự động hóa xí nghiệp", "Industrial Automation"))
        .ranking(term(kind("CSDT_KS").rankings(regime("CSDT_KS")), "Xuất sắc"))
        .graduationYear(2026)
        .build();
  }

  static Claims master() {
    return of("BThS")
        .holder(new PersonName("Trần Quốc Hoà"), PartialDate.parse("1998-02-28"))
        .programme(CATALOGUE.programme("8480101").orElseThrow())
        .graduationYear(2026)
        .build();
  }

  static Claims doctor() {
    return of("BTS")
        .holder(new PersonName("Đỗ Ổ"), PartialDate.parse("1985"))
        .programme(
            CATALOGUE
                .programme("9480101", "Khoa học máy tính ứng dụng", "Applied Computer Science")
                .orElseThrow())
        .graduationYear(2026)
        .build();
  }

  static Claims upperSecondary() {
    return of("BTN_THPT")
        .holder(new PersonName("Y Blah Ênuôl"), PartialDate.parse("2008-03-09"))
        .sex(term(CATALOGUE.sexes(), "Nam"))
        .graduationYear(2026)
        .school("Trường THPT Nguyễn Du")
        .examination("Sở Giáo dục và Đào tạo Đắk Lắk", "Kỳ thi tốt nghiệp THPT năm 2026")
        .build();
  }

  static Claims college() {
    return of("BTN_CD")
        .holder(new PersonName("Sang"), PartialDate.parse("2005-12-31"))
        .programme(CATALOGUE.programme("6480201").orElseThrow())
        .ranking(term(kind("BTN_CD").rankings(regime("BTN_CD")), "Khá"))
        .graduationYear(2026)
        .build();
  }

  static Claims language() {
    Kind kind = kind("CC_NN");
    return of("CC_NN")
        .holder(new PersonName("Công Tằng Tôn Nữ Diệu An"), PartialDate.parse("2001-01-01"))
        .language(term(CATALOGUE.languages(), "Tiếng Anh"))
        .level(term(kind.levels(), "B2"))
        .score(score(kind, "Nghe", "7.5"))
        .score(score(kind, "Nói", "7"))
        .score(score(kind, "Đọc", "8.25"))
        .score(score(kind, "Viết", "6.5"))
        .score(score(kind, "Điểm chung", "7.5"))
        .examDate(LocalDate.of(2026, 6, 14))
        .expires(LocalDate.of(2028, 6, 14))
        .build();
  }

  /** Signed by a deputy with a title of no table, for a programme without a national code. */
  static Claims writtenWords() {
    return CATALOGUE
        .claims(INSTITUTION, kind("BThS"), regime("BThS"))
        .decision("07-2026/QĐ.ĐT", ISSUED)
        .issued(CATALOGUE.province(79, ISSUED).orElseThrow(), ISSUED)
        .signer(
            "GS.TSKH. Điểu K'Rang",
            CATALOGUE.title("Quyền Viện trưởng", "Acting Director of the Institute"),
            term(CATALOGUE.signingForms(), "KT."))
        .holder(
            new PersonName("Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Bảo Long Khánh Diệu An Y"),
            PartialDate.parse("1999-12"))
        .programme(CATALOGUE.programme(null, "Khoa học liên ngành", null).orElseThrow())
        .ranking(term(kind("BThS").rankings(regime("BThS")), "Khá"))
        .graduationYear(2025)
        .build();
  }

  /** Of 1995, about somebody born before 1970, in a province that has another code's name now. */
  static Claims digitised() {
    LocalDate day = LocalDate.of(1995, 8, 1);
    Kind kind = kind("BCN");
    Regime regime = CATALOGUE.regime(kind, day).orElseThrow();
    return CATALOGUE
        .claims(INSTITUTION, kind, regime)
        .decision("95/QĐ", day)
        .issued(CATALOGUE.province(15, day).orElseThrow(), day)
        .signer("Lò Văn Ộm", CATALOGUE.title("Hiệu trưởng", "Rector"), null)
        .holder(new PersonName("H' Zina Byă"), PartialDate.parse("1965-08-30"))
        .programme(CATALOGUE.programme(null, "Kinh tế công nghiệp", null).orElseThrow())
        .ranking(term(kind.rankings(regime), "Trung bình khá"))
        .mode(term(kind.modes(regime), "Tại chức"))
        .graduationYear(1995)
        .build();
  }

  static List<Claims> all() {
    return List.of(
        bachelor(),
        engineer(),
        master(),
        doctor(),
        upperSecondary(),
        college(),
        language(),
        writtenWords(),
        digitised());
  }

  static ClaimsBuilder of(String kind) {
    return CATALOGUE
        .claims(INSTITUTION, kind(kind), regime(kind))
        .decision("1234/QĐ-ĐHBKTN", DECIDED)
        .issued(CATALOGUE.province(1, ISSUED).orElseThrow(), ISSUED)
        .signer("PGS.TS. Trần Văn Bình", CATALOGUE.title("Hiệu trưởng", "Rector"), null);
  }

  static Kind kind(String code) {
    return CATALOGUE.kind(code).orElseThrow();
  }

  static Regime regime(String kind) {
    return CATALOGUE.regime(kind(kind), ISSUED).orElseThrow();
  }

  static Term term(List<Term> vocabulary, String words) {
    return CATALOGUE.find(vocabulary, words).orElseThrow();
  }

  static Score score(Kind kind, String skill, String value) {
    return new Score(term(kind.skills(), skill), new BigDecimal(value));
  }

  /** The record of the claims with fixed numbers of typical length. */
  static CredentialRecord record(Claims claims, int number) {
    byte[] id = new byte[16];
    for (int i = 0; i < id.length; i++) {
      id[i] = (byte) (number * 31 + i * 17);
    }
    return CredentialRecord.of(
        claims,
        new PublicId("crd", Bytes.of(id)),
        Instant.ofEpochSecond(1_784_620_800L + number),
        claims.kind().serialNumber("BKTN", 1233L + number),
        claims.kind().registerNumber(1233L + number, 2026),
        new StatusSlot(0, 524_288 + number));
  }
}
