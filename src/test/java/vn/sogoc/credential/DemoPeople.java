package vn.sogoc.credential;

import java.text.Normalizer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/** Invented people for the demo's class lists: made of common parts, the same for the same seed. */
final class DemoPeople {
  /** Names of every shape that src/docs/names.md speaks of. Whoever bears one, it is by chance. */
  private static final List<Born> DIFFICULT =
      List.of(
          new Born("Sang", "Nam", "Bru-Vân Kiều", 45),
          new Born("Y", "Nam", "Xơ-đăng", 62),
          new Born("Thảo", "Nữ", "Co", 51),
          new Born("Lê Ý", "Nữ", "Kinh", 49),
          new Born("Nguyễn Ơn", "Nam", "Kinh", 82),
          new Born("Đỗ Ổ", "Nam", "Kinh", 31),
          new Born("Ông Ứng", "Nam", "Kinh", 48),
          new Born(
              "Nguyễn Phúc Công Tằng Tôn Nữ Hoàng Bảo Long Khánh Diệu An Vy", "Nữ", "Kinh", 46),
          new Born("Nguyễn Phúc Vĩnh Khang Hoàng Sơn", "Nam", "Kinh", 46),
          new Born("H'Mai Niê", "Nữ", "Ê-đê", 66),
          new Born("H’Lăm Niê Kđăm", "Nữ", "Ê-đê", 66),
          new Born("Y Blah Ênuôl", "Nam", "Ê-đê", 66),
          new Born("H' Nghiêm Byă", "Nữ", "Ê-đê", 66),
          new Born("Y Đrao Mlô", "Nam", "Ê-đê", 66),
          new Born("Rơ Châm H'Bơ", "Nữ", "Gia-rai", 64),
          new Born("Siu H'Nhưng", "Nữ", "Gia-rai", 64),
          new Born("Kpă Thưn", "Nam", "Gia-rai", 64),
          new Born("Ksor Čel", "Nam", "Gia-rai", 64),
          new Born("Đinh Bơ̆k", "Nam", "Ba-na", 62),
          new Born("Rah Lan Ñưt", "Nữ", "Gia-rai", 64),
          new Born("K'Brăng", "Nam", "Cơ-ho", 68),
          new Born("Ka Nhoàn", "Nữ", "Cơ-ho", 68),
          new Born("Điểu K'Rang", "Nam", "Mnông", 67),
          new Born("Y ƀrông Rơlưk", "Nam", "Mnông", 67),
          new Born("Thạch Sô Khôn", "Nam", "Khmer", 84),
          new Born("Sơn Thị Chanh Đa", "Nữ", "Khmer", 94),
          new Born("Abdol Karim Mách", "Nam", "Chăm", 89),
          new Born("Giàng A Sáng", "Nam", "HMông", 11),
          new Born("Vàng Thị Dính", "Nữ", "HMông", 10),
          new Born("Sùng Mí Nô", "Nam", "HMông", 2),
          new Born("Lò Văn Ộm", "Nam", "Thái", 14),
          new Born("Mùa A Lềnh", "Nam", "HMông", 15),
          new Born("Voòng A Sìu", "Nam", "Hoa", 75),
          new Born("Nguyễn Anna-Lena", "Nữ", "Kinh", 79),
          new Born("Trần J. Paul", "Nam", "Kinh", 79),
          new Born("O'Brien Mai", "Nữ", "Kinh", 1),
          new Born("Nguyễn Thị Hương", "Nữ", "Kinh", 38),
          new Born("Nguyễn Thị Hường", "Nữ", "Kinh", 38),
          new Born("Nguyễn Thị Hưởng", "Nữ", "Kinh", 38),
          new Born("Nguyễn Thị Hướng", "Nữ", "Kinh", 40),
          new Born("Nguyễn Thị Hượng", "Nữ", "Kinh", 40),
          new Born("Lê Thị Hoà", "Nữ", "Kinh", 1),
          new Born("Lê Thị Hòa", "Nữ", "Kinh", 1),
          new Born("Trần Thuý Khoẻ", "Nữ", "Kinh", 36),
          new Born("Trần Thúy Khỏe", "Nữ", "Kinh", 36),
          new Born("Bùi  Quang   Vịnh", "Nam", "Kinh", 34),
          new Born("Đặng Mỹ Vy", "Nữ", "Kinh", 92),
          new Born("Đặng Mĩ Vi", "Nữ", "Kinh", 92));

