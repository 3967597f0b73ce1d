package vn.sogoc.issuance.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.PersonalNumber;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.tables.CsvTable;
import vn.sogoc.platform.tables.Layout;
import vn.sogoc.platform.tables.Limits;
import vn.sogoc.platform.tables.Row;
import vn.sogoc.platform.tables.RowStream;
import vn.sogoc.platform.tables.Table;
import vn.sogoc.platform.tables.TableFile;
import vn.sogoc.platform.tables.XlsxText;

class ClassListTest {
  private static final Catalogue CATALOGUE = Catalogue.load();
  private static final LocalDate ISSUED = LocalDate.of(2026, 7, 1);
  private static final String HEADER =
      "STT;Họ và tên;Ngày sinh;Giới tính;Mã ngành;Tên ngành;Xếp loại;Năm tốt nghiệp;Số CCCD;Nơi sinh\n";

  @Test
  void a_clean_row_becomes_claims_without_the_personal_number() {
    ClassList list =
        bachelors(
            HEADER
                + "1;Nguyễn Thị Hường;17/05/2003;Nữ;7480201;Công nghệ thông tin;Giỏi;2026;001303012345;Hà Nội");
    assertThat(list.findings()).isEmpty();
    DraftRow row = list.rows().getFirst();
    assertThat(row.line()).isEqualTo(2);
    assertThat(row.claims().fullName().value()).isEqualTo("Nguyễn Thị Hường");
    assertThat(row.claims().birthDate()).hasToString("2003-05-17");
    assertThat(row.claims().graduationYear()).isEqualTo(2026);
    assertThat(row.holder().personalNumber()).hasValue(new PersonalNumber("001303012345"));
    assertThat(row.holder().birthPlace()).isEqualTo("Hà Nội");
    assertThat(row + "" + row.holder() + row.claims()).doesNotContain("001303012345");
  }

  @Test
  void english_headers_and_headers_without_marks_are_understood() {
    String english =
        "Full name,Date of birth,Programme code,Classification,Graduation year\nSang,2003,7480201,Very good,2026\n";
    String bare =
        "HO VA TEN,ngay sinh,Ma nganh,XEP LOAI,Nam tot nghiep\nSang,2003,7480201,giỏi,2026\n";
    for (String text : List.of(english, bare)) {
      ClassList list = bachelors(text);
      assertThat(list.findings()).isEmpty();
      assertThat(list.rows().getFirst().claims().ranking()).extracting("code").isEqualTo("GIOI");
      assertThat(list.rows().getFirst().claims().birthDate()).hasToString("2003");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Sang",
        "Lê Ý",
        "Đỗ Ổ",
        "Công Tằng Tôn Nữ Hỷ Khương Nguyễn Phúc Bảo Long Hoàng Anh Thư",
        "H'Hen Niê",
        "Y Moan Ênuôl",
        "Kpă H'Linh",
        "Rơ Châm Phiang",
        "K'Brửu",
        "Thạch Sâm",
        "Giàng A Páo",
        "Voòng A Sáng",
        "Nguyễn Anna-Maria",
        "O'Connor Mai",
        "Trần Hoà",
        "Trần Hòa"
      })
  void difficult_names_are_accepted_as_they_are(String name) {
    for (Normalizer.Form form : List.of(Normalizer.Form.NFC, Normalizer.Form.NFD)) {
      ClassList list = bachelors(row(Normalizer.normalize(name, form), "17/05/2003"));
      assertThat(list.findings()).isEmpty();
      assertThat(list.rows().getFirst().claims().fullName().value()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "=HYPERLINK(1)",
        "+84",
        "-Lan",
        "@Lan",
        "Ðặng Thị Lan",
        "Nguyễn Văn 4",
        "Nguyá»…n Thá»‹ Háº¡nh",
        "Nguyeãn Thò Höôøng",
        "Nguy\uFFFDn Lan",
        "Lan\u202EnaL",
        "Нгуен",
        "Lan\u200B\u200Bx",
      })
  void names_that_break_the_rule_are_named_by_row_and_column(String name) {
    ClassList list = bachelors(row(name, "17/05/2003"));
    assertThat(list.rows()).isEmpty();
    assertThat(list.findings())
        .isNotEmpty()
        .allSatisfy(
            f -> {
              assertThat(f.isFault()).isTrue();
              assertThat(f.row()).isEqualTo(2);
              assertThat(f.column()).isEqualTo("Họ và tên");
              assertThat(f.code()).isNotBlank();
            });
  }

  @ParameterizedTest
  @CsvSource({
    "17/05/2003, 2003-05-17",
    "5/2003, 2003-05",
    "2003, 2003",
    "2003-05-17, 2003-05-17",
    "7.5.2003, 2003-05-07",
  })
  void birth_dates_are_read_as_far_as_they_are_known(String typed, String iso) {
    assertThat(bachelors(row("Sang", typed)).rows().getFirst().claims().birthDate())
        .hasToString(iso);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "31/02/2003",
        "37758",
        "17/05/03",
        "2003/05/17/1",
        "sinh 2003",
        "00/00/2003",
        "05/17/2003"
      })
  void unreadable_birth_dates_say_what_was_expected(String typed) {
    assertThat(bachelors(row("Sang", typed)).findings())
        .extracting(Finding::code, Finding::row, Finding::column, Finding::expected, Finding::found)
        .containsExactly(tuple("date_format", 2, "Ngày sinh", "DD/MM/YYYY, MM/YYYY, YYYY", typed));
  }

