package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import vn.sogoc.kernel.Digest;
import vn.sogoc.kernel.PublicId;

/**
 * An institution's own pages: each is what two persons agreed to and there is no other; each
 * picture has the bytes of its name. Which one a document has follows from these.
 */
final class TemplateCheck implements Check {
  private static final String TEMPLATE = "diploma_template";
  private static final String IMAGE = "template_image";
  private static final String OUTCOME = "proposal_outcome";

  /** What two persons agreed to. */
  private record Agreed(int institution, Map<String, String> terms, Instant at) {}

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(
          IMAGE,
          "id, institution_id, digest, media_type, width, height, kept_at, seal",
          "id",
          "template-image",
          (row, id) -> image(e, row, id));
      rows.check(TEMPLATE, "id", "diploma-template", (row, id) -> template(e, row, id));
    }
    Set<String> pictures = pictures(e);
    Map<UUID, Agreed> agreed = new HashMap<>();
    Map<UUID, Instant> ends = new HashMap<>();
    agreed(e, agreed, ends);
    templates(e, agreed, ends);
    for (Map.Entry<UUID, Agreed> one : agreed.entrySet()) {
      drawn(e, one.getKey(), one.getValue(), pictures);
    }
  }

  /** Names of all pictures, by institution; what was changed is not what two persons saw. */
  private static Set<String> pictures(Evidence e) throws SQLException {
    Set<String> names = new HashSet<>();
    e.store()
        .each(
            1,
            "select id, institution_id, digest, content from template_image",
            row -> {
              boolean isSame =
                  Optional.of(Digest.sha256(row.bytes("content"))).equals(row.digest("digest"));
              e.findings()
                  .require(
                      isSame, IMAGE, row.uuid("id"), "content", "bytes of that digest", "others");
              if (isSame) {
                names.add(row.integer("institution_id") + "/" + row.bytes("digest").hex());
              }
            });
    return names;
  }

  private static void agreed(Evidence e, Map<UUID, Agreed> agreed, Map<UUID, Instant> ends)
      throws SQLException {
    e.store()
        .each(
            """
            select o.proposal_id, o.decided_at, p.institution_id, p.kind, p.subject, p.terms
            from proposal_outcome o join proposal p on p.id = o.proposal_id
            where o.outcome = 'approved' and p.kind in ('template', 'template-end')
            """,
            row -> {
              Instant at = row.instant("decided_at");
              if (row.text("kind").equals("template")) {
                agreed.put(
                    row.uuid("proposal_id"),
                    new Agreed(
                        row.integer("institution_id"), AgreedCheck.terms(row.text("terms")), at));
              } else {
                PublicId.parse("tpl", row.text("subject")).ifPresent(id -> ends.put(id.key(), at));
              }
            });
  }

  private static void templates(Evidence e, Map<UUID, Agreed> agreed, Map<UUID, Instant> ends)
      throws SQLException {
    Set<UUID> seen = new HashSet<>();
    e.store()
        .each(
            "select * from diploma_template",
            row -> {
              UUID id = row.uuid("id");
              seen.add(id);
              Agreed two = agreed.get(id);
              boolean isAgreed =
                  two != null
                      && two.institution() == row.integer("institution_id")
                      && Objects.equals(two.terms().get("kind"), row.text("kind"))
                      && Objects.equals(two.terms().get("from"), row.date("valid_from").toString())
                      && Objects.equals(
                          two.terms().get("until"),
                          row.isNull("valid_until") ? null : row.date("valid_until").toString())
                      && isMoment(two.at(), row.instant("agreed_at"));
              e.findings()
                  .require(
                      isAgreed, TEMPLATE, id, "", "what two persons agreed to", "something else");
              Instant end = ends.get(id);
              boolean isEnded =
                  row.isNull("ended_at")
                      ? end == null
                      : end != null && isMoment(end, row.instant("ended_at"));
              e.findings()
                  .require(
                      isEnded,
                      TEMPLATE,
                      id,
                      "ended_at",
                      end == null ? "no end" : "the end that two persons agreed to",
                      "another");
            });
    for (UUID id : agreed.keySet()) {
      e.findings().require(seen.contains(id), OUTCOME, id, "outcome", "the template", "none");
    }
  }

  /** What two persons agree to is carried out in the same moment, not in the same millisecond. */
  private static boolean isMoment(Instant decided, Instant carriedOut) {
    return !carriedOut.isBefore(decided) && carriedOut.isBefore(decided.plusSeconds(MOMENT));
  }

  private static final long MOMENT = 120;

  /** Every picture that is agreed to is there. */
  private static void drawn(Evidence e, UUID id, Agreed two, Set<String> pictures) {
    for (String name : new String[] {"background", "signature", "seal"}) {
      String value = two.terms().get(name);
      if (value != null) {
        String digest = value.split(" ", 2)[0];
        e.findings()
            .require(
                pictures.contains(two.institution() + "/" + digest),
                TEMPLATE,
                id,
                name,
                "the picture " + digest,
                "none");
      }
    }
  }

  private static @Nullable Object[] image(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(IMAGE);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.bytes("digest").hex(),
      row.text("media_type"),
      row.integer("width"),
      row.integer("height"),
      row.instant("kept_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] template(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(TEMPLATE);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("kind"),
      row.date("valid_from"),
      row.dateOrNull("valid_until"),
      row.instant("agreed_at").toEpochMilli(),
      row.isNull("ended_at") ? null : row.instant("ended_at").toEpochMilli()
    };
  }
}
