package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Optional;
import java.util.Set;
import vn.sogoc.credential.AuthenticRecord;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.crypto.keys.Purpose;

/**
 * Signatures that were made and not recorded yet. They are void until then, so nothing is asked of
 * them but that they do not give a key away, and that none is left of what will not be recorded.
 */
final class StagedCheck implements Check {
  private static final String TABLE = "staged_record";
  private static final Set<String> WAITING = Set.of("signing", "recorded");

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select s.batch_id, s.position, s.cose, b.state, b.row_count
            from staged_record s left join batch b on b.id = s.batch_id
            """,
            row -> {
              e.count(TABLE);
              String key = row.uuid("batch_id") + "/" + row.integer("position");
              boolean waits =
                  !row.isNull("state")
                      && WAITING.contains(row.text("state"))
                      && row.integer("position") >= 0
                      && row.integer("position") < row.integer("row_count");
              e.findings()
                  .require(
                      waits,
                      TABLE,
                      key,
                      "batch_id,position",
                      "a row of a batch that is being signed",
                      row.isNull("state")
                          ? "no batch"
                          : "one of a batch in state " + row.text("state"));
              try {
                CoseSign1 message = CoseSign1.parse(row.bytes("cose"));
                Optional<?> good =
                    e.keys()
                        .key(message.kid())
                        .flatMap(k -> k.verifier(Purpose.RECORD))
                        .flatMap(k -> message.verify(k, AuthenticRecord.AAD));
                if (good.isPresent()) {
                  e.nonces().take(TABLE, key, "cose", message);
                }
              } catch (MalformedCose ignored) {
                // what is not readable is never recorded
              }
            });
  }
}
