package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import vn.sogoc.crypto.cbor.Cbor;
import vn.sogoc.kernel.Bytes;

/** A row of {@code register_entry} as stored, with the row of the batch that it was made of. */
record RegisterRow(
    UUID id,
    int institution,
    UUID batch,
    int position,
    String kind,
    String regime,
    String fullName,
    String birthDate,
    String serialNumber,
    String serialKey,
    String registerNumber,
    int year,
    int sequence,
    String decisionNumber,
    String decisionKey,
    LocalDate decisionDate,
    LocalDate issueDate,
    int statusList,
    int statusIndex,
    Bytes keyId,
    UUID person,
    Bytes lookup,
    Bytes cose,
    Bytes digest,
    Instant recordedAt,
    Bytes seal,
    Optional<Bytes> draft,
    UUID draftPerson) {

  static RegisterRow read(Cells row) throws SQLException {
    return new RegisterRow(
        row.uuid("id"),
        row.integer("institution_id"),
        row.uuid("batch_id"),
        row.integer("batch_row"),
        row.text("kind"),
        row.text("regime"),
        row.text("full_name"),
        row.text("birth_date"),
        row.text("serial_number"),
        row.text("serial_key"),
        row.text("register_number"),
        row.integer("register_year"),
        row.integer("register_seq"),
        row.text("decision_number"),
        row.text("decision_key"),
        row.date("decision_date"),
        row.date("issue_date"),
        row.integer("status_list"),
        row.integer("status_index"),
        row.bytes("key_id"),
        row.uuid("person_id"),
        row.bytes("lookup"),
        row.bytes("cose"),
        row.bytes("digest"),
        row.instant("recorded_at"),
        row.bytes("seal"),
        row.bytesIfAny("draft"),
        row.uuid("draft_person"));
  }

  /**
   * What the register's seal covers: every column but itself and the time of recording, in this
   * order.
   */
  byte[] sealed() {
    return Cbor.array(
            Cbor.of(id.toString()),
            Cbor.of(institution),
            Cbor.of(batch.toString()),
            Cbor.of(position),
            Cbor.of(kind),
            Cbor.of(regime),
            Cbor.of(fullName),
            Cbor.of(birthDate),
            Cbor.of(serialNumber),
            Cbor.of(serialKey),
            Cbor.of(registerNumber),
            Cbor.of(year),
            Cbor.of(sequence),
            Cbor.of(decisionNumber),
            Cbor.of(decisionKey),
            Cbor.of(decisionDate.toEpochDay()),
            Cbor.of(issueDate.toEpochDay()),
            Cbor.of(statusList),
            Cbor.of(statusIndex),
            Cbor.of(keyId),
            Cbor.of(person.toString()),
            Cbor.of(lookup),
            Cbor.of(cose),
            Cbor.of(digest),
            Cbor.of(recordedAt.toEpochMilli()))
        .encode()
        .toArray();
  }
}
