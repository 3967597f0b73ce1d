package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.trail.Deed;

/**
 * Blanks: each movement of a series is as the service wrote it, they are numbered without a gap,
 * each has its line of the audit trail and no line is without its movement; the uses are those
 * whose hash their movement has; what is gone was agreed to by two persons, and all that they
 * agreed to is gone.
 */
final class BlankCheck implements Check {
  private static final String SERIES = "blank_series";
  private static final String MOVEMENT = "blank_movement";
  private static final String USE = "blank_use";

  /** A movement as far as others hang on it. */
  private record Moved(
      UUID series, String type, long first, long last, Optional<Digest> uses, int institution) {}

  private final Map<String, String> untold = new HashMap<>();
  private final Map<UUID, Integer> versions = new HashMap<>();
  private final Map<UUID, Moved> movements = new HashMap<>();

  /** Movements of uses whose rows were not met yet. */
  private final Set<UUID> unmet = new HashSet<>();

  /** The uses of one movement at a time: rows come in the order of their movements. */
  private UUID current = new UUID(0, 0);

  private final List<Cbor> uses = new ArrayList<>();
  private final List<String> rows = new ArrayList<>();

  /** What is gone by each proposal: what its movements say, and then their ranges in order. */
  private final Map<UUID, SortedSet<String>> gone = new HashMap<>();

