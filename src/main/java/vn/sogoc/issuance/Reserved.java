package vn.sogoc.issuance;

import java.time.Instant;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.Kind;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.register.ReservedNumbers;

/**
 * What reserving fixed for a batch: the only things that a record has beyond its approved claims.
 *
 * @param batch the batch, read only
 * @param kind of its credentials
 * @param serialPrefix of the institution
 * @param numbers serial and register numbers and status slots by position
 * @param iat time of issue of every record
 * @param recordIds sixteen bytes by position
 */
record Reserved(
    BatchEntity batch,
    Kind kind,
    String serialPrefix,
    ReservedNumbers numbers,
    Instant iat,
    Bytes recordIds) {

  int size() {
    return batch.rowCount;
  }

  PublicId recordId(int position) {
    return new PublicId(
        CredentialRecord.ID_KIND, recordIds.slice(position * 16, position * 16 + 16));
  }

  String serialNumber(int position) {
    return numbers.serialNumber(kind, serialPrefix, position);
  }

  String registerNumber(int position) {
    return numbers.registerNumber(kind, position);
  }
}
