package vn.sogoc.document;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSDictionary;
import org.apache.pdfbox.cos.COSInteger;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.PDPageContentStream.AppendMode;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureElement;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureNode;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.apache.pdfbox.pdmodel.graphics.form.PDFormXObject;
import org.apache.pdfbox.pdmodel.graphics.image.PDImageXObject;
import org.apache.pdfbox.pdmodel.graphics.state.PDExtendedGraphicsState;
import org.apache.pdfbox.util.Matrix;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.Lang;

/**
 * One page under the pen. Places are in points from the upper left corner, y downwards; a line of
 * text is placed by its baseline. Everything drawn is either an element of the structure tree,
 * which is what screen readers and copying see (ISO 14289-1), or a decoration, which they do not.
 *
 * <p>For one thread and one page; closed by {@link #finish}, or where it is one of several pages of
 * a file, by {@link #end}.
 */
final class Sheet implements AutoCloseable {
  /** A4 landscape, which the pages of the product have. */
  static final float WIDTH = 841.89f;

  static final float HEIGHT = 595.28f;

  enum Align {
    LEFT,
    CENTRE,
    RIGHT
  }

  /** A node of the structure tree. */
  record Tag(PDStructureElement element) {}

  /** What draws inside one stretch of the content. */
  interface Drawing {
    void draw(PDPageContentStream pen) throws IOException;
  }

  /** What the pages of one file have in common, so that a typeface is in it once. */
  static final class Stock {
    private final PDDocument document;
    private final Map<Typeface.Use, PDFont> fonts = new EnumMap<>(Typeface.Use.class);
    private final IdentityHashMap<Ornament, PDFormXObject> forms = new IdentityHashMap<>();
    private final IdentityHashMap<Picture, PDImageXObject> pictures = new IdentityHashMap<>();

    Stock(PDDocument document) {
      this.document = document;
    }
  }

  private final PDDocument document;
  private final Stock stock;
  private final boolean isAlone;
  private final float pageWidth;
  private final float pageHeight;
  private final PDPage page;
  private final PDPageContentStream pen;
  private final PDStructureTreeRoot tree = new PDStructureTreeRoot();
  private final Tag root;
  private final List<PDStructureElement> parents = new ArrayList<>();

  /** The only page of a file. */
  Sheet() throws IOException {
    this(WIDTH, HEIGHT);
  }

  /** The only page of a file, of another size, in points. */
  Sheet(float width, float height) throws IOException {
    this(new Stock(new PDDocument()), true, width, height);
  }

  /** The next page of a file of several, in points. */
  Sheet(Stock stock, float width, float height) throws IOException {
    this(stock, false, width, height);
  }

  private Sheet(Stock stock, boolean isAlone, float width, float height) throws IOException {
    this.stock = stock;
    this.document = stock.document;
    this.isAlone = isAlone;
    pageWidth = width;
    pageHeight = height;
    page = new PDPage(new PDRectangle(width, height));
    document.addPage(page);
    pen = new PDPageContentStream(document, page, AppendMode.OVERWRITE, true, false);
    root = node(tree, "Document");
    root.element.setLanguage(Lang.VI.tag());
  }

  /** The root of what is read aloud. */
  Tag root() {
    return root;
  }

  /** A new element at the end of another one. */
  Tag tag(Tag parent, String type) {
    return node(parent.element, type);
  }

  /** A new element in another language. */
  Tag tag(Tag parent, String type, Lang lang) {
    Tag tag = node(parent.element, type);
    if (lang != Lang.VI) {
      tag.element.setLanguage(lang.tag());
    }
    return tag;
  }

  /** A heading cell of a table, for its column or row. */
  Tag header(Tag row, String scope) {
    Tag tag = node(row.element, "TH");
    COSDictionary table = new COSDictionary();
    table.setItem(COSName.O, COSName.getPDFName("Table"));
    table.setItem(COSName.getPDFName("Scope"), COSName.getPDFName(scope));
    tag.element.getCOSObject().setItem(COSName.A, table);
    return tag;
  }

  private Tag node(PDStructureNode parent, String type) {
    PDStructureElement element = new PDStructureElement(type, parent);
    element.setPage(page);
    parent.appendKid(element);
    return new Tag(element);
  }

