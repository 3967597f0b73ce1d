package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cose.CoseSign1;
import vn.sogoc.crypto.cose.MalformedCose;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.register.legacy.MalformedCopy;
import vn.sogoc.register.legacy.PageProof;
import vn.sogoc.register.legacy.RegisterCopy;

/** What stands behind some pages of old books: their copies, entries and decisions. */
final class LegacyPages {
  /** Whose rows are in memory together; a page has 60 rows at most, keyed twice. */
  static final int AT_ONCE = 100;

  private final Map<UUID, List<RegisterCopy>> copies = new HashMap<>();
  private final Map<UUID, List<PageProof.Entry>> entries = new HashMap<>();
  private final Map<UUID, List<PageProof.Decided>> decisions = new HashMap<>();

  private LegacyPages() {}

  /**
   * Reads them.
   *
   * @param proof opens what is sealed; null where the secret is not at hand
   */
  static LegacyPages of(Evidence e, @Nullable PageProof proof, List<UUID> pages)
      throws SQLException {
    LegacyPages read = new LegacyPages();
    Object these = pages.toArray(new UUID[0]);
    e.store()
        .each(
            "select page_id, cose from register_copy where page_id = any(?) order by page_id, line",
            read::copy,
            these);
    if (proof != null) {
      read.entries(e, proof, these);
      e.store()
          .each(
              "select * from legacy_decision where page_id = any(?) order by page_id, line, version",
              row -> read.decision(proof, row),
              these);
    }
    return read;
  }

  /** Copies in the order of their lines; whose signature holds is looked at elsewhere. */
  List<RegisterCopy> copies(UUID page) {
    return copies.getOrDefault(page, List.of());
  }

  /** Whether they are what two persons keyed, or what was decided. */
  boolean isAgreed(UUID page) {
    return PageProof.isAgreed(
        entries.getOrDefault(page, List.of()),
        decisions.getOrDefault(page, List.of()),
        copies(page));
  }

  private void copy(Cells row) throws SQLException {
    try {
      copies
          .computeIfAbsent(row.uuid("page_id"), none -> new ArrayList<>())
          .add(RegisterCopy.decode(CoseSign1.parse(row.bytes("cose")).payload()));
    } catch (MalformedCose | MalformedCopy malformed) {
      // named where its signature is looked at; its page has a copy too few
    }
  }

  private void entries(Evidence e, PageProof proof, Object pages) throws SQLException {
    Map<UUID, Map<Integer, Bytes>> words = new HashMap<>();
    e.store()
        .each(
            """
            select r.turn_id, r.line, r.content from legacy_turn t join legacy_row r on r.turn_id = t.id
            where t.page_id = any(?) and t.closed_at is not null
            """,
            row -> word(proof, row, words),
            pages);
    e.store()
        .each(
            "select id, page_id, person_id from legacy_turn where page_id = any(?) and closed_at is not null"
                + " order by turn",
            row ->
                entries
                    .computeIfAbsent(row.uuid("page_id"), none -> new ArrayList<>())
                    .add(
                        new PageProof.Entry(
                            row.uuid("person_id"), words.getOrDefault(row.uuid("id"), Map.of()))),
            pages);
  }

  /** Takes the words of a keyed row, by turn and line. */
  static void word(PageProof proof, Cells row, Map<UUID, Map<Integer, Bytes>> words)
      throws SQLException {
    UUID turn = row.uuid("turn_id");
    int line = row.integer("line");
    proof
        .row(turn, line, row.bytes("content"))
        .ifPresent(plain -> words.computeIfAbsent(turn, none -> new TreeMap<>()).put(line, plain));
  }

  private void decision(PageProof proof, Cells row) throws SQLException {
    UUID page = row.uuid("page_id");
    int line = row.integer("line");
    @Nullable Bytes words =
        row.isNull("content")
            ? null
            : proof
                .decision(page, line, row.integer("version"), row.bytes("content"))
                .orElse(Bytes.of(new byte[1]));
    decisions
        .computeIfAbsent(page, none -> new ArrayList<>())
        .add(
            new PageProof.Decided(
                line, words, row.uuid("decided_person"), row.uuidOrNull("agreed_person")));
  }
}
