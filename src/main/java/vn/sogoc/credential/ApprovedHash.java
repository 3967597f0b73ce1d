package vn.sogoc.credential;

import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The hash that the second person approves: SHA-256 over deterministic CBOR of everything that will
 * be signed, before ids, times, numbers and status slots are reserved. An auditor computes it again
 * from the signed records of the batch, in their order. Rows are taken one by one, so that a
 * national cohort needs no more memory than a class. Used by one thread.
 */
public final class ApprovedHash {
  private static final String CONTEXT = "sogoc/approved/1";

  private final int institution;
  private final Kind kind;
  private final Regime regime;
  private final String decisionNumber;
  private final LocalDate decisionDate;
  private final LocalDate issueDate;
  private final int count;
  private final MessageDigest sha = Digest.newSha256();
  private int taken;

  /**
   * Begins the hash of a batch.
   *
   * @param policyVersion version of the issuing policy it was checked against
   * @param institution number of the issuing institution
   * @param count how many rows the batch has, at least one
   */
  public ApprovedHash(
      int policyVersion,
      int institution,
      Kind kind,
      Regime regime,
      String decisionNumber,
      LocalDate decisionDate,
      LocalDate issueDate,
      int count) {
    if (count < 1) {
      throw new IllegalArgumentException("an empty batch has no hash");
    }
    this.institution = institution;
    this.kind = kind;
    this.regime = regime;
    this.decisionNumber = decisionNumber;
    this.decisionDate = decisionDate;
    this.issueDate = issueDate;
    this.count = count;
    byte[] head =
        Cbor.map()
            .put(0, Cbor.of(CONTEXT))
            .put(1, Cbor.of(policyVersion))
            .put(2, Cbor.of(institution))
            .put(3, Cbor.of(kind.number()))
            .put(4, Cbor.of(regime.number()))
            .put(5, Cbor.array(Cbor.of(decisionNumber), Cbor.of(decisionDate.toEpochDay())))
            .put(6, Cbor.of(issueDate.toEpochDay()))
            .put(7, Cbor.of(count))
            .put(8, Cbor.array())
            .build()
            .encode()
            .toArray();
    // The empty array is the last byte of the map; the head of the real one takes its place.
    sha.update(Arrays.copyOf(head, head.length - 1));
    sha.update(Cbor.arrayHead(count).toArray());
  }

  /**
   * The approved hash of a batch that is at hand as a whole.
   *
   * @param rows claims in the order of the batch, at least one
   * @throws IllegalArgumentException as {@link #add}
   */
  public static Digest of(
      int policyVersion,
      int institution,
      Kind kind,
      Regime regime,
      String decisionNumber,
      LocalDate decisionDate,
      LocalDate issueDate,
      List<Claims> rows) {
    ApprovedHash hash =
        new ApprovedHash(
            policyVersion,
            institution,
            kind,
            regime,
            decisionNumber,
            decisionDate,
            issueDate,
            rows.size());
    rows.forEach(hash::add);
    return hash.digest();
  }

  /**
   * Takes the next row.
   *
   * @throws IllegalArgumentException where the row is not of this institution, kind, regime,
   *     decision and issue date: no hash may cover a row that the approver was not shown as part of
   *     it
   */
  public void add(Claims row) {
    add(row, encoded(row));
  }

  /** The same for a row whose {@link #encoded} form is at hand, made by another thread. */
  public void add(Claims row, Bytes encoded) {
    if (row.institution() != institution
        || row.kind().number() != kind.number()
        || row.regime().number() != regime.number()
        || !row.decisionNumber().equals(decisionNumber)
        || !row.decisionDate().equals(decisionDate)
        || !row.issueDate().equals(issueDate)) {
      throw new IllegalArgumentException("a row that does not belong to the batch");
    }
    if (taken == count) {
      throw new IllegalArgumentException("more than " + count + " rows");
    }
    taken++;
    sha.update(encoded.toArray());
  }

  /** A row in the form in which it is hashed. */
  public static Bytes encoded(Claims row) {
    return ClaimsWriter.claims(row).encode();
  }

  /**
   * The hash, once.
   *
   * @throws IllegalArgumentException where fewer rows were taken than the batch has
   */
  public Digest digest() {
    if (taken != count) {
      throw new IllegalArgumentException("expected " + count + " rows, found " + taken);
    }
    return Digest.of(sha.digest());
  }
}
