package vn.sogoc.document;

import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.Locale;
import java.util.TimeZone;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentCatalog;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.common.PDMetadata;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDMarkInfo;
import org.apache.pdfbox.pdmodel.documentinterchange.logicalstructure.PDStructureTreeRoot;
import org.apache.pdfbox.pdmodel.graphics.color.PDOutputIntent;
import org.apache.pdfbox.pdmodel.interactive.viewerpreferences.PDViewerPreferences;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;

/**
 * What a file says about itself: PDF/A-3 level A (ISO 19005-3) for the archive and PDF/UA-1 (ISO
 * 14289-1) for readers who cannot see it. All of it comes from the record, so that the same record
 * gives the same bytes.
 *
 * @param title shown by viewers instead of the file name
 * @param created the moment of issue
 * @param content digest of the signed record, from which the file identifier is made
 */
record Imprint(String title, Instant created, Digest content) {
  private static final String PRODUCER = "Sogoc";
  private static final String ACCESSIBLE = "<pdfuaid:part>1</pdfuaid:part>\n";

  /** PDF/A wants each schema explained that it does not know itself. */
  private static final String SCHEMA =
      """
        <rdf:Description rdf:about=""
            xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
            xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
            xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
        <pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
        <pdfaSchema:schema>PDF/UA identification</pdfaSchema:schema>
        <pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
        <pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
        <pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
        <pdfaProperty:name>part</pdfaProperty:name>
        <pdfaProperty:valueType>Integer</pdfaProperty:valueType>
        <pdfaProperty:category>internal</pdfaProperty:category>
        <pdfaProperty:description>Part of ISO 14289</pdfaProperty:description>
        </rdf:li></rdf:Seq></pdfaSchema:property>
        </rdf:li></rdf:Bag></pdfaExtension:schemas>
        </rdf:Description>
        """;

  /** sRGB, as every JDK carries it. */
  private static final class Profile {
    private static final byte[] SRGB = ICC_Profile.getInstance(ColorSpace.CS_sRGB).getData();
  }

  /** Of a file with a structure: PDF/A-3a and PDF/UA-1. */
  void apply(PDDocument document, PDStructureTreeRoot tree) throws IOException {
    apply(document, tree, xmp("A", ACCESSIBLE, SCHEMA));
  }

  /** Of a file for a printer, without a structure that is read aloud: PDF/A-3b. */
  void apply(PDDocument document) throws IOException {
    apply(document, null, xmp("B", "", ""));
  }

  private void apply(PDDocument document, @Nullable PDStructureTreeRoot tree, String xmp)
      throws IOException {
    document.setVersion(1.7f);
    document.setDocumentId(new java.math.BigInteger(1, content.toArray()).longValue());
    PDDocumentInformation information = new PDDocumentInformation();
    information.setTitle(title);
    information.setProducer(PRODUCER);
    information.setCreationDate(calendar());
    information.setModificationDate(calendar());
    document.setDocumentInformation(information);

    PDDocumentCatalog catalog = document.getDocumentCatalog();
    catalog.setLanguage("vi");
    if (tree != null) {
      catalog.setStructureTreeRoot(tree);
      PDMarkInfo marks = new PDMarkInfo();
      marks.setMarked(true);
      catalog.setMarkInfo(marks);
    }
    PDViewerPreferences preferences =
        new PDViewerPreferences(new org.apache.pdfbox.cos.COSDictionary());
    preferences.setDisplayDocTitle(true);
    catalog.setViewerPreferences(preferences);

    PDOutputIntent intent = new PDOutputIntent(document, new ByteArrayInputStream(Profile.SRGB));
    intent.setInfo("sRGB IEC61966-2.1");
    intent.setOutputCondition("sRGB IEC61966-2.1");
    intent.setOutputConditionIdentifier("sRGB IEC61966-2.1");
    intent.setRegistryName("http://www.color.org");
    catalog.addOutputIntent(intent);

    PDMetadata metadata = new PDMetadata(document);
    metadata.importXMPMetadata(xmp.getBytes(StandardCharsets.UTF_8));
    catalog.setMetadata(metadata);
  }

  private Calendar calendar() {
    Calendar calendar = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    calendar.setTimeInMillis(created.toEpochMilli());
    return calendar;
  }

  private String xmp(String level, String accessible, String schema) {
    return """
        <?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
        <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
        <rdf:Description rdf:about=""
            xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:xmp="http://ns.adobe.com/xap/1.0/"
            xmlns:pdf="http://ns.adobe.com/pdf/1.3/"
            xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
            xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
        <dc:format>application/pdf</dc:format>
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">%1$s</rdf:li></rdf:Alt></dc:title>
        <dc:language><rdf:Bag><rdf:li>vi</rdf:li><rdf:li>en</rdf:li></rdf:Bag></dc:language>
        <xmp:CreateDate>%2$s</xmp:CreateDate>
        <xmp:ModifyDate>%2$s</xmp:ModifyDate>
        <pdf:Producer>%3$s</pdf:Producer>
        <pdfaid:part>3</pdfaid:part>
        <pdfaid:conformance>%4$s</pdfaid:conformance>
        %5$s</rdf:Description>
        %6$s</rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """
        .formatted(
            title.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;"),
            created.toString(),
            PRODUCER,
            level,
            accessible,
            schema);
  }
}
