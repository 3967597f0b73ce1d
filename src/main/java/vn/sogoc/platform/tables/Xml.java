package vn.sogoc.platform.tables;

import java.io.BufferedInputStream;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * XML of a workbook, event by event: no document type, no entities but the five, and nothing that
 * would make the parser keep much: long tokens, deep nesting, and ever new names are refused.
 */
final class Xml implements AutoCloseable {
  /** A cell of a workbook has at most 32,767 characters. */
  private static final int MOST_BETWEEN_EVENTS = 1 << 20;

  private static final int UTF_8_MARK = 3;
  private static final int DEEPEST = 64;
  private static final int MOST_NAMES = 1_000;
  private static final int MOST_OF_NAMES = 1 << 16;
  private static final int MOST_INSTRUCTIONS = 100;

  /**
   * Taken away: where no entity can be declared they count nothing but the five of XML, and a list
   * of a hundred thousand schools has that many ampersands.
   */
  private static final List<String> ENTITY_LIMITS =
      List.of(
          "http://www.oracle.com/xml/jaxp/properties/entityExpansionLimit",
          "http://www.oracle.com/xml/jaxp/properties/maxGeneralEntitySizeLimit",
          "http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit");

  private final Budget in;
  private final XMLStreamReader reader;
  private final Set<String> names = new HashSet<>();
  private int ofNames;
  private int depth;
  private int instructions;

  Xml(InputStream part) {
    // The parser of the JDK, whatever else is on the class path.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLInputFactory.IS_COALESCING, false);
    for (String limit : ENTITY_LIMITS) {
      factory.setProperty(limit, "0");
    }
    factory.setXMLResolver(
        (publicId, systemId, base, namespace) -> {
          throw new XMLStreamException("nothing outside of the file is read");
        });
    try {
      in = new Budget(decoded(part));
      reader = factory.createXMLStreamReader(in);
    } catch (IOException | XMLStreamException e) {
      throw ZipParts.broken("a part is no XML");
    }
  }

  /** Moves on; false at the end, which was reached and checked then. */
  boolean next() {
    try {
      if (!reader.hasNext()) {
        return false;
      }
      in.left = MOST_BETWEEN_EVENTS;
      switch (reader.next()) {
        case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
            throw ZipParts.broken("a part has a document type");
        case XMLStreamConstants.PROCESSING_INSTRUCTION -> instructions++;
        case XMLStreamConstants.START_ELEMENT -> {
          depth++;
          remember();
        }
        case XMLStreamConstants.END_ELEMENT -> depth--;
        default -> {
          // text, or a comment
        }
      }
      boolean manyNames = names.size() > MOST_NAMES || ofNames > MOST_OF_NAMES;
      if (depth > DEEPEST || manyNames || instructions > MOST_INSTRUCTIONS) {
        throw ZipParts.broken("a part is built as no spreadsheet builds it");
      }
      return true;
    } catch (XMLStreamException e) {
      throw ZipParts.broken("a part is no XML");
    }
  }

  /** Names are kept by the parser for as long as it lives. */
  private void remember() {
    remember(reader.getLocalName());
    for (int i = 0; i < reader.getAttributeCount(); i++) {
      remember(reader.getAttributeLocalName(i));
    }
    for (int i = 0; i < reader.getNamespaceCount(); i++) {
      remember(String.valueOf(reader.getNamespacePrefix(i)));
      remember(String.valueOf(reader.getNamespaceURI(i)));
    }
  }

  private void remember(String name) {
    if (ofNames <= MOST_OF_NAMES && names.add(name)) {
      ofNames += name.length();
    }
  }

  boolean isStart() {
    return reader.getEventType() == XMLStreamConstants.START_ELEMENT;
  }

  boolean isStart(String name) {
    return isStart() && reader.getLocalName().equals(name);
  }

  boolean isEnd(String name) {
    return reader.getEventType() == XMLStreamConstants.END_ELEMENT
        && reader.getLocalName().equals(name);
  }

  boolean isText() {
    return reader.isCharacters();
  }

  /** A piece of text; a long one comes in several. */
  String text() {
    return reader.getText();
  }

  /**
   * An attribute of the element that starts here, of whatever namespace; null where it has none.
   */
  @Nullable String attribute(String name) {
    return reader.getAttributeValue(null, name);
  }

  boolean isTrue(String attribute) {
    String value = attribute(attribute);
    return "1".equals(value) || "true".equals(value);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /** UTF-8 or UTF-16, as ECMA-376-2 §9.1.4 allows; bytes that are neither are an error. */
  private static Reader decoded(InputStream part) throws IOException {
    BufferedInputStream in = new BufferedInputStream(part, 1 << 15);
    in.mark(UTF_8_MARK);
    byte[] start = in.readNBytes(UTF_8_MARK);
    in.reset();
    Charset charset = StandardCharsets.UTF_8;
    if (Magic.startsWith(start, 0xFE, 0xFF) || Magic.startsWith(start, 0xFF, 0xFE)) {
      charset = StandardCharsets.UTF_16;
    } else if (Magic.startsWith(start, 0xEF, 0xBB, 0xBF)) {
      in.skipNBytes(UTF_8_MARK);
    }
    return new InputStreamReader(
        in,
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static final class Budget extends FilterReader {
    private int left = MOST_BETWEEN_EVENTS;

    Budget(Reader in) {
      super(in);
    }

    @Override
    public int read() throws IOException {
      spend(1);
      return super.read();
    }

    @Override
    public int read(char[] target, int offset, int length) throws IOException {
      int count = super.read(target, offset, length);
      spend(count);
      return count;
    }

    private void spend(int count) {
      left -= count;
      if (left < 0) {
        throw Header.tooLarge(0, "", "at most " + MOST_BETWEEN_EVENTS + " letters of XML", "more");
      }
    }
  }
}
