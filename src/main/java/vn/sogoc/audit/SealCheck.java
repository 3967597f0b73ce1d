package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Approvals, mandates and custody, which are believed by their seals alone: asked where the secret
 * is at hand.
 */
final class SealCheck implements Check {
  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      Secrets secrets = e.trust().secrets().get();
      SealedRows rows = new SealedRows(e, secrets);
      rows.check("approval", "id", "approval", (row, id) -> approval(e, row, id));
      rows.check("mandate", "id", "mandate", (row, id) -> mandate(e, row, id));
      custody(e, secrets.keyed("register-custody"));
    }
  }

  private static @Nullable Object[] approval(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("approval");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("subject_kind"),
      row.text("subject_id"),
      row.bytes("content").hex(),
      row.number("item_count"),
      row.uuid("requester_account"),
      row.uuid("requester_person"),
      row.instant("requested_at").toEpochMilli(),
      row.number("usable_seconds"),
      row.text("state"),
      row.uuidOrNull("approver_account"),
      row.uuidOrNull("approver_person"),
      row.isNull("approved_at") ? null : row.instant("approved_at").toEpochMilli(),
      row.isNull("consumed_at") ? null : row.instant("consumed_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] mandate(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("mandate");
    List<@Nullable Object> columns = new ArrayList<>();
    Collections.addAll(
        columns,
        id,
        row.integer("institution_id"),
        row.uuid("person_id"),
        row.text("person_name"),
        row.text("title_vi"),
        row.text("title_en"),
        row.text("kinds"),
        row.date("valid_from"),
        row.dateOrNull("valid_until"),
        row.text("decision_number"),
        row.date("decision_date"),
        row.text("signs_as"));
    row.bytesIfAny("key_id").ifPresent(key -> columns.add(key.hex()));
    return columns.toArray();
  }

  private static void custody(Evidence e, Secrets.Keyed seal) throws SQLException {
    Map<Integer, Bytes> before = new HashMap<>();
    Map<Integer, Integer> versions = new HashMap<>();
    e.store()
        .each(
            "select * from register_custody order by institution_id, version",
            row -> {
              e.count("register_custody");
              int institution = row.integer("institution_id");
              int version = row.integer("version");
              String key = institution + "/" + version;
              e.findings()
                  .same(
                      "register_custody",
                      key,
                      "version",
                      versions.merge(institution, 1, Integer::sum),
                      version);
              @Nullable Bytes last = before.put(institution, row.bytes("seal"));
              byte[] sealed =
                  Cbor.array(
                          Cbor.of(institution),
                          Cbor.of(version),
                          Cbor.of(row.integer("keeper_id")),
                          Cbor.of(row.date("valid_from").toEpochDay()),
                          Cbor.of(row.text("legal_basis")),
                          Cbor.of(row.instant("recorded_at").toEpochMilli()),
                          Cbor.of(last == null ? Bytes.of(new byte[0]) : last))
                      .encode()
                      .toArray();
              e.findings()
                  .require(
                      seal.hash(sealed).equals(row.bytes("seal")),
                      "register_custody",
                      key,
                      "seal",
                      "a seal over the row and the one before it",
                      "another");
            });
  }
}
