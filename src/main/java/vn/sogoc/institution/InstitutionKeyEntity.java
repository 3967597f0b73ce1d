package vn.sogoc.institution;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** Leads from a key id to the institution whose statement names it, and to where the key lives. */
@Entity
@Table(name = "institution_key")
class InstitutionKeyEntity {
  @Id byte[] keyId = {};
  int institutionId;
  String purpose = "";

  /**
   * {@code p12:<file>/<alias>} or {@code pkcs11:<token>/<alias>}; null where the key is elsewhere.
   */
  @Nullable String store;
}
