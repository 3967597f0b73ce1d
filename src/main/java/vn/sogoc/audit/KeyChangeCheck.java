package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * Who stood behind the keys that began and ended: every statement but an institution's first was
 * brought in by one person, and another approved exactly that. What people asked and decided is
 * believed by its seals, asked where the secret is at hand.
 */
final class KeyChangeCheck implements Check {
  @Override
  public void run(Evidence e) throws SQLException {
    statements(e);
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check("key_suspension", "id", "key-suspension", KeyChangeCheck::rested);
      rows.check("key_change", "id", "key-change", (row, id) -> asked(e, row, id));
      rows.check(
          "key_change_outcome", "change_id", "key-change-outcome", (row, id) -> ended(e, row, id));
      rows.check(
          "trust_bundle_proposal",
          "id",
          "trust-bundle-proposal",
          (row, id) -> proposed(e, row, id));
    }
  }

  private static void statements(Evidence e) throws SQLException {
    Map<String, String> lacking = new TreeMap<>();
    e.store()
        .each(
            50,
            """
            select s.institution_id, s.version, c.id as change_id, c.statement, c.places, c.reason,
              c.asked_person, o.institution_id as o_institution, o.asked_person as o_asked,
              o.decided_person, a.state, a.content, a.subject_id, a.requester_person,
              a.approver_person
            from institution_statement s
            left join key_change c on c.institution_id = s.institution_id
              and c.version = s.version and c.statement = s.statement
            left join key_change_outcome o on o.change_id = c.id and o.outcome = 'approved'
            left join approval a on a.id = o.approval_id and a.subject_kind = 'key-change'
            where s.version >= 2
            """,
            row -> {
              String key = row.integer("institution_id") + "/" + row.integer("version");
              String why = lacks(row);
              // asked more than once perhaps: one of them was approved
              lacking.merge(key, why, (one, other) -> one.isEmpty() ? one : other);
            });
    lacking.values().removeIf(String::isEmpty);
    lacking.forEach(
        (key, why) ->
            e.findings()
                .add(
                    "institution_statement",
                    key,
                    "statement",
                    "a change of keys that two persons took",
                    why));
  }

  /** What is missing behind a statement, empty where nothing is. */
  private static String lacks(Cells row) throws SQLException {
    if (row.isNull("change_id")) {
      return "nobody asked for it";
    }
    if (row.isNull("decided_person")) {
      return "nobody approved it";
    }
    UUID asked = row.uuid("asked_person");
    UUID decided = row.uuid("decided_person");
    if (asked.equals(decided)) {
      return "the same person approved it";
    }
    boolean isUsed =
        row.integer("o_institution") == row.integer("institution_id")
            && row.uuid("o_asked").equals(asked)
            && row.text("state").equals("consumed")
            && row.digest("content").equals(content(row))
            && row.text("subject_id").equals(PublicId.of("kch", row.uuid("change_id")).toString())
            && row.uuid("requester_person").equals(asked)
            && row.uuid("approver_person").equals(decided);
    return isUsed ? "" : "no approval of theirs was used for it";
  }

  /** What the second person confirms: as the one who asked saw it. */
  private static Optional<Digest> content(Cells row) throws SQLException {
    List<Cbor> places = new ArrayList<>();
    for (String line : row.text("places").lines().toList()) {
      if (!line.matches("[0-9a-f]{16} .+")) {
        return Optional.empty();
      }
      places.add(
          Cbor.array(Cbor.of(Bytes.ofHex(line.substring(0, 16))), Cbor.of(line.substring(17))));
    }
    return Optional.of(
        Digest.sha256(
            Cbor.array(
                    Cbor.of(1),
                    Cbor.of(row.integer("institution_id")),
                    Cbor.of(row.integer("version")),
                    Cbor.of(Digest.sha256(row.bytes("statement")).bytes()),
                    Cbor.array(places),
                    Cbor.of(row.text("reason")))
                .encode()));
  }

  private static @Nullable Object[] rested(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      HexFormat.of().formatHex(row.raw("key_id")),
      row.instant("begins_at").toEpochMilli(),
      row.instant("ends_at").toEpochMilli(),
      row.text("reason"),
      row.uuid("person_id"),
      row.text("person_name")
    };
  }

  private static @Nullable Object[] asked(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("key_change");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.integer("version"),
      HexFormat.of().formatHex(row.raw("statement")),
      row.text("places"),
      row.text("reason"),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] ended(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("key_change_outcome");
    boolean isByTwo =
        !row.text("outcome").equals("approved")
            || !row.uuid("asked_person").equals(row.uuid("decided_person"));
    e.findings()
        .require(
            isByTwo, "key_change_outcome", id, "decided_person", "another person", "the same one");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("outcome"),
      row.uuid("asked_person"),
      row.uuid("decided_person"),
      row.text("decided_name"),
      row.instant("decided_at").toEpochMilli(),
      row.uuidOrNull("approval_id")
    };
  }

  private static @Nullable Object[] proposed(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("trust_bundle_proposal");
    return new @Nullable Object[] {
      id,
      row.integer("version"),
      Digest.sha256(row.bytes("file")).hex(),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli()
    };
  }
}
