package vn.sogoc.publication;

import java.time.Instant;
import java.time.LocalDate;
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
 * @param publishedAt when
 * @param signedHeader COSE_Sign1 by the institution's list key
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
    Bytes signedHeader) {}
