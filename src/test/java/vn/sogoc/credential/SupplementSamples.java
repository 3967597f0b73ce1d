package vn.sogoc.credential;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.supplement.Amount;
import vn.sogoc.credential.supplement.Course;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.credential.supplement.SupplementContent;
import vn.sogoc.credential.supplement.Thesis;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/** Supplements of people whom there are not. */
public final class SupplementSamples {
  private SupplementSamples() {}

  /** A bachelor with a thesis and a course of another university. */
  public static SupplementContent bachelor() {
    return new SupplementContent(
        PersonName.parse("Nguyễn Thị Mẫu"),
        PartialDate.parse("2004-05-17"),
        "22520001",
        new BilingualText("Công nghệ thông tin", "Information Technology"),
        new BilingualText("Khoa học dữ liệu", "Data Science"),
        PartialDate.parse("2022-09"),
        new BilingualText("Tiếng Việt", "Vietnamese"),
        new BilingualText("4 năm", "4 years"),
        6,
        new BilingualText("Chính quy", "Full-time"),
        10,
        amount("10"),
        amount("8.05"),
        new Thesis(
            new BilingualText("Nhận dạng chữ viết tay", "Handwriting recognition"),
            amount("9"),
            "A"),
        new BilingualText("Giỏi", "Very good"),
        List.of(
            course("IT001", "Nhập môn lập trình", "Introduction to Programming", "4", "8.5", "A"),
            course("MA003", "Đại số tuyến tính", "Linear Algebra", "3", "7.25", "B"),
            new Course(
                "IT012",
                new BilingualText("Kiến trúc máy tính", ""),
                amount("3"),
                amount("8.25"),
                "",
                "Trường Đại học Mẫu Hai",
                true),
            new Course(
                "PE001",
                new BilingualText("Giáo dục thể chất", "Physical Education"),
                amount("2"),
                null,
                "Đạt",
                "",
                false)),
        List.of("Giải nhất cuộc thi lập trình sinh viên năm 2024"));
  }

  /** A master with nothing that may be left out. */
  public static SupplementContent shortest() {
    return new SupplementContent(
        PersonName.parse("Trần Văn Thử"),
        PartialDate.parse("1985"),
        "M2401",
        new BilingualText("Luật", ""),
        null,
        PartialDate.parse("2024"),
        new BilingualText("Tiếng Anh", ""),
        new BilingualText("18 tháng", ""),
        7,
        null,
        4,
        amount("1.5"),
        amount("3.2"),
        null,
        null,
        List.of(
            new Course(
                "L1",
                new BilingualText("Luật so sánh", ""),
                amount("1.5"),
                amount("3.2"),
                "",
                "",
                true)),
        List.of());
  }

  /** As many courses as there can be. */
  static SupplementContent longest() {
    SupplementContent one = bachelor();
    List<Course> courses = new ArrayList<>();
    for (int i = 0; i < SupplementContent.MOST_COURSES; i++) {
      courses.add(course("HP" + i, "Học phần số " + i, "Course number " + i, "2", "7", "B"));
    }
    return new SupplementContent(
        one.fullName(),
        one.birthDate(),
        one.studentCode(),
        one.programme(),
        one.specialisation(),
        one.enrolled(),
        one.language(),
        one.duration(),
        one.level(),
        one.mode(),
        one.scale(),
        amount("400"),
        amount("7"),
        one.thesis(),
        one.ranking(),
        courses,
        one.notes());
  }

  /** By the names of the vectors. */
  static Map<String, Supplement> all() {
    Map<String, Supplement> all = new LinkedHashMap<>();
    all.put("bachelor_thesis_elsewhere_notes", of(bachelor(), 1));
    all.put("master_shortest", of(shortest(), 2));
    all.put("two_hundred_courses", of(longest(), 3));
    return all;
  }

  static Supplement of(SupplementContent content, int revision) {
    return new Supplement(
        Samples.INSTITUTION,
        Instant.parse("2026-11-24T03:04:05Z"),
        new PublicId(Supplement.ID_KIND, digest("id" + revision).bytes().slice(0, 16)),
        digest("diploma" + revision),
        "DHM-CN-00012" + revision,
        revision,
        digest("approved"),
        content,
        "PGS.TS. Lê Văn Ký",
        revision == 2 ? "" : "Hiệu trưởng");
  }

  static Course course(
      String code, String vi, String en, String credits, String mark, String letter) {
    return new Course(
        code, new BilingualText(vi, en), amount(credits), amount(mark), letter, "", true);
  }

  static Amount amount(String text) {
    return Amount.parse(text).orElseThrow();
  }

  static Digest digest(String of) {
    return Digest.sha256(Bytes.of(of.getBytes(StandardCharsets.UTF_8)));
  }
}
