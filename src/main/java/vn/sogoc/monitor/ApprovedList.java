package vn.sogoc.monitor;

import java.util.List;
import java.util.Optional;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.merkle.MerkleTree;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.publication.ListHeader;
import vn.sogoc.publication.ListRow;
import vn.sogoc.publication.MalformedList;
import vn.sogoc.tlog.EntryType;

/**
 * A published issuance list that names nothing but records the institution approved. Nobody
 * approves a list: it follows from its batch, and this is where that is checked.
 */
public final class ApprovedList {
  private ApprovedList() {}

  /**
   * The digest of the list's entry.
   *
   * @param signedHeader of the list
   * @param rows all its rows in order
   * @throws MalformedApprovals where a row is no approved record, or the list is not of these rows
   */
  public static Digest of(Approvals approvals, Bytes signedHeader, List<ListRow> rows)
      throws MalformedApprovals {
    ListHeader header;
    try {
      header = ListHeader.decode(CoseSign1.parse(signedHeader).payload());
    } catch (MalformedCose | MalformedList e) {
      throw new MalformedApprovals("the header is not readable: " + e.getMessage());
    }
    if (header.institution() != approvals.institution()) {
      throw new MalformedApprovals("the list is of institution " + header.institution());
    }
    if (header.count() != rows.size()
        || !MerkleTree.root(rows.stream().map(ListRow::leaf).toList()).equals(header.root())) {
      throw new MalformedApprovals("the rows do not give the root in the header");
    }
    Optional<ListRow> stranger =
        rows.stream().filter(row -> !approvals.has(EntryType.ISSUED, row.credential())).findFirst();
    if (stranger.isPresent()) {
      throw new MalformedApprovals(
          "the list names a record that is not noted: " + stranger.get().credential());
    }
    return Digest.sha256(signedHeader);
  }
}