  @Test
  void every_fault_of_a_row_and_every_row_is_found() {
    ClassList list =
        bachelors(
            HEADER
                + "1;Sang;17/05/2003;Nữ;7480201;;Giỏi;2026;;\n"
                + "2;;32/01/2003;Khác;8480201;;Tốt;26;ABC12345;\n"
                + "3;Thảo;2003;;;;;2026;;\n");
    assertThat(list.rowCount()).isEqualTo(3);
    assertThat(list.rows()).hasSize(1);
    assertThat(list.findings())
        .extracting(Finding::row, Finding::column, Finding::code)
        .containsExactlyInAnyOrder(
            tuple(3, "Họ và tên", "name_missing"),
            tuple(3, "Ngày sinh", "date_format"),
            tuple(3, "Giới tính", "code_unknown"),
            tuple(3, "Tên ngành", "programme_level"),
            tuple(3, "Xếp loại", "code_unknown"),
            tuple(3, "Năm tốt nghiệp", "year_format"),
            tuple(3, "Số CCCD", "personal_number_form"),
            tuple(4, "Tên ngành", "field_missing"),
            tuple(4, "Xếp loại", "field_missing"));
  }

  /** One cell of a row that was good. */
  private enum Spoilt {
    NAME_MISSING("Họ và tên", "name_missing", 0, ""),
    DATE_IMPOSSIBLE("Ngày sinh", "date_format", 1, "31/02/2003"),
    RANKING_UNKNOWN("Xếp loại", "code_unknown", 3, "Tốt lắm"),
    PROGRAMME_UNKNOWN("Mã ngành", "programme_unknown", 2, "7"),
    NUMBER_MALFORMED("Số CCCD", "personal_number_form", 4, "ABC12345"),
    PERSON_TWICE("Số CCCD", "same_person_twice", 4, "001303000000");

    final String column;
    final String code;
    final int cell;
    final String text;

    Spoilt(String column, String code, int cell, String text) {
      this.column = column;
      this.code = code;
      this.cell = cell;
      this.text = text;
    }
  }

