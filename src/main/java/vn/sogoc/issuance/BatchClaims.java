package vn.sogoc.issuance;

import jakarta.enterprise.context.ApplicationScoped;
import vn.sogoc.credential.Claims;
import vn.sogoc.credential.CredentialRecord;
import vn.sogoc.credential.MalformedRecord;
import vn.sogoc.credential.RecordCodec;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Refusal;

/** Reads what a stored row of a batch claims. */
@ApplicationScoped
class BatchClaims {
  private final RecordCodec codec;

  BatchClaims(RecordCodec codec) {
    this.codec = codec;
  }

  Claims of(BatchRowEntity row) {
    return of(row.position, row.claims);
  }

  Claims of(int position, byte[] claims) {
    try {
      return codec.decodeClaims(Bytes.of(claims));
    } catch (MalformedRecord e) {
      throw RecordCheck.changed(position, "the stored claims are not readable");
    }
  }

  /** The record in signed bytes that the register holds. */
  CredentialRecord of(Bytes cose) {
    try {
      return codec.decode(CoseSign1.parse(cose).payload());
    } catch (MalformedCose | MalformedRecord e) {
      throw new Refusal(IssuanceProblem.CONTENT_CHANGED, "a recorded row is not readable");
    }
  }
}
