package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.secrets.Secrets;
import vn.sogoc.verification.ReceiptCode;

/** The receipts of answers: their typed codes, and their seals where the secret is at hand. */
final class ReceiptCheck implements Check {
  private static final String TABLE = "verification_receipt";

  @Override
  public void run(Evidence e) throws SQLException {
    Optional<Secrets.Keyed> seal = e.trust().secrets().map(s -> s.keyed("receipt-seal"));
    Snapshot.Row check =
        row -> {
          e.count(TABLE);
          UUID id = row.uuid("id");
          e.findings()
              .same(
                  TABLE,
                  id,
                  "short_code",
                  ReceiptCode.of(PublicId.of("ver", id).value()),
                  row.text("short_code"));
          if (seal.isPresent() && !seal.get().hash(sealed(row, id)).equals(row.bytes("seal"))) {
            e.findings().add(TABLE, id, "seal", "a seal over all columns", "one of other columns");
          }
        };
    if (e.isFull()) {
      e.store().each("select * from verification_receipt", check);
    } else if (e.log().earliest().isBefore(Instant.MAX)) {
      e.store()
          .each(
              "select * from verification_receipt where checked_at >= ?",
              check,
              e.log().earliest().atOffset(ZoneOffset.UTC));
    }
  }

  private static byte[] sealed(Cells row, UUID id) throws SQLException {
    return Cbor.array(
            Cbor.of(id.toString()),
            Cbor.of(row.text("short_code")),
            Cbor.of(row.text("asked_by")),
            Cbor.of(row.text("verdict")),
            Cbor.of(row.text("checks")),
            row.bytesIfAny("digest").<Cbor>map(Cbor::of).orElseGet(Cbor.Null::new),
            Cbor.of(row.instant("checked_at").toEpochMilli()))
        .encode()
        .toArray();
  }
}
