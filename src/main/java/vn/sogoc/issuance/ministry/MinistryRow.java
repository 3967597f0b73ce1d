package vn.sogoc.issuance.ministry;

import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Programme;
import vn.sogoc.credential.Term;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.issuance.ministry.MinistryField.Need;
import vn.sogoc.kernel.LegalDay;
import vn.sogoc.kernel.Refusal;

/**
 * A credential in the fields of the format.
 *
 * @param row of the batch, from 1
 * @param cells a text for every field
 * @param faults what of it the format would not take
 * @param isOver whether it was taken back or replaced, so that no file has it
 */
record MinistryRow(
    int row, Map<MinistryField, String> cells, List<Refusal.Fault> faults, boolean isOver) {
  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
  private static final String VERSION = "1.0";
  private static final Pattern CIRCULAR = Pattern.compile("[0-9]{1,3}/[0-9]{4}");

  MinistryRow {
    cells = Map.copyOf(cells);
    faults = List.copyOf(faults);
  }

  /** The texts in the order of the fields. */
  List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (MinistryField field : MinistryField.values()) {
      texts.add(cells.getOrDefault(field, ""));
    }
    return texts;
  }

  static MinistryRow of(
      int row,
      CredentialRecord record,
      InstitutionFacts issuer,
      Instant recordedAt,
      String note,
      Optional<SupplementContent> supplement,
      boolean isOver) {
    Claims claims = record.claims();
    Map<MinistryField, String> cells = new EnumMap<>(MinistryField.class);
    String school = claims.school();
    cells.put(MinistryField.PHIEN_BAN, VERSION);
    cells.put(MinistryField.THONG_TU, circular(claims.regime().citation()));
    cells.put(MinistryField.MA_DINH_DANH_VBCC, uuid(record).toString());
    cells.put(MinistryField.TEN_VBCC, claims.kind().label().vi());
    Programme programme = claims.programme();
    if (programme != null) {
      String code = programme.code();
      cells.put(MinistryField.NGANH_DAO_TAO, programme.label().vi());
      cells.put(MinistryField.MA_NGANH_DAO_TAO, code == null ? "" : code);
    }
    cells.put(MinistryField.SO_HIEU_VBCC, record.serialNumber());
    cells.put(MinistryField.HO_VA_TEN, claims.fullName().value());
    cells.put(MinistryField.NGAY_SINH, birth(claims.birthDate().toString()));
    cells.put(MinistryField.GIOI_TINH, of(claims.sex()));
    cells.put(MinistryField.TEN_TRUONG, school == null ? issuer.nameVi() : school);
    cells.put(MinistryField.MA_CO_SO_DAO_TAO, issuer.code());
    Integer year = claims.graduationYear();
    cells.put(MinistryField.NAM_TOT_NGHIEP, year == null ? "" : year.toString());
    cells.put(MinistryField.SO_QUYET_DINH_CONG_NHAN_TOT_NGHIEP, claims.decisionNumber());
    cells.put(
        MinistryField.NGAY_QUYET_DINH_CONG_NHAN_TOT_NGHIEP, claims.decisionDate().format(DAY));
    cells.put(MinistryField.SO_VAO_SO, record.registerNumber());
    cells.put(MinistryField.XEP_LOAI, of(claims.ranking()));
    cells.put(MinistryField.DON_VI_CAP_BANG, issuer.nameVi());
    cells.put(MinistryField.MA_DON_VI_CAP_BANG, issuer.code());
    cells.put(MinistryField.HO_TEN_NGUOI_KY_VBCC, claims.signerName());
    cells.put(MinistryField.CHUC_DANH_NGUOI_KY_VBCC, of(claims.signerTitle()));
    cells.put(MinistryField.DIA_DANH_CAP_VBCC, claims.place().label().vi());
    cells.put(MinistryField.NGAY_TAO_VBCC, LegalDay.of(recordedAt).format(DAY));
    cells.put(MinistryField.NGAY_CAP_VBCC, claims.issueDate().format(DAY));
    BilingualText specialisation = claims.specialisation();
    cells.put(
        MinistryField.CHUYEN_NGANH_DAO_TAO, specialisation == null ? "" : specialisation.vi());
    cells.put(MinistryField.HINH_THUC_DAO_TAO, of(claims.mode()));
    supplement.ifPresent(content -> put(cells, content));
    cells.put(MinistryField.GHI_CHU, note);
    return new MinistryRow(row, cells, faults(row, cells), isOver);
  }

  /** What the supplement that counts knows beside the diploma; never a mark. */
  private static void put(Map<MinistryField, String> cells, SupplementContent content) {
    BilingualText specialisation = content.specialisation();
    BilingualText mode = content.mode();
    cells.put(MinistryField.MA_NGUOI_HOC, content.studentCode());
    cells.put(MinistryField.NGAY_NHAP_HOC, birth(content.enrolled().toString()));
    cells.put(MinistryField.NGON_NGU_DAO_TAO, content.language().vi());
    cells.put(MinistryField.THOI_GIAN_DAO_TAO, content.duration().vi());
    cells.put(MinistryField.TONG_SO_TIN_CHI, content.totalCredits().toString());
    cells.put(MinistryField.BAC_TRINH_DO_THEO_KHUNG_QUOC_GIA, Integer.toString(content.level()));
    if (specialisation != null) {
      cells.put(MinistryField.CHUYEN_NGANH_DAO_TAO, specialisation.vi());
    }
    if (mode != null) {
      cells.put(MinistryField.HINH_THUC_DAO_TAO, mode.vi());
    }
  }

  /** What is too long, or missing. */
  private static List<Refusal.Fault> faults(int row, Map<MinistryField, String> cells) {
    List<Refusal.Fault> faults = new ArrayList<>();
    for (MinistryField field : MinistryField.values()) {
      String text = cells.getOrDefault(field, "");
      int length = text.codePointCount(0, text.length());
      if (length > field.longest()) {
        faults.add(
            new Refusal.Fault(
                "ministry_too_long", row, field.code(), "" + field.longest(), "" + length));
      } else if (length == 0 && field.need() == Need.REQUIRED) {
        faults.add(new Refusal.Fault("ministry_missing", row, field.code(), "", ""));
      }
    }
    return faults;
  }

  /** The number of the circular that a regime is cited by, as in 27/2019. */
  private static String circular(String citation) {
    Matcher number = CIRCULAR.matcher(citation);
    return number.find() ? number.group() : "";
  }

  private static UUID uuid(CredentialRecord record) {
    return record.id().key();
  }

  private static String of(@Nullable Term term) {
    return term == null ? "" : term.vi();
  }

  /** As far as it is known. */
  private static String birth(String iso) {
    return switch (iso.length()) {
      case 4 -> iso;
      case 7 -> iso.substring(5) + "/" + iso.substring(0, 4);
      default -> LocalDate.parse(iso).format(DAY);
    };
  }
}
