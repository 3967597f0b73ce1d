package vn.sogoc.issuance.imports;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** Where an import stands. */
public enum ImportState {
  /** The file is kept; nobody said yet how to read it. */
  UPLOADED,
  /** The rows are being read and checked. */
  READING,
  /** Every row was read, and some have faults; it can be read in another way or discarded. */
  FAULTY,
  /** Every row was read and has no fault; it can be committed. */
  READY,
  /** It became a batch. */
  COMMITTED,
  /** Given up. */
  DISCARDED;

  /** The word in the API and in the database. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  static ImportState ofCode(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
