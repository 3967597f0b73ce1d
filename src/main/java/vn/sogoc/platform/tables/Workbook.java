package vn.sogoc.platform.tables;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Refusal;

/**
 * A workbook of the kind .xlsx (ECMA-376). Only what holds cells is read: sheets, their texts and
 * number formats. Nothing it points to outside of itself is followed.
 */
final class Workbook implements Book {
  private static final String CONTENT_TYPES = "[Content_Types].xml";
  private static final int MOST_SHEETS = 500;

  private final ZipParts parts;
  private final Limits limits;
  private final List<Sheet> sheets = new ArrayList<>();
  private final List<String> sheetParts = new ArrayList<>();
  private String sharedPart = "";
  private String stylesPart = "";
  private boolean from1904;
  private @Nullable SharedTexts shared;
  private @Nullable CellFormats formats;

  private Workbook(ZipParts parts, Limits limits) {
    this.parts = parts;
    this.limits = limits;
  }

  static Workbook open(Path file, Limits limits) throws IOException {
    Workbook book = new Workbook(ZipParts.open(file, limits), limits);
    boolean opened = false;
    try {
      book.refuseOtherKinds();
      book.readStructure();
      opened = true;
      return book;
    } finally {
      if (!opened) {
        book.close();
      }
    }
  }

  @Override
  public List<Sheet> sheets() {
    return List.copyOf(sheets);
  }

  @Override
  public RawRows rows(int sheet) throws IOException {
    if (shared == null) {
      shared =
          sharedPart.isEmpty() ? SharedTexts.none() : SharedTexts.read(part(sharedPart), limits);
    }
    if (formats == null) {
      formats = stylesPart.isEmpty() ? CellFormats.none() : CellFormats.read(part(stylesPart));
    }
    return new SheetRows(new Xml(part(sheetParts.get(sheet))), shared, formats, from1904, limits);
  }

  @Override
  public char separator() {
    return ' ';
  }

  /** All text of a workbook is Unicode; what was typed with an old font is seen by column. */
  @Override
  public Recognition recognition() {
    return new Recognition(
        TextForm.UTF_8, List.of(new Preview.Reading(TextForm.UTF_8, 1, List.of())));
  }

  @Override
  public boolean isBytes() {
    return false;
  }

  @Override
  public List<Preview.Note> notes() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    parts.close();
  }

  private void refuseOtherKinds() throws IOException {
    for (String name : parts.names()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (lower.endsWith("vbaproject.bin")
          || lower.contains("/macrosheets/")
          || lower.contains("/activex/")) {
        throw ZipParts.locked("programs (macros) inside");
      }
    }
    if (!parts.names().contains(CONTENT_TYPES)) {
      boolean open = parts.names().contains("content.xml");
      throw Magic.unrecognised(open ? "an OpenDocument file (.ods)" : "a ZIP archive", 0);
    }
    try (Xml xml = new Xml(part(CONTENT_TYPES))) {
      while (xml.next()) {
        String type = xml.isStart() ? xml.attribute("ContentType") : null;
        String lower = type == null ? "" : type.toLowerCase(Locale.ROOT);
        if (lower.contains("sheet.binary")) {
          throw Magic.unrecognised("a binary workbook (.xlsb)", 0);
        } else if (lower.contains("macroenabled")) {
          throw ZipParts.locked("programs (macros) inside");
        } else if (lower.contains("wordprocessingml.document.main")) {
          throw Magic.unrecognised("a text document (.docx)", 0);
        }
      }
    }
  }

  private void readStructure() throws IOException {
    String main = "";
    for (Relation relation : relations("").values()) {
      main = relation.type().endsWith("/officeDocument") ? relation.target() : main;
    }
    if (main.isEmpty()) {
      throw ZipParts.broken("there is no workbook inside");
    }
    Map<String, Relation> relations = relations(main);
    for (Relation relation : relations.values()) {
      if (relation.type().endsWith("/sharedStrings")) {
        sharedPart = relation.target();
      } else if (relation.type().endsWith("/styles")) {
        stylesPart = relation.target();
      }
    }
    try (Xml xml = new Xml(part(main))) {
      while (xml.next()) {
        if (xml.isStart("workbookPr")) {
          from1904 = xml.isTrue("date1904");
        } else if (xml.isStart("sheet")) {
          addSheet(xml, relations);
        }
      }
    }
    if (sheets.isEmpty()) {
      throw ZipParts.broken("there is no sheet inside");
    }
  }

  private void addSheet(Xml xml, Map<String, Relation> relations) {
    Relation relation = relations.get(String.valueOf(xml.attribute("id")));
    if (relation == null || !relation.type().endsWith("/worksheet")) {
      return; // a chart has a tab of its own, and no cells
    }
    if (sheets.size() == MOST_SHEETS) {
      throw ZipParts.broken("more sheets than " + MOST_SHEETS);
    }
    String name = xml.attribute("name");
    String state = xml.attribute("state");
    boolean hidden = state != null && !state.equals("visible");
    sheets.add(new Sheet(sheets.size(), name == null ? "" : name, hidden));
    sheetParts.add(relation.target());
  }

  /** One part that another one points to. */
  private record Relation(String type, String target) {}

  /** The parts that a part points to, by id; the package itself is the part without a name. */
  private Map<String, Relation> relations(String part) throws IOException {
    int slash = part.lastIndexOf('/');
    String folder = part.substring(0, slash + 1);
    String name = folder + "_rels/" + part.substring(slash + 1) + ".rels";
    Map<String, Relation> relations = new LinkedHashMap<>();
    try (Xml xml = new Xml(part(name))) {
      while (xml.next()) {
        if (xml.isStart("Relationship") && !"External".equals(xml.attribute("TargetMode"))) {
          String id = String.valueOf(xml.attribute("Id"));
          String target = String.valueOf(xml.attribute("Target"));
          String whole = target.startsWith("/") ? target.substring(1) : folder + target;
          relations.put(id, new Relation(String.valueOf(xml.attribute("Type")), whole));
        }
      }
    }
    return relations;
  }

  private InputStream part(String name) {
    return parts.open(name).orElseThrow(() -> ZipParts.broken("a part that is named is not there"));
  }

  /** A compound file: a workbook that is locked by a password, or one of before 2007. */
  static Refusal ofCompoundFile(boolean encrypted) {
    return encrypted
        ? ZipParts.locked("a password")
        : Magic.unrecognised("a workbook of before 2007 (.xls); save it as .xlsx", 0);
  }
}
