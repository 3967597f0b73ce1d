package vn.sogoc.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.rendering.PDFRenderer;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.QrText;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Messages;

/**
 * Draws the page of a credential. Pure: the same record, names, COSE bytes and address give the
 * same file, whatever the day and the machine. Safe to call from many threads; never inside a
 * transaction, a page takes milliseconds.
 */
@ApplicationScoped
public class DocumentRenderer {
  private final FaceWriter writer;

  DocumentRenderer(Messages messages) {
    this.writer = new FaceWriter(messages);
  }

  /**
   * The page as PDF (A4 landscape, PDF/A-3a and PDF/UA-1, Vietnamese with English beneath).
   *
   * @param record what the COSE bytes carry
   * @param issuer the institution of the record
   * @param cose the whole signed record, which the QR code carries
   * @param publicAddress scheme and host of verification in lower case, as in {@link QrText}
   * @param testData whether the page says in both languages that it is not a valid document
   * @throws Refusal with {@link DocumentProblem#TEXT_NOT_PRINTABLE} where a text has a character
   *     that no typeface of the page has
   */
  public Bytes pdf(
      CredentialRecord record,
      IssuerNames issuer,
      Bytes cose,
      String publicAddress,
      boolean testData) {
    String host = publicAddress.substring(publicAddress.indexOf("://") + 3);
    Face face = writer.write(record, issuer, host, testData);
    Imprint imprint = new Imprint(face.name(), record.issuedAt(), Digest.sha256(cose));
    checkPrintable(face);
    try (Sheet sheet = new Sheet()) {
      draw(sheet, face, record.claims().kind().document(), QrText.address(publicAddress, cose));
      return sheet.finish(imprint);
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot fail to be written", e);
    }
  }

  /**
   * A credential that is to be printed with others.
   *
   * @param empty whether its page stays empty, so that those after it lie on the right sheets
   */
  public record Printed(CredentialRecord record, Bytes cose, boolean empty) {
    /** One that is drawn. */
    public Printed(CredentialRecord record, Bytes cose) {
      this(record, cose, false);
    }
  }

  /**
   * The same pages in one file for a printer (PDF/A-3b): typefaces and ornaments are in it once,
   * and nothing that is read aloud.
   *
   * @param credentials one or more, in the order of the pages
   * @param title of the file
   */
  public Bytes pages(
      List<Printed> credentials,
      IssuerNames issuer,
      String publicAddress,
      boolean testData,
      String title) {
    String host = publicAddress.substring(publicAddress.indexOf("://") + 3);
    Printed first = credentials.getFirst();
    try (PDDocument file = new PDDocument()) {
      Sheet.Stock stock = new Sheet.Stock(file);
      for (Printed one : credentials) {
        if (one.empty()) {
          try (Sheet sheet = new Sheet(stock)) {
            sheet.end();
          }
          continue;
        }
        Face face = writer.write(one.record(), issuer, host, testData);
        checkPrintable(face);
        try (Sheet sheet = new Sheet(stock)) {
          draw(
              sheet,
              face,
              one.record().claims().kind().document(),
              QrText.address(publicAddress, one.cose()));
          sheet.end();
        }
      }
      return PrintFile.finished(
          file, new Imprint(title, first.record().issuedAt(), Digest.sha256(first.cose())));
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot fail to be written", e);
    }
  }

  private static void draw(Sheet sheet, Face face, Kind.Document document, String address)
      throws IOException {
    switch (document) {
      case DIPLOMA -> new DiplomaPage(sheet, face).draw(QrCode.of(address, QrCode.Level.Q));
      case CERTIFICATE, CONFIRMATION ->
          new CertificatePage(sheet, face).draw(QrCode.of(address, QrCode.Level.M));
    }
  }

  /**
   * How the page of claims will look, as PDF: without numbers, without a code, and marked across as
   * a specimen in both languages, so that nobody can use it for anything.
   *
   * @param claims what waits to be approved or signed
   * @param publicAddress as for {@link #pdf}
   * @throws Refusal as {@link #pdf}
   */
  public Bytes specimen(Claims claims, IssuerNames issuer, String publicAddress) {
    String host = publicAddress.substring(publicAddress.indexOf("://") + 3);
    Face face = writer.specimen(claims, issuer, host);
    Imprint imprint =
        new Imprint(
            face.name(),
            claims.issueDate().atStartOfDay(ZoneOffset.UTC).toInstant(),
            Digest.sha256(face.name().getBytes(StandardCharsets.UTF_8)));
    checkPrintable(face);
    try (Sheet sheet = new Sheet()) {
      switch (claims.kind().document()) {
        case DIPLOMA -> new DiplomaPage(sheet, face).draw(null);
        case CERTIFICATE, CONFIRMATION -> new CertificatePage(sheet, face).draw(null);
      }
      SpecimenMark.draw(sheet, writer.specimenWord());
      return sheet.finish(imprint);
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot fail to be written", e);
    }
  }

  /** A page of ours as a picture for a screen, PNG. */
  public static Bytes picture(Bytes pdf, int width) {
    try (PDDocument document = Loader.loadPDF(pdf.toArray());
        ByteArrayOutputStream png = new ByteArrayOutputStream()) {
      PDFRenderer renderer = new PDFRenderer(document);
      ImageIO.write(renderer.renderImage(0, width / Sheet.WIDTH), "png", png);
      return Bytes.of(png.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException("a page of ours cannot fail to be drawn", e);
    }
  }

  /** The first character of a text that no page can print; empty where all of it can be printed. */
  public static Optional<String> unprintable(String text) {
    return Stream.of(Typeface.Use.values())
        .map(use -> Typeface.of(use).missing(text))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static void checkPrintable(Face face) {
    List<String> texts =
        Stream.concat(
                Stream.of(face.holder(), face.signerName(), face.issuer().vi(), face.issuer().en()),
                Stream.concat(
                    Stream.of(face.subject(), face.within(), face.signerTitle())
                        .filter(text -> text != null)
                        .flatMap(text -> Stream.of(text.vi(), text.en())),
                    Stream.concat(face.facts().stream(), face.numbers().stream())
                        .flatMap(fact -> Stream.of(fact.value().vi(), fact.value().en()))))
            .toList();
    for (String text : texts) {
      unprintable(text)
          .ifPresent(
              letter -> {
                throw new Refusal(
                    DocumentProblem.TEXT_NOT_PRINTABLE,
                    "no typeface of the page has the character U+%04X"
                        .formatted(letter.codePointAt(0)));
              });
    }
  }
}
