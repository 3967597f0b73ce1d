package vn.sogoc.bench;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Invented people who graduate together: names of all shapes that class lists have, dates of which
 * some are partial, numbers of which some are missing. The same number is the same person in every
 * run; no two have one personal number.
 */
final class Cohort {
  static final List<String> HEADER =
      List.of(
          "STT",
          "Họ và tên",
          "Ngày sinh",
          "Giới tính",
          "Mã ngành",
          "Xếp loại",
          "Số CCCD",
          "Nơi sinh");

  /** The personal number ends with the number of the person. */
  static final int MOST = 1_000_000;

  private static final int PERCENT = 100;
  private static final int DIFFICULT = 8;
  private static final int PARTIAL = 2;
  private static final int WITHOUT_NUMBER = 4;
  private static final int ONLY_YEAR = 1;

  /** As frequent as in the country, more or less. */
  private static final String[] FAMILIES =
      words(
          "Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Huỳnh "
              + "Hoàng Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Đinh Trịnh Đoàn Lâm Mai Tô Đào Chu "
              + "Lương Tạ Phùng Quách Vương Kiều Âu Ứng");

  private static final String[] MEN =
      words("Văn Hữu Đức Minh Quang Quốc Gia Xuân Thành Công Tuấn Bảo");
  private static final String[] WOMEN =
      words("Thị Thị Ngọc Thanh Thu Phương Mỹ Kim Hồng Khánh Bảo Thùy");
  private static final String[] SONS =
      words(
          "Hùng Dũng Tuấn Anh Minh Nam Long Huy Khoa Phúc Đạt Khang Bảo Kiên Sơn Hải Thắng Cường "
              + "Quân Việt Đức Trung Tùng Khôi Ơn");
  private static final String[] DAUGHTERS =
      words(
          "Hương Hường Hưởng Hượng Linh Trang Hà Lan Mai Thảo Phương Ngọc Vy My Nhi Ngân Hằng "
              + "Hạnh Hiền Thủy Thuý Yến Oanh Uyên Giang Quỳnh Châu Trâm Ý");

  /** Shapes that break programs: one word, apostrophes, hyphens, many words, other spellings. */
  private static final String[] DIFFICULT_STARTS = {
    "H'Len",
    "H'Miêt",
    "Y Thuăn",
    "Y Krông",
    "Rơ Châm H'",
    "Siu",
    "Kpă",
    "K'Brẻo",
    "Ka Nhuỳnh",
    "Điểu K'Lon",
    "Thạch Sô",
    "Danh Ngọc",
    "Giàng A",
    "Vàng Thị",
    "Lò Văn",
    "Voòng A",
    "Tôn Nữ Hoài",
    "Nguyễn Phúc Bảo Long",
    "Trần Anna-Maria",
    "Lê Jean",
    "O'Brien"
  };

  private static final String[] DIFFICULT_ENDS =
      words("Niê Êban Mlô Byă Kđăm Phiang Linh Sâm Páo Mỷ Ộm Sáng Thảo Ổ Ánh Ý");
  private static final String[] RANKS = {"Xuất sắc", "Giỏi", "Khá", "Khá", "Trung bình"};
  private static final String[] PLACES = {
    "Hà Nội",
    "TP.HCM",
    "Huế",
    "Đắk Lắk",
    "Bình Trị Thiên",
    "Huyện Trần Văn Thời, tỉnh Cà Mau",
    "CHDC Đức",
    "Gia Lai - Kon Tum"
  };

  private Cohort() {}

  /** People from the first on. */
  static Iterator<List<String>> of(int rows) {
    return IntStream.range(0, rows).mapToObj(Cohort::person).iterator();
  }

  /** One row under the header. */
  static List<String> person(int index) {
    SplittableRandom random = new SplittableRandom(index);
    boolean woman = random.nextBoolean();
    int year = 1996 + random.nextInt(9);
    List<String> row = new ArrayList<>();
    row.add(String.valueOf(index + 1));
    row.add(name(random, woman));
    row.add(birth(random, year));
    row.add(woman ? "Nữ" : "Nam");
    row.add("7480201");
    row.add(one(random, RANKS));
    row.add(random.nextInt(PERCENT) < WITHOUT_NUMBER ? "" : number(index, woman, year));
    row.add(one(random, PLACES));
    return row;
  }

  private static String name(SplittableRandom random, boolean woman) {
    if (random.nextInt(PERCENT) < DIFFICULT) {
      String start = one(random, DIFFICULT_STARTS);
      return start.endsWith("'")
          ? start + one(random, DIFFICULT_ENDS)
          : start + " " + one(random, DIFFICULT_ENDS);
    }
    String middle = one(random, woman ? WOMEN : MEN);
    String given = one(random, woman ? DAUGHTERS : SONS);
    String second = random.nextInt(3) == 0 ? " " + one(random, woman ? DAUGHTERS : SONS) : "";
    return one(random, FAMILIES) + " " + middle + second + " " + given;
  }

  private static String birth(SplittableRandom random, int year) {
    if (random.nextInt(PERCENT) < PARTIAL) {
      return random.nextInt(2) < ONLY_YEAR
          ? String.valueOf(year)
          : "%02d/%d".formatted(1 + random.nextInt(12), year);
    }
    return "%02d/%02d/%d".formatted(1 + random.nextInt(28), 1 + random.nextInt(12), year);
  }

  /** Cà Mau, where nobody of the demo was born; then century and sex, year, and who it is. */
  private static String number(int index, boolean woman, int year) {
    int century = (year >= 2000 ? 2 : 0) + (woman ? 1 : 0);
    return "096%d%02d%06d".formatted(century, year % 100, index);
  }

  private static String one(SplittableRandom random, String[] of) {
    return of[random.nextInt(of.length)];
  }

  private static String[] words(String text) {
    return text.split(" ");
  }
}
