package vn.sogoc.document.template;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.LinkText;
import vn.sogoc.document.Artwork;
import vn.sogoc.document.DocumentRenderer;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.Printing;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/**
 * Makes documents, each on the page that its institution had when it was signed. Call it outside
 * any transaction.
 */
@ApplicationScoped
public class Documents {
  private final DocumentRenderer renderer;
  private final OwnTemplates own;
  private final SmallCodes codes;
  private final Clock clock;

  Documents(DocumentRenderer renderer, OwnTemplates own, SmallCodes codes, Clock clock) {
    this.renderer = renderer;
    this.own = own;
    this.codes = codes;
    this.clock = clock;
  }

  /** As {@link DocumentRenderer#pdf(CredentialRecord, IssuerNames, Bytes, String, boolean)}. */
  public Bytes pdf(
      CredentialRecord record,
      IssuerNames issuer,
      Bytes cose,
      String publicAddress,
      boolean testData) {
    Optional<Artwork> art = art(record);
    return art.isPresent()
        ? renderer.pdf(
            record, issuer, cose, publicAddress, testData, art.get(), link(record, publicAddress))
        : renderer.pdf(record, issuer, cose, publicAddress, testData);
  }

  /**
   * A credential of a print.
   *
   * @param empty whether its page stays empty
   */
  public record Printed(CredentialRecord record, Bytes cose, boolean empty) {}

  /** Whether a document has a page of its institution, and so blanks that the rest is on. */
  public boolean hasOwnPage(CredentialRecord record) {
    return art(record).isPresent();
  }

  /**
   * As {@link DocumentRenderer#pages}, each on the page that it has alone.
   *
   * @param onto how the printer puts what is of the holder onto blanks that have the rest; null
   *     where whole pages are printed
   * @throws Refusal where blanks are meant and a document has no page of its institution
   */
  public Bytes pages(
      List<Printed> credentials,
      IssuerNames issuer,
      String publicAddress,
      boolean testData,
      String title,
      @Nullable Printing onto) {
    return renderer.pages(
        credentials.stream()
            .map(
                one ->
                    new DocumentRenderer.Printed(
                        one.record(),
                        one.cose(),
                        onto == null ? art(one.record()).orElse(null) : ownPage(one.record()),
                        link(one.record(), publicAddress),
                        one.empty(),
                        onto))
            .toList(),
        issuer,
        publicAddress,
        testData,
        title);
  }

  private Optional<Artwork> art(CredentialRecord record) {
    Claims claims = record.claims();
    return own.of(
        claims.institution(), claims.kind().code(), claims.issueDate(), record.issuedAt());
  }

  /**
   * What is of the holder alone, for a numbered blank.
   *
   * @throws Refusal where the document has no page of its institution
   */
  public Bytes overprint(
      CredentialRecord record,
      IssuerNames issuer,
      Bytes cose,
      String publicAddress,
      boolean testData,
      Printing printer) {
    return renderer.overprint(
        record,
        issuer,
        cose,
        publicAddress,
        testData,
        ownPage(record),
        link(record, publicAddress),
        printer);
  }

  private Artwork ownPage(CredentialRecord record) {
    return art(record)
        .orElseThrow(
            () ->
                new Refusal(
                    TemplateProblem.NO_TEMPLATE, "this document has no page of its institution"));
  }

  private String link(CredentialRecord record, String publicAddress) {
    return LinkText.address(publicAddress, codes.of(record.id()));
  }

  /** As {@link DocumentRenderer#specimen(Claims, IssuerNames, String)}. */
  public Bytes specimen(Claims claims, IssuerNames issuer, String publicAddress) {
    Optional<Artwork> art =
        own.of(claims.institution(), claims.kind().code(), claims.issueDate(), clock.instant());
    return art.isPresent()
        ? renderer.specimen(claims, issuer, publicAddress, art.get())
        : renderer.specimen(claims, issuer, publicAddress);
  }
}
