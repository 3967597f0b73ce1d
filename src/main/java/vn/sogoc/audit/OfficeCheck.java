package vn.sogoc.audit;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
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
import vn.sogoc.platform.secrets.Sealing;

/**
 * What gives somebody of an office a right: each proposal was carried out by an approval that two
 * persons gave to it, each way in was opened by one, and no row is another than the service wrote.
 */
final class OfficeCheck implements Check {
  private static final String PROPOSAL = "proposal";
  private static final String OUTCOME = "proposal_outcome";
  private static final String INVITATION = "invitation";

  @Override
  public void run(Evidence e) throws SQLException {
    if (e.trust().secrets().isPresent()) {
      SealedRows rows = new SealedRows(e, e.trust().secrets().get());
      rows.check(PROPOSAL, "id", PROPOSAL, (row, id) -> proposal(e, row, id));
      rows.check(OUTCOME, "proposal_id", "proposal-outcome", (row, id) -> outcome(e, row, id));
      rows.check(INVITATION, "id", INVITATION, (row, id) -> invitation(e, row, id));
      rows.check(
          "mandate_document",
          "id, institution_id, digest, media_type, uploaded_at, seal",
          "id",
          "mandate-document",
          (row, id) -> document(e, row, id));
      rows.check("supervision", "id", "supervision", (row, id) -> supervision(e, row, id));
    }
    documents(e);
    approved(e);
    opened(e);
  }

  /** A document that was changed is not the one that two persons saw. */
  private static void documents(Evidence e) throws SQLException {
    e.store()
        .each(
            1,
            "select id, digest, content from mandate_document",
            row ->
                e.findings()
                    .require(
                        Optional.of(Digest.sha256(row.bytes("content")))
                            .equals(row.digest("digest")),
                        "mandate_document",
                        row.uuid("id"),
                        "content",
                        "bytes of that digest",
                        "others"));
  }

  private static void approved(Evidence e) throws SQLException {
    e.store()
        .each(
            """
            select o.*, p.institution_id as p_institution, p.asked_person as p_asked, p.kind,
              p.subject, p.terms, a.content, a.state, a.subject_kind, a.subject_id, a.requester_person, a.approver_person
            from proposal_outcome o
            left join proposal p on p.id = o.proposal_id
            left join approval a on a.id = o.approval_id
            where o.outcome = 'approved'
            """,
            row -> {
              UUID id = row.uuid("proposal_id");
              UUID asked = row.uuid("asked_person");
              UUID decided = row.uuid("decided_person");
              boolean isUsed =
                  !row.isNull("p_asked")
                      && !row.isNull("state")
                      && row.integer("institution_id") == row.integer("p_institution")
                      && row.uuid("p_asked").equals(asked)
                      && row.text("state").equals("consumed")
                      && row.text("subject_kind").equals(row.text("kind"))
                      && row.text("subject_id").equals(PublicId.of("pro", id).toString())
                      && row.uuid("requester_person").equals(asked)
                      && row.uuid("approver_person").equals(decided)
                      && row.digest("content").equals(Optional.of(content(row, id)))
                      && !asked.equals(decided);
              e.findings()
                  .require(
                      isUsed,
                      OUTCOME,
                      id,
                      "approval_id",
                      "an approval that two persons gave to it",
                      "none of theirs was used for it");
              if (isWayIn(row.text("kind"))) {
                wayIn(e, id, row.text("subject"), decided);
              }
            });
  }

  /** What was approved, as {@code ProposalEntity} has it. */
  private static Digest content(Cells row, UUID id) throws SQLException {
    List<Cbor> content = new ArrayList<>();
    content.add(Cbor.of("sogoc/proposal/1"));
    content.add(Cbor.of(PublicId.of("pro", id).toString()));
    content.add(Cbor.of(row.integer("p_institution")));
    content.add(Cbor.of(row.text("kind")));
    content.add(Cbor.of(row.text("subject")));
    AgreedCheck.terms(row.text("terms"))
        .forEach(
            (name, value) -> {
              content.add(Cbor.of(name));
              content.add(Cbor.of(value));
            });
    return Digest.sha256(Cbor.array(content).encode());
  }

  private static boolean isWayIn(String kind) {
    return kind.equals(INVITATION) || kind.equals("recovery");
  }

  /** What was approved is open, or was. */
  private static void wayIn(Evidence e, UUID proposal, String subject, UUID decided)
      throws SQLException {
    boolean[] isThere = {false};
    Optional<PublicId> invitation = PublicId.parse("inv", subject);
    if (invitation.isPresent()) {
      e.store()
          .each(
              "select approved_person from invitation where id = ?",
              row -> isThere[0] = row.uuid("approved_person").equals(decided),
              invitation.get().key());
    }
    e.findings()
        .require(isThere[0], OUTCOME, proposal, "outcome", "the way in that it opened", "none");
  }

  private static void opened(Evidence e) throws SQLException {
    e.store()
        .each(
            "select * from invitation where approved_person is not null",
            row -> {
              UUID id = row.uuid("id");
              Optional<Agreed> agreed = agreed(e, id, row);
              e.findings()
                  .require(
                      agreed
                          .map(Agreed::second)
                          .filter(row.uuid("approved_person")::equals)
                          .isPresent(),
                      INVITATION,
                      id,
                      "approved_person",
                      "whoever approved the proposal of it",
                      "another person, or nobody did");
              if (agreed.isPresent()) {
                Map<String, String> is = terms(e, id, row);
                if (!row.isNull("email_salt") && !is.containsKey("emailHash")) {
                  agreed.get().terms().remove("emailHash"); // sealed, and the secret is not here
                }
                e.findings().sameSecret(INVITATION, id, "", agreed.get().terms(), is);
              }
            });
  }

