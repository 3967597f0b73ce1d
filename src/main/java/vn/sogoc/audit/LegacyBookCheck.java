package vn.sogoc.audit;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;
import vn.sogoc.platform.http.ScannedDocument;
import vn.sogoc.register.legacy.PageProof;

/**
 * Old register books: each declaration that counts was approved by two persons, every picture is
 * the one that was uploaded, and no row that somebody keyed or decided is another than they wrote.
 */
final class LegacyBookCheck implements Check {
  private static final String BOOK = "legacy_book";
  private static final String DECLARATION = "legacy_declaration";
  private static final String IMAGE = "legacy_image";
  private static final String PAGE = "legacy_page";
  private static final String TURN = "legacy_turn";
  private static final String ROW = "legacy_row";
  private static final String DECISION = "legacy_decision";

  @Override
  public void run(Evidence e) throws SQLException {
    declarations(e);
    missing(e);
    if (e.trust().secrets().isEmpty()) {
      return;
    }
    PageProof proof = new PageProof(e.trust().secrets().get());
    SealedRows rows = new SealedRows(e, e.trust().secrets().get());
    rows.check(BOOK, "id", "legacy-book", (row, id) -> book(e, row, id));
    rows.check(DECLARATION, "id", "legacy-declaration", (row, id) -> declaration(e, row, id));
    rows.check(PAGE, "id", "legacy-page", (row, id) -> page(e, row, id));
    rows.check(TURN, "id", "legacy-turn", (row, id) -> turn(e, row, id));
    rows.check(ROW, "id", "legacy-row", (row, id) -> keyed(e, proof, row, id));
    rows.check(DECISION, "id", "legacy-decision", (row, id) -> decided(e, proof, row, id));
    images(e, proof);
    entries(e, proof);
  }

