package vn.sogoc.monitor;

import java.util.ArrayList;
import java.util.List;
import vn.sogoc.credential.ApprovedHash;
import vn.sogoc.credential.Catalogue;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;

/**
 * The signed records of a batch, tied to what was approved by their own bytes: the hash over their
 * claims is the approved one or it is not. Whoever gives the records need not be believed.
 *
 * @param approved the hash that these records have
 * @param digests of the records, in their order
 */
public record ApprovedRecords(int institution, Digest approved, List<Digest> digests) {
  public ApprovedRecords {
    digests = List.copyOf(digests);
  }

  /**
   * Reads a whole batch.
   *
   * @param records COSE bytes in the order of the batch, at least one
   * @throws MalformedApprovals where they are not records of one batch
   */
  public static ApprovedRecords of(List<Bytes> records, Catalogue catalogue)
      throws MalformedApprovals {
    RecordCodec codec = new RecordCodec(catalogue);
    List<Claims> claims = new ArrayList<>(records.size());
    List<Digest> digests = new ArrayList<>(records.size());
    try {
      for (Bytes record : records) {
        claims.add(codec.decode(CoseSign1.parse(record).payload()).claims());
        digests.add(Digest.sha256(record));
      }
    } catch (MalformedCose | MalformedRecord e) {
      throw new MalformedApprovals(
          "record " + digests.size() + " is not readable: " + e.getMessage());
    }
    if (claims.isEmpty()) {
      throw new MalformedApprovals("there are no records");
    }
    Claims one = claims.getFirst();
    try {
      Digest approved =
          ApprovedHash.of(
              one.catalogueVersion(),
              one.institution(),
              one.kind(),
              one.regime(),
              one.decisionNumber(),
              one.decisionDate(),
              one.issueDate(),
              claims);
      return new ApprovedRecords(one.institution(), approved, digests);
    } catch (IllegalArgumentException e) {
      throw new MalformedApprovals("the records are of several batches");
    }
  }
}
