package vn.sogoc.platform.tables;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Writes a workbook row by row. Every cell is text and formatted as text: nothing starts a formula,
 * and no zero is lost when somebody edits a number. The same rows give the same bytes.
 */
public final class XlsxText {
  private static final int LAST_ROW = 1_048_576;
  private static final int LONGEST_CELL = 32_767;
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String HEAD =
      "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
  private static final String OFFICE =
      "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  private static final String SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
  private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
  private static final String TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.";

  private static final String CONTENT_TYPES =
      """
      <Types xmlns="%scontent-types"><Default Extension="rels" \
      ContentType="application/vnd.openxmlformats-package.relationships+xml"/>\
      <Default Extension="xml" ContentType="application/xml"/>\
      <Override PartName="/xl/workbook.xml" ContentType="%ssheet.main+xml"/>\
      <Override PartName="/xl/styles.xml" ContentType="%sstyles+xml"/>\
      <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%sworksheet+xml"/></Types>"""
          .formatted(PACKAGE, TYPE, TYPE, TYPE);

  private static final String RELATIONS =
      """
      <Relationships xmlns="%srelationships"><Relationship Id="rId1" Type="%s/officeDocument" \
      Target="xl/workbook.xml"/></Relationships>"""
          .formatted(PACKAGE, OFFICE);

  private static final String WORKBOOK =
      """
      <workbook xmlns="%s" xmlns:r="%s"><sheets><sheet name="1" sheetId="1" r:id="rId1"/>\
      </sheets></workbook>"""
          .formatted(SHEET, OFFICE);

  private static final String WORKBOOK_RELATIONS =
      """
      <Relationships xmlns="%srelationships">\
      <Relationship Id="rId1" Type="%s/worksheet" Target="worksheets/sheet1.xml"/>\
      <Relationship Id="rId2" Type="%s/styles" Target="styles.xml"/></Relationships>"""
          .formatted(PACKAGE, OFFICE, OFFICE);

  /** Two formats: one for the sheet, and text (49, ECMA-376-1 §18.8.30). */
  private static final String STYLES =
      """
      <styleSheet xmlns="%s"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font>\
      </fonts><fills count="2"><fill><patternFill patternType="none"/></fill>\
      <fill><patternFill patternType="gray125"/></fill></fills>\
      <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>\
      <cellXfs count="2"><xf/><xf numFmtId="49" applyNumberFormat="1"/></cellXfs></styleSheet>"""
          .formatted(SHEET);

  private static final String SHEET_START =
      """
      <worksheet xmlns="%s"><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" \
      topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><sheetData>"""
          .formatted(SHEET);

  private XlsxText() {}

  /** Rows may be longer or shorter than the header. The stream stays open: it is the caller's. */
  public static void write(OutputStream out, List<String> header, Iterator<List<String>> rows)
      throws IOException {
    ZipOutputStream zip = new ZipOutputStream(out);
    part(zip, "[Content_Types].xml", CONTENT_TYPES);
    part(zip, "_rels/.rels", RELATIONS);
    part(zip, "xl/workbook.xml", WORKBOOK);
    part(zip, "xl/_rels/workbook.xml.rels", WORKBOOK_RELATIONS);
    part(zip, "xl/styles.xml", STYLES);
    zip.putNextEntry(entry("xl/worksheets/sheet1.xml"));
    Writer text = new BufferedWriter(new OutputStreamWriter(zip, StandardCharsets.UTF_8), 1 << 15);
    text.write(HEAD + SHEET_START);
    int line = 1;
    row(text, line, header);
    while (rows.hasNext()) {
      line++;
      if (line > LAST_ROW) {
        throw new IllegalArgumentException("a sheet ends at row " + LAST_ROW);
      }
      row(text, line, rows.next());
    }
    text.write("</sheetData></worksheet>");
    text.flush();
    zip.closeEntry();
    zip.finish();
    zip.flush();
  }

  private static void part(ZipOutputStream zip, String name, String content) throws IOException {
    zip.putNextEntry(entry(name));
    zip.write((HEAD + content).getBytes(StandardCharsets.UTF_8));
    zip.closeEntry();
  }

  private static ZipEntry entry(String name) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(ALWAYS);
    return entry;
  }

  private static void row(Writer text, int line, List<String> cells) throws IOException {
    text.write("<row r=\"" + line + "\">");
    for (int i = 0; i < cells.size(); i++) {
      String cell = cells.get(i);
      if (!cell.isEmpty()) {
        text.write("<c r=\"" + ColumnName.of(i) + line + "\" s=\"1\" t=\"inlineStr\"><is>");
        text.write("<t xml:space=\"preserve\">");
        escape(text, cell.length() > LONGEST_CELL ? cell.substring(0, LONGEST_CELL) : cell);
        text.write("</t></is></c>");
      }
    }
    text.write("</row>");
  }

  private static void escape(Writer text, String cell) throws IOException {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      switch (c) {
        case '<' -> text.write("&lt;");
        case '>' -> text.write("&gt;");
        case '&' -> text.write("&amp;");
        default -> {
          if (isForXml(cell, i) && !looksEscaped(cell, i)) {
            text.write(c);
          } else {
            text.write("_x%04X_".formatted((int) c));
          }
        }
      }
    }
  }

  private static boolean isForXml(String cell, int i) {
    char c = cell.charAt(i);
    if (Character.isHighSurrogate(c)) {
      return i + 1 < cell.length() && Character.isLowSurrogate(cell.charAt(i + 1));
    } else if (Character.isLowSurrogate(c)) {
      return i > 0 && Character.isHighSurrogate(cell.charAt(i - 1));
    }
    return (c >= ' ' || c == '\t' || c == '\n') && c != '\uFFFE' && c != '\uFFFF';
  }

  /** A text that would be taken for an escape (ECMA-376-1 §22.9.2.19). */
  private static boolean looksEscaped(String cell, int i) {
    return cell.startsWith("_x", i) && RichText.isEscape(cell, i);
  }
}
