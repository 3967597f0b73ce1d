package vn.sogoc.register;

import jakarta.persistence.Id;
import jakarta.persistence.MappedSuperclass;
import java.time.LocalDate;
import java.util.UUID;

/**
 * What a row of the register says, but for the time of its recording: known and sealed before that,
 * while the row waits for its batch.
 */
@MappedSuperclass
abstract class EntryColumns {
  @Id UUID id = new UUID(0, 0);
  int institutionId;
  UUID batchId = new UUID(0, 0);
  int batchRow;
  String kind = "";
  String regime = "";
  String fullName = "";
  String birthDate = "";
  String serialNumber = "";
  String serialKey = "";
  String registerNumber = "";
  int registerYear;
  int registerSeq;
  String decisionNumber = "";
  String decisionKey = "";
  LocalDate decisionDate = LocalDate.EPOCH;
  LocalDate issueDate = LocalDate.EPOCH;
  int statusList;
  int statusIndex;
  byte[] keyId = {};
  UUID personId = new UUID(0, 0);
  byte[] lookup = {};
  byte[] cose = {};
  byte[] digest = {};
  byte[] seal = {};
}
