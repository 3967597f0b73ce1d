package vn.sogoc.issuance.intake;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The headers of the ministry's 44-field format: those that say what a class list says, and those
 * that the registry gives itself, or does not keep, of which nothing is made.
 */
final class MinistryHeaders {
  private static final Map<String, String> FIELDS =
      Map.ofEntries(
          Map.entry("ho_va_ten", Columns.NAME),
          Map.entry("ngay_sinh", Columns.BIRTH),
          Map.entry("noi_sinh", Columns.BIRTH_PLACE),
          Map.entry("gioi_tinh", "sex"),
          Map.entry("dan_toc", "ethnicity"),
          Map.entry("quoc_tich", "nationality"),
          Map.entry("so_ddcn", Columns.NUMBER),
          Map.entry("ma_nguoi_hoc", "studentCode"),
          Map.entry("ma_nganh_dao_tao", Columns.PROGRAMME_CODE),
          Map.entry("nganh_dao_tao", "programme"),
          Map.entry("chuyen_nganh_dao_tao", "specialisation"),
          Map.entry("xep_loai", "ranking"),
          Map.entry("hinh_thuc_dao_tao", "mode"),
          Map.entry("nam_tot_nghiep", "graduationYear"),
          Map.entry("ghi_chu", "note"));

  private static final Set<String> OTHERS =
      Set.of(
          "phien_ban",
          "thong_tu",
          "ma_dinh_danh_vbcc",
          "ten_vbcc",
          "so_hieu_vbcc",
          "ten_truong",
          "ma_co_so_dao_tao",
          "so_quyet_dinh_cong_nhan_tot_nghiep",
          "ngay_quyet_dinh_cong_nhan_tot_nghiep",
          "so_quyet_dinh_hoi_dong_danh_gia",
          "so_vao_so",
          "don_vi_cap_bang",
          "ma_don_vi_cap_bang",
          "ho_ten_nguoi_ky_vbcc",
          "so_ddcn_nguoi_ky_vbcc",
          "chuc_danh_nguoi_ky_vbcc",
          "ho_ten_nguoi_ky_vbcc_ban_giay",
          "chuc_danh_nguoi_ky_vbcc_ban_giay",
          "dia_danh_cap_vbcc",
          "ngay_tao_vbcc",
          "ngay_cap_vbcc",
          "ngay_nhap_hoc",
          "ngon_ngu_dao_tao",
          "thoi_gian_dao_tao",
          "tong_so_tin_chi",
          "trinh_do_theo_khung_quoc_gia",
          "bac_trinh_do_theo_khung_quoc_gia",
          "attachment_name",
          "attachment_content_base64");

  private MinistryHeaders() {}

  /** The field that a header of the format stands for. */
  static Optional<String> fieldOf(String header) {
    return Optional.ofNullable(FIELDS.get(header.strip()));
  }

  /** Whether it is a header of the format of which nothing is made. */
  static boolean isOther(String header) {
    return OTHERS.contains(header.strip());
  }
}
