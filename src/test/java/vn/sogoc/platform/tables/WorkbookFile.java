package vn.sogoc.platform.tables;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Workbooks made by hand, part by part, so that a test can spoil any of them. */
final class WorkbookFile {
  static final String SHEET = "xl/worksheets/sheet1.xml";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

  private final Map<String, byte[]> parts = new LinkedHashMap<>();

  WorkbookFile() {
    part(
        "[Content_Types].xml",
        "<Types><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>");
    part("_rels/.rels", relations("rId1", "officeDocument", "xl/workbook.xml"));
    sheets("", "<sheet name=\"Lớp A\" sheetId=\"1\" r:id=\"rId1\"/>");
    part(
        "xl/_rels/workbook.xml.rels",
        "<Relationships>"
            + relation("rId1", "worksheet", "worksheets/sheet1.xml")
            + relation("rId2", "worksheet", "/xl/worksheets/sheet2.xml")
            + relation("rId3", "sharedStrings", "sharedStrings.xml")
            + relation("rId4", "styles", "styles.xml")
            + "</Relationships>");
    shared();
    styles("");
  }

  WorkbookFile part(String name, String content) {
    return part(name, content.getBytes(StandardCharsets.UTF_8));
  }

  WorkbookFile part(String name, byte[] content) {
    parts.put(name, content);
    return this;
  }

  WorkbookFile without(String name) {
    parts.remove(name);
    return this;
  }

  WorkbookFile sheets(String properties, String sheets) {
    return part(
        "xl/workbook.xml",
        "<workbook xmlns:r=\"%s\"><workbookPr %s/><sheets>%s</sheets></workbook>"
            .formatted(OFFICE, properties, sheets));
  }

  WorkbookFile shared(String... items) {
    StringBuilder text = new StringBuilder("<sst>");
    for (String item : items) {
      text.append("<si>").append(item).append("</si>");
    }
    return part("xl/sharedStrings.xml", text.append("</sst>").toString());
  }

  /** Format 1 is a date, 2 shows twelve digits, 3 and on are the codes given. */
  WorkbookFile styles(String... codes) {
    StringBuilder formats =
        new StringBuilder("<numFmt numFmtId=\"200\" formatCode=\"000000000000\"/>");
    StringBuilder cells =
        new StringBuilder("<xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"200\"/>");
    for (int i = 0; i < codes.length; i++) {
      formats.append("<numFmt numFmtId=\"%d\" formatCode=\"%s\"/>".formatted(201 + i, codes[i]));
      cells.append("<xf numFmtId=\"%d\"/>".formatted(201 + i));
    }
    return part(
        "xl/styles.xml",
        "<styleSheet><numFmts>%s</numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs>%s</cellXfs></styleSheet>"
            .formatted(formats, cells));
  }

  WorkbookFile data(String rows) {
    return part(SHEET, "<worksheet><sheetData>" + rows + "</sheetData></worksheet>");
  }

  byte[] bytes() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        zip.putNextEntry(new ZipEntry(part.getKey()));
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  /** Without compression, so that a test can change a letter in place. */
  byte[] bytesStored() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      for (Map.Entry<String, byte[]> part : parts.entrySet()) {
        CRC32 crc = new CRC32();
        crc.update(part.getValue());
        ZipEntry entry = new ZipEntry(part.getKey());
        entry.setSize(part.getValue().length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(part.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  Path in(Path directory) throws IOException {
    return Files.write(Files.createTempFile(directory, "list", ""), bytes());
  }

  /** A row whose cells are texts, from column A. */
  static String row(int line, String... texts) {
    StringBuilder row = new StringBuilder("<row r=\"" + line + "\">");
    for (int i = 0; i < texts.length; i++) {
      if (!texts[i].isEmpty()) {
        row.append(
            "<c r=\"%s%d\" t=\"inlineStr\"><is><t>%s</t></is></c>"
                .formatted(ColumnName.of(i), line, texts[i]));
      }
    }
    return row.append("</row>").toString();
  }

  private static String relations(String id, String type, String target) {
    return "<Relationships>" + relation(id, type, target) + "</Relationships>";
  }

  private static String relation(String id, String type, String target) {
    return "<Relationship Id=\"%s\" Type=\"%s/%s\" Target=\"%s\"/>"
        .formatted(id, OFFICE, type, target);
  }
}
