package vn.sogoc.issuance.ministry;

import java.util.Locale;

/** The fields of the ministry's format, in their order. */
enum MinistryField {
  PHIEN_BAN(10, Need.REQUIRED),
  THONG_TU(20, Need.REQUIRED),
  MA_DINH_DANH_VBCC(36, Need.REQUIRED),
  TEN_VBCC(50, Need.REQUIRED),
  NGANH_DAO_TAO(150, Need.REQUIRED),
  MA_NGANH_DAO_TAO(12, Need.REQUIRED),
  SO_HIEU_VBCC(20, Need.REQUIRED),
  SO_DDCN(12, Need.NOT_GIVEN),
  MA_NGUOI_HOC(12, Need.OPTIONAL),
  HO_VA_TEN(150, Need.REQUIRED),
  NGAY_SINH(10, Need.REQUIRED),
  NOI_SINH(250, Need.NOT_KNOWN),
  GIOI_TINH(3, Need.REQUIRED),
  DAN_TOC(50, Need.NOT_GIVEN),
  QUOC_TICH(100, Need.NOT_KNOWN),
  TEN_TRUONG(250, Need.REQUIRED),
  MA_CO_SO_DAO_TAO(20, Need.REQUIRED),
  NAM_TOT_NGHIEP(4, Need.REQUIRED),
  SO_QUYET_DINH_CONG_NHAN_TOT_NGHIEP(50, Need.REQUIRED),
  NGAY_QUYET_DINH_CONG_NHAN_TOT_NGHIEP(10, Need.REQUIRED),
  SO_QUYET_DINH_HOI_DONG_DANH_GIA(50, Need.NOT_KNOWN),
  SO_VAO_SO(20, Need.REQUIRED),
  XEP_LOAI(50, Need.OPTIONAL),
  DON_VI_CAP_BANG(250, Need.REQUIRED),
  MA_DON_VI_CAP_BANG(20, Need.REQUIRED),
  HO_TEN_NGUOI_KY_VBCC(150, Need.REQUIRED),
  SO_DDCN_NGUOI_KY_VBCC(12, Need.NOT_GIVEN),
  CHUC_DANH_NGUOI_KY_VBCC(150, Need.REQUIRED),
  HO_TEN_NGUOI_KY_VBCC_BAN_GIAY(150, Need.OPTIONAL),
  CHUC_DANH_NGUOI_KY_VBCC_BAN_GIAY(150, Need.OPTIONAL),
  DIA_DANH_CAP_VBCC(50, Need.REQUIRED),
  NGAY_TAO_VBCC(10, Need.REQUIRED),
  NGAY_CAP_VBCC(10, Need.REQUIRED),
  CHUYEN_NGANH_DAO_TAO(150, Need.OPTIONAL),
  NGAY_NHAP_HOC(10, Need.OPTIONAL),
  NGON_NGU_DAO_TAO(50, Need.OPTIONAL),
  THOI_GIAN_DAO_TAO(50, Need.OPTIONAL),
  TONG_SO_TIN_CHI(10, Need.OPTIONAL),
  TRINH_DO_THEO_KHUNG_QUOC_GIA(50, Need.NOT_KNOWN),
  BAC_TRINH_DO_THEO_KHUNG_QUOC_GIA(50, Need.OPTIONAL),
  HINH_THUC_DAO_TAO(50, Need.OPTIONAL),
  GHI_CHU(500, Need.OPTIONAL),
  ATTACHMENT_NAME(100, Need.OPTIONAL),
  ATTACHMENT_CONTENT_BASE64(Integer.MAX_VALUE, Need.OPTIONAL);

  /** What becomes of a field. */
  enum Need {
    REQUIRED,
    OPTIONAL,
    /** The registry does not know it; it stays empty. */
    NOT_KNOWN,
    /** Numbers of persons and ethnicity leave the registry in no answer. */
    NOT_GIVEN
  }

  private final int longest;
  private final Need need;

  MinistryField(int longest, Need need) {
    this.longest = longest;
    this.need = need;
  }

  /** As the format writes it. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** In characters. */
  int longest() {
    return longest;
  }

  Need need() {
    return need;
  }
}