  private final Map<UUID, SortedMap<Long, String>> ranges = new HashMap<>();

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(SERIES, "id", "blank-series", BlankCheck::series);
      rows.check(MOVEMENT, "id", "blank-movement", BlankCheck::movement);
    }
    e.store().each("select * from blank_series", row -> opened(e, row));
    e.store()
        .each("select * from blank_movement order by series_id, version", row -> moved(e, row));
    e.store().each("select * from blank_use order by movement_id, number", row -> used(e, row));
    close(e);
    unmet.forEach(
        id ->
            e.findings()
                .add(USE, "of movement " + id, "", "the uses behind the hash of it", "none"));
    agreed(e);
    e.store()
        .each(
            """
            select action, actor, institution_id, object, details from trail_line
            where action like 'blank.%' order by seq
            """,
            row -> line(e, row));
    untold.forEach(
        (line, row) -> {
          String[] place = row.split(" ");
          e.findings()
              .add(place[0], UUID.fromString(place[1]), "", "a line of the audit trail", "none");
        });
  }

  private void opened(Evidence e, Cells row) throws SQLException {
    e.count(SERIES);
    UUID id = row.uuid("id");
    untold.put(
        key(
            "blank.open",
            "",
            row.integer("institution_id"),
            PublicId.of("bls", id).toString(),
            Deed.hash(series(row, id)).hex()),
        SERIES + " " + id);
  }

  private void moved(Evidence e, Cells row) throws SQLException {
    e.count(MOVEMENT);
    UUID id = row.uuid("id");
    UUID series = row.uuid("series_id");
    String type = row.text("type");
    e.findings()
        .same(
            MOVEMENT,
            id,
            "version",
            versions.merge(series, 1, Integer::sum),
            row.integer("version"));
    long first = row.number("first_number");
    long last = row.number("last_number");
    if (!type.equals("used") && !type.equals("counted")) {
      e.findings().same(MOVEMENT, id, "quantity", last - first + 1, row.number("quantity"));
    }
    movements.put(
        id,
        new Moved(
            series,
            type,
            first,
            last,
            row.isNull("uses") ? Optional.empty() : row.digest("uses"),
            row.integer("institution_id")));
    if (type.equals("used")) {
      unmet.add(id);
    }
    if (!row.isNull("proposal_id")) {
      UUID proposal = row.uuid("proposal_id");
      gone.computeIfAbsent(proposal, none -> new TreeSet<>()).add(words(row));
      ranges
          .computeIfAbsent(proposal, none -> new TreeMap<>())
          .put(first, first == last ? "" + first : first + "-" + last);
    }
    untold.put(
        key(
            "blank." + type,
            PublicId.of("acc", row.uuid("recorded_account")).toString(),
            row.integer("institution_id"),
            PublicId.of("blm", id).toString(),
            Deed.hash(movement(row, id)).hex()),
        MOVEMENT + " " + id);
  }

  private void used(Evidence e, Cells row) throws SQLException {
    e.count(USE);
    UUID id = row.uuid("movement_id");
    long number = row.number("number");
    String key = row.uuid("series_id") + "/" + number;
    @Nullable Moved of = movements.get(id);
    boolean fits =
        of != null
            && of.type().equals("used")
            && of.series().equals(row.uuid("series_id"))
            && of.institution() == row.integer("institution_id")
            && of.first() <= number
            && number <= of.last();
    e.findings()
        .require(
            fits, USE, key, "series_id,number,institution_id,movement_id", "its movement", "none");
    if (!id.equals(current)) {
      close(e);
      current = id;
    }
    rows.add(key);
    uses.add(
        Cbor.array(
            Cbor.of(number),
            Cbor.of(row.uuid("credential_id").toString()),
            Cbor.of(row.integer("turn"))));
  }

  /** Compares the uses of a movement with its hash, and forgets them. */
  private void close(Evidence e) {
    @Nullable Moved one = movements.get(current);
    Digest found = Digest.sha256(Cbor.array(uses).encode());
    if (one != null && one.type().equals("used") && !one.uses().equals(Optional.of(found))) {
      // which of them differs, a hash over all does not say
      for (String row : rows) {
        e.findings()
            .add(
                USE,
                row,
                "credential_id,turn,number",
                "the uses behind the hash of their movement",
                "others");
      }
    }
    unmet.remove(current);
    uses.clear();
    rows.clear();
  }

  /** What a movement says of its minutes, as the proposal has it. */
  private static String words(Cells row) throws SQLException {
    return String.join(
        "\n",
        "" + row.integer("institution_id"),
        PublicId.of("bls", row.uuid("series_id")).toString(),
        row.text("type"),
        row.text("document"),
        String.valueOf(row.dateOrNull("document_date")),
        row.text("reason"),
        row.text("council"),
        row.text("police"));
  }

  /** What two persons agreed to, against what is gone: all of it, word by word. */
  private void agreed(Evidence e) throws SQLException {
    Map<UUID, SortedSet<String>> left = new HashMap<>(gone);
    e.store()
        .each(
            """
            select o.proposal_id, p.institution_id, p.terms from proposal_outcome o
            join proposal p on p.id = o.proposal_id
            where o.outcome = 'approved' and p.kind = 'blank-minutes'
            """,
            row -> {
              UUID id = row.uuid("proposal_id");
              Map<String, String> terms = AgreedCheck.terms(row.text("terms"));
              String said =
                  String.join(
                      "\n",
                      "" + row.integer("institution_id"),
                      terms.getOrDefault("series", ""),
                      terms.getOrDefault("type", ""),
                      terms.getOrDefault("minutes", ""),
                      terms.getOrDefault("minutesDate", ""),
                      terms.getOrDefault("reason", ""),
                      terms.getOrDefault("council", ""),
                      terms.getOrDefault("police", ""));
              @Nullable SortedSet<String> found = left.remove(id);
              String numbers = String.join(", ", ranges.getOrDefault(id, new TreeMap<>()).values());
              e.findings()
                  .require(
                      found != null
                          && found.equals(new TreeSet<>(Set.of(said)))
                          && numbers.equals(terms.get("numbers")),
                      "proposal_outcome",
                      id,
                      "outcome",
                      "the blanks that are gone by it, as two persons agreed",
                      "others");
            });
    left.keySet()
        .forEach(
            id ->
                e.findings()
                    .add(
                        MOVEMENT,
                        id,
                        "proposal_id",
                        "minutes that two persons agreed to",
                        "none of theirs"));
  }

  private void line(Evidence e, Cells row) throws SQLException {
    String action = row.text("action");
    String object = row.text("object");
    boolean isSeries = action.equals("blank.open");
    @Nullable String found =
        untold.remove(
            key(
                action,
                isSeries ? "" : row.text("actor"),
                row.integer("institution_id"),
                object,
                row.bytes("details").hex()));
    if (found == null) {
      e.findings()
          .add(
              isSeries ? SERIES : MOVEMENT,
              PublicId.parse(isSeries ? "bls" : "blm", object)
                  .map(PublicId::key)
                  .orElse(new UUID(0, 0)),
              "",
              "the row that the audit trail tells of",
              "none");
    }
  }

  private static String key(
      String action, String actor, int institution, String object, String details) {
    return String.join(" ", action, actor, "" + institution, object, details);
  }

  /** As {@code BlankSeriesEntity} has them. */
  private static @Nullable Object[] series(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("kind"),
      row.text("prefix"),
      row.integer("digits"),
      row.instant("created_at").toEpochMilli()
    };
  }

  /** As {@code BlankMovementEntity} has them. */
  private static @Nullable Object[] movement(Cells row, UUID id) throws SQLException {
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("series_id"),
      row.integer("version"),
      row.text("type"),
      row.number("first_number"),
      row.number("last_number"),
      row.number("quantity"),
      row.uuidOrNull("batch_id"),
      row.text("document"),
      row.dateOrNull("document_date"),
      row.text("reason"),
      row.text("council"),
      row.text("police"),
      row.isNull("uses") ? null : HexFormat.of().formatHex(row.raw("uses")),
      row.uuidOrNull("proposal_id"),
      row.uuid("recorded_account"),
      row.text("recorded_name"),
      row.instant("recorded_at").toEpochMilli()
    };
  }
}
