package vn.sogoc.audit;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import vn.sogoc.institution.CheckedStatement;
import vn.sogoc.institution.InstitutionKey;
import vn.sogoc.institution.KeyState;

/**
 * What a withdrawal took back: entries of a key that were logged after the time since when it is
 * not to be trusted. Their rows are as they must be and verify as nothing, so they are told and are
 * no finding.
 */
final class WithdrawnCheck implements Check {
  @Override
  public void run(Evidence e) throws SQLException {
    for (CheckedStatement newest : e.keys().newest()) {
      int institution = newest.statement().facts().id();
      for (InstitutionKey key : newest.statement().keys()) {
        Instant since = key.since();
        if (key.state() == KeyState.WITHDRAWN && since != null) {
          e.store()
              .each(
                  "select count(*) entries from register_entry"
                      + " where institution_id = ? and key_id = ? and recorded_at >= ?",
                  row -> tell(e, institution, key, since, row.number("entries")),
                  institution,
                  key.id().value().toArray(),
                  since.atOffset(ZoneOffset.UTC));
        }
      }
    }
  }

  private static void tell(
      Evidence e, int institution, InstitutionKey key, Instant since, long entries) {
    if (entries > 0) {
      e.notes()
          .add(
              "key %s of institution %d is withdrawn from %s on: %d entries lose their standing"
                  .formatted(key.id(), institution, since, entries));
    }
  }
}