  /** Who was the second person, and what both agreed to. */
  private record Agreed(UUID second, Map<String, String> terms) {}

  private static Optional<Agreed> agreed(Evidence e, UUID invitation, Cells row)
      throws SQLException {
    @Nullable Agreed[] found = {null};
    boolean isAddressKept = !row.isNull("email_salt");
    e.store()
        .each(
            """
            select o.decided_person, p.terms
            from proposal p join proposal_outcome o on o.proposal_id = p.id
            where p.subject = ? and p.kind = ? and p.institution_id = ?
              and o.outcome = 'approved' and p.asked_person = ?
            """,
            of -> {
              Map<String, String> terms = AgreedCheck.terms(of.text("terms"));
              terms.remove("username");
              if (!isAddressKept) {
                terms.remove("emailHash"); // taken out when it ended
                terms.remove("email"); // of one from before it was hashed
              }
              found[0] = new Agreed(of.uuid("decided_person"), terms);
            },
            PublicId.of("inv", invitation).toString(),
            row.text("purpose").equals("recover") ? "recovery" : INVITATION,
            row.integer("institution_id"),
            row.uuid("invited_person"));
    return Optional.ofNullable(found[0]);
  }

  /** What the terms of a way in must be. */
  private static Map<String, String> terms(Evidence e, UUID id, Cells row) throws SQLException {
    Map<String, String> terms = new TreeMap<>();
    terms.put("name", row.text("name"));
    terms.put("until", row.instant("expires_at").toString());
    if (!row.text("purpose").equals("recover")) {
      terms.put("roles", row.text("roles"));
    }
    if (!row.isNull("account_id")) {
      terms.put("account", PublicId.of("acc", row.uuid("account_id")).toString());
    }
    Optional<String> address = address(e, id, row);
    if (!row.isNull("email_salt") && address.isPresent()) {
      terms.put(
          "emailHash",
          Digest.sha256(
                  Cbor.array(
                          Cbor.of("sogoc/invitation-email/1"),
                          Cbor.of(row.bytes("email_salt")),
                          Cbor.of(address.get()))
                      .encode())
              .hex());
    }
    return terms;
  }

  /** The address that a row holds; empty where it is sealed and the secret is not here. */
  private static Optional<String> address(Evidence e, UUID id, Cells row) throws SQLException {
    Optional<Bytes> sealed = row.bytesIfAny("email_sealed");
    if (sealed.isEmpty()) {
      return Optional.of(row.text("email"));
    }
    return e.trust()
        .secrets()
        .map(secrets -> Sealing.opening(secrets, "invitation-address"))
        .map(
            sealing ->
                sealing
                    .open(sealed.get(), id.toString())
                    .map(bytes -> new String(bytes.toArray(), StandardCharsets.UTF_8))
                    .orElse("does not open"));
  }

  private static @Nullable Object[] proposal(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(PROPOSAL);
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.text("kind"),
      row.text("subject"),
      row.text("terms"),
      row.uuid("asked_person"),
      row.text("asked_name"),
      row.instant("asked_at").toEpochMilli(),
      row.instant("expires_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] outcome(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(OUTCOME);
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

  private static @Nullable Object[] invitation(Evidence e, Cells row, UUID id) throws SQLException {
    e.count(INVITATION);
    List<@Nullable Object> columns = new ArrayList<>();
    Collections.addAll(
        columns,
        id,
        row.integer("institution_id"),
        row.text("purpose"),
        row.uuidOrNull("account_id"),
        row.text("name"),
        row.text("email"),
        row.text("roles"),
        row.uuid("invited_person"),
        row.text("invited_name"),
        row.instant("invited_at").toEpochMilli(),
        row.instant("expires_at").toEpochMilli(),
        row.uuidOrNull("approved_person"),
        row.textOrNull("approved_name"),
        row.isNull("approved_at") ? null : row.instant("approved_at").toEpochMilli(),
        row.bytesIfAny("link_digest").map(d -> d.hex()).orElse(null),
        row.bytesIfAny("code_digest").map(d -> d.hex()).orElse(null),
        row.integer("wrong_codes"),
        row.textOrNull("ended"),
        row.isNull("ended_at") ? null : row.instant("ended_at").toEpochMilli());
    row.bytesIfAny("email_salt").ifPresent(salt -> columns.add(salt.hex()));
    row.bytesIfAny("email_sealed").ifPresent(is -> columns.add("email_sealed " + is.hex()));
    row.bytesIfAny("link_sealed").ifPresent(is -> columns.add("link_sealed " + is.hex()));
    if (!row.isNull("mailed_at")) {
      columns.add("mailed_at " + row.instant("mailed_at").toEpochMilli());
    }
    return columns.toArray();
  }

  private static @Nullable Object[] document(Evidence e, Cells row, UUID id) throws SQLException {
    e.count("mandate_document");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.bytes("digest").hex(),
      row.text("media_type"),
      row.instant("uploaded_at").toEpochMilli()
    };
  }

  private static @Nullable Object[] supervision(Evidence e, Cells row, UUID id)
      throws SQLException {
    e.count("supervision");
    return new @Nullable Object[] {
      id,
      row.integer("institution_id"),
      row.integer("version"),
      row.isNull("supervisor_id") ? null : row.integer("supervisor_id"),
      row.instant("recorded_at").toEpochMilli()
    };
  }
}
