package vn.sogoc.publication;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * A published issuance list.
 *
 * @param id {@code lst_...}
 * @param institution number of the issuer
 * @param kind code of the kind
 * @param decisionNumber decision to recognise graduation
 * @param decisionDate its date
 * @param issueDate on the credentials
 * @param count rows
 * @param root Merkle root over the rows' leaves
 * @param publishedAt when this version was
 * @param signedHeader COSE_Sign1 by the institution's list key
 * @param version 1 for the first
 * @param changes what was decided about rows since the version before
 */
public record PublishedList(
    PublicId id,
    int institution,
    String kind,
    String decisionNumber,
    LocalDate decisionDate,
    LocalDate issueDate,
    int count,
    Digest root,
    Instant publishedAt,
    Bytes signedHeader,
    int version,
    List<ListChange> changes) {
  public PublishedList {
    changes = List.copyOf(changes);
  }
}
