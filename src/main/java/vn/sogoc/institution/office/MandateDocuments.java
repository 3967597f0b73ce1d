package vn.sogoc.institution.office;

import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.Refusal;
import vn.sogoc.platform.PublicIds;
import vn.sogoc.platform.http.HttpProblem;
import vn.sogoc.platform.http.ScannedDocument;
import vn.sogoc.platform.proposals.ProposalProblem;
import vn.sogoc.platform.proposals.Proposals;
import vn.sogoc.platform.secrets.RowSeal;
import vn.sogoc.platform.secrets.Secrets;

/** Decisions that mandates rest on; each once for an institution. */
@ApplicationScoped
class MandateDocuments implements PanacheRepositoryBase<MandateDocumentEntity, UUID> {
  private static final int LARGEST = 10 * 1024 * 1024;
  private static final int MOST_A_DAY = 20;

  private final PublicIds ids;
  private final RowSeal seal;

  MandateDocuments(PublicIds ids, Secrets secrets) {
    this.ids = ids;
    this.seal = new RowSeal(secrets, "mandate-document");
  }

  /** Keeps a document; what is none of PDF, PNG and JPEG, or too large, is refused. */
  Digest keep(int institution, Bytes content, Instant now) {
    String type =
        ScannedDocument.mediaType(content)
            .filter(ignored -> content.size() <= LARGEST)
            .orElseThrow(
                () -> Proposals.refused("document", "a PDF, PNG or JPEG file of at most 10 MB"));
    Digest digest = Digest.sha256(content);
    if (find(institution, digest).isEmpty()) {
      requireRoom(institution, digest, now);
      MandateDocumentEntity row = new MandateDocumentEntity();
      row.id = ids.nextUuid();
      row.institutionId = institution;
      row.digest = digest.toArray();
      row.mediaType = type;
      row.content = content.toArray();
      row.uploadedAt = now.truncatedTo(ChronoUnit.MILLIS);
      row.seal = seal.of(columns(row));
      persistAndFlush(row);
    }
    return digest;
  }

  /** What is kept is kept for good, so it is not kept in any number. */
  private void requireRoom(int institution, Digest digest, Instant now) {
    if (row(institution, digest).isPresent()) { // not one of ours, and there is place for one
      throw new Refusal(HttpProblem.CONFLICT, "a document with this hash was changed in the store");
    }
    if (count("institutionId = ?1 and uploadedAt > ?2", institution, now.minus(Duration.ofDays(1)))
        >= MOST_A_DAY) {
      throw new Refusal(ProposalProblem.TOO_MANY, "at most " + MOST_A_DAY + " documents in a day");
    }
  }

  /** One that the service kept, and that is still what it was. */
  Optional<MandateDocumentEntity> find(int institution, Digest digest) {
    return row(institution, digest)
        .filter(row -> seal.fits(row.seal, columns(row)))
        .filter(row -> Digest.sha256(Bytes.of(row.content)).equals(digest));
  }

  private Optional<MandateDocumentEntity> row(int institution, Digest digest) {
    return find(
            "from MandateDocumentEntity where institutionId = ?1 and digest = ?2",
            institution,
            digest.toArray())
        .firstResultOptional();
  }

  private static @Nullable Object[] columns(MandateDocumentEntity row) {
    return new @Nullable Object[] {
      row.id,
      row.institutionId,
      HexFormat.of().formatHex(row.digest),
      row.mediaType,
      row.uploadedAt.toEpochMilli()
    };
  }
}
