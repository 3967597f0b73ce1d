package vn.sogoc.document;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.BilingualText;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.credential.QrText;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.Lang;
import vn.sogoc.platform.Messages;

/**
 * Draws the page of a credential. Pure: the same record, names, COSE bytes and address give the
 * same file, whatever the day and the machine. Safe to call from many threads; never inside a
 * transaction, a page takes milliseconds.
 */
@ApplicationScoped
public class DocumentRenderer {
  private static final Digest NOTHING = Digest.sha256(new byte[0]);

  private final FaceWriter writer;
  private final FieldWriter fields;
  private final Messages messages;

  /** Draws with the words of the catalogue of messages. */
  public DocumentRenderer(Messages messages) {
    this.messages = messages;
    this.writer = new FaceWriter(messages);
    this.fields = new FieldWriter(writer, messages);
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
    face.requirePrintable();
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
   * @param art the page that its institution designed; null where it has that of its kind
   * @param link what a small code says, where the page has one
   * @param empty whether its page stays empty, so that those after it lie on the right sheets
   * @param onto how the printer puts it onto a blank that has the rest; null where all is printed
   */
  public record Printed(
      CredentialRecord record,
      Bytes cose,
      @Nullable Artwork art,
      String link,
      boolean empty,
      @Nullable Printing onto) {
    OwnPage.Part part() {
      return onto == null ? OwnPage.Part.ALL : OwnPage.Part.VARIABLE;
    }

    Printing printer() {
      return onto == null ? Printing.EXACT : onto;
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
    Printed first = credentials.getFirst();
    try (PDDocument file = new PDDocument()) {
      Sheet.Stock stock = new Sheet.Stock(file);
      for (Printed one : credentials) {
        try (Sheet sheet = drawn(stock, one, issuer, publicAddress, testData)) {
          sheet.end();
        }
      }
      return PrintFile.finished(
          file, new Imprint(title, first.record().issuedAt(), Digest.sha256(first.cose())));
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot fail to be written", e);
    }
  }

  private Sheet drawn(
      Sheet.Stock stock, Printed one, IssuerNames issuer, String publicAddress, boolean testData)
      throws IOException {
    String host = publicAddress.substring(publicAddress.indexOf("://") + 3);
    CredentialRecord record = one.record();
    Artwork art = one.art();
    if (one.empty()) {
      return art == null
          ? new Sheet(stock, Sheet.WIDTH, Sheet.HEIGHT)
          : new OwnPage(art, Map.of()).sheet(stock);
    }
    if (art == null) {
      Face face = writer.write(record, issuer, host, testData);
      face.requirePrintable();
      Sheet sheet = new Sheet(stock, Sheet.WIDTH, Sheet.HEIGHT);
      String address = QrText.address(publicAddress, one.cose());
      draw(sheet, face, record.claims().kind().document(), address);
      return sheet;
    }
    OwnPage page = new OwnPage(art, fields.of(record, issuer));
    page.requirePrintable();
    QrCode code = page.code(record, one.cose(), publicAddress, one.link());
    Sheet sheet = page.sheet(stock);
    one.printer().apply(sheet);
    page.draw(sheet, code, alternative(page, host), one.part());
    one.printer().end(sheet);
    if (testData) {
      OwnPage.test(sheet, writer.testWords());
    }
    return sheet;
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
            midnight(claims.issueDate()),
            Digest.sha256(face.name().getBytes(StandardCharsets.UTF_8)));
    face.requirePrintable();
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

  /**
   * The page as its institution designed it; otherwise as {@link #pdf(CredentialRecord,
   * IssuerNames, Bytes, String, boolean)}.
   */
  public Bytes pdf(
      CredentialRecord record,
      IssuerNames issuer,
      Bytes cose,
      String publicAddress,
      boolean testData,
      Artwork art,
      String link) {
    Printed one = new Printed(record, cose, art, link, false, null);
    return alone(one, art, issuer, publicAddress, testData);
  }

  private Bytes alone(
      Printed one, Artwork art, IssuerNames issuer, String publicAddress, boolean testData) {
    CredentialRecord record = one.record();
    OwnPage page = new OwnPage(art, fields.of(record, issuer));
    return own(
        page,
        page.code(record, one.cose(), publicAddress, one.link()),
        publicAddress,
        new Imprint(writer.nameOf(record.claims()), record.issuedAt(), Digest.sha256(one.cose())),
        one.part(),
        testData ? Mark.TEST : Mark.NONE,
        one.printer());
  }

  /**
   * What is of the holder alone, and the code, for a blank that has the rest already.
   *
   * @param link what a small code says, as {@code LinkText} has it
   * @param printer how the printer that will be used puts things where they belong
   */
  public Bytes overprint(
      CredentialRecord record,
      IssuerNames issuer,
      Bytes cose,
      String publicAddress,
      boolean testData,
      Artwork art,
      String link,
      Printing printer) {
    Printed one = new Printed(record, cose, art, link, false, printer);
    return alone(one, art, issuer, publicAddress, testData);
  }

  /** Rulers and crosses to measure how a printer shifts and stretches, with how to measure. */
  public Bytes calibration(Design.Paper paper, String name, Printing printer) {
    try {
      return new CalibrationPage(messages, paper).draw(name, printer);
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot fail to be written", e);
    }
  }

  /**
   * As {@link #specimen(Claims, IssuerNames, String)}, on the institution's own page, without the
   * pictures of a signature and a seal: one person alone can have it made of any name.
   */
  public Bytes specimen(Claims claims, IssuerNames issuer, String publicAddress, Artwork art) {
    Map<PageField, String> values = fields.specimen(claims, issuer);
    Imprint imprint = new Imprint(writer.nameOf(claims), midnight(claims.issueDate()), NOTHING);
    return own(
        new OwnPage(art, values),
        null,
        publicAddress,
        imprint,
        OwnPage.Part.UNSIGNED,
        Mark.SPECIMEN);
  }

  /**
   * A page of a holder whom there is not, covered with the word specimen in both languages.
   *
   * @param title of the kind
   * @param longest whether every text is as long as they come
   * @param isPublic whether it is for everybody: pictures of a signature and of a seal are then
   *     left out, because whoever has them can put them on anything
   */
  public Bytes sample(
      Artwork art,
      BilingualText title,
      IssuerNames issuer,
      LocalDate day,
      boolean longest,
      boolean isPublic) {
    Imprint imprint = new Imprint(writer.specimenWord().vi(), midnight(day), NOTHING);
    Map<PageField, String> values = fields.sample(title, issuer, longest, day);
    Design.Placed signature = art.design().signature();
    if (signature != null && !isPublic) {
      values.put(PageField.SIGNER, signature.of());
    }
    return own(
        new OwnPage(art, values),
        null,
        "",
        imprint,
        isPublic ? OwnPage.Part.UNSIGNED : OwnPage.Part.ALL,
        Mark.SPECIMEN);
  }

  private enum Mark {
    NONE,
    TEST,
    SPECIMEN
  }

  private Bytes own(
      OwnPage page,
      @Nullable QrCode code,
      String address,
      Imprint imprint,
      OwnPage.Part part,
      Mark mark) {
    return own(page, code, address, imprint, part, mark, Printing.EXACT);
  }

  private Bytes own(
      OwnPage page,
      @Nullable QrCode code,
      String address,
      Imprint imprint,
      OwnPage.Part part,
      Mark mark,
      Printing printer) {
    page.requirePrintable();
    String host = address.replaceFirst("^https?://", "");
    try (Sheet sheet = page.sheet()) {
      printer.apply(sheet);
      page.draw(sheet, code, code == null ? "" : alternative(page, host), part);
      printer.end(sheet);
      switch (mark) {
        case NONE -> {
          // the document itself
        }
        case TEST -> OwnPage.test(sheet, writer.testWords());
        case SPECIMEN -> SpecimenMark.cover(sheet, writer.specimenWord());
      }
      return sheet.finish(imprint);
    } catch (IOException e) {
      throw new UncheckedIOException("a page in memory cannot fail to be written", e);
    }
  }

  /** What the code is, for those who cannot see it: a small one carries no record. */
  private String alternative(OwnPage page, String host) {
    return page.hasLink()
        ? messages.get(Lang.VI, "document.qr.link", host)
        : writer.alternative(host).vi();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }

  /** The first character of a text that no page can print; empty where all of it can be printed. */
  public static Optional<String> unprintable(String text) {
    return Stream.of(Typeface.Use.values())
        .map(use -> Typeface.of(use).missing(text))
        .flatMap(Optional::stream)
        .findFirst();
  }
}
