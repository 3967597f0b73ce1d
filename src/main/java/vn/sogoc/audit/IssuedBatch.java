package vn.sogoc.audit;

import java.time.Instant;
import java.util.Optional;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * What the signed records of one batch say together.
 *
 * @param approved the approved hash of their claims, empty where a row of them is not readable
 * @param recordIds their ids in order, sixteen bytes each
 * @param digests of the signed records, by the row of the batch that each says it is
 * @param firstPosition the lowest index in the log of an entry of them; the largest number where
 *     none has one
 * @param programmes how many rows fall to each programme
 * @param persons digest of the holders in order, as the authority's seal covers them
 */
record IssuedBatch(
    int institution,
    String kind,
    int count,
    int policyVersion,
    Instant iat,
    Instant recordedAt,
    Optional<Digest> approved,
    Bytes recordIds,
    DigestColumn digests,
    long firstPosition,
    String programmes,
    Digest persons) {}