  @ParameterizedTest
  @EnumSource(Spoilt.class)
  void one_bad_row_is_found_at_every_position(Spoilt spoilt) throws IOException {
    int size = 60;
    List<String> header = List.of("Họ và tên", "Ngày sinh", "Mã ngành", "Xếp loại", "Số CCCD");
    for (int bad = spoilt == Spoilt.PERSON_TWICE ? 1 : 0; bad < size; bad++) {
      List<List<String>> rows = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        String name = "Sang " + (char) ('A' + i / 26) + (char) ('a' + i % 26);
        List<String> row =
            new ArrayList<>(
                List.of(name, "17/05/2003", "7480201", "Giỏi", "%012d".formatted(1303000000L + i)));
        if (i == bad) {
          row.set(spoilt.cell, spoilt.text);
        }
        rows.add(row);
      }
      StringBuilder csv = new StringBuilder(String.join(";", header) + "\n");
      rows.forEach(row -> csv.append(String.join(";", row)).append('\n'));
      ByteArrayOutputStream xlsx = new ByteArrayOutputStream();
      XlsxText.write(xlsx, header, rows.iterator());
      for (ClassList list :
          List.of(read("BCN", 2026, csv.toString()), workbook("BCN", 2026, xlsx.toByteArray()))) {
        assertThat(list.findings().stream().filter(Finding::isFault))
            .extracting(Finding::row, Finding::column, Finding::code)
            .containsExactly(tuple(bad + 2, spoilt.column, spoilt.code));
        assertThat(list.rowCount()).isEqualTo(size);
      }
    }
  }

  @Test
  void a_personal_number_is_never_repeated_in_a_finding() {
    ClassList list = bachelors(HEADER + "1;Sang;2003;Nữ;7480201;;Giỏi;2026;1303012345;\n");
    assertThat(list.findings()).extracting(Finding::code).containsExactly("personal_number_short");
    assertThat(list.findings().toString()).doesNotContain("1303012345");
  }

  @Test
  void the_same_number_twice_is_a_fault_and_the_same_name_and_birth_a_warning() {
    String rest = ";Nữ;7480201;;Giỏi;2026;";
    ClassList list =
        bachelors(
            HEADER
                + "1;Nguyễn Thị Hoà;17/05/2003"
                + rest
                + "001303012345;\n"
                + "2;Nguyễn Thị Lan;18/05/2003"
                + rest
                + "001303012345;\n"
                + "3;Nguyễn Thị Hòa;17/05/2003"
                + rest
                + ";\n"
                + "4;Nguyễn Thị Hòa;2003"
                + rest
                + ";\n");
    assertThat(list.findings())
        .extracting(Finding::isFault, Finding::code, Finding::row, Finding::found)
        .containsExactly(
            tuple(true, "same_person_twice", 3, "2"), tuple(false, "same_name_and_birth", 4, "2"));
    assertThat(list.isClean()).isFalse();
  }

  @Test
  void a_capital_name_and_an_unusual_age_are_worth_a_look() {
    ClassList list = bachelors(row("NGUYỄN THỊ HƯỜNG", "17/05/2013"));
    assertThat(list.isClean()).isTrue();
    assertThat(list.findings())
        .extracting(Finding::isFault, Finding::code)
        .containsExactly(tuple(false, "name_upper_case"), tuple(false, "age_unusual"));
  }

  @Test
  void unknown_and_unused_columns_are_named() {
    ClassList list =
        bachelors(
            "Họ tên,Ngày sinh,Mã ngành,Xếp loại,Năm tốt nghiệp,Sở thích,Bậc,Dân tộc\nSang,2003,7480201,Khá,2026,x,B1,Kinh\n");
    assertThat(list.findings())
        .extracting(Finding::isFault, Finding::code, Finding::column)
        .containsExactly(
            tuple(false, "unknown_column", "Sở thích"), tuple(false, "unused_column", "Bậc"));
  }

  @Test
  void missing_and_double_columns_refuse_the_list() {
    assertThatThrownBy(() -> bachelors("Họ tên,Ngày sinh,Full name\nSang,2003,Sang\n"))
        .isInstanceOfSatisfying(
            Refusal.class,
            r -> {
              assertThat(r.type()).isEqualTo(ClassListProblem.COLUMNS);
              assertThat(r.faults())
                  .extracting(Refusal.Fault::code, Refusal.Fault::column)
                  .containsExactly(
                      tuple("same_column_twice", "Full name"),
                      tuple("missing_column", "Tên ngành"),
                      tuple("missing_column", "Xếp loại"),
                      tuple("missing_column", "Năm tốt nghiệp"));
            });
  }

  @Test
  void the_graduation_year_may_come_from_the_frame() {
    ClassList list =
        read("BCN", 2025, "Họ tên,Ngày sinh,Mã ngành,Xếp loại\nSang,2003,7480201,Khá\n");
    assertThat(list.findings()).isEmpty();
    assertThat(list.rows().getFirst().claims().graduationYear()).isEqualTo(2025);
  }

  @Test
  void an_upper_secondary_list_and_a_language_list_are_read() {
    ClassList school =
        read(
            "BTN_THPT",
            2026,
            "Họ và tên,Ngày sinh,Giới tính,Trường,Hội đồng thi,Khóa thi\nH'Hen Niê,02/2008,Nữ,Trường THPT Lê Quý Đôn,Sở GDĐT Đắk Lắk,06/2026\n");
    assertThat(school.findings()).isEmpty();
    assertThat(school.rows().getFirst().claims().school()).isEqualTo("Trường THPT Lê Quý Đôn");
    ClassList language =
        read(
            "CC_NN",
            null,
            "Họ và tên,Ngày sinh,Ngôn ngữ,Bậc,Nghe,Nói,Đọc,Viết,Ngày thi,Ngày hết hạn\nSang,2003,Tiếng Anh,B1,\"6,5\",7.25,6,7,01/06/2026,31/05/2028\n");
    assertThat(language.findings()).isEmpty();
    assertThat(language.rows().getFirst().claims().scores()).hasSize(4);
    assertThat(language.rows().getFirst().claims().expires()).isEqualTo(LocalDate.of(2028, 5, 31));
    assertThat(
            read(
                    "CC_NN",
                    null,
                    "Họ và tên,Ngày sinh,Ngôn ngữ,Bậc,Nghe,Ngày thi,Ngày hết hạn\nSang,2003,Anh,B1,6.555,6/2026,x\n")
                .findings())
        .extracting(Finding::column, Finding::code)
        .contains(
            tuple("Nghe", "score_format"),
            tuple("Ngày thi", "date_format"),
            tuple("Ngày hết hạn", "date_format"));
  }

  private static String row(String name, String birth) {
    return HEADER + "1;\"" + name + "\";" + birth + ";Nữ;7480201;;Giỏi;2026;;";
  }

  private static ClassList bachelors(String text) {
    return read("BCN", null, text);
  }

  private static ClassList read(
      String kindCode, @org.jspecify.annotations.Nullable Integer year, String text) {
    return ClassList.read(
        CsvTable.parse(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), Limits.STANDARD),
        frame(kindCode, year),
        CATALOGUE);
  }

  private static ClassList workbook(String kindCode, Integer year, byte[] file) throws IOException {
    Path path = Files.write(Files.createTempFile("class", ".xlsx"), file);
    try (TableFile table = TableFile.open(path, Limits.STANDARD);
        RowStream stream = table.rows(new Layout(0, 1, 1, null))) {
      List<Row> rows = new ArrayList<>();
      for (Row row = stream.next(); row != null; row = stream.next()) {
        rows.add(row);
      }
      return ClassList.read(
          new Table(stream.header(), rows, ';'), frame(kindCode, year), CATALOGUE);
    } finally {
      Files.delete(path);
    }
  }

  private static Frame frame(String kindCode, @org.jspecify.annotations.Nullable Integer year) {
    Kind kind = CATALOGUE.kind(kindCode).orElseThrow();
    return new Frame(
        1,
        kind,
        CATALOGUE.regime(kind, ISSUED).orElseThrow(),
        "123/QĐ-ĐHX",
        LocalDate.of(2026, 6, 20),
        ISSUED,
        year,
        null,
        CATALOGUE.province(1, ISSUED).orElseThrow(),
        "PGS.TS. Nguyễn Văn Mẫu",
        CATALOGUE.title("Hiệu trưởng", "Rector"),
        null);
  }
}