  /** Draws what belongs to an element. */
  void content(Tag tag, Drawing drawing) throws IOException {
    int mcid = parents.size();
    parents.add(tag.element);
    tag.element.appendKid(mcid);
    pen.beginMarkedContent(
        COSName.getPDFName(String.valueOf(tag.element.getStructureType())), mcid);
    drawing.draw(pen);
    pen.endMarkedContent();
  }

  /** Draws what means nothing. */
  void decoration(Drawing drawing) throws IOException {
    pen.beginMarkedContent(COSName.ARTIFACT);
    drawing.draw(pen);
    pen.endMarkedContent();
  }

  /** A line of text that belongs to an element. */
  void text(Tag tag, String text, Style style, Align align, float x, float y) throws IOException {
    content(tag, p -> write(text, style, align, x, y));
  }

  /** The lines of a fitted text, the first on the baseline y; returns the last baseline. */
  float text(Tag tag, Fit fit, Align align, float x, float y, float lineHeight) throws IOException {
    float baseline = y;
    for (String line : fit.lines()) {
      if (!line.equals(fit.lines().get(0))) {
        baseline += fit.style().size() * lineHeight;
      }
      text(tag, line, fit.style(), align, x, baseline);
    }
    return baseline;
  }

  /** Width of this page in points. */
  float width() {
    return pageWidth;
  }

  /** Height of this page in points. */
  float height() {
    return pageHeight;
  }

  /**
   * Moves and stretches everything that is drawn from now on, from the upper left corner: how a
   * printer puts it there again. Right and down are positive, in points.
   */
  void move(float right, float down, float stretch) throws IOException {
    pen.transform(new Matrix(stretch, 0, 0, stretch, right, pageHeight * (1 - stretch) - down));
  }

  /** Keeps how things are placed. */
  void save() throws IOException {
    pen.saveGraphicsState();
  }

  /** Places things as they were when that was kept. */
  void restore() throws IOException {
    pen.restoreGraphicsState();
  }

  /** A picture in a rectangle, as decoration; it is in the file once. */
  void picture(Picture picture, float x, float y, float width, float height) throws IOException {
    PDImageXObject image = stock.pictures.get(picture);
    if (image == null) {
      image = picture.in(document);
      stock.pictures.put(picture, image);
    }
    PDImageXObject drawn = image;
    decoration(p -> p.drawImage(drawn, x, pageHeight - y - height, width, height));
  }

  /** A word across the page, around its middle, beneath what is read aloud. */
  void across(String text, Style style, double angle) throws IOException {
    across(text, style, angle, 0);
  }

  /** The same, so far above the middle. */
  void across(String text, Style style, double angle, float above) throws IOException {
    pen.beginMarkedContent(COSName.ARTIFACT);
    pen.saveGraphicsState();
    PDExtendedGraphicsState faint = new PDExtendedGraphicsState();
    faint.setNonStrokingAlphaConstant(0.22f);
    pen.setGraphicsStateParameters(faint);
    pen.transform(Matrix.getRotateInstance(angle, pageWidth / 2, pageHeight / 2));
    write(text, style, Align.CENTRE, 0, pageHeight + style.size() / 3 - above);
    pen.restoreGraphicsState();
    pen.endMarkedContent();
  }

  /** Text that belongs to whatever is being drawn. */
  void write(String text, Style style, Align align, float x, float y) throws IOException {
    float width = style.width(text);
    float left =
        switch (align) {
          case LEFT -> x;
          case CENTRE -> x - width / 2;
          case RIGHT -> x - width;
        };
    fill(style.ink());
    pen.beginText();
    pen.setFont(font(style.use()), style.size());
    pen.setCharacterSpacing(style.tracking() * style.size() / 1000);
    pen.newLineAtOffset(left, pageHeight - y);
    pen.showTextWithPositioning(kerned(text, Typeface.of(style.use())));
    pen.endText();
  }

