package vn.sogoc.issuance.prints;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.document.IssuerNames;
import vn.sogoc.document.template.Documents;
import vn.sogoc.institution.InstitutionFacts;
import vn.sogoc.institution.TrustRegister;
import vn.sogoc.issuance.InForce;
import vn.sogoc.issuance.IssuanceConfig;
import vn.sogoc.issuance.blanks.Blanks;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PlatformConfig;
import vn.sogoc.publication.IssuanceLists;
import vn.sogoc.publication.PublicationAnswer;
import vn.sogoc.publication.PublicationProblem;
import vn.sogoc.register.RegisterEvidence;
import vn.sogoc.register.RegisterProblem;

/** Draws the documents of a print, a chunk at a time. Outside of any transaction. */
@ApplicationScoped
class PrintedPages {
  private final IssuanceLists lists;
  private final InForce inForce;
  private final Blanks blanks;
  private final TrustRegister trust;
  private final RecordCodec codec;
  private final Documents documents;
  private final Clock clock;
  private final String address;
  private final boolean testData;

  PrintedPages(
      IssuanceLists lists,
      InForce inForce,
      Blanks blanks,
      TrustRegister trust,
      RecordCodec codec,
      Documents documents,
      Clock clock,
      PlatformConfig platform,
      IssuanceConfig config) {
    this.lists = lists;
    this.inForce = inForce;
    this.blanks = blanks;
    this.trust = trust;
    this.codec = codec;
    this.documents = documents;
    this.clock = clock;
    this.address = platform.address().toString();
    this.testData = config.testData();
  }

  /**
   * A chunk.
   *
   * @param content single documents, or a file of pages; empty where all were left out
   * @param leftOut how many were, because they were taken back or replaced
   */
  record Chunk(Bytes content, int leftOut) {}

  /**
   * Draws the next documents.
   *
   * @param from row of the print, from 0
   * @throws Refusal where a record was altered, or is in no published list
   */
  Chunk draw(PrintEntity print, List<RegisterEvidence> records, int from) {
    List<PrintedDocument> all = read(print, records, from);
    int leftOut = (int) all.stream().filter(PrintedDocument::isLeftOut).count();
    // one that is left out and has a blank keeps its sheet, or the next ones lie on other blanks
    List<PrintedDocument> kept =
        all.stream().filter(one -> !one.isLeftOut() || !one.blank().isEmpty()).toList();
    return switch (print.printForm()) {
      case ZIP -> new Chunk(PrintedDocument.write(all.stream().map(this::drawn).toList()), leftOut);
      case PDF, OVERPRINT ->
          new Chunk(
              kept.isEmpty()
                  ? Bytes.of(new byte[0])
                  : documents.pages(
                      kept.stream()
                          .map(
                              one ->
                                  new Documents.Printed(one.record(), one.cose(), one.isLeftOut()))
                          .toList(),
                      issuer(print.institutionId),
                      address,
                      testData,
                      print.publicId().toString(),
                      print.onto()),
              leftOut);
    };
  }

  /** Whether documents have a page of their institution: what of it is on the blanks already. */
  boolean haveOwnPages(List<RegisterEvidence> records) {
    return !records.isEmpty()
        && records.stream().allMatch(one -> documents.hasOwnPage(read(recorded(one))));
  }

  private PrintedDocument drawn(PrintedDocument one) {
    return one.isLeftOut()
        ? one
        : one.with(
            documents.pdf(
                one.record(),
                issuer(one.record().claims().institution()),
                one.cose(),
                address,
                testData));
  }

  private IssuerNames issuer(int institution) {
    InstitutionFacts facts = trust.statement(institution).facts();
    return new IssuerNames(facts.nameVi(), facts.nameEn());
  }

  private List<PrintedDocument> read(PrintEntity print, List<RegisterEvidence> records, int from) {
    List<RegisterEvidence.Recorded> entries = new ArrayList<>();
    Set<Digest> digests = new HashSet<>();
    for (RegisterEvidence evidence : records) {
      RegisterEvidence.Recorded entry = recorded(evidence);
      entries.add(entry);
      digests.add(entry.digest());
    }
    Map<Digest, PublicationAnswer> published = lists.evidence(digests, clock.instant());
    Map<UUID, String> on =
        blanks.of(
            print.institutionId, entries.stream().map(RegisterEvidence.Recorded::id).toList());
    List<PrintedDocument> all = new ArrayList<>();
    for (RegisterEvidence.Recorded entry : entries) {
      if (!(published.get(entry.digest()) instanceof PublicationAnswer.Published)) {
        throw new Refusal(
            PublicationProblem.NOT_PUBLISHED,
            "a credential of the batch is in no published list yet");
      }
      all.add(
          PrintedDocument.of(
              print.firstRow + from + all.size() + 1,
              read(entry),
              entry.cose(),
              on.getOrDefault(entry.id(), ""),
              !inForce.is(entry)));
    }
    return all;
  }

  private static RegisterEvidence.Recorded recorded(RegisterEvidence evidence) {
    return switch (evidence) {
      case RegisterEvidence.Recorded recorded -> recorded;
      case RegisterEvidence.Altered ignored -> throw altered();
    };
  }

  private CredentialRecord read(RegisterEvidence.Recorded entry) {
    try {
      return codec.decode(CoseSign1.parse(entry.cose()).payload());
    } catch (MalformedCose | MalformedRecord e) {
      throw altered();
    }
  }

  private static Refusal altered() {
    return new Refusal(
        RegisterProblem.ENTRY_ALTERED,
        "a stored row of the batch was changed after it was written; nothing of it is printed");
  }
}
