package vn.sogoc.credential;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.DemoPeople.Person;

/** The demo's class lists, one for each kind that has to work from end to end, and an old one. */
final class DemoLists {
  /**
   * One file.
   *
   * @param name of the file under {@code /demo}
   * @param separator between the cells
   * @param bom whether the file begins with a byte order mark
   * @param end of a line
   */
  record ClassList(
      String name,
      String kind,
      char separator,
      boolean bom,
      String end,
      String header,
      List<String[]> rows) {
    byte[] bytes() {
      StringBuilder text = new StringBuilder(bom ? "\ufeff" : "");
      text.append(header).append(end);
      for (String[] row : rows) {
        text.append(
                String.join(String.valueOf(separator), Arrays.stream(row).map(this::cell).toList()))
            .append(end);
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    List<Map<String, String>> maps() {
      String[] names = header.split(java.util.regex.Pattern.quote(String.valueOf(separator)));
      List<Map<String, String>> maps = new ArrayList<>();
      for (String[] row : rows) {
        Map<String, String> map = new LinkedHashMap<>();
        for (int i = 0; i < names.length; i++) {
          map.put(names[i], row[i]);
        }
        maps.add(map);
      }
      return maps;
    }

    private String cell(String value) {
      return value.indexOf(separator) < 0 && value.indexOf('"') < 0
          ? value
          : '"' + value.replace("\"", "\"\"") + '"';
    }
  }

  private static final String LANGUAGE =
      "Full name,Date of birth,Personal number,Language,Level,Listening,Speaking,Reading,Writing,Overall,Exam date,Valid until";

  private static final String[] BACHELORS = {"7480201", "7340101", "7340301", "7220201", "7380101"};
  private static final String[] ENGINEERS = {"7520216", "7520114", "7580201"};
  private static final String[][] FIELDS = {
    {"Tự động hóa xí nghiệp", "Industrial Automation"},
    {"Cơ điện tử ô tô", "Automotive Mechatronics"},
    {"Xây dựng cầu đường", "Bridge and Road Engineering"}
  };
  private static final String[][] COLLEGE = {
    {"6480201", "Công nghệ thông tin", "Information Technology"},
    {
      "6510303",
      "Công nghệ kỹ thuật điện, điện tử",
      "Electrical and Electronic Engineering Technology"
    },
    {"6720301", "Điều dưỡng", "Nursing"}
  };
  private static final String[][] DOCTORS = {
    {"9480101", "Học máy", "Machine Learning"},
    {"9520201", "Lưới điện thông minh", "Smart Grids"},
    {"9310105", "", ""}
  };

  private final DemoPeople people = new DemoPeople(20261124);

  List<ClassList> all() {
    List<ClassList> all =
        List.of(
            bachelors(),
            engineers(),
            masters(),
            doctors(),
            upperSecondary(),
            college(),
            language(),
            old(),
            frozen());
    if (people.difficultLeft() > 0) {
      throw new AssertionError(people.difficultLeft() + " difficult names are in no list");
    }
    return all;
  }

  private ClassList bachelors() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 64; i++) {
      Person p = people.next(2002, 2004, false);
      String code = BACHELORS[i % BACHELORS.length];
      String name = Samples.CATALOGUE.programme(code).orElseThrow().vi();
      rows.add(
          row(
              String.valueOf(i),
              p.name(),
              p.birth(),
              p.sex(),
              p.place(),
              p.ethnicity(),
              p.number(),
              code,
              name,
              ranking(),
              i % 10 == 0 ? "Vừa làm vừa học" : "Chính quy",
              "2026"));
    }
    return new ClassList(
        "BCN.csv",
        "BCN",
        ',',
        true,
        "\r\n",
        "STT,Họ và tên,Ngày sinh,Giới tính,Nơi sinh,Dân tộc,Số định danh,Mã ngành,Tên ngành,Xếp loại,Hình thức đào tạo,Năm tốt nghiệp",
        rows);
  }

