package vn.sogoc.credential;

import java.time.LocalDate;
import java.util.List;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;

/**
 * The hash that the second person approves: SHA-256 over deterministic CBOR of everything that will
 * be signed, before ids, times, numbers and status slots are reserved. An auditor computes it again
 * from the signed records of the batch, in their order.
 */
public final class ApprovedHash {
  private static final String CONTEXT = "sogoc/approved/1";

  private ApprovedHash() {}

  /**
   * The approved hash of a batch.
   *
   * @param policyVersion version of the issuing policy it was checked against
   * @param institution number of the issuing institution
   * @param rows claims in the order of the batch, at least one
   * @throws IllegalArgumentException where a row is not of this institution, kind, regime, decision
   *     and issue date: no hash may cover a row that the approver was not shown as part of it
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
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("an empty batch has no hash");
    }
    for (Claims row : rows) {
      if (row.institution() != institution
          || row.kind().number() != kind.number()
          || row.regime().number() != regime.number()
          || !row.decisionNumber().equals(decisionNumber)
          || !row.decisionDate().equals(decisionDate)
          || !row.issueDate().equals(issueDate)) {
        throw new IllegalArgumentException("a row that does not belong to the batch");
      }
    }
    Cbor content =
        Cbor.map()
            .put(0, Cbor.of(CONTEXT))
            .put(1, Cbor.of(policyVersion))
            .put(2, Cbor.of(institution))
            .put(3, Cbor.of(kind.number()))
            .put(4, Cbor.of(regime.number()))
            .put(5, Cbor.array(Cbor.of(decisionNumber), Cbor.of(decisionDate.toEpochDay())))
            .put(6, Cbor.of(issueDate.toEpochDay()))
            .put(7, Cbor.of(rows.size()))
            .put(8, Cbor.array(rows.stream().map(ClaimsWriter::claims).toList()))
            .build();
    return Digest.sha256(content.encode());
  }
}