  private static final String[] FAMILY =
      ("Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ"
              + " Ngô Dương Đinh Trịnh Đoàn Lâm Mai Cao Tô Đào Hà Lương Tạ Phùng Quách Tăng Kiều")
          .split(" ");
  private static final String[] MIDDLE_MALE =
      "Văn Hữu Đức Minh Quang Quốc Gia Xuân Thành Công Tuấn Bảo".split(" ");
  private static final String[] MIDDLE_FEMALE =
      "Thị Ngọc Thanh Thu Phương Mỹ Kim Hồng Khánh Bảo Thùy Diệu".split(" ");
  private static final String[] MALE =
      ("Hùng Dũng Tuấn Minh Nam Long Huy Khoa Phúc Đạt Khang Kiên Sơn Hải Thắng Cường Quân Việt Đức"
              + " Trung Tùng Khôi Nghĩa Vượng")
          .split(" ");
  private static final String[] FEMALE =
      ("Hương Linh Trang Hà Lan Mai Thảo Phương Vy My Nhi Ngân Hằng Hạnh Hiền Thủy Yến Oanh Uyên"
              + " Giang Quỳnh Châu Trâm Nguyệt")
          .split(" ");

  /** Somebody before the birth date is known. */
  private record Born(String name, String sex, String ethnicity, int province) {}

  /**
   * One invented person.
   *
   * @param name as it is typed into the list
   * @param birth as it is typed: day, month and year, or less
   * @param sex Nam or Nữ
   * @param place of birth, under the names of that time
   * @param number made-up personal number, empty where it is missing
   */
  record Person(
      String name, String birth, String sex, String place, String ethnicity, String number) {}

  private final Random random;
  private final Deque<Born> difficult = new ArrayDeque<>(DIFFICULT);
  private final Set<String> used = new HashSet<>();
  private int made;

  DemoPeople(long seed) {
    this.random = new Random(seed);
  }

  /** The next one, born in one of the years, dates in ISO or with the day first. */
  Person next(int firstYear, int lastYear, boolean iso) {
    made++;
    Born born = made % 4 == 2 && !difficult.isEmpty() ? difficult.remove() : common();
    int year = firstYear + random.nextInt(lastYear - firstYear + 1);
    String name =
        made % 9 == 0 ? Normalizer.normalize(born.name(), Normalizer.Form.NFD) : born.name();
    boolean missing = made % 7 == 3;
    return new Person(
        name,
        birth(year, iso),
        born.sex(),
        Samples.CATALOGUE
            .province(born.province(), java.time.LocalDate.of(2024, 1, 1))
            .map(p -> p.label().vi())
            .orElseThrow(),
        born.ethnicity(),
        missing ? "" : number(born, year));
  }

  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Names of shapes that no list has used yet. */
  int difficultLeft() {
    return difficult.size();
  }

  private Born common() {
    while (true) {
      boolean male = random.nextBoolean();
      String middle = pick(male ? MIDDLE_MALE : MIDDLE_FEMALE);
      String given = pick(male ? MALE : FEMALE);
      String name = pick(FAMILY) + " " + middle + " " + given;
      boolean echo = PersonName.searchKey(middle).equals(PersonName.searchKey(given));
      if (!echo && used.add(name)) {
        int[] provinces = {1, 31, 38, 40, 48, 75, 79, 82, 92, 24, 15, 52};
        return new Born(
            name, male ? "Nam" : "Nữ", "Kinh", provinces[random.nextInt(provinces.length)]);
      }
    }
  }

  private String birth(int year, boolean iso) {
    int month = 1 + random.nextInt(12);
    int day = 1 + random.nextInt(28);
    return switch (made % 23) {
      case 5 -> Integer.toString(year);
      case 11 -> format(iso ? "%2$04d-%1$02d" : "%1$02d/%2$04d", month, year);
      case 17 -> format(iso ? "%3$04d-%2$02d-%1$02d" : "%d/%d/%d", day, month, year);
      default -> format(iso ? "%3$04d-%2$02d-%1$02d" : "%02d/%02d/%04d", day, month, year);
    };
  }

  private String number(Born born, int year) {
    int century = 2 * (year / 100 - 19);
    int sex = born.sex().equals("Nam") ? 0 : 1;
    return format(
        "%03d%d%02d%06d", born.province(), century + sex, year % 100, random.nextInt(1_000_000));
  }

  private String pick(String[] words) {
    return words[random.nextInt(words.length)];
  }

  private static String format(String form, Object... values) {
    return String.format(Locale.ROOT, form, values);
  }
}
