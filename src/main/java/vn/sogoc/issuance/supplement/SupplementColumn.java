package vn.sogoc.issuance.supplement;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The columns of a list: one row for each course, what is said of the person on the first of their
 * rows or on all. The first name is that of the template.
 */
enum SupplementColumn {
  SERIAL(true, "Số hiệu văn bằng", "Số hiệu", "so_hieu_vbcc", "Serial number"),
  REGISTER(true, "Số vào sổ gốc", "Số vào sổ", "so_vao_so", "Register number"),
  STUDENT(true, "Mã sinh viên", "Mã người học", "Mã học viên", "MSSV", "Mã SV", "Student code"),
  NAME(true, "Họ và tên", "Họ tên", "Họ, chữ đệm, tên", "Full name"),
  ENROLLED(true, "Ngày nhập học", "Date of enrolment", "Date of enrollment"),
  LANGUAGE(true, "Ngôn ngữ đào tạo", "Language of instruction"),
  LANGUAGE_EN(true, "Ngôn ngữ đào tạo (tiếng Anh)"),
  DURATION(true, "Thời gian đào tạo", "Duration"),
  DURATION_EN(true, "Thời gian đào tạo (tiếng Anh)"),
  SPECIALISATION(true, "Chuyên ngành", "Chuyên ngành đào tạo", "Specialisation"),
  SPECIALISATION_EN(true, "Chuyên ngành (tiếng Anh)"),
  MODE(true, "Hình thức đào tạo", "Mode of study"),
  LEVEL(true, "Bậc trình độ", "Bậc trình độ theo khung quốc gia", "VQF level"),
  SCALE(true, "Thang điểm", "Scale"),
  CREDITS_TOTAL(true, "Tổng số tín chỉ", "Tổng tín chỉ", "Total credits"),
  AVERAGE(true, "Điểm trung bình tích lũy", "Điểm trung bình", "ĐTB tích lũy", "GPA"),
  THESIS(true, "Tên khóa luận", "Tên đề tài", "Tên luận văn", "Tên luận án", "Thesis title"),
  THESIS_EN(true, "Tên khóa luận (tiếng Anh)", "Tên đề tài (tiếng Anh)"),
  THESIS_MARK(true, "Điểm khóa luận", "Điểm đề tài", "Thesis mark"),
  THESIS_LETTER(true, "Điểm chữ khóa luận", "Thesis grade"),
  NOTE(true, "Nội dung bổ sung", "Ghi chú", "Note"),
  COURSE(false, "Mã học phần", "Mã môn học", "Mã HP", "Course code"),
  COURSE_NAME(false, "Tên học phần", "Tên môn học", "Course name"),
  COURSE_NAME_EN(false, "Tên học phần (tiếng Anh)", "Tên môn học (tiếng Anh)"),
  CREDITS(false, "Số tín chỉ", "Tín chỉ", "Số TC", "Credits"),
  MARK(false, "Điểm", "Điểm số", "Mark"),
  LETTER(false, "Điểm chữ", "Grade"),
  ELSEWHERE(false, "Cơ sở đào tạo khác", "Nơi tích lũy tín chỉ", "Earned elsewhere"),
  NOT_COUNTED(false, "Không tính", "Không tính vào điểm trung bình", "Not counted"),
  ROW(false, "STT", "TT", "No.");

  /** Those without which a list says nothing. */
  static final List<SupplementColumn> REQUIRED =
      List.of(
          STUDENT,
          NAME,
          ENROLLED,
          LANGUAGE,
          DURATION,
          CREDITS_TOTAL,
          AVERAGE,
          COURSE,
          COURSE_NAME,
          CREDITS);

  private final boolean ofPerson;
  private final String title;

  /** Between bars, which are in no key. */
  private final String keys;

  SupplementColumn(boolean ofPerson, String... names) {
    this.ofPerson = ofPerson;
    this.title = names[0];
    this.keys =
        Arrays.stream(names).map(SupplementColumn::key).collect(Collectors.joining("|", "|", "|"));
  }

  /** Whether it is about the person, and so the same on all of their rows. */
  boolean isOfPerson() {
    return ofPerson;
  }

  /** As the template names it. */
  String title() {
    return title;
  }

  /** The column with this header, however it is accented and spaced. */
  static Optional<SupplementColumn> of(String header) {
    String key = "|" + key(header) + "|";
    return Arrays.stream(values()).filter(c -> c.keys.contains(key)).findFirst();
  }

  private static String key(String header) {
    return Normalizer.normalize(
            header.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
        .replaceAll("\\p{M}+", "")
        .replaceAll("[^a-z0-9]+", "");
  }
}