  private static Object[] kerned(String text, Typeface typeface) {
    List<Object> parts = new ArrayList<>();
    StringBuilder run = new StringBuilder();
    int left = -1;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int right = text.codePointAt(i);
      float kern = left < 0 ? 0 : typeface.kern(left, right);
      if (kern != 0) {
        parts.add(run.toString());
        parts.add(-kern);
        run.setLength(0);
      }
      run.appendCodePoint(right);
      left = right;
    }
    parts.add(run.toString());
    return parts.toArray();
  }

  private PDFont font(Typeface.Use use) throws IOException {
    PDFont font = stock.fonts.get(use);
    if (font == null) {
      font = PDType0Font.load(document, Typeface.of(use).font(), true);
      stock.fonts.put(use, font);
    }
    return font;
  }

  void fill(Ink ink) throws IOException {
    if (ink.isGray()) {
      pen.setNonStrokingColor(ink.red());
    } else {
      pen.setNonStrokingColor(ink.red(), ink.green(), ink.blue());
    }
  }

  void stroke(Ink ink, float width) throws IOException {
    pen.setStrokingColor(ink.red(), ink.green(), ink.blue());
    pen.setLineWidth(width);
  }

  void rectangle(Ink ink, float x, float y, float width, float height) throws IOException {
    fill(ink);
    pen.addRect(x, pageHeight - y - height, width, height);
    pen.fill();
  }

  void frame(Ink ink, float line, float x, float y, float width, float height) throws IOException {
    stroke(ink, line);
    pen.addRect(x, pageHeight - y - height, width, height);
    pen.stroke();
  }

  void line(Ink ink, float width, float x1, float y1, float x2, float y2) throws IOException {
    stroke(ink, width);
    pen.moveTo(x1, pageHeight - y1);
    pen.lineTo(x2, pageHeight - y2);
    pen.stroke();
  }

  /** A drawing that may be placed many times. */
  PDFormXObject form(Ornament ornament) throws IOException {
    PDFormXObject known = stock.forms.get(ornament);
    if (known != null) {
      return known;
    }
    PDFormXObject form = new PDFormXObject(document);
    form.setBBox(ornament.box());
    form.setResources(new org.apache.pdfbox.pdmodel.PDResources());
    try (var raw = form.getCOSObject().createRawOutputStream()) {
      raw.write(ornament.deflated().toArray());
    }
    form.getCOSObject().setItem(COSName.FILTER, COSName.FLATE_DECODE);
    stock.forms.put(ornament, form);
    return form;
  }

  /**
   * The code in pure black on white, quiet zone included, with words for those who cannot see it.
   */
  void qr(Tag parent, QrCode code, float x, float y, float side, String alternative)
      throws IOException {
    rectangleBehind(x, y, side);
    Tag figure = tag(parent, "Figure");
    figure.element.setAlternateDescription(alternative);
    COSDictionary layout = new COSDictionary();
    layout.setItem(COSName.O, COSName.getPDFName("Layout"));
    layout.setItem(COSName.getPDFName("Placement"), COSName.getPDFName("Block"));
    layout.setItem(
        COSName.BBOX, new PDRectangle(x, pageHeight - y - side, side, side).getCOSArray());
    figure.element.getCOSObject().setItem(COSName.A, layout);
    float module = side / code.sizeWithQuietZone();
    content(
        figure,
        p -> {
          fill(Ink.BLACK);
          code.forEachRun(
              (column, row, length) ->
                  p.addRect(
                      x + (column + QrCode.QUIET_ZONE) * module,
                      pageHeight - y - (row + QrCode.QUIET_ZONE + 1) * module,
                      length * module,
                      module));
          p.fill();
        });
  }

  private void rectangleBehind(float x, float y, float side) throws IOException {
    decoration(p -> rectangle(Ink.WHITE, x, y, side, side));
  }

  /** The finished file; nothing can be drawn after. */
  Bytes finish(Imprint imprint) throws IOException {
    pen.close();
    page.setStructParents(0);
    page.getCOSObject().setItem(COSName.getPDFName("Tabs"), COSName.S);
    COSArray kids = new COSArray();
    parents.forEach(kids::add);
    COSArray numbers = new COSArray();
    numbers.add(COSInteger.ZERO);
    numbers.add(kids);
    COSDictionary parentTree = new COSDictionary();
    parentTree.setItem(COSName.NUMS, numbers);
    tree.getCOSObject().setItem(COSName.PARENT_TREE, parentTree);
    tree.setParentTreeNextKey(1);
    imprint.apply(document, tree);
    ByteArrayOutputStream out = new ByteArrayOutputStream(96 * 1024);
    document.save(out);
    return Bytes.of(out.toByteArray());
  }

  /** The page is drawn; others may follow in the file. */
  void end() throws IOException {
    pen.close();
  }

  @Override
  public void close() throws IOException {
    if (isAlone) {
      document.close();
    }
  }
}
