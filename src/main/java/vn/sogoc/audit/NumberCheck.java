package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * The books of numbers: register numbers gapless from 1 for each institution, kind and year, serial
 * numbers for each institution and kind, status slots over all; each taken by one batch, and void
 * only with the minutes of two persons. Whether they are used rightly is asked row by row later.
 */
final class NumberCheck implements Check {
  private static final String TABLE = "number_reservation";

  @Override
  public void run(Evidence e) throws SQLException {
    e.store()
        .each(
            "select * from number_reservation",
            row -> {
              e.count(TABLE);
              UUID batch = row.uuid("batch_id");
              e.reservations()
                  .put(
                      batch,
                      new Reservation(
                          batch,
                          row.integer("institution_id"),
                          row.text("kind"),
                          row.integer("year"),
                          row.integer("count"),
                          row.integer("first_register"),
                          row.integer("first_serial"),
                          row.number("first_slot"),
                          row.text("state")));
            });
    Map<String, Long> numbers = new HashMap<>();
    Map<String, Long> serials = new HashMap<>();
    Map<String, Long> slots = new HashMap<>();
    List<Reservation> all = List.copyOf(e.reservations().values());
    for (Reservation r : sorted(all, Reservation::firstRegister)) {
      String book = r.institution() + "/" + r.kind() + "/" + r.year();
      follow(e, numbers, book, 1, r, "first_register", r.firstRegister());
    }
    for (Reservation r : sorted(all, Reservation::firstSerial)) {
      follow(e, serials, r.institution() + "/" + r.kind(), 1, r, "first_serial", r.firstSerial());
    }
    for (Reservation r : sorted(all, Reservation::firstSlot)) {
      follow(e, slots, "true", 0, r, "first_slot", r.firstSlot());
    }
    counters(
        e,
        numbers,
        "number_counter",
        "select institution_id || '/' || kind || '/' || year as book, next_number as next from number_counter");
    counters(
        e,
        serials,
        "serial_counter",
        "select institution_id || '/' || kind as book, next_number as next from serial_counter");
    slots.putIfAbsent("true", 0L);
    counters(
        e, slots, "status_counter", "select one as book, next_slot as next from status_counter");
    minutes(e);
  }

  private static List<Reservation> sorted(List<Reservation> all, ToLongFunction<Reservation> by) {
    return all.stream().sorted(Comparator.comparingLong(by)).toList();
  }

  private static void follow(
      Evidence e,
      Map<String, Long> next,
      String book,
      long begin,
      Reservation r,
      String column,
      long first) {
    e.findings().same(TABLE, r.batch(), column, next.getOrDefault(book, begin), first);
    next.put(book, first + r.count());
  }

  private static void counters(Evidence e, Map<String, Long> next, String table, String sql)
      throws SQLException {
    Map<String, Long> left = new HashMap<>(next);
    e.store()
        .each(
            sql,
            row -> {
              e.count(table);
              String book = row.text("book").equals("t") ? "true" : row.text("book");
              @Nullable Long expected = left.remove(book);
              e.findings()
                  .same(
                      table,
                      book,
                      table.equals("status_counter") ? "next_slot" : "next_number",
                      expected == null ? Long.valueOf(1) : expected,
                      row.number("next"));
            });
    left.forEach((book, value) -> e.findings().add(table, book, "", "a counter", "none"));
  }

  private static void minutes(Evidence e) throws SQLException {
    Set<UUID> voided = new HashSet<>();
    e.store()
        .each(
            """
            select v.*, a.requester_person, a.approver_person, a.subject_id,
              a.state as approval_state, b.approved_hash, b.kind as batch_kind,
              b.state as batch_state
            from number_voiding v
            left join batch b on b.id = v.batch_id
            left join lateral (select * from approval a where a.subject_kind = 'batch-voiding'
              and a.content = v.content and a.state = 'consumed' limit 1) a on true
            """,
            row -> {
              e.count("number_voiding");
              UUID batch = row.uuid("batch_id");
              voided.add(batch);
              Findings findings = e.findings();
              @Nullable Reservation held = e.reservations().get(batch);
              if (held == null) {
                findings.add("number_voiding", batch, "batch_id", "numbers it voids", "none");
                return;
              }
              findings.same(
                  "number_voiding",
                  batch,
                  "institution_id",
                  held.institution(),
                  row.integer("institution_id"));
              findings.same(TABLE, batch, "state", "voided", held.state());
              findings.require(
                  !row.uuid("asked_person").equals(row.uuid("approved_person")),
                  "number_voiding",
                  batch,
                  "approved_person",
                  "another person than the one who asked",
                  "the same");
              voided(e, row, batch, held);
              if (row.isNull("approval_state")) {
                findings.add(
                    "number_voiding",
                    batch,
                    "content",
                    "an approval of two persons for it",
                    "none");
              } else {
                findings.same(
                    "number_voiding",
                    batch,
                    "asked_person",
                    row.uuid("requester_person"),
                    row.uuid("asked_person"));
                findings.same(
                    "number_voiding",
                    batch,
                    "approved_person",
                    row.uuid("approver_person"),
                    row.uuid("approved_person"));
              }
            });
    reservations(e, voided);
  }

  private static void reservations(Evidence e, Set<UUID> voided) {
    for (Reservation r : e.reservations().values()) {
      boolean isVoid = r.state().equals("voided");
      if (isVoid && !voided.contains(r.batch())) {
        e.findings().add(TABLE, r.batch(), "state", "minutes of the voiding", "none");
      }
    }
  }

  /** The minutes are about this batch and its numbers: the approval of another gives nothing up. */
  private static void voided(Evidence e, Cells row, UUID batch, Reservation held)
      throws SQLException {
    Findings findings = e.findings();
    if (row.isNull("batch_state")) {
      findings.add("number_voiding", batch, "batch_id", "a batch that was given up", "none");
      return;
    }
    String id = PublicId.of("bat", batch).toString();
    findings.same("batch", batch, "state", "voided", row.text("batch_state"));
    Digest expected =
        Digest.sha256(
            Cbor.map()
                .put(0, Cbor.of("sogoc/voiding/1"))
                .put(1, Cbor.of(id))
                .put(2, Cbor.of(row.bytes("approved_hash")))
                .put(3, Cbor.of(row.integer("institution_id")))
                .put(4, Cbor.of(row.text("batch_kind")))
                .put(5, Cbor.of(held.year()))
                .put(6, Cbor.of(held.firstRegister()))
                .put(7, Cbor.of(held.count()))
                .put(8, Cbor.of(row.text("reason")))
                .build()
                .encode());
    findings.same(
        "number_voiding", batch, "reason,content", Optional.of(expected), row.digest("content"));
    if (!row.isNull("approval_state")) {
      findings.same("number_voiding", batch, "content", id, row.text("subject_id"));
    }
  }
}
