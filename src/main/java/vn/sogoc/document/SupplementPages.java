package vn.sogoc.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentNameDictionary;
import org.apache.pdfbox.pdmodel.PDEmbeddedFilesNameTreeNode;
import org.apache.pdfbox.pdmodel.common.filespecification.PDComplexFileSpecification;
import org.apache.pdfbox.pdmodel.common.filespecification.PDEmbeddedFile;
import vn.sogoc.credential.QrText;
import vn.sogoc.credential.supplement.Supplement;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * The supplement of a diploma on paper: A4 upright over as many pages as its courses need
 * (PDF/A-3b), in Vietnamese with English beneath, with the diploma's code and number, and with the
 * signed bytes attached. Pure: the same signed bytes give the same file, whatever the day and the
 * machine. Safe to call from many threads; never inside of a transaction.
 */
@ApplicationScoped
public class SupplementPages {
  /** What the attached signed bytes are called; readers look for this name. */
  public static final String ATTACHMENT = "phu-luc.cose";

  private static final String TYPE = "application/cose";

  private final Messages messages;

  SupplementPages(Messages messages) {
    this.messages = messages;
  }

  /**
   * Draws the pages.
   *
   * @param cose the signed bytes that the supplement was read from
   * @param diploma the signed record of its diploma, which the code carries
   * @param publicAddress scheme and host of verification in lower case, as in {@link QrText}
   * @param testData whether the pages say in both languages that they are not valid
   * @throws Refusal with {@link DocumentProblem#TEXT_NOT_PRINTABLE} where a text has a character
   *     that no typeface of the pages has
   */
  public Bytes pdf(
      Supplement supplement,
      Bytes cose,
      IssuerNames issuer,
      Bytes diploma,
      String publicAddress,
      boolean testData) {
    return pages(supplement, cose, issuer, diploma, publicAddress, testData, false);
  }

  /**
   * The same pages of a supplement that is not signed yet: marked across as a specimen, with
   * nothing attached.
   */
  public Bytes preview(
      Supplement supplement, IssuerNames issuer, Bytes diploma, String publicAddress) {
    return pages(supplement, supplement.encode(), issuer, diploma, publicAddress, false, true);
  }

  private Bytes pages(
      Supplement supplement,
      Bytes cose,
      IssuerNames issuer,
      Bytes diploma,
      String publicAddress,
      boolean testData,
      boolean isPreview) {
    String host = publicAddress.substring(publicAddress.indexOf("://") + 3);
    QrCode code = QrCode.of(QrText.address(publicAddress, diploma), QrCode.Level.M);
    String title = messages.get(Lang.VI, "document.supplement.title");
    try (PDDocument file = new PDDocument()) {
      Sheet.Stock stock = new Sheet.Stock(file);
      SupplementBody body = new SupplementBody(messages, supplement, issuer, host);
      List<List<SupplementBody.Block>> pages = SupplementBody.pages(body.blocks(code));
      for (int i = 0; i < pages.size(); i++) {
        try (Sheet sheet = new Sheet(stock, SupplementBody.WIDTH, SupplementBody.HEIGHT)) {
          body.page(sheet, pages.get(i), i + 1, pages.size(), Digest.sha256(cose));
          if (isPreview) {
            sheet.across(
                messages.get(Lang.VI, "document.supplement.preview"),
                SupplementBody.TEST,
                Math.PI / 4);
          } else if (testData) {
            sheet.across(
                messages.get(Lang.VI, "document.test"), SupplementBody.TEST.sized(34), Math.PI / 4);
          }
          sheet.end();
        }
      }
      if (!isPreview) {
        attach(file, cose, supplement);
      }
      return PrintFile.finished(
          file, new Imprint(title, supplement.issuedAt(), Digest.sha256(cose)));
    } catch (IOException e) {
      throw new UncheckedIOException("pages in memory cannot fail to be written", e);
    }
  }

  /** As ISO 19005-3, 6.8 wants it: with its type, its date and how it belongs to the pages. */
  private static void attach(PDDocument file, Bytes cose, Supplement supplement)
      throws IOException {
    byte[] content = cose.toArray();
    PDEmbeddedFile embedded = new PDEmbeddedFile(file, new ByteArrayInputStream(content));
    embedded.setSubtype(TYPE);
    embedded.setSize(content.length);
    Calendar at = new GregorianCalendar(TimeZone.getTimeZone("UTC"), Locale.ROOT);
    at.setTimeInMillis(supplement.issuedAt().toEpochMilli());
    embedded.setModDate(at);
    PDComplexFileSpecification named = new PDComplexFileSpecification();
    named.setFile(ATTACHMENT);
    named.setFileUnicode(ATTACHMENT);
    named.setFileDescription("COSE_Sign1, " + Supplement.AAD);
    named.setEmbeddedFile(embedded);
    named.setEmbeddedFileUnicode(embedded);
    named.getCOSObject().setName(COSName.getPDFName("AFRelationship"), "Source");
    PDEmbeddedFilesNameTreeNode tree = new PDEmbeddedFilesNameTreeNode();
    tree.setNames(Map.of(ATTACHMENT, named));
    PDDocumentNameDictionary names = new PDDocumentNameDictionary(file.getDocumentCatalog());
    names.setEmbeddedFiles(tree);
    file.getDocumentCatalog().setNames(names);
    COSArray associated = new COSArray();
    associated.add(named.getCOSObject());
    file.getDocumentCatalog().getCOSObject().setItem(COSName.getPDFName("AF"), associated);
  }

  /** That every text can be printed. */
  static void requirePrintable(List<String> texts) {
    List<Refusal.Fault> faults = new ArrayList<>();
    for (String text : texts) {
      DocumentRenderer.unprintable(text)
          .ifPresent(c -> faults.add(new Refusal.Fault("not_printable", 0, "", "", c)));
    }
    if (!faults.isEmpty()) {
      throw new Refusal(
          DocumentProblem.TEXT_NOT_PRINTABLE, "a character has no shape in our typefaces", faults);
    }
  }
}
