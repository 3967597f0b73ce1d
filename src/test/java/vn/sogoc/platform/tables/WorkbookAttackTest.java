package vn.sogoc.platform.tables;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import vn.sogoc.kernel.Refusal;

/** Workbooks that were made to hurt end in a refusal, before or while they are read. */
class WorkbookAttackTest {
  private static final Limits SMALL = new Limits(4_000_000, 1_000, 50, 2_000, 100);
  private static final String ROWS = WorkbookFile.row(1, "a", "b") + WorkbookFile.row(2, "1", "2");
  private static final int LOCAL_SIGNATURE = 0x04034b50;
  private static final int ENTRY_SIGNATURE = 0x02014b50;

  @TempDir Path directory;

  @Test
  void the_plain_one_is_read() throws IOException {
    assertThat(readable(plain().bytes())).isEqualTo(1);
  }

  @Test
  void a_part_that_unpacks_to_a_hundred_times_its_size() throws IOException {
    byte[] spaces = " ".repeat(3_000_000).getBytes(StandardCharsets.UTF_8);
    assertThat(refused(plain().part("docProps/app.xml", spaces).bytes()))
        .isEqualTo(TableProblem.TOO_LARGE);
  }

  @Test
  void parts_that_unpack_to_more_than_allowed_together() throws IOException {
    WorkbookFile book = plain();
    Random random = new Random(1);
    for (int i = 0; i < 5; i++) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 15_000_000) {
        text.append(random.nextInt(3) == 0 ? "abcdefghijklmnop" : "0123456789")
            .append((char) (' ' + random.nextInt(90)));
      }
      book.part("xl/media/" + i, text.toString());
    }
    Limits tight = new Limits(40_000_000, 10, 10, 100, 100);
    assertThat(tight.unpacked()).isGreaterThan(75_000_000);
    Limits tighter = new Limits(1_600_000, 10, 10, 100, 100);
    assertThat(tighter.unpacked()).isLessThan(75_000_000);
    Path file = Files.write(directory.resolve("sum"), book.bytes());
    Refusal refusal =
        catchThrowableOfType(Refusal.class, () -> ZipParts.open(file, tighter).close());
    assertThat(refusal.type()).isEqualTo(TableProblem.TOO_LARGE);
    ZipParts.open(file, tight).close();
  }

  @Test
  void a_million_columns_and_a_row_of_nothing_but_columns() throws IOException {
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < 16_384; i++) {
      cells.append("<c><v>1</v></c>");
    }
    byte[] wide = plain().data(ROWS + "<row r=\"3\">" + cells + "</row>").bytes();
    assertThat(readable(wide)).isEqualTo(2);
    byte[] wider = plain().data(ROWS + "<row r=\"3\">" + cells + "<c><v>1</v></c></row>").bytes();
    assertThat(refused(wider)).isEqualTo(TableProblem.BROKEN);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<!DOCTYPE x [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>",
        "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">",
        "<!DOCTYPE x [<!ENTITY % p SYSTEM \"http://127.0.0.1:9/\"> %p;]>",
        "<!DOCTYPE x>"
      })
  void a_document_type(String type) throws IOException {
    for (String part :
        new String[] {
          "xl/workbook.xml", WorkbookFile.SHEET, "xl/sharedStrings.xml", "xl/styles.xml"
        }) {
      byte[] book = plain().part(part, type + "<x>&b;</x>").bytes();
      assertThat(refused(book)).as(part).isEqualTo(TableProblem.BROKEN);
    }
  }

  @Test
  void entities_that_nobody_declared() throws IOException {
    assertThat(refused(plain().data("<row r=\"1\"><c t=\"str\"><v>&x;</v></c></row>").bytes()))
        .isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void xml_that_would_make_a_parser_remember() throws IOException {
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < 2_000; i++) {
      names.append("<n").append(i).append("/>");
    }
    assertThat(refused(plain().data(names + ROWS).bytes())).isEqualTo(TableProblem.BROKEN);
    assertThat(refused(plain().data("<x>".repeat(100) + "</x>".repeat(100) + ROWS).bytes()))
        .isEqualTo(TableProblem.BROKEN);
    String attribute = "<row r=\"1\" x=\"" + random(1_200_000) + "\"/>";
    assertThat(refused(plain().data(attribute + ROWS).bytes())).isEqualTo(TableProblem.TOO_LARGE);
    assertThat(refused(plain().data("<!--" + random(1_200_000) + "-->" + ROWS).bytes()))
        .isEqualTo(TableProblem.TOO_LARGE);
    assertThat(refused(plain().data("<?a b?>".repeat(200) + ROWS).bytes()))
        .isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void names_of_spaces_that_are_long_together() throws IOException {
    StringBuilder spaces = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      spaces.append("<x xmlns=\"u:%d%s\"/>".formatted(i, random(10_000)));
    }
    assertThat(refused(plain().data(spaces + ROWS).bytes())).isEqualTo(TableProblem.BROKEN);
  }

  @Test
  @Timeout(20)
  void number_formats_that_would_be_looked_at_for_hours() throws IOException {
    assertThat(refused(plain().styles("[".repeat(200_000)).bytes())).isEqualTo(TableProblem.BROKEN);
    StringBuilder cells = new StringBuilder();
    for (int i = 0; i < 9_000; i++) {
      cells.append("<xf numFmtId=\"200\" x=\"%s\"/>".formatted(random(20)));
    }
    String styles =
        "<styleSheet><numFmts><numFmt numFmtId=\"200\" formatCode=\"%s\"/></numFmts><cellXfs>%s</cellXfs></styleSheet>"
            .formatted("[".repeat(255), cells);
    assertThat(readable(plain().part("xl/styles.xml", styles).bytes())).isEqualTo(1);
  }

  @Test
  void a_row_is_kept_up_to_the_length_of_a_line() throws IOException {
    String[] texts = new String[40];
    Arrays.fill(texts, "x".repeat(100));
    String[] header = new String[40];
    for (int i = 0; i < header.length; i++) {
      header[i] = "h" + i;
    }
    Path path =
        Files.write(
            directory.resolve("wide"),
            plain()
                .data(
                    WorkbookFile.row(1, header)
                        + WorkbookFile.row(2, texts)
                        + WorkbookFile.row(3, "1"))
                .bytes());
    try (TableFile file = TableFile.open(path, SMALL);
        RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
      Row wide = rows.next();
      assertThat(wide.faults()).extracting(Refusal.Fault::code).containsExactly("line_too_long");
      assertThat(wide.cells().stream().mapToInt(String::length).sum()).isEqualTo(2_000);
      assertThat(rows.next().faults()).isEmpty();
    }
  }

  @Test
  void characters_that_are_no_text_are_a_fault_of_their_cell_and_end_a_header() throws IOException {
    Path path =
        Files.write(
            directory.resolve("nul"),
            plain()
                .data(
                    WorkbookFile.row(1, "a", "b")
                        + WorkbookFile.row(2, "x_x0000_y", "1")
                        + WorkbookFile.row(3, "x_xD800_y_x0007_", "_x000D_2_x000A_")
                        + WorkbookFile.row(4, "x", "2"))
                .bytes());
    try (TableFile file = TableFile.open(path, SMALL);
        RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
      for (int line = 2; line <= 3; line++) {
        Row row = rows.next();
        assertThat(row.cells().getFirst()).isEqualTo("xy");
        assertThat(row.faults())
            .containsExactly(new Refusal.Fault("control_character", line, "a", "", "xy"));
      }
      assertThat(rows.next().faults()).isEmpty();
    }
    assertThat(refused(plain().data(WorkbookFile.row(1, "a_x0000_", "b")).bytes()))
        .isEqualTo(TableProblem.MALFORMED);
  }

  @Test
  void a_file_that_is_open_may_lose_its_name() throws IOException {
    for (byte[] content :
        new byte[][] {plain().bytes(), "a;b\n1;2\n".getBytes(StandardCharsets.UTF_8)}) {
      Path path = Files.write(directory.resolve("gone"), content);
      try (TableFile file = TableFile.open(path, SMALL)) {
        Files.delete(path);
        for (int i = 0; i < 2; i++) {
          try (RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
            assertThat(rows.next().cells()).containsExactly("1", "2");
          }
        }
      }
    }
  }

  @Test
  void one_endless_cell_costs_only_its_row() throws IOException {
    String cell =
        "<row r=\"2\"><c r=\"A2\" t=\"inlineStr\"><is><t>"
            + random(3_000_000)
            + "</t></is></c></row>";
    byte[] book = plain().data(WorkbookFile.row(1, "a") + cell + WorkbookFile.row(3, "1")).bytes();
    assertThat(readable(book)).isEqualTo(2);
  }

  @Test
  void texts_that_are_not_there_and_numbers_that_are_none() throws IOException {
    for (String cell :
        new String[] {
          "<c r=\"A1\" t=\"s\"><v>5</v></c>",
          "<c r=\"A1\" t=\"s\"><v>-1</v></c>",
          "<c r=\"A1\" t=\"s\"/>",
          "<c r=\"A2\"><v>1</v></c>",
          "<c r=\"1\"><v>1</v></c>",
          "<c r=\"ZZZ1\"><v>1</v></c>",
          "<c r=\"B1\"><v>1</v></c><c r=\"A1\"><v>1</v></c>",
          "<c r=\"A1\" s=\"99999999999\"><v>1</v></c>"
        }) {
      assertThat(refused(plain().data("<row r=\"1\">" + cell + "</row>").bytes()))
          .as(cell)
          .isEqualTo(TableProblem.BROKEN);
    }
    assertThat(refused(plain().data("<row r=\"2\"/><row r=\"1\"/>").bytes()))
        .isEqualTo(TableProblem.BROKEN);
    assertThat(refused(plain().data("<row r=\"9999999\"/>").bytes()))
        .isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void programs_locks_and_files_within_the_file() throws IOException {
    assertThat(refused(plain().part("xl/vbaProject.bin", "x").bytes()))
        .isEqualTo(TableProblem.PROTECTED);
    String macros = "application/vnd.ms-excel.sheet.macroEnabled.main+xml";
    assertThat(
            refused(
                plain()
                    .part(
                        "[Content_Types].xml",
                        "<Types><Override ContentType=\"" + macros + "\"/></Types>")
                    .bytes()))
        .isEqualTo(TableProblem.PROTECTED);
    assertThat(refused(plain().part("xl/embeddings/a.zip", "x").bytes()))
        .isEqualTo(TableProblem.BROKEN);
    byte[] old = new byte[4096];
    ByteBuffer.wrap(old).putInt(0xD0CF11E0);
    assertThat(refused(old)).isEqualTo(TableProblem.UNRECOGNISED);
    byte[] name = "EncryptedPackage".getBytes(StandardCharsets.UTF_16LE);
    System.arraycopy(name, 0, old, 1024, name.length);
    assertThat(refused(old)).isEqualTo(TableProblem.PROTECTED);
    byte[] locked = plain().bytes();
    locked[firstOf(locked, ENTRY_SIGNATURE) + 8] |= 1;
    assertThat(refused(locked)).isEqualTo(TableProblem.PROTECTED);
  }

  @Test
  void archives_of_another_kind() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("content.xml"));
    }
    assertThat(refused(bytes.toByteArray())).isEqualTo(TableProblem.UNRECOGNISED);
    String word =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml";
    assertThat(
            refused(
                plain()
                    .part(
                        "[Content_Types].xml",
                        "<Types><Override ContentType=\"" + word + "\"/></Types>")
                    .bytes()))
        .isEqualTo(TableProblem.UNRECOGNISED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"../evil", "/etc/passwd", "a/../../b", "a\\b", "C:x", "XL/WORKBOOK.XML"})
  void names_that_no_part_has(String name) throws IOException {
    assertThat(refused(plain().part(name, "x").bytes())).isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void two_parts_of_one_name() throws IOException {
    byte[] bytes = plain().part("xl/workbook.xmk", "<evil/>").bytes();
    replaceAll(bytes, "xl/workbook.xmk", "xl/workbook.xml");
    assertThat(refused(bytes)).isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void a_directory_that_says_something_else_than_the_parts() throws IOException {
    byte[] plain = plain().bytes();
    int entry = firstOf(plain, ENTRY_SIGNATURE);
    int[] places = {
      entry + 16, // checksum
      entry + 20, // packed size
      entry + 24, // size
      entry + 10, // method
      entry + 42, // place
      firstOf(plain, LOCAL_SIGNATURE) + 8, // method in front of the part
      firstOf(plain, LOCAL_SIGNATURE) + 30, // name in front of the part
      plain.length - 12, // number of parts
    };
    for (int place : places) {
      byte[] bytes = plain.clone();
      bytes[place] ^= 1;
      assertThat(refused(bytes)).as("byte " + place).isEqualTo(TableProblem.BROKEN);
    }
  }

  @Test
  void parts_that_overlap() throws IOException {
    byte[] bytes = plain().bytes();
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int first = firstOf(bytes, ENTRY_SIGNATURE);
    int second = first + 4;
    while (buffer.getInt(second) != ENTRY_SIGNATURE) {
      second++;
    }
    buffer.putInt(second + 42, buffer.getInt(first + 42));
    assertThat(refused(bytes)).isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void a_wrong_byte_in_a_sheet_is_seen_at_its_end() throws IOException {
    byte[] bytes = plain().bytesStored();
    replaceAll(bytes, "<t>1</t>", "<t>7</t>");
    assertThat(refused(bytes)).isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void nothing_outside_of_the_file_is_followed() throws IOException {
    String rels =
        "<Relationships><Relationship Id=\"rId1\" TargetMode=\"External\" Type=\"x/worksheet\" Target=\"http://127.0.0.1:9/sheet.xml\"/></Relationships>";
    assertThat(refused(plain().part("xl/_rels/workbook.xml.rels", rels).bytes()))
        .isEqualTo(TableProblem.BROKEN);
    String up =
        rels.replace("TargetMode=\"External\"", "")
            .replace("http://127.0.0.1:9/sheet.xml", "../../etc/passwd");
    assertThat(refused(plain().part("xl/_rels/workbook.xml.rels", up).bytes()))
        .isEqualTo(TableProblem.BROKEN);
  }

  @Test
  void missing_parts() throws IOException {
    for (String part :
        new String[] {
          "_rels/.rels",
          "xl/workbook.xml",
          "xl/_rels/workbook.xml.rels",
          WorkbookFile.SHEET,
          "xl/styles.xml"
        }) {
      assertThat(refused(plain().without(part).bytes())).as(part).isEqualTo(TableProblem.BROKEN);
    }
  }

  /** Any byte changed, cut off or added: rows, or our refusal, never another exception. */
  @Test
  void any_damage_ends_in_rows_or_a_refusal() throws IOException {
    byte[] plain = plain().bytes();
    Random random = new Random(20261126);
    for (int i = 0; i < 700; i++) {
      byte[] bytes =
          Arrays.copyOf(
              plain, random.nextInt(8) == 0 ? random.nextInt(plain.length) : plain.length);
      for (int k = random.nextInt(3); k >= 0 && bytes.length > 0; k--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      try {
        assertThat(readable(bytes)).isBetween(0, 2);
      } catch (Refusal refusal) {
        assertThat(refusal.type()).isInstanceOf(TableProblem.class);
      }
    }
  }

  /** The same for the text of a sheet inside of good packaging. */
  @Test
  void any_sheet_ends_in_rows_or_a_refusal() throws IOException {
    String[] pieces = {
      "<row r=\"2\">",
      "<row>",
      "</row>",
      "<c r=\"A2\">",
      "<c t=\"s\">",
      "<c t=\"inlineStr\">",
      "</c>",
      "<v>",
      "1",
      "99",
      "</v>",
      "<is>",
      "</is>",
      "<t>",
      "</t>",
      "<f>",
      "</f>",
      "ễ",
      "<![CDATA[",
      "]]>",
      "<!--",
      "-->"
    };
    Random random = new Random(20261127);
    for (int i = 0; i < 700; i++) {
      StringBuilder data = new StringBuilder(WorkbookFile.row(1, "a", "b"));
      for (int k = random.nextInt(12); k >= 0; k--) {
        data.append(pieces[random.nextInt(pieces.length)]);
      }
      try {
        assertThat(readable(plain().data(data.toString()).bytes())).isBetween(0, 12);
      } catch (Refusal refusal) {
        assertThat(refusal.type()).isInstanceOf(TableProblem.class);
      }
    }
  }

  @Test
  void parts_in_utf_16_are_read() throws IOException {
    String sheet =
        "<?xml version=\"1.0\" encoding=\"UTF-16\"?><worksheet><sheetData>"
            + ROWS
            + "</sheetData></worksheet>";
    assertThat(
            readable(
                plain().part(WorkbookFile.SHEET, sheet.getBytes(StandardCharsets.UTF_16)).bytes()))
        .isEqualTo(1);
    assertThat(
            readable(
                plain()
                    .part(WorkbookFile.SHEET, "\uFEFF" + sheet.replace("UTF-16", "UTF-8"))
                    .bytes()))
        .isEqualTo(1);
    assertThat(
            refused(
                plain()
                    .part(WorkbookFile.SHEET, sheet.getBytes(StandardCharsets.UTF_16LE))
                    .bytes()))
        .isEqualTo(TableProblem.BROKEN);
  }

  private static WorkbookFile plain() {
    return new WorkbookFile().data(ROWS);
  }

  private static String random(int length) {
    Random random = new Random(length);
    StringBuilder text = new StringBuilder(length);
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private static int firstOf(byte[] bytes, int signature) {
    ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    int at = 0;
    while (buffer.getInt(at) != signature) {
      at++;
    }
    return at;
  }

  private static void replaceAll(byte[] bytes, String from, String to) {
    String text = new String(bytes, StandardCharsets.ISO_8859_1).replace(from, to);
    byte[] changed = text.getBytes(StandardCharsets.ISO_8859_1);
    System.arraycopy(changed, 0, bytes, 0, bytes.length);
  }

  private Object refused(byte[] bytes) {
    Refusal refusal = catchThrowableOfType(Refusal.class, () -> readable(bytes));
    return refusal == null ? "read" : refusal.type();
  }

  /** Previews and reads the first sheet to its end. */
  private int readable(byte[] bytes) throws IOException {
    Path path = Files.write(directory.resolve("list"), bytes);
    try (TableFile file = TableFile.open(path, SMALL)) {
      file.preview(0, name -> name.equals("a"));
      int count = 0;
      try (RowStream rows = file.rows(new Layout(0, 1, 1, null))) {
        for (Row row = rows.next(); row != null; row = rows.next()) {
          count++;
        }
      }
      return count;
    }
  }
}