  private ClassList engineers() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 36; i++) {
      Person p = people.next(2001, 2003, false);
      String[] field = FIELDS[i % FIELDS.length];
      rows.add(
          row(
              p.name(),
              p.birth(),
              p.sex(),
              p.place(),
              p.ethnicity(),
              p.number(),
              ENGINEERS[i % ENGINEERS.length],
              field[0],
              field[1],
              ranking(),
              "Chính quy",
              "2026"));
    }
    return new ClassList(
        "CSDT_KS.csv",
        "CSDT_KS",
        ';',
        false,
        "\n",
        "Họ và tên;Ngày sinh;Giới tính;Nơi sinh;Dân tộc;Số định danh;Mã ngành;Chuyên ngành;Chuyên ngành tiếng Anh;Xếp loại;Hình thức đào tạo;Năm tốt nghiệp",
        rows);
  }

  private ClassList masters() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 22; i++) {
      Person p = people.next(1979, 2000, true);
      boolean own = i % 8 == 0;
      rows.add(
          row(
              p.name(),
              p.birth(),
              p.sex().equals("Nam") ? "Male" : "Female",
              p.number(),
              own ? "" : i % 2 == 0 ? "8480101" : "8340101",
              own ? "Khoa học liên ngành" : "",
              own ? "Interdisciplinary Science" : "",
              i % 3 == 0 ? "" : "Good",
              "2026"));
    }
    return new ClassList(
        "BThS.csv",
        "BThS",
        ',',
        false,
        "\n",
        "Full name,Date of birth,Sex,Personal number,Programme code,Programme,Programme (English),Ranking,Graduation year",
        rows);
  }

  private ClassList doctors() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 12; i++) {
      Person p = people.next(1966, 1994, true);
      String[] field = DOCTORS[i % DOCTORS.length];
      rows.add(
          row(
              p.name(),
              p.birth(),
              p.sex().equals("Nam") ? "Male" : "Female",
              p.number(),
              field[0],
              field[1],
              field[2],
              "2026"));
    }
    return new ClassList(
        "BTS.csv",
        "BTS",
        ';',
        false,
        "\n",
        "Full name;Date of birth;Sex;Personal number;Programme code;Specialisation;Specialisation (English);Graduation year",
        rows);
  }

  private ClassList upperSecondary() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 48; i++) {
      Person p = people.next(2007, 2008, false);
      rows.add(
          row(
              String.valueOf(i),
              p.name(),
              p.birth(),
              p.sex(),
              p.place(),
              p.ethnicity(),
              p.number(),
              "Trường THPT Bến Tam (mẫu)",
              "Hội đồng thi số 07",
              "Kỳ thi tốt nghiệp THPT năm 2026",
              "2026"));
    }
    return new ClassList(
        "BTN_THPT.csv",
        "BTN_THPT",
        ';',
        true,
        "\r\n",
        "STT;Họ và tên;Ngày sinh;Giới tính;Nơi sinh;Dân tộc;Số định danh;Học sinh trường;Hội đồng thi;Khóa thi;Năm tốt nghiệp",
        rows);
  }

  private ClassList college() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 36; i++) {
      Person p = people.next(1996, 2005, false);
      String[] programme = COLLEGE[i % COLLEGE.length];
      rows.add(
          row(
              p.name(),
              p.birth(),
              p.sex(),
              p.place(),
              p.number(),
              programme[0],
              programme[1],
              programme[2],
              ranking(),
              i % 6 == 0 ? "Thường xuyên" : "Chính quy",
              "2026"));
    }
    return new ClassList(
        "BTN_CD.csv",
        "BTN_CD",
        ',',
        false,
        "\n",
        "Họ tên,Ngày sinh,Giới tính,Nơi sinh,CCCD,Mã ngành,Ngành đào tạo,Tên ngành tiếng Anh,Xếp loại,Hình thức đào tạo,Năm tốt nghiệp",
        rows);
  }

  private ClassList language() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 30; i++) {
      Person p = people.next(1988, 2007, true);
      rows.add(certificate(p, i, "2026-06-06", i % 5 == 0 ? "" : "2028-06-06"));
    }
    return new ClassList("CC_NN.csv", "CC_NN", ',', false, "\n", LANGUAGE, rows);
  }

  /** Issued in 2024, so that the demo has certificates that have expired. */
  private ClassList old() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      rows.add(certificate(people.next(1990, 2002, true), i, "2024-03-02", "2026-03-01"));
    }
    return new ClassList("CC_NN-expired.csv", "CC_NN", ',', false, "\n", LANGUAGE, rows);
  }

  /** Of the institution whose key is suspended once it has issued. */
  private ClassList frozen() {
    List<String[]> rows = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      Person p = people.next(2002, 2004, false);
      rows.add(row(p.name(), p.birth(), p.sex(), p.number(), "7340101", "Giỏi", "2026"));
    }
    return new ClassList(
        "BCN-frozen.csv",
        "BCN",
        ',',
        false,
        "\n",
        "Họ và tên,Ngày sinh,Giới tính,Số định danh,Mã ngành,Xếp loại,Năm tốt nghiệp",
        rows);
  }

  private String[] certificate(Person p, int i, String examined, String until) {
    int[] halves = new int[4];
    int sum = 0;
    for (int k = 0; k < halves.length; k++) {
      halves[k] = 9 + people.below(11);
      sum += halves[k];
    }
    int overall = (sum + 2) / 4;
    String level = overall >= 17 ? "C1" : overall >= 12 ? "B2" : "B1";
    return row(
        p.name(),
        p.birth(),
        p.number(),
        i % 11 == 0 ? "French" : "English",
        level,
        score(halves[0]),
        score(halves[1]),
        score(halves[2]),
        score(halves[3]),
        score(overall),
        examined,
        until);
  }

  private String ranking() {
    String[] ranks = {"Xuất sắc", "Giỏi", "Giỏi", "Khá", "Khá", "Khá", "Trung bình"};
    return ranks[people.below(ranks.length)];
  }

  /** Half points, written as Vietnamese lists do. */
  private static String score(int halves) {
    return halves % 2 == 0 ? String.valueOf(halves / 2) : halves / 2 + ",5";
  }

  private static String[] row(String... cells) {
    return cells;
  }
}
