package vn.sogoc.issuance.imports;

import jakarta.persistence.Query;
import java.util.ArrayList;
import java.util.List;

/** The rows of a native query of several columns, whose type JPA does not know. */
final class Tuples {
  private Tuples() {}

  static List<Object[]> of(Query query) {
    List<Object[]> rows = new ArrayList<>();
    for (Object row : query.getResultList()) {
      rows.add((Object[]) row);
    }
    return rows;
  }
}