  /** Pages without their picture or book, and approvals that were used for what is not there. */
  private static void missing(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select p.id, b.id as b_id, i.id as i_id from legacy_page p
            left join legacy_book b on b.id = p.book_id and b.institution_id = p.institution_id
            left join legacy_image i on i.institution_id = p.institution_id and i.digest = p.image_digest
            where b.id is null or i.id is null
            """,
            row ->
                e.findings()
                    .add(
                        PAGE,
                        row.uuid("id"),
                        row.isNull("b_id") ? "book_id" : "image_digest",
                        "its book and its picture",
                        "none"));
    e.store()
        .each(
            """
            select a.id, a.subject_kind, a.subject_id from approval a
            where a.state = 'consumed' and a.subject_kind in ('legacy-book', 'legacy-page', 'copy-withdrawal')
              and not exists (select from legacy_declaration d where d.approval_id = a.id)
              and not exists (select from legacy_page p where p.approval_id = a.id)
              and not exists (select from register_copy_withdrawal w where w.approval_id = a.id)
            """,
            row ->
                e.findings()
                    .add(
                        table(row.text("subject_kind")),
                        row.text("subject_id"),
                        "",
                        "what two persons approved",
                        "none"));
  }

  private static String table(String kind) {
    return switch (kind) {
      case "legacy-book" -> DECLARATION;
      case "legacy-page" -> PAGE;
      default -> "register_copy_withdrawal";
    };
  }

  private static void declarations(Evidence e) throws SQLException {
    Map<UUID, Integer> versions = new HashMap<>();
    e.store()
        .each(
            """
            select d.*, b.institution_id as b_institution, b.issuer_id, b.kind, b.title, b.year_from, b.year_to,
              b.first_number, b.last_number, a.state, a.content, a.subject_kind, a.subject_id, a.requester_person,
              a.approver_person
            from legacy_declaration d left join legacy_book b on b.id = d.book_id
            left join approval a on a.id = d.approval_id
            order by d.book_id, d.version
            """,
            row -> {
              UUID id = row.uuid("id");
              UUID book = row.uuid("book_id");
              int version = row.integer("version");
              e.findings()
                  .same(DECLARATION, id, "version", versions.merge(book, 1, Integer::sum), version);
              if (row.isNull("approval_id")) {
                return;
              }
              boolean isUsed =
                  !row.isNull("state")
                      && row.text("state").equals("consumed")
                      && row.text("subject_kind").equals("legacy-book")
                      && row.text("subject_id").equals(PublicId.of("bok", book) + "/" + version)
                      && row.uuid("requester_person").equals(row.uuid("declared_person"))
                      && row.uuid("approver_person").equals(row.uuid("approved_person"))
                      && !row.uuid("approved_person").equals(row.uuid("declared_person"))
                      && row.integer("institution_id") == row.integer("b_institution")
                      && row.digest("content").equals(Optional.of(content(row, book)));
              e.findings()
                  .require(
                      isUsed,
                      DECLARATION,
                      id,
                      "approval_id",
                      "an approval that two persons gave to it",
                      "none of theirs was used for it");
            });
  }

  /** What was approved, as {@code Books} has it. */
  private static Digest content(Cells row, UUID book) throws SQLException {
    return Digest.sha256(
        Cbor.array(
                Cbor.of("sogoc/legacy-book/1"),
                Cbor.of(PublicId.of("bok", book).toString()),
                Cbor.of(row.integer("b_institution")),
                Cbor.of(row.integer("issuer_id")),
                Cbor.of(row.text("kind")),
                Cbor.of(row.text("title")),
                Cbor.of(row.integer("year_from")),
                Cbor.of(row.integer("year_to")),
                Cbor.of(row.text("first_number")),
                Cbor.of(row.text("last_number")),
                Cbor.of(row.integer("version")),
                Cbor.of(row.integer("entries")),
                Cbor.of(row.text("lost").equals("t")),
                Cbor.of(row.text("minutes")))
            .encode());
  }

  private static void images(Evidence e, PageProof proof) throws SQLException {
    e.store()
        .each(
            1,
            "select id, institution_id, digest, media_type, content from legacy_image",
            row -> {
              e.count(IMAGE);
              Optional<Bytes> plain =
                  row.digest("digest").isEmpty()
                      ? Optional.empty()
                      : proof.image(
                          row.integer("institution_id"),
                          row.digest("digest").get(),
                          row.bytes("content"));
              boolean holds =
                  plain
                      .flatMap(ScannedDocument::mediaType)
                      .equals(Optional.of(row.text("media_type")));
              e.findings()
                  .require(
                      holds,
                      IMAGE,
                      row.uuid("id"),
                      "content",
                      "the picture of that digest, institution and type",
                      "another");
            });
  }

  /** An entry that was closed has the rows that it was closed with, no more and no fewer. */
  private static void entries(Evidence e, PageProof proof) throws SQLException {
    Map<UUID, Optional<Digest>> some = new LinkedHashMap<>();
    e.store()
        .each(
            "select id, rows_digest from legacy_turn where closed_at is not null order by id",
            row -> {
              some.put(row.uuid("id"), row.digest("rows_digest"));
              if (some.size() == LegacyPages.AT_ONCE) {
                entries(e, proof, some);
                some.clear();
              }
            });
    entries(e, proof, some);
  }

  private static void entries(Evidence e, PageProof proof, Map<UUID, Optional<Digest>> some)
      throws SQLException {
    Map<UUID, Map<Integer, Bytes>> words = new HashMap<>();
    e.store()
        .each(
            "select turn_id, line, content from legacy_row where turn_id = any(?)",
            row -> LegacyPages.word(proof, row, words),
            (Object) some.keySet().toArray(new UUID[0]));
    some.forEach(
        (id, closed) -> {
          Optional<Digest> found = PageProof.digest(words.getOrDefault(id, Map.of()));
          e.findings()
              .require(
                  found.isPresent() && found.equals(closed),
                  TURN,
                  id,
                  "rows_digest",
                  "the rows it was closed with",
                  "others, or fewer");
        });
  }

  private static @Nullable Object[] book(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(BOOK);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.integer("issuer_id"),
      row.text("kind"),
      row.text("title"),
      row.integer("year_from"),
      row.integer("year_to"),
      row.text("first_number"),
      row.text("last_number"),
      row.instant("created_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] declaration(Evidence e, Cells row, UUID id)
      throws SQLException {
    e.count(DECLARATION);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("book_id"),
      row.integer("version"),
      row.integer("entries"),
      row.text("lost").equals("t"),
      row.text("minutes"),
      row.uuid("declared_person"),
      row.text("declared_name"),
      row.instant("declared_at").toEpochMilli(),
      row.uuidOrNull("approved_person"),
      row.textOrNull("approved_name"),
      row.isNull("approved_at") ? null : row.instant("approved_at").toEpochMilli(),
      row.uuidOrNull("approval_id")
    };
  }

  private static @Nullable Object[] page(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(PAGE);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("book_id"),
      row.integer("number"),
      row.integer("version"),
      HexFormat.of().formatHex(row.raw("image_digest")),
      row.uuid("uploaded_person"),
      row.instant("uploaded_at").toEpochMilli(),
      row.uuidOrNull("approval_id"),
      row.isNull("approved_hash") ? null : HexFormat.of().formatHex(row.raw("approved_hash")),
      row.isNull("recorded_at") ? null : row.instant("recorded_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] turn(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(TURN);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.uuid("page_id"),
      row.integer("turn"),
      row.uuid("person_id"),
      row.text("person_name"),
      row.instant("opened_at").toEpochMilli(),
      row.isNull("closed_at") ? null : row.instant("closed_at").toEpochMilli(),
      row.isNull("rows_digest") ? null : HexFormat.of().formatHex(row.raw("rows_digest"))
    };
  }

  private static @Nullable Object[] keyed(Evidence e, PageProof proof, Cells row, UUID id)
      throws SQLException {
    e.count(ROW);
    UUID turn = row.uuid("turn_id");
    int line = row.integer("line");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      turn,
      line,
      proof.row(turn, line, row.bytes("content")).map(Bytes::hex).orElse("not to be opened"),
      row.instant("keyed_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] decided(Evidence e, PageProof proof, Cells row, UUID id)
      throws SQLException {
    e.count(DECISION);
    UUID page = row.uuid("page_id");
    int line = row.integer("line");
    int version = row.integer("version");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      page,
      line,
      version,
      row.isNull("content")
          ? null
          : proof
              .decision(page, line, version, row.bytes("content"))
              .map(Bytes::hex)
              .orElse("not to be opened"),
      row.text("reason"),
      row.uuid("decided_person"),
      row.text("decided_name"),
      row.instant("decided_at").toEpochMilli(),
      row.uuidOrNull("agreed_person"),
      row.textOrNull("agreed_name"),
      row.isNull("agreed_at") ? null : row.instant("agreed_at").toEpochMilli()
    };
  }
}
