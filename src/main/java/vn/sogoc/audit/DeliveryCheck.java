package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.BitSet;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;

/**
 * Who received a document: events of a credential are numbered without a gap and go to and fro,
 * each is as the service wrote it, each has its line in the audit trail, and no line is without its
 * event.
 */
final class DeliveryCheck implements Check {
  private static final String EVENT = "delivery_event";

  /** The last event of each credential. */
  private record Last(int version, String type) {}

  /** Hashes of what the lines of the events must say, in the order of the events. */
  private final DigestTable due = new DigestTable();

  private final UuidColumn events = new UuidColumn();
  private final BitSet told = new BitSet();
  private UUID credential = new UUID(0, 0);
  private Last last = new Last(0, "undone");

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      new SealedRows(e, e.trust().secrets().get())
          .check(EVENT, "id", "delivery-event", DeliveryCheck::columns);
    }
    e.store()
        .each("select * from delivery_event order by credential_id, version", row -> event(e, row));
    e.store()
        .each(
            """
            select action, actor, institution_id, object, details from trail_line
            where action in ('delivery.record', 'delivery.undo') order by seq
            """,
            row -> line(e, row));
    for (int i = told.nextClearBit(0); i < due.size(); i = told.nextClearBit(i + 1)) {
      e.findings()
          .add(
              EVENT, events.get(i).orElseThrow(), "", "a line of the audit trail about it", "none");
    }
  }

  private void event(Evidence e, Cells row) throws SQLException {
    e.count(EVENT);
    UUID id = row.uuid("id");
    UUID of = row.uuid("credential_id");
    String type = row.text("type");
    Last before = of.equals(credential) ? last : new Last(0, "undone");
    e.findings().same(EVENT, id, "version", before.version() + 1, row.integer("version"));
    e.findings().require(!before.type().equals(type), EVENT, id, "type", "the other one", type);
    credential = of;
    last = new Last(row.integer("version"), type);
    events.set(due.size(), id);
    due.add(
        key(
            type.equals("delivered") ? "delivery.record" : "delivery.undo",
            PublicId.of("acc", row.uuid("recorded_account")).toString(),
            row.integer("institution_id"),
            PublicId.of("crd", of).toString(),
            Deed.hash(columns(row, id)).hex()));
  }

  private void line(Evidence e, Cells row) throws SQLException {
    String object = row.text("object");
    int found =
        due.find(
            key(
                row.text("action"),
                row.text("actor"),
                row.integer("institution_id"),
                object,
                row.bytes("details").hex()));
    if (found < 0) {
      e.findings()
          .add(
              EVENT,
              PublicId.parse("crd", object).map(PublicId::key).orElse(new UUID(0, 0)),
              "",
              "the event that the audit trail tells of",
              "none");
    } else {
      told.set(found);
    }
  }

  private static byte[] key(
      String action, String actor, int institution, String object, String details) {
    return Deed.hash(action, actor, institution, object, details).toArray();
  }

  /** As {@code DeliveryEventEntity} has them. */
  private static @Nullable Object[] columns(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("credential_id"),
      row.integer("version"),
      row.text("type"),
      row.textOrNull("receiver"),
      row.textOrNull("paper"),
      row.isNull("person_sealed") ? null : HexFormat.of().formatHex(row.raw("person_sealed")),
      row.uuid("recorded_account"),
      row.text("recorded_name"),
      row.instant("recorded_at").toEpochMilli()
    };
  }
}
