package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Optional;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;

/**
 * Signatures that were made and not recorded yet. They are void until then, so nothing is asked of
 * them but that they do not give a key away.
 */
final class StagedCheck implements Check {
  private static final String TABLE = "staged_record";

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            "select batch_id, position, cose from staged_record",
            row -> {
              e.count(TABLE);
              try {
                CoseSign1 message = CoseSign1.parse(row.bytes("cose"));
                Optional<?> good =
                    e.keys()
                        .key(message.kid())
                        .flatMap(k -> k.verifier(Purpose.RECORD))
                        .flatMap(k -> message.verify(k, AuthenticRecord.AAD));
                if (good.isPresent()) {
                  e.nonces()
                      .take(
                          TABLE,
                          row.uuid("batch_id") + "/" + row.integer("position"),
                          "cose",
                          message);
                }
              } catch (MalformedCose ignored) {
                // what is not readable is never recorded
              }
            });
  }
}
