package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.PersonName;

/**
 * Rows of {@code import_mapping}: what an institution made of a column the last time it imported a
 * list of a kind with such a header.
 */
@ApplicationScoped
class ColumnMemory {
  private static final int LONGEST = 200;

  private final EntityManager store;

  ColumnMemory(EntityManager store) {
    this.store = store;
  }

  /** Fields by {@link #key}; an empty one where the column was left out. */
  Map<String, String> of(int institution, String kind, List<String> header) {
    List<String> keys = header.stream().map(ColumnMemory::key).filter(k -> !k.isEmpty()).toList();
    Map<String, String> remembered = new HashMap<>();
    if (keys.isEmpty()) {
      return remembered;
    }
    for (Object[] row :
        Tuples.of(
            store
                .createNativeQuery(
                    """
                select header, field from import_mapping
                where institution_id = :institution and kind = :kind and header in (:headers)""",
                    Object[].class)
                .setParameter("institution", institution)
                .setParameter("kind", kind)
                .setParameter("headers", keys))) {
      remembered.put((String) row[0], (String) row[1]);
    }
    return remembered;
  }

  /** Keeps what was confirmed, in the caller's transaction. */
  void confirm(int institution, String kind, Map<String, String> fieldByHeader, Instant now) {
    Map<String, String> byKey = new java.util.TreeMap<>(); // in order: two never wait in a circle
    fieldByHeader.forEach((header, field) -> byKey.put(key(header), field));
    byKey.remove("");
    byKey.forEach(
        (header, field) ->
            store
                .createNativeQuery(
                    """
                    insert into import_mapping (institution_id, kind, header, field, confirmed_at)
                    values (:institution, :kind, :header, :field, :now)
                    on conflict (institution_id, kind, header) do update
                    set field = excluded.field, confirmed_at = excluded.confirmed_at""")
                .setParameter("institution", institution)
                .setParameter("kind", kind)
                .setParameter("header", header)
                .setParameter("field", field)
                .setParameter("now", now)
                .executeUpdate());
  }

  /** What spellings of one header share: without marks, case and blanks at its ends. */
  static String key(String header) {
    String key = PersonName.searchKey(header).strip();
    return key.length() <= LONGEST ? key : key.substring(0, LONGEST);
  }
}
