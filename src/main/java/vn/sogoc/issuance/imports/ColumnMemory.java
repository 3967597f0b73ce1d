package vn.sogoc.issuance.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import vn.sogoc.credential.PersonName;
import vn.sogoc.platform.secrets.Secrets;

/**
 * Rows of {@code import_mapping}: what an institution made of a column the last time it imported a
 * list of a kind with such a header. What is kept of a header is a keyed hash: in a list without a
 * header line a person stands there.
 */
@ApplicationScoped
class ColumnMemory {
  private final EntityManager store;
  private final Secrets.Keyed headers;

  ColumnMemory(EntityManager store, Secrets secrets) {
    this.store = store;
    this.headers = secrets.keyed("import-header");
  }

  /** Fields by {@link #key}; an empty one where the column was left out. */
  Map<String, String> of(int institution, String kind, List<String> header) {
    List<String> keys =
        header.stream().map(h -> key(institution, h)).filter(k -> !k.isEmpty()).toList();
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
    fieldByHeader.forEach((header, field) -> byKey.put(key(institution, header), field));
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

  /**
   * What spellings of one header share, blinded: without marks, case and blanks at its ends. Empty
   * where nothing is left.
   */
  String key(int institution, String header) {
    String folded = PersonName.searchKey(header).strip();
    return folded.isEmpty()
        ? ""
        : headers.hash((institution + "|" + folded).getBytes(StandardCharsets.UTF_8)).hex();
  }
}
